/** Lezer's expression nodes to the typed tree. */
import type { SyntaxNode } from '@lezer/common';
import type { Expr, Keyword, Parameter } from '../syntax';
import { parseOperation } from './operations';
import { childrenOf, type Source, spanBetween, spanOf, splitAt, textOf, withoutBrackets } from './source';
import { stringValue } from './strings';

/** Valid Python that kernels do not use, in the words that a user knows. */
const otherExpressions: Readonly<Record<string, string>> = {
  AwaitExpression: 'await',
  ComprehensionExpression: 'generator expression',
  ArrayComprehensionExpression: 'list comprehension',
  DictionaryComprehensionExpression: 'dictionary comprehension',
  SetExpression: 'set',
  SetComprehensionExpression: 'set comprehension',
  YieldExpression: 'yield'
};

export function parseExpression(source: Source, node: SyntaxNode): Expr {
  const span = spanOf(source, node);
  switch (node.name) {
    case 'VariableName':
      return { kind: 'name', name: textOf(source, node), span };
    case 'Number':
      return parseNumber(source, node);
    case 'String':
    case 'FormatString':
    case 'ContinuedString':
      return parseString(source, node);
    case 'Boolean':
      return { kind: 'constant', value: textOf(source, node) === 'True', span };
    case 'None':
      return { kind: 'constant', value: null, span };
    case 'Ellipsis':
      return { kind: 'ellipsis', span };
    case 'ParenthesizedExpression':
      return parseGroup(source, withoutBrackets(childrenOf(node)), node);
    case 'TupleExpression':
      return { kind: 'tuple', items: parseItems(source, withoutBrackets(childrenOf(node))), span };
    case 'ArrayExpression':
      return { kind: 'list', items: parseItems(source, withoutBrackets(childrenOf(node))), span };
    case 'DictionaryExpression':
      return { kind: 'dictionary', entries: parseEntries(source, node), span };
    case 'MemberExpression':
      return parseMember(source, node);
    case 'CallExpression':
      return parseCall(source, node);
    case 'UnaryExpression':
    case 'BinaryExpression':
      return parseOperation(source, node, parseExpression);
    case 'ConditionalExpression':
      return parseConditional(source, node);
    case 'NamedExpression': {
      const [target, , value] = childrenOf(node);
      return value ? { kind: 'named', target: textOf(source, target), value: parseExpression(source, value), span } : { kind: 'other', construct: 'syntax error', span };
    }
    case 'LambdaExpression':
      return parseLambda(source, node);
    default:
      return { kind: 'other', construct: otherExpressions[node.name] ?? (node.type.isError ? 'syntax error' : node.name), span };
  }
}

/** Comma-separated expressions outside brackets: a tuple when there is a comma. */
export function parseExpressionList(source: Source, nodes: readonly SyntaxNode[], fallback: SyntaxNode): Expr {
  const items = parseItems(source, nodes);
  if (items.length === 0) {
    return { kind: 'other', construct: 'syntax error', span: spanOf(source, fallback) };
  }
  if (!nodes.some(node => node.name === ',')) {
    return items[0];
  }
  return { kind: 'tuple', items, span: spanBetween(source, nodes[0].from, nodes[nodes.length - 1].to) };
}

const parseItems = (source: Source, nodes: readonly SyntaxNode[]): Expr[] =>
  splitAt(nodes, ',').filter(part => part.length > 0).map(part => parseItem(source, part));

/** One item of a list: an expression, perhaps starred. */
function parseItem(source: Source, part: readonly SyntaxNode[]): Expr {
  const last = part[part.length - 1];
  if (part[0].name === '*' && part.length === 2) {
    return { kind: 'starred', value: parseExpression(source, last), span: spanBetween(source, part[0].from, last.to) };
  }
  const readable = part.filter(node => !node.type.isError);
  return parseExpression(source, readable[0] ?? part[0]);
}

const parseEntries = (source: Source, node: SyntaxNode): { key: Expr | null; value: Expr }[] =>
  splitAt(withoutBrackets(childrenOf(node)), ',').filter(part => part.length > 1).map(part => ({
    key: part[0].name === '**' ? null : parseExpression(source, part[0]),
    value: parseExpression(source, part[part.length - 1])
  }));

const parseGroup = (source: Source, inner: readonly SyntaxNode[], node: SyntaxNode): Expr =>
  inner.length === 0 ? { kind: 'other', construct: 'syntax error', span: spanOf(source, node) } : parseItem(source, inner);

function parseNumber(source: Source, node: SyntaxNode): Expr {
  const span = spanOf(source, node);
  const text = textOf(source, node).replace(/_/g, '');
  if (/[jJ]$/.test(text)) {
    return { kind: 'other', construct: 'complex number', span };
  }
  if (/^0[xXbBoO]/.test(text) || /^\d+$/.test(text)) {
    return { kind: 'integer', value: BigInt(/^0\d/.test(text) ? text.replace(/^0+(?=\d)/, '') : text), span };
  }
  return { kind: 'float', text, span };
}

