/**
 * From guarded stores to closed forms: finds the launch contract, the extents of every access, the output indices of every
 * store, and the formula over them. What it finds is a guess; obligations.ts proves it.
 */
import * as T from '../term';
import type { Term } from '../term';
import { launchedPrograms, PROGRAM, type Denotation, type Effect, type Load } from '../symbolic/denotation';
import { GRID } from '../symbolic/lifted';
import { sameShape } from '../symbolic/tensor';
import { analyse, GuardPool, indexVariables, isIndexVariable, rangesOf, type AccessDimension, type AnalysedAccess, type IndexVariable, type MergeChoice } from './accesses';
import { atomicPremises } from './atomics';
import type { Closed, Closing, Normalise, SplitResult } from './closed';
import { Contract, exactDivision, premise, type Premise } from './contract';
import { exactQuotient } from './exact-quotient';
import { overExtrema } from './extremal-addresses';
import { Facts } from './facts';
import { finish } from './finish';
import { mapEffect, splitEffect, type Flat } from './invert';
import { isGiven, isUnusualCount, launchPremises } from './launch-premises';
import { guardBounds, leastBound, splitBy, type Tile } from './layout';
import { atFirst, boundWholeTiles, countersOfOne } from './plain-loops';
import type { Prover } from './prover';
import { scalesOf } from './rounded';
import type { WholeTiles } from './whole-tiles';

export type CloseOptions = {
  /** Whether programs beyond those that it takes to cover the loads are excluded by the contract. */
  readonly tightGrid: boolean;
  /** Sizes that are positive, on which the numbering of programs rests: the divisors that spoke of them are gone. */
  readonly sizes: readonly Premise[];
  /** Extents that are taken for whole numbers of tiles. */
  readonly whole: readonly WholeTiles[];
};

export function close(denotation: Denotation, prover: Prover, normalise: Normalise, options: CloseOptions): Closed {
  const contract = new Contract();
  for (const p of [...positives(denotation), ...options.sizes]) {
    contract.add(p);
  }
  for (const a of [...denotation.effects, ...denotation.loads]) {
    scalesOf(a).forEach(term => contract.add(premise({ kind: 'nonnegative', term }, 'it scales an index', false, a.span)));
  }
  denotation.renumbering?.needs.flatMap(n => launchPremises(n, denotation.effects[0].span)).forEach(p => contract.add(p));
  for (const c of denotation.claims) {
    if (![...T.freeVariables(c.statement)].some(isIndexVariable) && !T.some(c.statement, u => u.kind === 'read')) {
      contract.add(premise({ kind: 'claim', statement: c.statement, text: c.text }, `the source claims it (${c.text})`, true, c.span));
    }
  }
  for (const { total, divisor, span } of options.whole) {
    const quotient = T.apply('floordiv', [total, divisor]);
    contract.add(premise({ kind: 'divides', total, divisor, quotient }, 'no mask cuts the last tile', true, span));
  }
  const positive = contract.premises.filter(p => p.kind === 'positive');
  const base = new Facts(prover, [...positive.map(p => T.lt(T.ZERO, p.term)), ...options.whole.map(w => exactDivision(w.total, w.divisor))]);
  const tidy = <A extends Load | Effect>(a: A): A => {
    const facts = base.with(...rangesOf(indexVariables(a)));
    const guard = normalise(a.guard, facts);
    const inner = facts.with(guard);
    const loops = a.loops.map(l => ({ ...l, trips: normalise(l.trips, inner) }));
    const tidied = boundWholeTiles({ ...a, guard, loops, address: normalise(a.address, inner), ...('value' in a ? { value: integerNormal(a.value, inner, normalise) } : {}) }, facts);
    const once = countersOfOne(tidied);
    return once.length === 0 ? tidied : tidy(atFirst(tidied, once));
  };
  const loads = denotation.loads.map(tidy).map(l => overExtrema(l, base.with(...rangesOf(indexVariables(l)), l.guard)));
  const effects = mergeExclusive(denotation.effects.map(tidy).flatMap(splitByArguments), loads);
  const pool = new GuardPool();
  [...effects, ...loads].forEach(a => pool.add(a.guard));

  // A whole number of tiles is the extent itself.
  const exact = <A extends Load | Effect>(a: AnalysedAccess<A>): AnalysedAccess<A> =>
    options.whole.length === 0
      ? a
      : { ...a, dimensions: a.dimensions.map(d => ({ ...d, bound: normalise(d.bound, base), natural: d.natural && normalise(d.natural, base) })) };
  const choices = new Map<string, boolean>();
  const keyOf = (t: Tile) => `${t.outer.id} ${t.size.id} ${t.inner.id}`;
  const open = effects.map((effect): Closing => {
    const variables = indexVariables(effect);
    const split = splitAll(effect, variables, base, pool, contract, normalise);
    const choose = (t: Tile) => {
      const chosen = staysWhole(t, split.effect.value) && staysWhole(t, withoutTileCount(split.effect.guard, t));
      choices.set(keyOf(t), chosen);
      return chosen;
    };
    const analysed = exact(analyse(split.effect, split.variables, base, pool, contract, choose));
    return { effect, variables, split, analysed, sources: sourcesOf(analysed, base, pool, contract, choose) };
  });
  const analysedLoads = loads.map(l => exact(analyse(l, indexVariables(l), base, pool, contract, t => choices.get(keyOf(t)) ?? null)));
  analysedLoads.forEach(l => scaleSigns(l, base).forEach(p => contract.add(p)));
  const spread = spreadAxes(effects);
  const analysed = [...open.map(o => o.analysed), ...analysedLoads];
  for (const a of analysed) {
    a.dimensions.filter(d => !goesOnInLoop(d, a, analysed)).forEach(d => addRangePremise(d, a.access, spread, contract, base));
  }
  for (const o of open) {
    o.sources.forEach(d => addRangePremise(d, o.effect, spread, contract, base));
    atomicPremises(o, new Set([...usedNames([...effects, ...loads]), ...(denotation.renumbering?.replaced ?? [])]), contract);
  }
  if (options.tightGrid) {
    addTightPremises(analysedLoads, contract);
  }
  const facts = new Facts(prover, contract.statements);
  const closed = open.map(o => finish(o, facts, contract, normalise));
  return { effects: closed, loads: analysedLoads, contract, facts, pool };
}

