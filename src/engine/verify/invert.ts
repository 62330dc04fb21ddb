/**
 * Inverts a store's map from (program, lane) to index: `pid · B + lane ↦ o` has the witness (o div B, o mod B). Program-id
 * swizzles and flat decodes (x div c, x mod c) are the same law: an index variable is split into two along a bijection.
 */
import * as T from '../term';
import type { Term } from '../term';
import type { Effect } from '../symbolic/denotation';
import { isIndexVariable, type AccessDimension, type IndexVariable } from './accesses';
import { recombine, type Tile } from './layout';

/** Index variables as terms over the output indices. */
export type Witness = ReadonlyMap<T.VariableTerm, Term>;

export type Inverse =
  | { readonly kind: 'inverse'; readonly outputs: readonly T.VariableTerm[]; readonly witness: Witness; /** Variables of which the address does not depend; their witness is 0. */ readonly idle: readonly T.VariableTerm[] }
  | { readonly kind: 'failure'; readonly why: string };

/** Solves index = o for the variables in it, by the tiles it was put together from. */
function solve(index: Term, o: Term, tiles: readonly Tile[], into: Map<T.VariableTerm, Term>): boolean {
  if (index.kind === 'variable') {
    into.set(index, o);
    return true;
  }
  const tile = tiles.find(t => recombine(T.add(T.mul(t.outer, t.size), t.inner)) === index);
  if (!tile) {
    return false;
  }
  return (
    solve(tile.outer, T.apply('floordiv', [o, tile.size]), tiles, into) && solve(tile.inner, T.apply('mod', [o, tile.size]), tiles, into)
  );
}

/** Names of output indices as a reader would choose them. */
const INDEX_HINTS = ['i', 'j', 'k', 'l', 'm'] as const;

export function invert(dimensions: readonly AccessDimension[], variables: readonly IndexVariable[]): Inverse {
  const outputs: T.VariableTerm[] = [];
  const solved = new Map<T.VariableTerm, Term>();
  for (const [place, d] of dimensions.entries()) {
    const o = T.fresh(INDEX_HINTS[place] ?? 'o', 'Int');
    outputs.push(o);
    if (!solve(d.plain, d.reflected ? T.sub(d.reflected, o) : o, d.tiles, solved)) {
      return { kind: 'failure', why: `the index ${T.show(d.index)} cannot be solved for programs and lanes` };
    }
  }
  const idle = variables.map(v => v.variable).filter(v => !solved.has(v));
  idle.forEach(v => solved.set(v, T.ZERO));
  return { kind: 'inverse', outputs, witness: solved, idle };
}

/** What can be solved of the dimensions, each on variables of its own; the others keep an output index that nothing is solved for. */
export function solveSome(
  dimensions: readonly AccessDimension[],
  variables: readonly IndexVariable[]
): { outputs: readonly T.VariableTerm[]; solved: readonly boolean[]; witness: ReadonlyMap<T.VariableTerm, Term> } {
  const outputs = dimensions.map((_, place) => T.fresh(INDEX_HINTS[place] ?? 'o', 'Int'));
  const witness = new Map<T.VariableTerm, Term>();
  const solved = dimensions.map((d, k) => {
    const own = new Map<T.VariableTerm, Term>();
    const fits =
      solve(d.plain, d.reflected ? T.sub(d.reflected, outputs[k]) : outputs[k], d.tiles, own) &&
      [...own.keys()].every(v => !witness.has(v) && variables.some(x => x.variable === v));
    own.forEach((t, v) => fits && witness.set(v, t));
    return fits;
  });
  return { outputs, solved, witness };
}

/**
 * Replaces programs and lanes by output indices. The innermost variable of each tile goes first, as o minus the rest of the
 * index, so that whole indices come out as o and not as (o div B) · B + o mod B.
 */
export function throughWitness(t: Term, dimensions: readonly AccessDimension[], inverse: Inverse & { kind: 'inverse' }): Term {
  const first = new Map<Term, Term>();
  dimensions.forEach((d, k) => {
    const last = innermost(d);
    if (last && T.isApply(d.plain, 'add')) {
      const o = inverse.outputs[k];
      first.set(last, T.add(d.reflected ? T.sub(d.reflected, o) : o, T.sub(last, d.plain)));
    }
  });
  const rest = new Map<Term, Term>([...inverse.witness].filter(([v]) => !first.has(v)));
  return T.substitute(T.substitute(t, first), rest);
}

