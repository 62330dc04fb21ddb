/**
 * Atomics in closed form. An element's new content is its old one combined with the values of all programs and lanes that hit it; since
 * the operation commutes and is associative, their order does not matter: new = old ⊕ ⊕_{(program, lane) : address = a, guard} value.
 * Programs and lanes that the index determines are solved for, the others are bound by the fold.
 */
import * as T from '../term';
import type { Term } from '../term';
import { GRID } from '../symbolic/lifted';
import { PROGRAM } from '../symbolic/denotation';
import type { AccessDimension, IndexVariable } from './accesses';
import { unclosed, type AtomicFold, type ClosedEffect, type Closing, type Normalise } from './closed';
import { premise, type Contract } from './contract';
import { inRange, type Facts } from './facts';
import { solveSome, throughWitness } from './invert';

const FOLDS = { add: 'sum', max: 'max', min: 'min' } as const;
type Commutative = keyof typeof FOLDS;

export const isCommutative = (op: string | null): op is Commutative => op !== null && Object.hasOwn(FOLDS, op);

export function closeAtomic(closing: Closing, facts: Facts, contract: Contract, normalise: Normalise): ClosedEffect {
  const { effect, variables, split, analysed } = closing;
  const op = effect.atomic;
  if (!isCommutative(op)) {
    return unclosed(closing, `the outcome of tl.atomic_${op} depends on the order of programs`);
  }
  const dimensions = analysed.dimensions;
  const { outputs: names, solved, witness: found } = solveSome(dimensions, analysed.variables);
  const outputs = dimensions.map((d, k) => ({ variable: names[k], extent: T.sub(d.bound, d.offset) }));
  const solvedDimensions = dimensions.filter((_, k) => solved[k]);
  const solvedOutputs = names.filter((_, k) => solved[k]);

  const bound = new Map<Term, Term>();
  const alone = (v: IndexVariable) => contract.statements.includes(T.eq(v.extent, T.ONE));
  const known = new Map<T.VariableTerm, Term>([...found, ...analysed.variables.filter(v => alone(v) && !found.has(v.variable)).map(v => [v.variable, T.ZERO] as const)]);
  const idle = analysed.variables.filter(v => !known.has(v.variable));
  idle.forEach(v => bound.set(v.variable, T.fresh(v.variable.name.replace(/\W.*$/, '') || 'k', 'Int')));
  const through = (t: Term): Term =>
    T.substitute(throughWitness(t, solvedDimensions, { kind: 'inverse', outputs: solvedOutputs, witness: known, idle: [] }), bound);
  const binders = idle.map(v => ({ variable: bound.get(v.variable) as T.VariableTerm, extent: through(v.extent) }));
  const hits = (d: AccessDimension, k: number): Term => (solved[k] ? T.TRUE : T.eq(through(d.index), names[k]));
  const guard = T.and(through(analysed.access.guard), ...dimensions.map(hits));
  const body = through(analysed.access.value);

  const address = T.add(analysed.base, ...dimensions.map((d, k) => T.mul(T.add(names[k], d.offset), d.stride)));
  const box = facts.with(...outputs.map(o => inRange(o.variable, o.extent)));
  const contents = contract.contentsOf([guard, body]);
  const old = T.read(effect.buffer, address, body.sort);
  const fold = foldOf(op, binders, guard, body);
  if (fold === null) {
    return unclosed(closing, `tl.atomic_${op} of integers over programs that may be none`);
  }
  const contribution = normalise(fold, box.with(...contents));
  const witness = new Map<T.VariableTerm, Term>();
  for (const v of variables) {
    witness.set(v.variable, T.substitute(T.substitute(split.back.get(v.variable) ?? v.variable, known), bound));
  }
  const own = new Map<T.VariableTerm, Term>([...bound].map(([v, b]) => [b as T.VariableTerm, T.substitute(v, split.definitions)]));
  const indices = dimensions.map(d => T.substitute(d.index, split.definitions));
  const atomic: AtomicFold = { op, binders, guard, body, own, old, raw: fold, contribution };
  const value = normalise(combine(op, old, [contribution]), box);
  return { effect, variables, analysed, outputs, indices, witness, where: T.TRUE, address, value, injective: [], atomic, problem: '' };
}

/** Null for an extremum of integers, which has no value over nothing. */
function foldOf(op: Commutative, binders: readonly T.Binder[], guard: Term, body: Term): Term | null {
  if (op !== 'add' && body.sort !== 'Real') {
    return null;
  }
  if (binders.length > 0) {
    return T.reduce(FOLDS[op], binders, guard, body);
  }
  return T.select(guard, body, op === 'add' ? T.number(0, body.sort as 'Int' | 'Real') : T.special(op === 'max' ? '-inf' : 'inf'));
}

export function combine(op: Commutative, old: Term, contributions: readonly Term[]): Term {
  return op === 'add' ? T.add(old, ...contributions) : T.apply(op === 'max' ? 'max2' : 'min2', [old, ...contributions]);
}

/** Whether two atomics add to the same elements by the same operation: then both folds go into one formula. */
export function joins(a: ClosedEffect, b: ClosedEffect): boolean {
  if (!a.atomic || !b.atomic || a.problem || b.problem || a.effect.buffer !== b.effect.buffer || a.atomic.op !== b.atomic.op || a.outputs.length !== b.outputs.length) {
    return false;
  }
  const rename = new Map<Term, Term>(b.outputs.map((o, k) => [o.variable, a.outputs[k].variable]));
  return a.outputs.every((o, k) => o.extent === b.outputs[k].extent) && a.address === T.substitute(b.address, rename);
}

/** One effect for all atomics that join. Proofs are about each; the formula is of all. */
export function joined(effects: readonly ClosedEffect[]): ClosedEffect[] {
  const result: ClosedEffect[] = [];
  for (const e of effects) {
    const at = result.findIndex(r => joins(r, e));
    if (at < 0) {
      result.push(e);
      continue;
    }
    const first = result[at];
    const rename = new Map<Term, Term>(e.outputs.map((o, k) => [o.variable, first.outputs[k].variable]));
    const more = T.substitute(e.atomic!.contribution, rename);
    const op = first.atomic!.op;
    result[at] = { ...first, value: combine(op, first.value, [more]) };
  }
  return result;
}

/**
 * Each program of an axis that nothing depends on would contribute once more, so there is one; programs that loads spread over an axis of
 * data cover it.
 */
export function atomicPremises(closing: Closing, usedAxes: ReadonlySet<string>, contract: Contract): void {
  if (closing.effect.atomic === null) {
    return;
  }
  PROGRAM.forEach((pid, axis) => {
    if (!usedAxes.has(pid.name)) {
      const statement = T.eq(T.variable(GRID[axis], 'Int'), T.ONE);
      contract.add(premise({ kind: 'claim', statement, text: 'grid axis' }, 'each further program of this axis would contribute once more', false, closing.effect.span));
    }
  });
}
