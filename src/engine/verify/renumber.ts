/** A denotation whose programs are numbered otherwise: what takes the place of program ids in each access, and in what the proofs know of it. */
import * as T from '../term';
import type { Term } from '../term';
import type { Span } from '../span';
import { launchedPrograms, type Access, type Denotation, type Effect, type Load, type LoopCounter, type Renumbering } from '../symbolic/denotation';

/** A bijection between what numbers programs before and after. */
export type Renumber = {
  readonly map: (t: Term) => Term;
  /** What is gone of the programs. */
  readonly replaced: readonly T.VariableTerm[];
  /** What takes its place, outermost first. */
  readonly parts: readonly LoopCounter[];
  /** A loop that becomes programs, or other loops, and the condition under which an iteration takes place. Only what is inside changes. */
  readonly loop?: { readonly counter: T.VariableTerm; readonly condition: Term; readonly parts: readonly LoopCounter[]; readonly conditions: readonly Term[] };
  /** What it needs of the launch. */
  readonly needs: Renumbering['needs'];
};

export const termsOf = (a: Load | Effect): Term[] => [a.address, a.guard, ...a.loops.map(l => l.trips), ...('value' in a ? [a.value] : [])];

export const accessesOf = (d: Denotation): readonly (Load | Effect)[] => [...d.effects, ...d.loads, ...(d.overwritten ?? [])];

export const programsOf = (a: Pick<Access, 'programs'>): readonly LoopCounter[] => a.programs ?? launchedPrograms();

/** All terms of a denotation's stores and loads, their parts included. */
export function termsIn(d: Denotation): Set<Term> {
  const seen = new Set<Term>();
  [...d.effects, ...d.loads].forEach(a => termsOf(a).forEach(t => T.subterms(t, seen)));
  return seen;
}

/** Programs with the parts in the place of what is replaced. */
function renumbered(programs: readonly LoopCounter[], { replaced, parts }: Renumber): readonly LoopCounter[] {
  const isReplaced = (p: LoopCounter): boolean => replaced.includes(p.variable);
  const first = programs.findIndex(isReplaced);
  return first < 0 ? programs : programs.flatMap((p, k) => (k === first ? parts : isReplaced(p) ? [] : [p]));
}

export function renumber(d: Denotation, step: Renumber): Denotation {
  const { map, loop } = step;
  const isInside = (counters: readonly LoopCounter[]): boolean => !loop || counters.some(l => l.variable === loop.counter);
  const countersOf = (counters: readonly LoopCounter[]): LoopCounter[] => counters.flatMap(l => (loop && l.variable === loop.counter ? loop.parts : [{ ...l, trips: map(l.trips) }]));
  const guardOf = (guard: Term): Term => (loop ? T.and(...T.conjuncts(guard).flatMap(c => (c === loop.condition ? loop.conditions : [map(c)]))) : map(guard));
  const access = <A extends Load | Effect>(a: A): A =>
    isInside(a.loops)
      ? {
          ...a,
          address: map(a.address),
          guard: guardOf(a.guard),
          loops: countersOf(a.loops),
          programs: renumbered(programsOf(a), step),
          ...('value' in a ? { value: map(a.value) } : {})
        }
      : a;
  const spans = new Map<Term, Span[]>(loop ? [...d.spans].map(([t, list]) => [t, [...list]]) : []);
  d.spans.forEach((list, t) => spans.set(map(t), [...(spans.get(map(t)) ?? []), ...list]));
  const needOf = (f: Denotation['summaries'][number]['finite'][number]) =>
    isInside(f.counters) ? { ...f, term: map(f.term), guard: guardOf(f.guard), counters: countersOf(f.counters), programs: renumbered(programsOf(f), step) } : f;
  const before = d.renumbering;
  return {
    ...d,
    effects: d.effects.map(access),
    ...(d.overwritten ? { overwritten: d.overwritten.map(access) } : {}),
    loads: d.loads.map(access),
    claims: d.claims.map(c => ({ ...c, statement: map(c.statement), guard: map(c.guard) })),
    barriers: d.barriers.map(b => ({ ...b, guard: guardOf(b.guard) })),
    products: d.products.map(p => (isInside(p.loops) ? { ...p, value: map(p.value), guard: guardOf(p.guard), loops: countersOf(p.loops) } : p)),
    summaries: d.summaries.map(s => ({ ...s, value: map(s.value), finite: s.finite.map(needOf) })),
    renumbering: {
      programs: renumbered(before?.programs ?? launchedPrograms(), step),
      replaced: new Set([...(before?.replaced ?? []), ...step.replaced.map(p => p.name)]),
      needs: [...(before?.needs ?? []), ...step.needs]
    },
    spans
  };
}
