/** How a piece of a lifted kernel is presented: target, domain and right-hand side. */
import type { FormulaTree, Output } from '../result';
import type { Span } from '../span';
import { conjuncts, isValue, TRUE, type Term } from '../term';
import type { Lifted, Piece } from '../symbolic/lifted';
import { arrange } from './arrange';
import { latexIndexName, latexName, nextIndexName } from './names';
import { viewLatex, termLatex } from './latex';
import { termText, viewText } from './text';
import { formulaTree } from './tree';
import type { Display } from './view';

/** Names that an index must not take in this kernel. */
const reservedNames = (lifted: Lifted): Set<string> => new Set(lifted.arguments.map(a => a.name));

/** The surroundings of a piece's formulas: its indices are named i, j, k, ... */
export function pieceDisplay(lifted: Lifted, piece: Piece): Display {
  const reserved = reservedNames(lifted);
  const taken = new Set(reserved);
  const indices = new Map(
    piece.indices.map(b => {
      const name = nextIndexName(candidate => taken.has(candidate));
      taken.add(name);
      return [b.variable, name] as const;
    })
  );
  return { indices, reserved, coordinates: lifted.coordinates };
}

/** The surroundings of a formula over the kernel's arguments alone (a precondition, an extent). */
export const argumentDisplay = (lifted: Lifted): Display => ({
  indices: new Map(),
  reserved: reservedNames(lifted),
  coordinates: lifted.coordinates
});

/** The output record of a piece. `operator`: the named operator that it was proved to be. */
export function describePiece(lifted: Lifted, piece: Piece, operator: string | null = null): Output {
  const display = pieceDisplay(lifted, piece);
  const text = (t: Term) => termText(t, display);
  const latex = (t: Term) => termLatex(t, display);
  const names = [...display.indices.values()];
  const conditions = conjuncts(piece.where);
  const value = arrange(piece.value, display);
  return {
    tensor: piece.tensor,
    index: names,
    domain: [...piece.indices.map((b, d) => `${names[d]} < ${text(b.extent)}`), ...conditions.map(text)].join(', '),
    domainLatex: [...piece.indices.map((b, d) => `${latexIndexName(names[d])} < ${latex(b.extent)}`), ...conditions.map(latex)].join(',\\; '),
    target: `${piece.tensor}[${piece.coordinates.map(text).join(', ')}]`,
    targetLatex: `${latexName(piece.tensor)}_{${piece.coordinates.map(latex).join(',')}}`,
    text: viewText(value),
    latex: viewLatex(value),
    operator,
    unusual: piece.where !== TRUE || !isFullBox(piece)
  };
}

/** Whether each index is an index of the tensor as it stands; a single element has none. */
const isFullBox = ({ coordinates, indices }: Piece): boolean =>
  indices.length === 0 ? coordinates.every(c => isValue(c, 0)) : coordinates.length === indices.length && coordinates.every((c, d) => c === indices[d].variable);

/** The tagged tree of a piece's right-hand side, with the same names as `describePiece`. */
export const pieceTree = (lifted: Lifted, piece: Piece, spans?: ReadonlyMap<Term, readonly Span[]>): FormulaTree =>
  formulaTree(piece.value, pieceDisplay(lifted, piece), spans);
