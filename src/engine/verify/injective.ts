/** Instances of the premise that an index tensor holds no content twice. */
import * as T from '../term';
import type { Term } from '../term';
import { isLane, type Load } from '../symbolic/denotation';
import { indexVariables, rangesOf } from './accesses';

/** Reads of one of the buffers that occur in a term. */
function readsOf(t: Term, buffers: readonly string[]): T.ReadTerm[] {
  const found = new Set<T.ReadTerm>();
  T.some(t, u => {
    if (u.kind === 'read' && buffers.includes(u.buffer)) {
      found.add(u);
    }
    return false;
  });
  return [...found];
}

/**
 * For two addresses, one of them of another program (`moved` renames its variables): where both contents are loaded from the
 * tensor, and are equal, they are the content of one element. A read that no load makes, or a lane that its mask turns off, lies
 * outside of what the premise speaks about.
 */
export function oneElementEach(buffers: readonly string[], first: Term, second: Term, moved: ReadonlyMap<Term, Term>, loads: readonly Load[]): Term[] {
  const loaded = (t: Term): { read: T.ReadTerm; guard: Term }[] =>
    readsOf(t, buffers).flatMap(read => loads.filter(l => l.buffer === read.buffer).flatMap(l => guardsAt(l, read.address).map(guard => ({ read, guard }))));
  return loaded(first).flatMap(a =>
    loaded(second)
      .filter(b => b.read.buffer === a.read.buffer)
      .map(b => {
        const move = (t: Term): Term => T.substitute(t, moved);
        return T.implies(T.and(a.guard, move(b.guard), T.eq(a.read, move(b.read))), T.eq(a.read.address, move(b.read.address)));
      })
  );
}

const lanesOf = (t: Term): T.VariableTerm[] => [...T.freeVariables(t)].filter(isLane);

/** The guards under which a load reads an address: its block may be broadcast along other axes than it was loaded with. */
function guardsAt(load: Load, address: Term): Term[] {
  const lanes = indexVariables(load).map(v => v.variable).filter(isLane);
  const runs = T.and(load.guard, ...rangesOf(indexVariables(load)));
  return injections(lanes, lanesOf(address))
    .map(renamed => (t: Term) => T.substitute(t, renamed))
    .filter(rename => rename(load.address) === address)
    .map(rename => rename(runs));
}

/** Each way to map some variables to different ones of others. */
function injections(from: readonly T.VariableTerm[], to: readonly T.VariableTerm[]): Map<Term, Term>[] {
  const [first, ...rest] = from;
  return first === undefined ? [new Map()] : to.flatMap(target => injections(rest, to.filter(t => t !== target)).map(m => new Map<Term, Term>([...m, [first, target]])));
}
