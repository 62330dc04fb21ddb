/**
 * Loops over tiles that no mask cuts at the end: `for k in range(cdiv(K, B))` with loads of whole tiles. They are right where B divides
 * K, which may be a premise only where no access of the kernel masks that axis: otherwise the missing mask is a mistake.
 */
import * as T from '../term';
import type { Term } from '../term';
import type { Span } from '../span';
import { isLane, type Access } from '../symbolic/denotation';
import type { AnalysedAccess } from './accesses';
import type { Closed } from './closed';

export type WholeTiles = { readonly total: Term; readonly divisor: Term; readonly span: Span };

/** Extents rounded up to whole tiles that accesses reach without a mask, as (total, tile). */
export function wholeTiles(closed: Closed): WholeTiles[] {
  const accesses: readonly AnalysedAccess<Access>[] = [...closed.loads, ...closed.effects.map(e => e.analysed)];
  const masked = (total: Term): boolean => accesses.some(a => T.conjuncts(a.access.guard).some(c => isMask(c) && T.some(c, u => u === total)));
  const found = new Map<string, WholeTiles>();
  for (const a of accesses) {
    for (const d of a.dimensions) {
      for (const u of d.conjunct ? [] : T.subterms(d.bound)) {
        const rounded = T.isApply(u, 'floordiv') ? { total: T.add(u.args[0], T.ONE), divisor: u.args[1] } : null;
        if (rounded && rounded.total.kind === 'variable' && rounded.divisor.kind !== 'number' && !masked(rounded.total)) {
          found.set(`${rounded.total.id} ${rounded.divisor.id}`, { ...rounded, span: a.access.span });
        }
      }
    }
  }
  return [...found.values()];
}

/** A condition on lanes; one on loop counters or programs alone says how often tiles are taken, not which elements of them. */
const isMask = (condition: Term): boolean => [...T.freeVariables(condition)].some(isLane);
