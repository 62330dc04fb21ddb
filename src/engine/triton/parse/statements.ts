/** Lezer's statement nodes to the typed tree. */
import type { SyntaxNode } from '@lezer/common';
import type { BinaryOperator, Expr, ImportBinding, Statement } from '../syntax';
import { parseExpression, parseExpressionList, parseTypeDef } from './expressions';
import { parseFunction } from './functions';
import { bodyOf, childrenOf, isStatement, type Source, spanOf, splitAt, textOf } from './source';

const otherStatements: Readonly<Record<string, string>> = {
  ClassDefinition: 'class',
  DeleteStatement: 'del',
  MatchStatement: 'match',
  PrintStatement: 'print statement',
  RaiseStatement: 'raise',
  ScopeStatement: 'global',
  TryStatement: 'try',
  TypeDefinition: 'type alias',
  WithStatement: 'with',
  YieldStatement: 'yield'
};

/** The statements of a `Body` node, or of any list of statement nodes. */
export const parseStatements = (source: Source, nodes: readonly SyntaxNode[]): Statement[] =>
  nodes.flatMap(node => (node.name === 'StatementGroup' ? parseStatements(source, childrenOf(node)) : isStatement(node) ? [parseStatement(source, node)] : []));


function parseStatement(source: Source, node: SyntaxNode): Statement {
  const span = spanOf(source, node);
  switch (node.name) {
    case 'AssignStatement':
      return parseAssign(source, node);
    case 'UpdateStatement': {
      const [target, operator, ...value] = childrenOf(node);
      const op = textOf(source, operator).slice(0, -1) as BinaryOperator;
      return { kind: 'augmented', target: parseExpression(source, target), op, value: parseExpressionList(source, value, node), span };
    }
    case 'ExpressionStatement':
      return { kind: 'expression', value: parseExpressionList(source, childrenOf(node), node), span };
    case 'ReturnStatement': {
      const value = childrenOf(node).slice(1);
      return { kind: 'return', value: value.length > 0 ? parseExpressionList(source, value, node) : null, span };
    }
    case 'AssertStatement': {
      const [test, message] = splitAt(childrenOf(node).slice(1), ',');
      return {
        kind: 'assert',
        test: parseExpressionList(source, test ?? [], node),
        message: message ? parseExpressionList(source, message, node) : null,
        span
      };
    }
    case 'PassStatement':
      return { kind: 'pass', span };
    case 'BreakStatement':
      return { kind: 'break', span };
    case 'ContinueStatement':
      return { kind: 'continue', span };
    case 'IfStatement':
      return parseIf(source, node);
    case 'WhileStatement':
    case 'ForStatement':
      return parseLoop(source, node);
    case 'ImportStatement':
      return { kind: 'import', bindings: parseImport(source, node), span };
    case 'FunctionDefinition':
    case 'DecoratedStatement': {
      const definition = parseFunction(source, node, parseStatements);
      return definition ? { kind: 'function', definition, span } : { kind: 'other', construct: 'class', span };
    }
    default:
      return { kind: 'other', construct: otherStatements[node.name] ?? node.name, span };
  }
}

function parseAssign(source: Source, node: SyntaxNode): Statement {
  const span = spanOf(source, node);
  const nodes = childrenOf(node);
  const type = nodes.find(child => child.name === 'TypeDef');
  const parts = splitAt(nodes.filter(child => child !== type), 'AssignOp').map(part => parseExpressionList(source, part, node));
  if (type) {
    const annotation: Expr = parseTypeDef(source, type) ?? { kind: 'other', construct: 'syntax error', span };
    return { kind: 'annotated', target: parts[0], annotation, value: parts[1] ?? null, span };
  }
  return { kind: 'assign', targets: parts.slice(0, -1), value: parts[parts.length - 1], span };
}

function parseIf(source: Source, node: SyntaxNode): Statement {
  const nodes = childrenOf(node);
  const branch = (at: number): Statement[] => {
    const word = nodes[at]?.name;
    if (word === 'else') {
      return parseStatements(source, bodyOf(nodes.slice(at).find(child => child.name === 'Body')));
    }
    if (word !== 'if' && word !== 'elif') {
      return [];
    }
    const body = nodes.findIndex((child, i) => i > at && child.name === 'Body');
    const end = body < 0 ? nodes.length : body;
    const [startLine, startColumn] = spanOf(source, nodes[at]);
    const [, , endLine, endColumn] = spanOf(source, node);
    return [
      {
        kind: 'if',
        test: parseExpressionList(source, nodes.slice(at + 1, end), nodes[at]),
        then: parseStatements(source, bodyOf(nodes[body])),
        otherwise: body < 0 ? [] : branch(body + 1),
        span: [startLine, startColumn, endLine, endColumn]
      }
    ];
  };
  return branch(0)[0];
}

function parseLoop(source: Source, node: SyntaxNode): Statement {
  const span = spanOf(source, node);
  const nodes = childrenOf(node).filter(child => child.name !== 'async');
  const bodies = nodes.filter(child => child.name === 'Body');
  const head = nodes.slice(1, nodes.indexOf(bodies[0]));
  const body = parseStatements(source, bodyOf(bodies[0]));
  const otherwise = parseStatements(source, bodyOf(bodies[1]));
  if (node.name === 'WhileStatement') {
    return { kind: 'while', test: parseExpressionList(source, head, node), body, otherwise, span };
  }
  const separator = head.findIndex(child => child.name === 'in');
  return {
    kind: 'for',
    target: parseExpressionList(source, head.slice(0, separator), node),
    iterable: parseExpressionList(source, head.slice(separator + 1), node),
    body,
    otherwise,
    span
  };
}

/** What an import statement binds. */
export function parseImport(source: Source, node: SyntaxNode): ImportBinding[] {
  const nodes = childrenOf(node).filter(child => child.name !== '(' && child.name !== ')' && !child.type.isError);
  const at = nodes.findIndex(child => child.name === 'import');
  const head = nodes.slice(1, Math.max(at, 1));
  const module = dotted(source, head.filter((child, i) => child.name === 'VariableName' || (child.name === '.' && head[i - 1]?.name === 'VariableName')));
  const leading = head.findIndex(child => child.name === 'VariableName');
  const level = (leading < 0 ? head : head.slice(0, leading)).reduce((sum, child) => sum + textOf(source, child).length, 0);
  return splitAt(nodes.slice(at + 1), ',').filter(part => part.length > 0).map(part => {
    const alias = part.findIndex(child => child.name === 'as');
    const path = dotted(source, alias < 0 ? part : part.slice(0, alias));
    const name = alias < 0 ? null : textOf(source, part[alias + 1] ?? part[alias]);
    if (nodes[0].name === 'from') {
      return path === '*'
        ? { name: `*${module}`, target: module, module, level }
        : { name: name ?? path, target: module === '' ? path : `${module}.${path}`, module, level };
    }
    const first = path.split('.')[0];
    return { name: name ?? first, target: name === null ? first : path, module: path, level: 0 };
  });
}

const dotted = (source: Source, nodes: readonly SyntaxNode[]): string => nodes.map(node => textOf(source, node)).join('');