function parseString(source: Source, node: SyntaxNode): Expr {
  const span = spanOf(source, node);
  const parts = node.name === 'ContinuedString' ? childrenOf(node) : [node];
  const values = parts.map(part => (part.name === 'String' ? stringValue(textOf(source, part)) : null));
  if (values.some(value => value === null)) {
    return { kind: 'formatted', text: textOf(source, node), span };
  }
  return { kind: 'string', value: values.join(''), span };
}

function parseMember(source: Source, node: SyntaxNode): Expr {
  const [objectNode, opening, ...rest] = childrenOf(node);
  const span = spanOf(source, node);
  const object = parseExpression(source, objectNode);
  if (opening?.name === '.') {
    return { kind: 'attribute', object, name: rest[0] ? textOf(source, rest[0]) : '', span };
  }
  const inner = rest.filter(child => child.name !== ']');
  const parts = splitAt(inner, ',').filter(part => part.length > 0);
  return { kind: 'subscript', object, indices: parts.map(part => parseIndex(source, part)), tuple: inner.some(child => child.name === ','), span };
}

/** An index or a slice `lower:upper:step`. */
function parseIndex(source: Source, part: readonly SyntaxNode[]): Expr {
  if (!part.some(node => node.name === ':')) {
    return parseItem(source, part);
  }
  const bounds: (Expr | null)[] = [null, null, null];
  let at = 0;
  for (const node of part) {
    if (node.name === ':') {
      at++;
    } else if (at < 3) {
      bounds[at] = parseExpression(source, node);
    }
  }
  const span = spanBetween(source, part[0].from, part[part.length - 1].to);
  return { kind: 'slice', lower: bounds[0], upper: bounds[1], step: bounds[2], span };
}

/** `f(...)`. Exported for decorators, whose callee is a dotted name rather than an expression. */
export function parseArguments(source: Source, list: SyntaxNode): { readonly args: Expr[]; readonly keywords: Keyword[] } {
  const args: Expr[] = [];
  const keywords: Keyword[] = [];
  for (const part of splitAt(withoutBrackets(childrenOf(list)), ',').filter(nodes => nodes.length > 0)) {
    const [first, second] = part;
    const span = spanBetween(source, first.from, part[part.length - 1].to);
    if (part.some(node => node.name === 'for')) {
      args.push({ kind: 'other', construct: 'generator expression', span });
    } else if (second?.name === 'AssignOp' && part[2]) {
      keywords.push({ name: textOf(source, first), value: parseExpression(source, part[2]), span });
    } else if (first.name === '**' && second) {
      keywords.push({ name: null, value: parseExpression(source, second), span });
    } else {
      args.push(parseItem(source, part));
    }
  }
  return { args, keywords };
}

function parseCall(source: Source, node: SyntaxNode): Expr {
  const [callee, list] = childrenOf(node);
  return { kind: 'call', callee: parseExpression(source, callee), ...parseArguments(source, list), span: spanOf(source, node) };
}

function parseConditional(source: Source, node: SyntaxNode): Expr {
  const [then, , test, , otherwise] = childrenOf(node);
  const span = spanOf(source, node);
  if (!otherwise) {
    return { kind: 'other', construct: 'syntax error', span };
  }
  return {
    kind: 'conditional',
    test: parseExpression(source, test),
    then: parseExpression(source, then),
    otherwise: parseExpression(source, otherwise),
    span
  };
}

function parseLambda(source: Source, node: SyntaxNode): Expr {
  const nodes = childrenOf(node);
  const list = nodes.find(child => child.name === 'ParamList');
  const body = nodes[nodes.length - 1];
  return { kind: 'lambda', parameters: list ? parseParameters(source, list) : [], body: parseExpression(source, body), span: spanOf(source, node) };
}

/** The parameters of a `def` or a lambda. */
export function parseParameters(source: Source, list: SyntaxNode): Parameter[] {
  const result: Parameter[] = [];
  let afterStar = false;
  for (const part of splitAt(withoutBrackets(childrenOf(list)), ',').filter(nodes => nodes.length > 0)) {
    const name = part.find(node => node.name === 'VariableName');
    const star = part[0].name;
    if (name) {
      const type = part.find(node => node.name === 'TypeDef');
      const assign = part.findIndex(node => node.name === 'AssignOp');
      result.push({
        name: textOf(source, name),
        annotation: type ? parseTypeDef(source, type) : null,
        default: assign >= 0 && part[assign + 1] ? parseExpression(source, part[assign + 1]) : null,
        kind: star === '*' ? 'var-positional' : star === '**' ? 'var-keyword' : afterStar ? 'keyword-only' : 'positional',
        span: spanBetween(source, part[0].from, part[part.length - 1].to)
      });
    }
    afterStar = afterStar || star === '*';
  }
  return result;
}

/** The expression of `: annotation`. */
export function parseTypeDef(source: Source, node: SyntaxNode): Expr | null {
  const expression = childrenOf(node).find(child => child.name !== ':' && child.name !== '->');
  return expression ? parseExpression(source, expression) : null;
}