/** The variable with coefficient 1 in a tiled index. */
function innermost(d: AccessDimension): T.VariableTerm | null {
  const summands = T.isApply(d.plain, 'add') ? d.plain.args : [d.plain];
  const single = summands.filter((s): s is T.VariableTerm => s.kind === 'variable' && isIndexVariable(s));
  return single.length === 1 ? single[0] : null;
}

// ---- splitting along div and mod

export type Split = {
  readonly variable: T.VariableTerm;
  readonly divisor: Term;
  readonly quotient: T.VariableTerm;
  readonly remainder: T.VariableTerm;
  /** Extent of the variable that was split. */
  readonly extent: Term;
};

type VariableTile = { readonly outer: T.VariableTerm; readonly inner: T.VariableTerm; readonly size: Term; readonly outerExtent: Term };
/** A tiled index that became one variable before it was split. */
export type Flat = { readonly index: Term; readonly tile: VariableTile };

/** An argument of div or mod, in an address, that varies and whose divisor does not. */
function splittable(address: Term): { dividend: Term; divisor: Term } | null {
  for (const t of T.subterms(address)) {
    if ((T.isApply(t, 'floordiv') || T.isApply(t, 'mod')) && [...T.freeVariables(t.args[0])].some(isIndexVariable) && ![...T.freeVariables(t.args[1])].some(isIndexVariable)) {
      if (!T.some(t.args[0], u => u !== t && (u.kind === 'read' || T.isApply(u, 'floordiv') || T.isApply(u, 'mod')))) {
        return { dividend: t.args[0], divisor: t.args[1] };
      }
    }
  }
  return null;
}

/** A store whose address decodes a flat index by div and mod, rewritten over the quotient and the remainder; null when there is none. */
export function splitEffect(
  effect: Effect,
  variables: readonly IndexVariable[],
  normalise: (t: Term) => Term,
  boundOf: (t: Term) => Term | null
): { effect: Effect; variables: IndexVariable[]; split: Split; flat: Flat | null } | null {
  const found = splittable(effect.address);
  if (!found) {
    return null;
  }
  let current = effect;
  let scope = [...variables];
  let subject: T.VariableTerm;
  let flat: Flat | null = null;
  if (found.dividend.kind === 'variable') {
    subject = found.dividend;
  } else {
    // A tiled index pid · B + lane becomes one variable first.
    const whole = tileVariable(found.dividend, scope);
    if (!whole) {
      return null;
    }
    subject = T.fresh('x', 'Int');
    const eliminated = new Map<Term, Term>([[whole.inner, T.sub(subject, T.sub(found.dividend, whole.inner))]]);
    const through = (t: Term) => T.substitute(t, eliminated);
    current = mapEffect(effect, through);
    const programOnly = new Map<Term, Term>([[whole.outer, T.apply('floordiv', [subject, whole.size])]]);
    current = mapEffect(current, t => normalise(T.substitute(t, programOnly)));
    scope = [...scope.filter(v => v.variable !== whole.inner && v.variable !== whole.outer), { variable: subject, extent: T.mul(whole.outerExtent, whole.size) }];
    flat = { index: found.dividend, tile: whole };
  }
  const extent = boundOf(found.dividend) ?? scope.find(v => v.variable === subject)!.extent;
  const quotient = T.fresh('q', 'Int');
  const remainder = T.fresh('r', 'Int');
  const parts = new Map<Term, Term>([[subject, T.add(T.mul(quotient, found.divisor), remainder)]]);
  const divided = new Map<Term, Term>([
    [T.apply('floordiv', [subject, found.divisor]), quotient],
    [T.apply('mod', [subject, found.divisor]), remainder]
  ]);
  current = mapEffect(current, t => T.substitute(T.substitute(t, divided), parts));
  return {
    effect: current,
    variables: [...scope.filter(v => v.variable !== subject), { variable: quotient, extent: T.ZERO }, { variable: remainder, extent: found.divisor }],
    split: { variable: subject, divisor: found.divisor, quotient, remainder, extent },
    flat
  };
}

function tileVariable(dividend: Term, variables: readonly IndexVariable[]): VariableTile | null {
  for (const inner of variables) {
    for (const outer of variables) {
      if (inner !== outer && T.add(T.mul(outer.variable, inner.extent), inner.variable) === dividend) {
        return { outer: outer.variable, inner: inner.variable, size: inner.extent, outerExtent: outer.extent };
      }
    }
  }
  return null;
}

export const mapEffect = (e: Effect, f: (t: Term) => Term): Effect => ({ ...e, address: f(e.address), guard: f(e.guard), value: f(e.value) });
