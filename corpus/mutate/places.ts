/** The places of a source where it may be written wrong: each statement and each expression of its functions. */
import { expressionsIn, expressionsOf, nestedStatements } from '../../src/engine/triton/call-graph';
import { parseModule } from '../../src/engine/triton/parse';
import type { Span } from '../../src/engine/span';
import type { Expr, Statement } from '../../src/engine/triton/syntax';

export type Place = { readonly kind: 'expression'; readonly expr: Expr } | { readonly kind: 'statement'; readonly statement: Statement };

/** Outermost first, in the order of the text. */
export function placesIn(source: string): Place[] {
  return [...parseModule(source).module.functions.values()].flatMap(f => f.body.flatMap(placesOf));
}

function placesOf(statement: Statement): Place[] {
  const own = expressionsOf(statement).flatMap(expr => [...expressionsIn(expr)]);
  return [{ kind: 'statement', statement }, ...own.map(expr => ({ kind: 'expression' as const, expr })), ...nestedStatements(statement).flatMap(placesOf)];
}

/** Access to a source by spans. */
export class SourceText {
  private readonly starts: readonly number[];

  constructor(readonly source: string) {
    const starts = [0];
    for (let at = source.indexOf('\n'); at >= 0; at = source.indexOf('\n', at + 1)) {
      starts.push(at + 1);
    }
    this.starts = starts;
  }

  of([line, column, endLine, endColumn]: Span): string {
    return this.source.slice(this.starts[line - 1] + column, this.starts[endLine - 1] + endColumn);
  }

  /** The source with the text of a span replaced. */
  with([line, column, endLine, endColumn]: Span, text: string): string {
    return this.source.slice(0, this.starts[line - 1] + column) + text + this.source.slice(this.starts[endLine - 1] + endColumn);
  }
}

/** What lies between two spans. */
export const between = (before: Span, after: Span): Span => [before[2], before[3], after[0], after[1]];
