/**
 * Windows over a tensor: `2 · row − 1 + i` where a mask says 0 ≤ 2 · row − 1 + i < H. Such a sum is one index of the address, whatever its
 * parts; it is bounded by the mask but not solved for its parts, so this is for loads.
 */
import * as T from '../term';
import type { Term } from '../term';
import { largerStrideFirst, splitBy, varying, type IndexedDimension, type Varies } from './layout';

/** Sums that conditions say not to be negative. */
function notNegative(conjuncts: readonly Term[]): Term[] {
  return conjuncts.flatMap(c => {
    if (T.isApply(c, 'lt') && c.args[0].sort === 'Int') {
      return [T.sub(T.sub(c.args[1], c.args[0]), T.ONE)];
    }
    return T.isApply(c, 'le') && c.args[0].sort === 'Int' ? [T.sub(c.args[1], c.args[0])] : [];
  });
}

const movingPart = (t: Term, varies: Varies): Term => T.fromMonomials(T.monomials(t).filter(m => m.atoms.some(a => varying(a, varies))));

/**
 * Sums that are one index by what a guard says of them: those that it keeps from being negative by its own constant, then those that it
 * bounds from above and that are more than a variable.
 */
function windowsIn(guard: Term, varies: Varies): Term[] {
  const sums = notNegative(T.conjuncts(guard)).filter(s => varying(s, varies));
  const startsBelowZero = (s: Term) => T.monomials(T.sub(s, movingPart(s, varies))).some(m => m.coefficient < 0n) && T.monomials(movingPart(s, varies)).some(m => m.coefficient > 0n);
  const below = sums.filter(startsBelowZero);
  // Tiles, `t · B + lane`, are put together elsewhere; beside a window that starts below zero, every sum may be one.
  const isComposite = (s: Term) => T.monomials(s).some(m => m.coefficient !== 1n) || (below.length > 0 && (T.monomials(s).length > 1 || T.monomials(s).some(m => m.atoms.length > 1)));
  const above = sums.map(s => movingPart(T.neg(s), varies)).filter(u => isComposite(u) && T.monomials(u).every(m => m.coefficient > 0n));
  // Where the start of a tile is bounded, and the whole of it is, the whole is the index.
  const isPart = (u: Term) => above.some(o => o !== u && T.monomials(u).every(m => T.monomials(o).some(n => T.fromMonomials([m]) === T.fromMonomials([n]))));
  return [...below, ...above.filter(u => !isPart(u) && !below.some(w => movingPart(w, varies) === u))];
}

/** How often a sum contains an atom that varies: its coefficient, free of what varies; null where it does not contain it so. */
function coefficientOf(atom: Term, t: Term, varies: Varies): Term | null {
  const own = T.monomials(t).filter(m => m.atoms.includes(atom));
  const coefficient = T.fromMonomials(own.map(m => ({ coefficient: m.coefficient, atoms: m.atoms.filter((a, k) => k !== m.atoms.indexOf(atom)) })));
  return own.length === 0 || varying(coefficient, varies) ? null : coefficient;
}

/** The windows of an address as dimensions, and what is left of it. */
export function pullWindows(address: Term, guard: Term, varies: Varies): { readonly dimensions: readonly IndexedDimension[]; readonly rest: Term } {
  const dimensions: IndexedDimension[] = [];
  let rest = address;
  for (const w of windowsIn(guard, varies)) {
    const atoms = [...new Set(T.monomials(w).flatMap(m => m.atoms.filter(a => varying(a, varies))))];
    for (const atom of atoms) {
      const [inWindow, inAddress] = [coefficientOf(atom, w, varies), coefficientOf(atom, rest, varies)];
      if (!inWindow || !inAddress || T.monomials(inWindow).length !== 1) {
        continue;
      }
      const { quotient: stride, rest: remainder } = splitBy(inAddress, inWindow);
      const without = T.sub(rest, T.mul(stride, w));
      // The whole window goes at once, or it is none of this address.
      if (remainder !== T.ZERO || T.monomials(stride).some(m => m.coefficient < 0n) || atoms.some(a => T.some(without, u => u === a))) {
        continue;
      }
      dimensions.push({ index: w, offset: T.ZERO, stride, tiles: [] });
      rest = without;
      break;
    }
  }
  return withOffsets(dimensions.sort(largerStrideFirst), rest, varies);
}

/** The constant part of what is left, over the windows whose strides divide it: `(2 · j + 1) · s` is the window 2 · j, one further. */
function withOffsets(windows: readonly IndexedDimension[], address: Term, varies: Varies): { readonly dimensions: readonly IndexedDimension[]; readonly rest: Term } {
  const moving = movingPart(address, varies);
  let constant = T.sub(address, moving);
  const dimensions = windows.map(w => {
    // A number divides any; where other dimensions may own it, it is left to them.
    if (T.monomials(w.stride).length !== 1 || (T.isNumber(w.stride) && moving !== T.ZERO)) {
      return w;
    }
    const { quotient, rest } = splitBy(constant, w.stride);
    constant = rest;
    return { ...w, offset: quotient };
  });
  return { dimensions, rest: T.add(moving, constant) };
}
