/** A near miss is another function than its operator: some arguments tell them apart. */
import { Evaluator } from '../../__tests__/pattern-values';
import { expandedDefinition } from '../expand';
import { findOperator, type Operator } from '../index';
import { nearMisses } from '../near-misses';
import { generator, indicesOf, launchOf, valueIn, variablesOfOperator, type Launch } from './launches';

/** `all` has the parameters of both. */
function valuesOf(row: Operator, all: Operator, launch: Launch): number[] {
  const evaluator = new Evaluator(variablesOfOperator(all), valueIn(all, launch));
  const definition = expandedDefinition(row);
  return (indicesOf(all, launch) ?? [0]).map(i => evaluator.value(definition, new Map([['$i', i]])));
}

test('there are at least 30, each with a name of its own', () => {
  expect(nearMisses.length).toBeGreaterThanOrEqual(30);
  expect(new Set(nearMisses.map(n => n.row.name)).size).toBe(nearMisses.length);
});

test.each(nearMisses.map(n => [n.says, n] as const))('%s', (_, { of, row }) => {
  const operator = findOperator(of);
  expect(operator).toBeDefined();
  if (!operator) {
    return;
  }
  const names = new Set(operator.parameters.map(p => p.name));
  const all: Operator = { ...operator, parameters: [...operator.parameters, ...row.parameters.filter(p => !names.has(p.name))] };
  const random = generator(11);
  const launches = [2, 3, 4, 5, 6, 3, 4, 5].map(extent => launchOf(all, extent, random));
  const pairs = launches.map(launch => [valuesOf(row, all, launch), valuesOf(operator, all, launch)] as const);
  expect(pairs.flatMap(([miss]) => miss).some(v => Number.isFinite(v))).toBe(true);
  expect(pairs.some(([miss, hit]) => miss.some((v, k) => Math.abs(v - hit[k]) > 1e-6))).toBe(true);
});
