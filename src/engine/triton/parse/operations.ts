/**
 * Unary, binary, comparison and boolean operators.
 *
 * Lezer's tree is right for arithmetic, but lets `not` reach too far (`not a == b and c` as `not (a == b and c)`) and nests
 * chains (`a < b < c`) to the left. So everything from comparisons upwards is flattened to its tokens and read again
 * by Python's own grammar: or, and, not, comparison, each binding tighter than the one before.
 */
import type { SyntaxNode } from '@lezer/common';
import type { Span } from '../../span';
import type { BinaryOperator, CompareOperator, Expr, UnaryOperator } from '../syntax';
import { childrenOf, type Source, spanOf, textOf } from './source';

type ParseOperand = (source: Source, node: SyntaxNode) => Expr;

type Token =
  | { readonly kind: 'operand'; readonly node: SyntaxNode }
  | { readonly kind: 'operator'; readonly text: string; readonly span: Span };

/** A `UnaryExpression` or `BinaryExpression` node. */
export function parseOperation(source: Source, node: SyntaxNode, parseOperand: ParseOperand): Expr {
  const span = spanOf(source, node);
  const parts = childrenOf(node).filter(child => !child.type.isError);
  if (parts.length < (node.name === 'UnaryExpression' ? 2 : 3)) {
    return { kind: 'other', construct: 'syntax error', span };
  }
  const last = parts[parts.length - 1];
  if (isLogical(parts, node)) {
    return new LogicParser(source, flatten(source, node), parseOperand).parse();
  }
  if (node.name === 'UnaryExpression') {
    return { kind: 'unary', op: textOf(source, parts[0]) as UnaryOperator, operand: parseOperand(source, last), span };
  }
  const op = textOf(source, parts[1]) as BinaryOperator;
  return { kind: 'binary', op, left: parseOperand(source, parts[0]), right: parseOperand(source, last), span };
}

/** Whether the operator is a comparison, `in`, `is`, `not`, `and` or `or`. */
const isLogical = (parts: readonly SyntaxNode[], node: SyntaxNode): boolean =>
  node.name === 'UnaryExpression' ? parts[0].name === 'not' : parts[1].name !== 'ArithOp' && parts[1].name !== 'BitOp';

function flatten(source: Source, node: SyntaxNode): Token[] {
  const parts = childrenOf(node).filter(child => !child.type.isError);
  const unary = node.name === 'UnaryExpression';
  if ((!unary && node.name !== 'BinaryExpression') || parts.length < (unary ? 2 : 3) || !isLogical(parts, node)) {
    return [{ kind: 'operand', node }];
  }
  const operators = parts.slice(unary ? 0 : 1, -1);
  const [startLine, startColumn] = spanOf(source, operators[0]);
  const [, , endLine, endColumn] = spanOf(source, operators[operators.length - 1]);
  const text = operators.map(child => textOf(source, child)).join(' ');
  return [
    ...(unary ? [] : flatten(source, parts[0])),
    { kind: 'operator', text: text === '<>' ? '!=' : text, span: [startLine, startColumn, endLine, endColumn] },
    ...flatten(source, parts[parts.length - 1])
  ];
}

const cover = (first: Span, last: Span): Span => [first[0], first[1], last[2], last[3]];

class LogicParser {
  private at = 0;

  constructor(
    private readonly source: Source,
    private readonly tokens: readonly Token[],
    private readonly parseOperand: ParseOperand
  ) {}

  parse(): Expr {
    return this.parseChain('or', () => this.parseChain('and', () => this.parseNot()));
  }

  private operator(): { readonly text: string; readonly span: Span } | null {
    const token = this.tokens[this.at];
    return token?.kind === 'operator' ? token : null;
  }

  private parseChain(op: 'and' | 'or', parseOne: () => Expr): Expr {
    const operands = [parseOne()];
    while (this.operator()?.text === op) {
      this.at++;
      operands.push(parseOne());
    }
    const span = cover(operands[0].span, operands[operands.length - 1].span);
    return operands.length === 1 ? operands[0] : { kind: 'boolean', op, operands, span };
  }

  private parseNot(): Expr {
    const operator = this.operator();
    if (operator?.text !== 'not') {
      return this.parseComparison();
    }
    this.at++;
    const operand = this.parseNot();
    return { kind: 'unary', op: 'not', operand, span: cover(operator.span, operand.span) };
  }

  private parseComparison(): Expr {
    const operands = [this.parseLeaf()];
    const ops: CompareOperator[] = [];
    for (let op = this.operator(); op && op.text !== 'and' && op.text !== 'or'; op = this.operator()) {
      this.at++;
      ops.push(op.text as CompareOperator);
      operands.push(this.parseLeaf());
    }
    const span = cover(operands[0].span, operands[operands.length - 1].span);
    return ops.length === 0 ? operands[0] : { kind: 'compare', ops, operands, span };
  }

  private parseLeaf(): Expr {
    const token = this.tokens[this.at];
    if (token?.kind !== 'operand') {
      const before = this.tokens[this.at - 1];
      const span: Span = before?.kind === 'operator' ? before.span : [1, 0, 1, 0];
      return { kind: 'other', construct: 'syntax error', span };
    }
    this.at++;
    return this.parseOperand(this.source, token.node);
  }
}
