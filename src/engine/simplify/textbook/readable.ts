/** A lifted kernel with each value in its textbook form. */
import type { Lifted, Piece } from '../../symbolic/lifted';
import { writtenSize, type NamedTerm, type Term } from '../../term';
import { inRange, type Facts } from '../../verify/facts';
import { rangeFacts } from '../../verify/finite';
import { Normaliser } from '../normalise';
import { textbookForm, type IsInside, type TextbookStep } from './textbook';

export type Readable = {
  readonly form: Lifted;
  /** The operators that pieces are as a whole. */
  readonly operators: ReadonlyMap<Piece, NamedTerm>;
  readonly steps: readonly (TextbookStep & { readonly piece: Piece })[];
  readonly assumptions: readonly string[];
};

/** Counts decide when the search for a better form ends, so that a lift is the same on every machine; the clock is the last resort. */
const MAX_NODES = 1_500;
const MAX_ITERATIONS = 8;
const MAX_ROUNDS = 8;
const MAX_PASSES = 3;
const FORM_MILLISECONDS = 1_400;

/** Values with more operations, written out, stay as they are: each step of a derivation shows the whole. */
const LONGEST = 2_000;

export function readable(lifted: Lifted, facts: Facts, now: () => number, milliseconds = FORM_MILLISECONDS): Readable {
  const end = now() + milliseconds;
  const budget = { maxNodes: MAX_NODES, maxIterations: MAX_ITERATIONS, maxRounds: MAX_ROUNDS, deadline: () => now() > end };
  const isInside: IsInside = (read, known) => {
    const tensor = lifted.tensors.get(read.buffer);
    const coordinates = lifted.coordinates(read);
    return tensor !== undefined && coordinates.length === tensor.dimensions.length && coordinates.every((c, d) => known.holds(inRange(c, tensor.dimensions[d].extent)));
  };
  const steps: (TextbookStep & { piece: Piece })[] = [];
  const assumptions = new Set<string>();
  const operators = new Map<Piece, NamedTerm>();
  const pieces = lifted.pieces.map(piece => {
    if (piece.value.sort !== 'Real' || isTrivial(piece.value) || writtenSize(piece.value) > LONGEST) {
      return piece;
    }
    const around = facts.with(...rangeFacts(piece.indices), piece.where);
    const indices = piece.indices.map(i => i.variable);
    const passes: TextbookStep[] = [];
    let value = piece.value;
    let operator: NamedTerm | null = null;
    // Ranges of tiles become one range only after the rules have brought the folds together, and names are found only after that.
    for (let pass = 0; pass < MAX_PASSES; pass++) {
      const form = textbookForm(value, indices, around, isInside, budget);
      form.assumptions.forEach(a => assumptions.add(a));
      const normaliser = new Normaliser();
      const normal = normaliser.normalise(form.plain.term, around);
      if (normal === form.plain.term || pass === MAX_PASSES - 1) {
        passes.push(...form.steps());
        operator = form.operator;
        value = normaliser.normalise(form.term, around);
        break;
      }
      passes.push(...form.plain.steps(), ...normaliser.uses.map(u => ({ ...u, isForward: true })));
      value = normal;
    }
    const shown = { ...piece, value };
    if (operator) {
      operators.set(shown, operator);
    }
    steps.push(...passes.map(s => ({ ...s, piece: shown })));
    return shown;
  });
  return { form: { ...lifted, pieces }, operators, steps, assumptions: [...assumptions] };
}

const isTrivial = (t: Term): boolean => t.kind === 'number' || t.kind === 'read' || t.kind === 'variable';
