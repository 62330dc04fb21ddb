/** Carried values during symbolic execution: reads of a memory of their own, whose address keeps the lanes apart. */
import * as T from '../term';
import type { Term } from '../term';
import { lane } from './denotation';
import { isUnit } from './tensor';

const weight = (axis: number): T.VariableTerm => T.variable(`axis!${axis}`, 'Int');

/** The state at the lanes of a shape: `state[Σ lane_d · axis_d]`. Moving lanes moves the address with them. */
export function stateAt(name: string, shape: readonly Term[], sort: T.Sort): T.ReadTerm {
  const rank = shape.length;
  const parts = shape.map((extent, k) => (isUnit(extent) ? T.ZERO : T.mul(lane(rank - 1 - k), weight(rank - 1 - k))));
  return T.read(name, T.add(T.ZERO, ...parts), sort);
}

/** The lanes at which a state is read, as a substitution of its own lanes. */
export function lanesOf(read: T.ReadTerm): Map<Term, Term> {
  const map = new Map<Term, Term>();
  for (let axis = 0; axis < 6; axis++) {
    const w = weight(axis);
    if (!T.occurs(w, read.address)) {
      continue;
    }
    const parts = T.monomials(read.address).filter(m => m.atoms.includes(w));
    const index = T.fromMonomials(parts.map(m => ({ coefficient: m.coefficient, atoms: m.atoms.filter(a => a !== w) })));
    if (index !== lane(axis)) {
      map.set(lane(axis), index);
    }
  }
  return map;
}

export const isState = (name: string): boolean => name.startsWith('state!');

/** Replaces each read of a state by its value at the lanes read. What it has seen it remembers. */
export function stateResolver(values: ReadonlyMap<string, Term>): (t: Term) => Term {
  const done = new Map<Term, Term>();
  const visit = (u: Term): Term => {
    const before = done.get(u);
    if (before) {
      return before;
    }
    let result: Term;
    const value = u.kind === 'read' ? values.get(u.buffer) : undefined;
    if (u.kind === 'read' && value) {
      const lanes = new Map([...lanesOf(u)].map(([l, index]) => [l, visit(index)] as const));
      result = T.substitute(value, lanes);
    } else {
      result = T.rebuild(u, visit);
    }
    done.set(u, result);
    return result;
  };
  return visit;
}

export const resolveStates = (t: Term, values: ReadonlyMap<string, Term>): Term => stateResolver(values)(t);
