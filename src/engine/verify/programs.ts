/** Programs numbered as the kernel means them, by rows and columns of tiles, before anything is proved about them. */
import * as T from '../term';
import type { Term } from '../term';
import type { Span } from '../span';
import { launchedPrograms, PROGRAM, type Denotation, type Effect, type Load, type Renumbering } from '../symbolic/denotation';
import type { Normalise } from './closed';
import type { Facts } from './facts';
import { splitProgram } from './program-split';
import { swizzleIn } from './swizzle';

const MAX_SPLITS = 4;

/**
 * Undoes what kernels do to program ids: grouped orders first, then decoding by div and mod, level by level.
 *
 * @param base that sizes are positive.
 */
export function renumberPrograms(denotation: Denotation, base: Facts, normalise: Normalise): Denotation {
  let current = denotation;
  const swizzle = swizzleIn(termsIn(current), base, normalise);
  if (swizzle) {
    const replaced = swizzle.axes.map(a => PROGRAM[a]);
    const others = launchedPrograms().filter(p => !replaced.includes(p.variable));
    const next = mapDenotation(current, swizzle.map, { programs: [...swizzle.parts, ...others], replaced: new Set(replaced.map(p => p.name)), exactGrid: swizzle.exactGrid, divides: [] });
    // Something else that is made of these program ids would be lost.
    current = [...termsIn(next)].some(t => replaced.some(p => p === t)) ? current : next;
  }
  for (let k = 0; k < MAX_SPLITS; k++) {
    const programs = current.renumbering?.programs ?? launchedPrograms();
    const seen = termsIn(current);
    const found = programs.map((program, at) => ({ at, split: splitProgram(program, current.effects, seen, base, normalise) })).find(s => s.split !== null);
    if (!found?.split) {
      break;
    }
    const { at, split } = found;
    const before = current.renumbering;
    const replaced = new Set([...(before?.replaced ?? []), ...(PROGRAM.includes(programs[at].variable) ? [programs[at].variable.name] : [])]);
    const numbering: Renumbering = {
      programs: [...programs.slice(0, at), ...split.parts, ...programs.slice(at + 1)],
      replaced,
      exactGrid: before?.exactGrid ?? null,
      divides: [...(before?.divides ?? []), ...(split.divides ? [split.divides] : [])]
    };
    current = mapDenotation(current, split.map, numbering);
  }
  return current;
}

const termsOf = (a: Load | Effect): Term[] => [a.address, a.guard, ...a.loops.map(l => l.trips), ...('value' in a ? [a.value] : [])];

function termsIn(d: Denotation): Set<Term> {
  const seen = new Set<Term>();
  [...d.effects, ...d.loads].forEach(a => termsOf(a).forEach(t => T.subterms(t, seen)));
  return seen;
}

function mapDenotation(d: Denotation, map: (t: Term) => Term, renumbering: Renumbering): Denotation {
  const { programs } = renumbering;
  const access = <A extends Load | Effect>(a: A): A => ({
    ...a,
    address: map(a.address),
    guard: map(a.guard),
    loops: a.loops.map(l => ({ ...l, trips: map(l.trips) })),
    programs,
    ...('value' in a ? { value: map(a.value) } : {})
  });
  const spans = new Map<Term, Span[]>();
  d.spans.forEach((list, t) => spans.set(map(t), [...(spans.get(map(t)) ?? []), ...list]));
  return {
    ...d,
    effects: d.effects.map(access),
    ...(d.overwritten ? { overwritten: d.overwritten.map(access) } : {}),
    loads: d.loads.map(access),
    claims: d.claims.map(c => ({ ...c, statement: map(c.statement), guard: map(c.guard) })),
    barriers: d.barriers.map(b => ({ ...b, guard: map(b.guard) })),
    products: d.products.map(p => ({ ...p, value: map(p.value), guard: map(p.guard) })),
    summaries: d.summaries.map(s => ({ ...s, value: map(s.value), finite: s.finite.map(f => ({ ...f, term: map(f.term), guard: map(f.guard) })) })),
    renumbering,
    spans
  };
}
