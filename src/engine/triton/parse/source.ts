/** A source text with its positions, and what every part of the parser needs of Lezer's nodes. */
import type { SyntaxNode } from '@lezer/common';
import type { Span } from '../../span';

export type Source = {
  readonly text: string;
  /** What Lezer is given: the same text, with the literals that its grammar does not know spelled so that it does. */
  readonly readable: string;
  /** Offsets at which lines start. */
  readonly lines: readonly number[];
};

/**
 * Line ends become `\n`, and notebook lines (`%magic`, `!shell`) become blank: neither moves a line or a column of the code.
 * A magic may only stand where no string or bracket is open; a line that starts with `%name` at column 0 is not Python anywhere else.
 */
export function createSource(original: string): Source {
  const text = original
    .replace(/^\ufeff/, ' ')
    .replace(/\r\n?/g, '\n')
    .replace(/^(?:%%?|!)[A-Za-z].*$/gm, line => ' '.repeat(line.length));
  const lines = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
    lines.push(at + 1);
  }
  return { text, readable: respellFloats(text), lines };
}

/** Lezer knows `0.0`, but neither `0.` nor `1.e-5`. With `_` for the point they are numbers to it, of the same length. */
const respellFloats = (text: string): string => text.replace(/(?<![\w.])(\d[\d_]*)\.(?!\d)/g, '$1_');

function position(source: Source, offset: number): readonly [number, number] {
  let low = 0;
  let high = source.lines.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (source.lines[middle] <= offset) {
      low = middle;
    } else {
      high = middle - 1;
    }
  }
  return [low + 1, offset - source.lines[low]];
}

export function spanBetween(source: Source, from: number, to: number): Span {
  const start = position(source, from);
  const end = position(source, to);
  return [start[0], start[1], end[0], end[1]];
}

/** The span of a node's code: Lezer counts the line end after a block to the block. */
export function spanOf(source: Source, node: SyntaxNode): Span {
  let to = node.to;
  while (to > node.from && ' \t\n'.includes(source.text[to - 1])) {
    to--;
  }
  return spanBetween(source, node.from, to);
}

export const textOf = (source: Source, node: SyntaxNode): string => source.text.slice(node.from, node.to);

/** The children of a node that are code. */
export function childrenOf(node: SyntaxNode): SyntaxNode[] {
  const result: SyntaxNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) {
    if (child.name !== 'Comment') {
      result.push(child);
    }
  }
  return result;
}

/** Splits nodes at separators; the separators are dropped. A trailing separator leaves no empty part. */
export function splitAt(nodes: readonly SyntaxNode[], separator: string): SyntaxNode[][] {
  const parts: SyntaxNode[][] = [];
  let current: SyntaxNode[] = [];
  for (const node of nodes) {
    if (node.name === separator) {
      parts.push(current);
      current = [];
    } else {
      current.push(node);
    }
  }
  return current.length > 0 ? [...parts, current] : parts;
}

/** The nodes between the brackets that open and close a node. */
export const withoutBrackets = (nodes: readonly SyntaxNode[]): SyntaxNode[] =>
  nodes.filter((node, i) => !((i === 0 && '([{'.includes(node.name)) || (i === nodes.length - 1 && ')]}'.includes(node.name))));

export const isStatement = (node: SyntaxNode): boolean =>
  /Statement|Definition$/.test(node.name) || node.name === 'StatementGroup';

/** The statements of a body. */
export const bodyOf = (body: SyntaxNode | undefined): SyntaxNode[] => (body ? childrenOf(body).filter(isStatement) : []);