/** The dimensions of the index tensors that an address reads, as the effect indexes them. */
function sourcesOf(analysed: AnalysedAccess<Effect>, base: Facts, pool: GuardPool, contract: Contract, choose: MergeChoice): readonly AccessDimension[] {
  const reads = new Set(analysed.dimensions.flatMap(d => [...T.subterms(d.plain)]).filter((t): t is T.ReadTerm => t.kind === 'read'));
  return [...reads].flatMap(r => analyse({ ...analysed.access, buffer: r.buffer, address: r.address }, analysed.variables, base, pool, contract, choose).dimensions);
}

/** Scalars that scale an index which a mask bounds from above only: `j · step + k < n`. They do not count backwards. */
function scaleSigns(l: AnalysedAccess<Load>, base: Facts): Premise[] {
  const inside = base.with(...rangesOf(l.variables), l.access.guard);
  return l.dimensions
    .filter(d => d.conjunct !== null && !inside.holds(T.le(T.ZERO, d.index)))
    .flatMap(d => T.monomials(d.index))
    .filter(m => m.coefficient > 0n && m.atoms.some(a => a.kind === 'variable' && isIndexVariable(a)))
    .flatMap(m => m.atoms.filter(a => a.kind === 'variable' && !isIndexVariable(a) && !base.holds(T.le(T.ZERO, a))))
    .map(term => premise({ kind: 'nonnegative', term }, 'it scales an index', false, l.access.span));
}

/** Axes of the grid over which programs are spread that add to one element by atomics. */
function spreadAxes(effects: readonly Effect[]): ReadonlySet<string> {
  const atomics = effects.filter(e => e.atomic !== null);
  return new Set(atomics.flatMap(e => GRID.filter((_, axis) => !T.occurs(PROGRAM[axis], e.address))));
}

