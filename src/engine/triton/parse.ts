/** Source text to a module: what its top level binds, and where its functions are not Python. */
import { parser } from '@lezer/python';
import type { SyntaxNode } from '@lezer/common';
import type { Span } from '../span';
import { findProblems } from './parse/problems';
import { childrenOf, createSource, type Source } from './parse/source';
import { parseStatements } from './parse/statements';
import type { Expr, FunctionDefinition, Module, Statement, SyntaxProblem } from './syntax';

type Binding =
  | { readonly kind: 'function'; readonly definition: FunctionDefinition }
  | { readonly kind: 'import'; readonly target: string }
  | { readonly kind: 'assignment'; readonly value: Expr };

/** Reads a module. Never throws: what is not Python is among the problems. */
export function parseModule(text: string): { module: Module; problems: SyntaxProblem[] } {
  const source = createSource(text);
  const tree = parser.parse(source.text);
  const bindings = bindingsOf(source, childrenOf(tree.topNode));
  return { module: moduleOf(bindings), problems: findProblems(source, tree) };
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
    result.delete(name);
    result.set(name, binding);
  };
  for (const node of nodes) {
    if (node.name === 'IfStatement' || node.name === 'TryStatement' || node.name === 'WithStatement') {
      for (const [name, binding] of branchBindings(source, node)) {
        bind(name, binding);
      }
    } else {
      for (const statement of parseStatements(source, [node])) {
        bindStatement(statement, bind);
      }
    }
  }
  return result;
}

function branchBindings(source: Source, node: SyntaxNode): Map<string, Binding> {
  const result = new Map<string, Binding>();
  for (const body of childrenOf(node).filter(child => child.name === 'Body')) {
    for (const [name, binding] of bindingsOf(source, childrenOf(body))) {
      if (!result.has(name)) {
        result.set(name, binding);
      }
    }
  }
  return result;
}

function bindStatement(statement: Statement, bind: (name: string, binding: Binding) => void): void {
  switch (statement.kind) {
    case 'function':
      bind(statement.definition.name, { kind: 'function', definition: statement.definition });
      break;
    case 'import':
      statement.bindings.forEach(({ name, target }) => bind(name, { kind: 'import', target }));
      break;
    case 'assign':
      statement.targets.forEach(target => bindTarget(target, statement.value, bind));
      break;
    case 'annotated':
      if (statement.value) {
        bindTarget(statement.target, statement.value, bind);
      }
      break;
    default:
  }
}

function bindTarget(target: Expr, value: Expr, bind: (name: string, binding: Binding) => void): void {
  if (target.kind === 'name') {
    bind(target.name, { kind: 'assignment', value });
  } else if ((target.kind === 'tuple' || target.kind === 'list') && (value.kind === 'tuple' || value.kind === 'list')) {
    target.items.forEach((item, i) => value.items[i] && bindTarget(item, value.items[i], bind));
  }
}
