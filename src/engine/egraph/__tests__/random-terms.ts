/** Random small terms, and a finite model that gives each of them a value. */
import * as fc from 'fast-check';
import { expr, freeSlots, type Expr, type Slot } from '..';

const FREE = ['$i', '$j', '$k'];

/** Terms over constants, leaves with one and two slots, and operators with and without binders. Bound names differ from free ones. */
export function terms(depth: number, scope: readonly Slot[] = FREE): fc.Arbitrary<Expr> {
  const slot = fc.constantFrom(...scope);
  const leaf = fc.oneof(
    fc.constantFrom('a', 'b').map(op => expr(op)),
    slot.map(i => expr('x', [i])),
    fc.tuple(slot, slot).map(slots => expr('y', slots))
  );
  if (depth === 0) {
    return leaf;
  }
  const bound = `$b${depth}`;
  const body = terms(depth - 1, [...scope, bound]);
  const part = terms(depth - 1, scope);
  return fc.oneof(
    leaf,
    part.map(t => expr('f', [], [{ binds: [], body: t }])),
    fc.tuple(part, part).map(ts => expr('g', [], ts.map(t => ({ binds: [], body: t })))),
    body.map(t => expr('sum', [], [{ binds: [bound], body: t }]))
  );
}

/** How many values a slot has, and a term. */
const SLOT_VALUES = 2;
const VALUES = 3;

/** Tables for the operators. */
export type Model = { readonly tables: readonly number[] };

export const models: fc.Arbitrary<Model> = fc.record({ tables: fc.array(fc.nat(VALUES - 1), { minLength: 24, maxLength: 24 }) });

function valueOf({ tables }: Model, { op, slots, children }: Expr, at: ReadonlyMap<Slot, number>, model: Model): number {
  const value = (t: Expr) => valueOf(model, t, at, model);
  const slot = (name: Slot) => at.get(name) as number;
  switch (op) {
    case 'a':
      return 0;
    case 'b':
      return 1;
    case 'x':
      return tables[slot(slots[0])];
    case 'y':
      return tables[2 + 2 * slot(slots[0]) + slot(slots[1])];
    case 'f':
      return tables[6 + value(children[0].body)];
    case 'g':
      return tables[9 + 3 * value(children[0].body) + value(children[1].body)];
    default: {
      const [{ binds, body }] = children;
      const values = Array.from({ length: SLOT_VALUES }, (_, v) => valueOf(model, body, new Map(at).set(binds[0], v), model));
      return values.reduce((sum, v) => sum + v, 0) % VALUES;
    }
  }
}

/** Whether two terms have the same value for all values of their slots. */
export function isTrue(model: Model, a: Expr, b: Expr): boolean {
  const slots = [...new Set([...freeSlots(a), ...freeSlots(b)])];
  return Array.from({ length: SLOT_VALUES ** slots.length }, (_, n) => new Map(slots.map((slot, s) => [slot, (n >> s) & 1]))).every(
    at => valueOf(model, a, at, model) === valueOf(model, b, at, model)
  );
}
