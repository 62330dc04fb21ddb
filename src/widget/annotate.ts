/** Marks the subterms of a formula in its own print, so that each can be traced to the source. */
import type { FormulaTree } from '../engine/result';

export type Piece =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'term'; readonly term: FormulaTree; readonly pieces: readonly Piece[] };

type Print = 'text' | 'latex';

/** A whole word at its ends: `x` must not be found inside `max` or `\exp`. */
function isWhole(text: string, at: number, length: number): boolean {
  const joins = (left: string | undefined, right: string | undefined): boolean => /[\w\\]/.test(left ?? '') && /\w/.test(right ?? '');
  return !joins(text[at - 1], text[at]) && !joins(text[at + length - 1], text[at + length]);
}

/** Braces must close inside the subterm, and `\left` must meet its `\right`. */
function isBalanced(latex: string): boolean {
  let depth = 0;
  for (const [token] of latex.matchAll(/\\left\b|\\right\b|\\begin\b|\\end\b|\\.|[{}&]/gs)) {
    if (token === '&' && depth === 0) {
      return false;
    }
    depth +=
      token === '{' || token === '\\left' || token === '\\begin' ? 1 : token === '}' || token === '\\right' || token === '\\end' ? -1 : 0;
    if (depth < 0) {
      return false;
    }
  }
  return depth === 0;
}

function find(text: string, wanted: string, from: number): number {
  for (let at = text.indexOf(wanted, from); at >= 0; at = text.indexOf(wanted, at + 1)) {
    if (isWhole(text, at, wanted.length)) {
      return at;
    }
  }
  return -1;
}

/** The print of a term as pieces: its children where they are found in it, left to right, and the text between. */
export function pieces(tree: FormulaTree, print: Print): readonly Piece[] {
  const text = tree[print];
  const found: Piece[] = [];
  let from = 0;
  for (const child of tree.children) {
    const wanted = child[print];
    const at = wanted === '' || (print === 'latex' && !isBalanced(wanted)) ? -1 : find(text, wanted, from);
    if (at >= 0) {
      found.push({ kind: 'text', text: text.slice(from, at) }, { kind: 'term', term: child, pieces: pieces(child, print) });
      from = at + wanted.length;
    }
  }
  return [...found, { kind: 'text' as const, text: text.slice(from) }].filter(piece => piece.kind === 'term' || piece.text !== '');
}

/** The LaTeX of a term with its subterms marked. */
export const markedLatex = (tree: FormulaTree, mark: (id: number, latex: string) => string): string =>
  pieces(tree, 'latex')
    .map(piece => (piece.kind === 'text' ? piece.text : mark(piece.term.id, markedLatex(piece.term, mark))))
    .join('');

/** All terms of a tree, itself first. */
export const allTerms = (tree: FormulaTree): readonly FormulaTree[] => [tree, ...tree.children.flatMap(allTerms)];
