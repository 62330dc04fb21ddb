/**
 * Stores to segments: `out[starts[b] + i]` with i < starts[b + 1] − starts[b]. The output indices are b and i; where `starts` does not
 * fall, an element lies in one segment at most.
 */
import * as T from '../term';
import type { Term } from '../term';
import { GRID } from '../symbolic/lifted';
import type { AccessDimension } from './accesses';
import type { ClosedEffect, Closed, Closing } from './closed';
import { premise, type Premise } from './contract';
import { inRange } from './facts';
import { splitBy, supremum } from './layout';
import { open, type Ledger } from './ledger';
import type { Prover } from './prover';
import { segmentsIn, type Segment } from './segments';

/** The place inside of a segment as an index of its own, in [0, length of the segment). */
export type SegmentPlace = { readonly segment: Segment; readonly dimension: AccessDimension };

/** The segment through which a dimension runs. */
export function placeOf(d: AccessDimension, { analysed }: Closing): SegmentPlace | null {
  const segment = segmentsIn(analysed.access.guard).find(s => d.reflected === null && d.plain === T.add(s.start, s.place));
  return segment ? { segment, dimension: { ...d, index: segment.place, plain: segment.place, offset: T.ZERO, bound: T.sub(segment.end, segment.start), conjunct: segment.conjunct } } : null;
}

/** What a store to segments asks of the tensor of offsets: that it does not fall, and that programs and lanes reach the end of each segment. */
export function segmentPremises(place: SegmentPlace | null, { effect, analysed, sources }: Closing): Premise[] {
  const source = sources.length === 1 && sources[0].stride === T.ONE ? sources[0] : null;
  if (!place || !source) {
    return [];
  }
  const { start, place: index } = place.segment;
  const { buffer } = start;
  const extent = T.add(source.bound, T.ONE);
  const sorted = premise({ kind: 'sorted', buffer, extent }, 'its contents delimit segments', false, effect.span);
  const counted = analysed.variables.some(v => v.guarded && T.occurs(v.variable, index));
  const reach = counted ? null : supremum(index, t => analysed.variables.find(v => v.variable === t)?.extent ?? null);
  if (!reach) {
    return [sorted];
  }
  const programs = GRID.map(g => T.variable(g, 'Int')).filter(g => T.occurs(g, reach));
  const isTiled = programs.length > 0 && splitBy(reach, T.mul(T.ONE, ...programs)).rest === T.ZERO;
  return [sorted, premise({ kind: 'segments-within', buffer, extent, bound: reach }, isTiled ? 'every element is written' : 'one block holds the whole segment', !isTiled, effect.span)];
}

/** No element lies in two segments: where two indices of the domain meet along each dimension, they are the same. */
export function segmentsApart(e: ClosedEffect, coordinates: readonly Term[], closed: Closed, prover: Prover, ledger: Ledger): void {
  const moved = new Map<Term, Term>(e.outputs.map(o => [o.variable, T.variable(`${o.variable.name}'`, 'Int')]));
  const there = (t: Term): Term => T.substitute(t, moved);
  const domain = [...e.outputs.map(o => inRange(o.variable, o.extent)), e.where];
  const meet = coordinates.map(c => T.eq(c, there(c)));
  const both = [...domain, ...domain.map(there), ...meet];
  const facts = closed.facts.with(...closed.contract.statements, ...both, ...closed.contract.contentsOf(both));
  const goal = T.and(...e.outputs.map(o => T.eq(o.variable, there(o.variable))));
  const statement = `no element of ${e.effect.buffer} lies in two segments`;
  const proof = e.analysed.whole ? open('its rows may overlap') : prover.prove(facts.hypotheses, goal);
  ledger.add('race-free', statement, e.effect.span, proof);
}