const usedNames = (accesses: readonly (Load | Effect)[]): Set<string> =>
  new Set(accesses.flatMap(a => [a.address, a.guard, ...('value' in a ? [a.value] : [])].flatMap(t => [...T.freeVariables(t)].map(v => v.name))));

/** Only the Int parts of a value: masks and addresses, so that tiles can be recognised in it. */
function integerNormal(t: Term, facts: Facts, normalise: Normalise): Term {
  return T.memoised<Term>((u, again) =>
    u.sort === 'Int' && !T.some(u, x => x.kind === 'reduce' || (x.kind === 'variable' && x.name.startsWith('#'))) ? normalise(u, facts) : T.rebuild(u, again)
  )(t);
}

/** Sizes: extents of blocks, bounds of guards, divisors, and the grid. */
export function positives(d: Denotation): ReturnType<typeof premise>[] {
  const found = new Map<Term, string>();
  const note = (t: Term, because: string) => {
    for (const v of T.freeVariables(t)) {
      if (v.sort === 'Int' && !isIndexVariable(v) && !found.has(v)) {
        found.set(v, because);
      }
    }
  };
  const noteShare = (share: T.ApplyTerm, because: string) => {
    note(share, because);
    found.set(T.apply('floordiv', share.args), because);
  };
  GRID.forEach(g => note(T.variable(g, 'Int'), 'a launch has at least one program'));
  d.steps.forEach(s => note(s, 'step of a loop'));
  const scan = (t: Term) => {
    for (const u of T.subterms(t)) {
      // An index that is kept below n by min(…, n − 1): n is an extent.
      const kept = T.isApply(u, 'min2') ? u.args.map(a => T.add(a, T.ONE)) : [];
      kept.filter(t => t.kind === 'variable').forEach(t => note(t, 'extent of an axis'));
      if (u.kind === 'apply' && ['floordiv', 'mod', 'truncdiv', 'truncmod'].includes(u.op)) {
        note(u.args[1], 'a divisor');
        if (isQuotientOfSizes(u.args[1])) {
          found.set(T.apply('floordiv', u.args[1].args), 'a divisor');
        }
        // cdiv(n, B) is written (n + B − 1) // B: n is an extent.
        const dividend = T.sub(u.args[0], T.sub(u.args[1], T.ONE));
        if (dividend.kind === 'variable') {
          note(dividend, 'extent of an axis');
        }
      }
    }
  };
  for (const a of [...d.effects, ...d.loads]) {
    a.shape.forEach(e => note(e, 'extent of a block'));
    // Half of a block is a block too: BD // 2 is not 0.
    a.shape.filter(isShareOfSize).forEach(e => noteShare(e, 'extent of a block'));
    scan(a.address);
    scan(a.guard);
    a.loops.forEach(l => scan(l.trips));
    for (const c of T.conjuncts(a.guard)) {
      if (!T.isApply(c, 'lt')) {
        continue;
      }
      scan(c);
      const moving = T.monomials(c.args[0]).filter(m => m.atoms.some(x => [...T.freeVariables(x)].some(isIndexVariable)));
      const bound = T.monomials(c.args[1]);
      if (moving.length > 0 && bound.length === 1 && bound[0].atoms.every(x => x.kind === 'variable' || isTileCount(x))) {
        note(c.args[1], 'extent of an axis');
      } else if (moving.length > 0 && isShareOfSize(c.args[1])) {
        noteShare(c.args[1], 'extent of an axis');
      }
    }
  }
  d.effects.forEach(e => scan(e.value));
  // A step that is a part of a size may be 0 although the size is not.
  const partial = d.steps.filter(s => T.some(s, u => T.isApply(u, 'floordiv')));
  return [
    ...[...found].map(([term, because]) => premise({ kind: 'positive', term }, because, false, null)),
    ...partial.map(term => premise({ kind: 'positive', term: T.monomials(term).every(m => m.coefficient < 0n) ? T.neg(term) : term }, 'step of a loop', false, null))
  ];
}

