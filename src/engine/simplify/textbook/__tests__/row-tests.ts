/** The tests of a group of rules: tried out at random values, and proved. */
import type { Equation } from '../equation';
import { rules } from '../rules';
import { derivations, lemmas } from './derivations';
import { checkDerivation } from './derive';
import { showWitness, tryOut } from './instances';
import { RowProver } from './prove-row';

export const rows: readonly Equation[] = [...rules, ...lemmas];
export const byName: ReadonlyMap<string, Equation> = new Map(rows.map(r => [r.name, r]));
export const derivationOf = new Map(derivations.map(d => [d.of, d]));

export function expectRow(name: string): Equation {
  const row = byName.get(name);
  if (!row) {
    throw new Error(`no row ${name}`);
  }
  return row;
}

/** One test for each row; Z3 must be loaded. */
export function testRows(group: readonly Equation[]): void {
  test.each(group.map(r => [r.name, r] as const))(
    '%s',
    (name, row) => {
      const { witness, defined } = tryOut(row, 400, 11);
      expect(witness && showWitness(witness)).toBeNull();
      // The conditions can be met where the sides have values.
      expect(defined).toBeGreaterThan(10);
      const derivation = derivationOf.get(name);
      expect(derivation ? checkDerivation(row, derivation, expectRow) : new RowProver(row).prove()).toEqual(derivation ? null : expect.objectContaining({ kind: 'proved' }));
    },
    60_000
  );
}
