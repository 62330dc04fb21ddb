/** Function definitions with their decorators. */
import type { SyntaxNode } from '@lezer/common';
import type { Expr, FunctionDefinition, Statement } from '../syntax';
import { parseArguments, parseParameters } from './expressions';
import { bodyOf, childrenOf, type Source, spanBetween, spanOf, textOf } from './source';

/** A `FunctionDefinition` or `DecoratedStatement` node; null when what is decorated is a class. `parseBody` reads the statements of the body. */
export function parseFunction(source: Source, node: SyntaxNode, parseBody: (source: Source, nodes: readonly SyntaxNode[]) => Statement[]): FunctionDefinition | null {
  const nodes = childrenOf(node);
  const definition = node.name === 'FunctionDefinition' ? node : nodes.find(child => child.name === 'FunctionDefinition');
  if (!definition) {
    return null;
  }
  const parts = childrenOf(definition);
  const name = parts.find(child => child.name === 'VariableName');
  const list = parts.find(child => child.name === 'ParamList');
  const statements = parseBody(source, bodyOf(parts.find(child => child.name === 'Body')));
  const first = statements[0];
  const docstring = first?.kind === 'expression' && first.value.kind === 'string' ? first.value.value : null;
  return {
    name: name ? textOf(source, name) : '',
    decorators: nodes.filter(child => child.name === 'Decorator').map(child => parseDecorator(source, child)),
    parameters: list ? parseParameters(source, list) : [],
    body: docstring === null ? statements : statements.slice(1),
    docstring,
    span: spanOf(source, node),
    nameSpan: spanOf(source, name ?? definition)
  };
}

/** `@a.b` or `@a.b(...)`: Lezer gives names and dots in a row. */
function parseDecorator(source: Source, node: SyntaxNode): Expr {
  const nodes = childrenOf(node);
  const names = nodes.filter(child => child.name === 'VariableName');
  if (names.length === 0) {
    return { kind: 'other', construct: 'syntax error', span: spanOf(source, node) };
  }
  let callee: Expr = { kind: 'name', name: textOf(source, names[0]), span: spanOf(source, names[0]) };
  for (const part of names.slice(1)) {
    callee = { kind: 'attribute', object: callee, name: textOf(source, part), span: spanBetween(source, names[0].from, part.to) };
  }
  const list = nodes.find(child => child.name === 'ArgList');
  return list ? { kind: 'call', callee, ...parseArguments(source, list), span: spanBetween(source, names[0].from, list.to) } : callee;
}