/** A quotient of two arguments, as the number of heads in a group is. */
const isQuotientOfSizes = (t: Term): t is T.ApplyTerm =>
  (T.isApply(t, 'floordiv') || T.isApply(t, 'truncdiv')) && t.args.every(a => a.kind === 'variable' && !isIndexVariable(a));

/** ⌈n / B⌉, as kernels write it. */
const isTileCount = (t: Term): boolean => {
  if (!T.isApply(t, 'floordiv') && !T.isApply(t, 'truncdiv')) {
    return false;
  }
  const [dividend, divisor] = t.args;
  return divisor.kind === 'variable' && T.sub(dividend, T.sub(divisor, T.ONE)).kind === 'variable';
};

/** A size divided by a number, as half of a head is. */
const isShareOfSize = (t: Term): t is T.ApplyTerm =>
  (T.isApply(t, 'floordiv') || T.isApply(t, 'truncdiv')) && t.args[0].kind === 'variable' && !isIndexVariable(t.args[0]) && t.args[1].kind === 'number';

/** A guard without what it says of the number of whole tiles: t · B < q · B is t · B + lane < q · B. */
function withoutTileCount(guard: Term, tile: Tile): Term {
  const counts = (c: Term): boolean => {
    if (!T.isApply(c, 'lt') || c.args[0].sort !== 'Int') {
      return false;
    }
    const distance = T.sub(c.args[1], c.args[0]);
    return [T.mul(tile.outer, tile.size), tile.outer].some((start, k) => {
      const end = T.add(distance, start);
      return ![...T.freeVariables(end)].some(isIndexVariable) && (k === 1 || splitBy(end, tile.size).rest === T.ZERO);
    });
  };
  return T.and(...T.conjuncts(guard).filter(c => !counts(c)));
}

/** Whether a tile's outer part occurs in a term only inside whole tiled indices. */
function staysWhole(tile: Tile, t: Term): boolean {
  const lastVariable = [...T.monomials(tile.inner)].find(m => m.coefficient === 1n && m.atoms.length === 1 && m.atoms[0].kind === 'variable');
  if (!lastVariable) {
    return true;
  }
  const inner = lastVariable.atoms[0];
  const whole = T.add(T.mul(tile.outer, tile.size), tile.inner);
  const o = T.fresh('o', 'Int');
  const through = T.substitute(t, new Map<Term, Term>([[inner, T.add(o, T.sub(inner, whole))]]));
  const outer = T.freeVariables(tile.outer);
  return ![...T.freeVariables(through)].some(v => outer.has(v));
}

/** Stores of one address under exclusive guards are one store of a choice. */
function mergeExclusive(effects: readonly Effect[], loads: readonly Load[]): Effect[] {
  const result: Effect[] = [];
  for (const e of effects) {
    const at = result.findIndex(
      r =>
        r.buffer === e.buffer &&
        r.address === e.address &&
        r.atomic === null &&
        e.atomic === null &&
        sameShape(r.shape, e.shape) &&
        r.loops.length === e.loops.length &&
        r.loops.every((l, k) => l.variable === e.loops[k].variable) &&
        exclusive(r.guard, e.guard) &&
        !loads.some(l => separates(l, r, e))
    );
    if (at < 0) {
      result.push(e);
      continue;
    }
    const first = result[at];
    const common = T.conjuncts(first.guard).filter(c => T.conjuncts(e.guard).includes(c));
    const own = T.and(...T.conjuncts(first.guard).filter(c => !common.includes(c)));
    const other = T.and(...T.conjuncts(e.guard).filter(c => !common.includes(c)));
    const either = own === T.not(other) ? T.TRUE : T.or(own, other);
    result[at] = { ...e, guard: T.and(...common, either), value: T.select(own, first.value, e.value) };
  }
  return result;
}

/** A load between two stores that may run after the first one and does not take its value over. */
const separates = (l: Load, first: Effect, second: Effect): boolean =>
  l.buffer === first.buffer && l.order > first.order && l.order < second.order && !l.sees.includes(first.order) && !exclusive(l.guard, first.guard);

const exclusive = (a: Term, b: Term): boolean => {
  const right = T.conjuncts(b);
  return T.conjuncts(a).some(c => right.includes(T.not(c)));
};

