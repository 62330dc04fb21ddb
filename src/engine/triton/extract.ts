/**
 * One self-contained Python source for a kernel of a package: the kernel, and the helpers and constants that it refers to
 * from any file of the package. By syntax only; nothing is imported or run, and nothing is renamed.
 */
import type { Span } from '../span';
import { Files, type ReadFile, type SourceFile } from './extract/files';
import { globalNames, identifiersIn, namesIn } from './extract/names';
import { type Binding, dottedTarget } from './parse';
import { canonicalPath, isLibdeviceFallback } from './resolve';
import type { Expr, FunctionDefinition, ImportBinding } from './syntax';
import { Unsupported } from './unsupported';

/** Throws `Unsupported` when the kernel is not there, or when two different things would need one name. */
export function extractKernel(readFile: ReadFile, path: string, kernel: string): { source: string } {
  const files = new Files(readFile);
  const file = files.open(path);
  if (!file) {
    throw new Unsupported('missing file', null, `there is no file '${path}'`);
  }
  const extraction = new Extraction(files);
  extraction.need(scopeOf(file, kernel), kernel);
  return { source: extraction.text() };
}

/** The file as the kernel sees it: with the names of the function in which it is defined, where it is not at the top level. */
function scopeOf(file: SourceFile, kernel: string): SourceFile {
  const defines = (bindings: SourceFile['bindings']): boolean => bindings.get(kernel)?.kind === 'function';
  const bindings = defines(file.bindings) ? file.bindings : file.scopes().find(defines);
  if (!bindings) {
    throw new Unsupported('missing kernel', null, `'${file.path}' defines no function '${kernel}'`);
  }
  return { ...file, bindings };
}

const keptDecorators = new Set(['triton.jit', 'triton.autotune', 'triton.heuristics', 'pointwise_dynamic', 'use_tl_extra']);
/** Roots of modules that can be imported as they are. */
const standard = /^(?:triton|torch|math|numpy|functools|operator|typing)(?:\.|$)/;
/** Branches for other hardware come after the others. */
const otherHardware = /\b(?:intel|xpu|hip|npu|musa|mlu|ascend|metax|cambricon)\b/i;

class Extraction {
  private readonly imports = new Set<string>(['import triton', 'import triton.language as tl']);
  private readonly pieces: string[] = [];
  /** Where each name that has been emitted comes from. */
  private readonly origins = new Map<string, string>([['triton', 'triton'], ['tl', 'triton.language']]);

  constructor(private readonly files: Files) {}

  text(): string {
    return `${[...this.imports].join('\n')}\n\n\n${this.pieces.join('\n\n\n')}\n`;
  }

  /** Emits what a name of a file is bound to, after what that refers to. */
  need(file: SourceFile, name: string): void {
    const first = file.bindings.get(name);
    if (!first) {
      return;
    }
    const binding = preferredBranch(file, first);
    switch (binding.kind) {
      case 'import':
        this.needImport(file, binding.binding);
        return;
      case 'function':
        if (this.claim(name, `${file.path}:${name}`)) {
          this.emitFunction(file, binding.definition);
        }
        return;
      case 'assignment':
        if (this.claim(name, `${file.path}:${name}`)) {
          this.emitAssignment(file, name, binding);
        }
    }
  }

  /** An assignment, after the one that it replaces where it reads that. */
  private emitAssignment(file: SourceFile, name: string, binding: Binding & { kind: 'assignment' }): void {
    const text = textOf(file, binding.statement.span);
    const names = [...namesIn(binding.value), ...identifiersIn(text.slice(text.indexOf('=')))];
    if (names.includes(name) && binding.before?.kind === 'assignment') {
      this.emitAssignment(file, name, binding.before);
    }
    names.filter(other => other !== name).forEach(other => this.need(file, other));
    this.pieces.push(text);
  }

  /** Whether the name has still to be emitted. */
  private claim(name: string, origin: string): boolean {
    const taken = this.origins.get(name);
    if (taken !== undefined && taken !== origin) {
      throw new Unsupported('name clash', null, `two different things are called '${name}': ${taken} and ${origin}`);
    }
    this.origins.set(name, origin);
    return taken === undefined;
  }

  private needImport(file: SourceFile, binding: ImportBinding): void {
    const target = dottedTarget(binding);
    const origin = standard.test(target) || canonicalPath(target) !== target ? null : this.files.origin(file, binding);
    const bound = origin?.file.bindings.get(origin.name);
    if (!origin || !bound || bound.kind === 'import') {
      this.emitImport(bound?.kind === 'import' ? bound.binding : binding, binding.name);
      return;
    }
    this.need(origin.file, origin.name);
    if (origin.name !== binding.name && this.claim(binding.name, `${origin.file.path}:${origin.name}`)) {
      this.pieces.push(`${binding.name} = ${origin.name}`);
    }
  }

