/** Concrete arguments for operators: the values that definitions are evaluated on, and what PyTorch is given. */
import type { Operator, Parameter, Range } from '../index';
import type { Variables } from '../../__tests__/signatures';

/** A number, a vector of numbers or flags, or an Int. */
export type Argument = { readonly role: Parameter['role']; readonly isTruth: boolean; readonly values: readonly number[] };
export type Launch = { readonly extent: number; readonly args: ReadonlyMap<string, Argument> };

/** A linear congruential generator, so that failures repeat. */
export function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Where branches meet. */
const CORNERS = [0, 1, -1, 3, -3, 0.5, -0.5];

function draw(range: Range, extent: number, random: () => number): number {
  const u = random();
  switch (range) {
    case 'positive':
      return 0.1 + 3 * u;
    case 'unit':
      return 0.02 + 0.96 * u;
    case 'sign':
      return u < 0.5 ? -1 : 1;
    case 'below extent':
      return Math.floor(u * extent);
    case 'truth':
      return u < 0.5 ? 1 : 0;
    case 'real':
      return random() < 0.3 ? CORNERS[Math.floor(u * CORNERS.length)] : 8 * u - 4;
  }
}

const isVector = (p: Parameter): boolean => p.role === 'function' || p.role === 'guard';

/** Arguments for one evaluation; some element is always kept by the guard. */
export function launchOf(operator: Operator, extent: number, random: () => number): Launch {
  const args = new Map<string, Argument>();
  for (const p of operator.parameters) {
    const values = Array.from({ length: isVector(p) ? extent : 1 }, () => (p.role === 'guard' ? Number(random() < 0.7) : draw(p.range, extent, random)));
    args.set(p.name, { role: p.role, isTruth: p.range === 'truth', values: p.role === 'extent' ? [extent] : p.role === 'guard' && !values.includes(1) ? values.map(() => 1) : values });
  }
  for (const condition of operator.when) {
    // The element of ?f at ?y.
    const [word, t, f, , y] = condition.split(' ');
    const [element, vector, at] = [t, f, y].map(v => args.get((v ?? '').slice(1)));
    if (word === 'at' && element && vector && at) {
      args.set(t.slice(1), { ...element, values: [vector.values[at.values[0]]] });
    }
  }
  return { extent, args };
}

const endsWithIndex = (operator: Operator, p: Parameter): boolean => operator.when.some(c => c.startsWith(`successor ?${p.name} `));

/** The slots that parameters depend on, for the evaluator. */
export const variablesOfOperator = (operator: Operator): Variables =>
  new Map(
    operator.parameters
      .filter(p => p.role !== 'index')
      .map(p => [
        `?${p.name}`,
        { name: `?${p.name}`, sort: p.role === 'guard' || p.range === 'truth' ? 'Bool' : p.role === 'extent' || p.role === 'integer' ? 'Int' : 'Real', slots: endsWithIndex(operator, p) ? ['$i'] : p.slot === null ? [] : [p.slot] }
      ])
  );

/** The value of a variable at the values of its slots. */
export const valueIn =
  (operator: Operator, launch: Launch) =>
  (variable: string, at: readonly number[]): number => {
    const p = operator.parameters.find(q => `?${q.name}` === variable);
    if (p && endsWithIndex(operator, p)) {
      return at[0] + 1;
    }
    return launch.args.get(variable.slice(1))?.values[at[0] ?? 0] ?? NaN;
  };

/** The indices at which the operator has a value: those that the guard keeps; null for one that has no index. */
export function indicesOf(operator: Operator, launch: Launch): readonly number[] | null {
  if (!operator.parameters.some(p => p.role === 'index')) {
    return null;
  }
  const guard = operator.parameters.find(p => p.role === 'guard');
  return Array.from({ length: launch.extent }, (_, i) => i).filter(i => !guard || launch.args.get(guard.name)?.values[i] === 1);
}
