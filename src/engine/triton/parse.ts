/** Source text to a module: what its top level binds, and where its functions are not Python. */
import { parser } from '@lezer/python';
import type { SyntaxNode } from '@lezer/common';
import type { Span } from '../span';
import { findProblems } from './parse/problems';
import { childrenOf, createSource, type Source } from './parse/source';
import { parseStatements } from './parse/statements';
import type { Expr, FunctionDefinition, ImportBinding, Module, Statement, SyntaxProblem } from './syntax';

type Bound =
  | { readonly kind: 'function'; readonly definition: FunctionDefinition }
  | { readonly kind: 'import'; readonly target: string; readonly binding: ImportBinding }
  | { readonly kind: 'assignment'; readonly value: Expr };

/**
 * What a scope binds a name to, and by which statement. `alternatives` are the bindings in later branches of the same `if` or
 * `try`; `before` is the assignment that a later one to the same name replaces, and may read.
 */
export type Binding = Bound & { readonly statement: Statement; readonly alternatives: readonly Binding[]; readonly before?: Binding };

/** Reads a module. Never throws: what is not Python is among the problems. */
export function parseModule(text: string): { module: Module; problems: SyntaxProblem[] } {
  const source = createSource(text);
  const tree = parser.parse(source.readable);
  const bindings = bindingsOf(source, childrenOf(tree.topNode));
  return { module: moduleOf(bindings), problems: findProblems(source, tree) };
}

/** What the top level of a module binds, with the statements that do it; and the scopes of its functions, which see that too. */
export type Bindings = { readonly source: Source; readonly bindings: ReadonlyMap<string, Binding>; readonly scopes: () => readonly ReadonlyMap<string, Binding>[] };

export function readBindings(text: string): Bindings {
  const source = createSource(text);
  const nodes = childrenOf(parser.parse(source.readable).topNode);
  const bindings = bindingsOf(source, nodes);
  const scopes = () => functionBodies(nodes).map(body => new Map([...bindings, ...bindingsOf(source, childrenOf(body))]));
  return { source, bindings, scopes };
}

/** The bodies of functions at the top level, under `if` and `try` too. */
function functionBodies(nodes: readonly SyntaxNode[]): SyntaxNode[] {
  return nodes.flatMap(node => {
    switch (node.name) {
      case 'FunctionDefinition':
        return childrenOf(node).filter(child => child.name === 'Body');
      case 'DecoratedStatement':
      case 'IfStatement':
      case 'TryStatement':
      case 'Body':
        return functionBodies(childrenOf(node));
      default:
        return [];
    }
  });
}

/** The problems that lie inside a span, such as a kernel's. */
export const problemsWithin = (problems: readonly SyntaxProblem[], span: Span): SyntaxProblem[] =>
  problems.filter(problem => problem.span[0] >= span[0] && problem.span[0] <= span[2]);

function moduleOf(bindings: ReadonlyMap<string, Binding>): Module {
  const functions = new Map<string, FunctionDefinition>();
  const imports = new Map<string, string>();
  const assignments = new Map<string, Expr>();
  for (const [name, binding] of bindings) {
    switch (binding.kind) {
      case 'function':
        functions.set(name, binding.definition);
        break;
      case 'import':
        imports.set(name, binding.target);
        break;
      case 'assignment':
        assignments.set(name, binding.value);
    }
  }
  return { functions, imports, assignments };
}

/** Later statements win over earlier ones; of the branches of one `if` or `try`, the first that binds a name wins. */
function bindingsOf(source: Source, nodes: readonly SyntaxNode[]): Map<string, Binding> {
  const result = new Map<string, Binding>();
  const bind = (name: string, binding: Binding): void => {
    const before = result.get(name);
    result.delete(name);
    result.set(name, binding.kind === 'assignment' && before?.kind === 'assignment' ? { ...binding, before } : binding);
  };
  for (const node of nodes) {
    if (node.name === 'IfStatement' || node.name === 'TryStatement' || node.name === 'WithStatement') {
      for (const [name, binding] of branchBindings(source, node)) {
        bind(name, binding);
      }
    } else {
      for (const statement of parseStatements(source, [node])) {
        const decorated = appliedDecorator(statement, result);
        if (decorated) {
          bind(...decorated);
        } else {
          bindStatement(statement, bind);
        }
      }
    }
  }
  return result;
}

const decoratorNames = new Set(['jit', 'autotune', 'heuristics']);

/** `f = triton.jit(f)`, `f = triton.heuristics({...})(f)` and `f = anything()(f)` are decorators written out. */
function appliedDecorator(statement: Statement, bindings: ReadonlyMap<string, Binding>): [string, Binding] | null {
  if (statement.kind !== 'assign' || statement.targets.length !== 1 || statement.targets[0].kind !== 'name' || statement.value.kind !== 'call') {
    return null;
  }
  const call = statement.value;
  const [argument] = call.args;
  const bound = argument?.kind === 'name' ? bindings.get(argument.name) : undefined;
  const callee = call.callee.kind === 'call' ? call.callee.callee : call.callee;
  const name = callee.kind === 'attribute' || callee.kind === 'name' ? callee.name : '';
  const rebinds = argument?.kind === 'name' && argument.name === statement.targets[0].name;
  if (bound?.kind !== 'function' || call.args.length !== 1 || !(rebinds || decoratorNames.has(name))) {
    return null;
  }
  const definition = { ...bound.definition, decorators: [call.callee, ...bound.definition.decorators] };
  return [statement.targets[0].name, { ...bound, definition }];
}

function branchBindings(source: Source, node: SyntaxNode): Map<string, Binding> {
  const result = new Map<string, Binding>();
  for (const body of childrenOf(node).filter(child => child.name === 'Body')) {
    for (const [name, binding] of bindingsOf(source, childrenOf(body))) {
      const first = result.get(name);
      result.set(name, first ? { ...first, alternatives: [...first.alternatives, binding] } : binding);
    }
  }
  return result;
}

/** The path of an import, with the dots of a relative one. */
export const dottedTarget = ({ target, level }: ImportBinding): string => '.'.repeat(level) + target;

function bindStatement(statement: Statement, bind: (name: string, binding: Binding) => void): void {
  const bound = (name: string, value: Bound): void => bind(name, { ...value, statement, alternatives: [] });
  switch (statement.kind) {
    case 'function':
      bound(statement.definition.name, { kind: 'function', definition: statement.definition });
      break;
    case 'import':
      statement.bindings.forEach(binding => bound(binding.name, { kind: 'import', target: dottedTarget(binding), binding }));
      break;
    case 'assign':
      statement.targets.forEach(target => bindTarget(target, statement.value, bound));
      break;
    case 'annotated':
      if (statement.value) {
        bindTarget(statement.target, statement.value, bound);
      }
      break;
    default:
  }
}

function bindTarget(target: Expr, value: Expr, bound: (name: string, value: Bound) => void): void {
  if (target.kind === 'name') {
    bound(target.name, { kind: 'assignment', value });
  } else if ((target.kind === 'tuple' || target.kind === 'list') && (value.kind === 'tuple' || value.kind === 'list')) {
    target.items.forEach((item, i) => value.items[i] && bindTarget(item, value.items[i], bound));
  }
}