function splitAll(effect: Effect, variables: readonly IndexVariable[], base: Facts, pool: GuardPool, contract: Contract, normalise: Normalise): SplitResult {
  let current: SplitResult = { effect, variables, definitions: new Map(), back: new Map() };
  for (let round = 0; round < 4; round++) {
    const facts = base.with(...rangesOf(current.variables));
    const next = splitEffect(
      current.effect,
      current.variables,
      t => normalise(t, facts),
      t => leastBound(guardBounds(t, current.effect.guard, isIndexVariable), facts)?.bound ?? null
    );
    if (!next) {
      break;
    }
    const { split, flat } = next;
    const through = (t: Term) => T.substitute(t, current.definitions);
    const definitions = new Map(current.definitions);
    const whole = flat ? through(flat.index) : through(split.variable);
    definitions.set(split.quotient, T.apply('floordiv', [whole, split.divisor]));
    definitions.set(split.remainder, T.apply('mod', [whole, split.divisor]));
    // Undo: the split variable over quotient and remainder; programs and lanes over the flat index.
    const flatValue = T.add(T.mul(split.quotient, split.divisor), split.remainder);
    const back = new Map(current.back);
    const subject = split.variable;
    for (const [v, t] of back) {
      back.set(v, T.substitute(t, new Map<Term, Term>([[subject, flatValue]])));
    }
    if (flat) {
      addFlatPremise(flat, split.extent, effect, contract);
      back.set(flat.tile.outer, T.apply('floordiv', [flatValue, flat.tile.size]));
      back.set(flat.tile.inner, T.apply('mod', [flatValue, flat.tile.size]));
    } else {
      back.set(subject, flatValue);
    }
    const direct = leastBound(guardBounds(split.quotient, next.effect.guard, isIndexVariable), facts);
    const exact = exactQuotient(split.extent, split.divisor);
    const quotientExtent = exact ?? (direct ? T.add(T.apply('floordiv', [T.sub(split.extent, T.ONE), split.divisor]), T.ONE) : T.apply('floordiv', [split.extent, split.divisor]));
    if (!exact && !direct) {
      contract.add(premise({ kind: 'divides', total: split.extent, divisor: split.divisor, quotient: quotientExtent }, 'a flat index is decoded into rows and columns', true, effect.span));
      base.prover.abstract(quotientExtent);
    }
    const scope = next.variables.map(v => (v.variable === split.quotient ? { ...v, extent: quotientExtent } : v));
    const inner = base.with(...rangesOf(scope), ...contract.statements);
    const kept = mapEffect(next.effect, t => (t === next.effect.value ? t : normalise(t, inner)));
    current = { effect: { ...kept, value: integerNormal(next.effect.value, inner, normalise) }, variables: scope, definitions, back };
    pool.add(current.effect.guard);
  }
  return current;
}

/** Enough programs to cover a flat index that is decoded into rows and columns. */
function addFlatPremise(flat: Flat, extent: Term, effect: Effect, contract: Contract): void {
  const { outerExtent, size } = flat.tile;
  if (extent !== T.mul(outerExtent, size) && outerExtent.kind === 'variable' && (GRID as readonly string[]).includes(outerExtent.name)) {
    contract.add(premise({ kind: 'covering', bound: extent, programs: outerExtent, size }, 'every element is written', false, effect.span));
  }
}

/** Whether a loop goes on where a block ends: the first tile, peeled, says nothing of how long the axis is. */
const goesOnInLoop = (d: AccessDimension, own: AnalysedAccess<Load | Effect>, all: readonly AnalysedAccess<Load | Effect>[]): boolean =>
  own.access.loops.length === 0 &&
  all.some(a => a.access.buffer === own.access.buffer && a.access.loops.length > 0 && a.dimensions.some(x => x.stride === d.stride && x.bound === d.bound && a.access.loops.some(l => T.occurs(l.variable, x.index))));

