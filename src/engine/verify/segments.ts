/** Segments of a sorted tensor of offsets: an index that runs from one of its contents to the next. */
import * as T from '../term';
import type { Term } from '../term';
import { splitBy, varying, type Varies } from './layout';

/** An index that runs through a segment: content(a) + place < content(a + 1). */
export type Segment = { readonly start: T.ReadTerm; readonly end: T.ReadTerm; readonly place: Term; readonly conjunct: Term };

/** The indices that a guard keeps inside of segments; those of more parts first. */
export function segmentsIn(guard: Term): Segment[] {
  const found = T.conjuncts(guard).flatMap((conjunct): Segment[] => {
    if (!T.isApply(conjunct, 'lt') || conjunct.args[0].sort !== 'Int') {
      return [];
    }
    const room = T.sub(conjunct.args[1], conjunct.args[0]);
    const reads = (sign: bigint): T.ReadTerm[] => T.monomials(room).flatMap(m => (m.atoms.length === 1 && m.coefficient === sign && m.atoms[0].kind === 'read' ? [m.atoms[0]] : []));
    return reads(1n).flatMap(end =>
      reads(-1n)
        .filter(start => start.buffer === end.buffer && T.sub(end.address, start.address) === T.ONE)
        .map(start => ({ start, end, place: T.sub(T.sub(end, start), room), conjunct }))
    );
  });
  return found.filter(s => !T.some(s.place, u => u.kind === 'read')).sort((a, b) => T.monomials(b.place).length - T.monomials(a.place).length);
}

const fixedPart = (m: T.Monomial, varies: Varies): Term => T.fromMonomials([{ ...m, atoms: m.atoms.filter(a => !varying(a, varies)) }]);

/** The segments through which an address runs, each with its stride, and what is left of the address. */
export function pullSegments(address: Term, guard: Term, varies: Varies): { readonly found: readonly (Segment & { readonly stride: Term })[]; readonly rest: Term } {
  const found: (Segment & { stride: Term })[] = [];
  let rest = address;
  for (const s of segmentsIn(guard)) {
    const own = T.monomials(rest).filter(m => m.atoms.includes(s.start));
    const { quotient: stride, rest: none } = splitBy(T.fromMonomials(own), s.start);
    const without = T.sub(rest, T.mul(stride, T.add(s.start, s.place)));
    const parts = [s.start, ...T.monomials(s.place).flatMap(m => m.atoms.filter(a => varying(a, varies)))];
    const goesOn = T.monomials(without).some(m => m.atoms.some(a => varying(a, varies)) && fixedPart(m, varies) === stride);
    const isWhole = !goesOn && !parts.some(p => T.some(without, u => u === p));
    if (own.length > 0 && parts.length > 1 && none === T.ZERO && !varying(stride, varies) && isWhole && T.monomials(stride).every(m => m.coefficient > 0n)) {
      found.push({ ...s, stride });
      rest = without;
    }
  }
  return { found, rest };
}

