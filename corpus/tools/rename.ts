/** Renames every function, parameter and local variable of a source, consistently; and names in a text back again. */
import { allExpressions, nestedStatements } from '../../src/engine/triton/call-graph';
import { parseModule } from '../../src/engine/triton/parse';
import type { Span } from '../../src/engine/span';
import type { Expr, FunctionDefinition, Statement } from '../../src/engine/triton/syntax';

export type Renaming = { readonly source: string; readonly kernel: (name: string) => string; readonly back: (text: string) => string };

/** New names fall in the alphabet where old ones rise: nothing may hang on their order. */
export function renameAll(source: string): Renaming {
  const functions = [...parseModule(source).module.functions.values()];
  const names = [...new Set(functions.flatMap(boundNames))].sort();
  const renamed = new Map(names.map((name, k) => [name, `w${String(names.length - k).padStart(3, '0')}q`]));
  const original = new Map([...renamed].map(([name, other]) => [other, name]));
  const edits = functions.flatMap(f => editsOf(f, renamed));
  return {
    source: applyEdits(source, edits),
    kernel: name => renamed.get(name) ?? name,
    back: text => text.replace(/w\d{3}q/g, word => original.get(word) ?? word)
  };
}

type Edit = { readonly line: number; readonly column: number; readonly old: string; readonly text: string };

function boundNames(definition: FunctionDefinition): string[] {
  return [definition.name, ...definition.parameters.map(p => p.name), ...definition.body.flatMap(targetsOf)];
}

function targetsOf(statement: Statement): string[] {
  const own =
    statement.kind === 'assign' ? statement.targets.flatMap(namesOf)
    : statement.kind === 'augmented' || statement.kind === 'annotated' || statement.kind === 'for' ? namesOf(statement.target)
    : [];
  return [...own, ...nestedStatements(statement).flatMap(targetsOf)];
}

const namesOf = (target: Expr): string[] =>
  target.kind === 'name' ? [target.name] : target.kind === 'tuple' || target.kind === 'list' ? target.items.flatMap(namesOf) : [];

function editsOf(definition: FunctionDefinition, renamed: ReadonlyMap<string, string>): Edit[] {
  const edit = (name: string, span: Span): Edit[] =>
    renamed.has(name) ? [{ line: span[0], column: span[1], old: name, text: renamed.get(name)! }] : [];
  return [
    ...edit(definition.name, definition.nameSpan),
    ...definition.parameters.flatMap(p => edit(p.name, p.span)),
    ...[...allExpressions(definition.body)].flatMap(expr => (expr.kind === 'name' ? edit(expr.name, expr.span) : []))
  ];
}

function applyEdits(source: string, edits: readonly Edit[]): string {
  const lines = source.split('\n');
  const last = [...new Map(edits.map(edit => [`${edit.line}:${edit.column}`, edit])).values()].sort((a, b) => b.line - a.line || b.column - a.column);
  for (const { line, column, old, text } of last) {
    const row = lines[line - 1];
    if (row.slice(column, column + old.length) !== old) {
      throw new Error(`line ${line}, column ${column}: '${old}' expected in '${row}'`);
    }
    lines[line - 1] = row.slice(0, column) + text + row.slice(column + old.length);
  }
  return lines.join('\n');
}