/** Enough programs, or one block, to cover an extent that a guard names. */
function addRangePremise(d: AccessDimension, access: Load | Effect, spread: ReadonlySet<string>, contract: Contract, base: Facts): void {
  if (!d.conjunct || !d.natural) {
    return;
  }
  const bound = T.sub(d.bound, d.offset);
  if (bound === d.natural || [...T.freeVariables(d.natural)].some(isIndexVariable)) {
    return;
  }
  const isGrid = (t: Term): boolean => t.kind === 'variable' && (GRID as readonly string[]).includes(t.name);
  const row = access.programs?.find(p => !isGrid(p.trips) && splitBy(d.natural!, p.trips).rest === T.ZERO);
  if (row) {
    if ('value' in access && isGiven(row.trips) && !base.holds(T.le(bound, d.natural))) {
      contract.add(premise({ kind: 'covering', bound, programs: row.trips, size: splitBy(d.natural, row.trips).quotient }, 'every element is written', isUnusualCount(row.trips), access.span));
    }
    return;
  }
  const grid = GRID.map(g => T.variable(g, 'Int')).filter(g => T.occurs(g, d.natural!));
  if (grid.length === 0) {
    const isBlock = access.shape.includes(d.natural);
    // What programs slide over an axis is a window, and no block of it.
    const isWindow = [...T.freeVariables(d.plain)].some(v => (access.programs ?? launchedPrograms()).some(p => p.variable === v));
    if (isWindow || [...T.freeVariables(d.natural)].some(v => v.name.startsWith('max(')) || (!isBlock && T.some(d.natural, u => T.isApply(u, 'floordiv') || T.isApply(u, 'truncdiv'))) || base.holds(T.le(bound, d.natural))) {
      return;
    }
    contract.add(premise({ kind: 'one-block', bound, block: d.natural }, 'one block holds the whole axis', true, access.span));
  } else if ('value' in access || grid.every(g => spread.has(g.name))) {
    const programs = T.mul(T.ONE, ...grid);
    const { quotient, rest } = splitBy(d.natural, programs);
    if (rest === T.ZERO) {
      if (quotient.kind === 'variable') {
        contract.add(premise({ kind: 'positive', term: quotient }, 'size of a tile', false, access.span));
      }
      contract.add(premise({ kind: 'covering', bound, programs, size: quotient }, 'every element is written', false, access.span));
    }
  }
}

/** Programs that find nothing to load would change the result (an empty maximum): there are none. */
function addTightPremises(loads: readonly AnalysedAccess<Load>[], contract: Contract): void {
  for (const l of loads) {
    for (const d of l.dimensions) {
      const grid = d.natural && d.conjunct ? GRID.map(g => T.variable(g, 'Int')).filter(g => T.occurs(g, d.natural!)) : [];
      if (grid.length !== 1) {
        continue;
      }
      const { quotient, rest } = splitBy(d.natural!, grid[0]);
      if (rest === T.ZERO) {
        contract.add(premise({ kind: 'tight', bound: T.sub(d.bound, d.offset), programs: grid[0], size: quotient }, 'a program without elements would change the result', false, l.access.span));
      }
    }
  }
}

/** The index of a fold around the term. */
const isBound = (t: Term): boolean => t.kind === 'variable' && t.name.startsWith('#');

/** A store whose address depends on a condition over arguments alone is two stores, one for each case. */
function splitByArguments(effect: Effect): Effect[] {
  const choice = [...T.subterms(effect.address)].find(
    t => T.isApply(t, 'select') && ![...T.freeVariables(t.args[0])].some(isIndexVariable) && !T.some(t.args[0], u => u.kind === 'read' || isBound(u))
  );
  if (!choice || choice.kind !== 'apply') {
    return [effect];
  }
  const condition = choice.args[0];
  const cases = [condition, T.not(condition)].map(c => {
    const chosen = (t: Term): Term => {
      const map = new Map<Term, Term>();
      for (const u of T.subterms(t)) {
        if (T.isApply(u, 'select') && u.args[0] === condition) {
          map.set(u, u.args[c === condition ? 1 : 2]);
        }
      }
      return T.substitute(t, map);
    };
    return { ...effect, guard: T.and(chosen(effect.guard), c), address: chosen(effect.address), value: chosen(effect.value) };
  });
  return cases.flatMap(splitByArguments);
}