  private emitImport(binding: ImportBinding, name: string): void {
    const known = canonicalPath(dottedTarget(binding));
    if (!this.claim(name, known === 'tl' ? 'triton.language' : known === 'triton' ? 'triton' : binding.target)) {
      return;
    }
    const member = binding.target.split('.').pop()!;
    const alias = member === name ? '' : ` as ${name}`;
    const dots = '.'.repeat(binding.level);
    const isModule = binding.level === 0 && (binding.target === binding.module || !binding.target.includes('.'));
    this.imports.add(isModule ? `import ${binding.target}${binding.target === name ? '' : ` as ${name}`}` : `from ${dots}${binding.module} import ${member}${alias}`);
  }

  private emitFunction(file: SourceFile, definition: FunctionDefinition): void {
    if (isLibdeviceFallback(definition)) {
      this.emitImport({ name: definition.name, target: `triton.language.extra.libdevice.${definition.name}`, module: 'triton.language.extra.libdevice', level: 0 }, definition.name);
      return;
    }
    for (const name of globalNames(definition)) {
      if (name !== definition.name) {
        this.need(file, name);
      }
    }
    const decorators = definition.decorators.filter(decorator => this.keepsDecorator(file, decorator));
    const [, column, endLine, endColumn] = definition.span;
    const lines = decorators.map(decorator => `@${textOf(file, decorator.span)}`);
    const body = textOf(file, [definition.nameSpan[0], column, endLine, endColumn], column);
    this.pieces.push([...lines, body].join('\n'));
  }

  /** Kept: what changes the kernel's meaning or its configurations, as far as it stands on its own. */
  private keepsDecorator(file: SourceFile, decorator: Expr): boolean {
    const callee = decorator.kind === 'call' ? decorator.callee : decorator;
    const path = pathIn(file, callee);
    if (!keptDecorators.has(path)) {
      return false;
    }
    const names = identifiersIn(textOf(file, decorator.span)).filter(name => file.bindings.has(name));
    if (path !== 'pointwise_dynamic' && names.some(name => !standsAlone(file, name, new Set()))) {
      return false;
    }
    names.forEach(name => this.need(file, name));
    return true;
  }
}

/** The canonical path of a dotted name in a file; of foreign decorators the last component. */
function pathIn(file: SourceFile, expr: Expr): string {
  const parts: string[] = [];
  let at = expr;
  while (at.kind === 'attribute') {
    parts.unshift(at.name);
    at = at.object;
  }
  if (at.kind !== 'name') {
    return '';
  }
  const binding = file.bindings.get(at.name);
  const path = canonicalPath([binding?.kind === 'import' ? binding.target : at.name, ...parts].join('.'));
  return /^(?:triton|tl)\./.test(path) ? path : (path.split('.').pop() ?? '');
}

/** Whether a name depends on nothing outside the standard modules, and on no host code. */
function standsAlone(file: SourceFile, name: string, seen: Set<string>): boolean {
  const binding = file.bindings.get(name);
  if (!binding || seen.has(name)) {
    return true;
  }
  seen.add(name);
  switch (binding.kind) {
    case 'import':
      return standard.test(binding.target) || /^(?:tl|triton)$/.test(canonicalPath(binding.target));
    case 'function':
      return false;
    case 'assignment':
      return assignmentsOf(binding).every(({ statement }) => identifiersIn(textOf(file, statement.span)).every(other => standsAlone(file, other, seen)));
  }
}

/** An assignment and those to the same name before it. */
const assignmentsOf = (binding: Binding): Binding[] => [binding, ...(binding.before ? assignmentsOf(binding.before) : [])];

function preferredBranch(file: SourceFile, binding: Binding): Binding {
  const branches = [binding, ...binding.alternatives];
  return branches.find(branch => !otherHardware.test(textOf(file, branch.statement.span))) ?? binding;
}

/** The text of a span, its lines shifted left by `indent` columns. */
function textOf(file: SourceFile, span: Span, indent: number = span[1]): string {
  const { text, lines } = file.source;
  const raw = text.slice(lines[span[0] - 1] + span[1], lines[span[2] - 1] + span[3]).trimEnd();
  return indent === 0 ? raw : raw.split('\n').map((line, i) => (i === 0 ? line : line.replace(new RegExp(`^[ \\t]{0,${indent}}`), ''))).join('\n');
}
