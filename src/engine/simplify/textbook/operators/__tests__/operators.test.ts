/** Each definition, evaluated on numbers, is what PyTorch gives for the operator's own call; templates and conditions speak of its parameters. */
import { EGraph, NO_ANALYSIS, run } from '../../../../egraph';
import type { PatternTree } from '../../../../egraph/pattern-text';
import { hasTorch } from '../../../../formula/__tests__/run-python';
import { Evaluator } from '../../__tests__/pattern-values';
import { expand, expandedDefinition } from '../expand';
import { findOperator, operators, type Operator } from '../index';
import { nearMisses } from '../near-misses';
import { recognition } from '../recognise';
import { namesIn } from '../template';
import { generator, indicesOf, launchOf, valueIn, variablesOfOperator, type Launch } from './launches';
import { evaluateInTorch, type Request } from './torch';

const EXTENTS = [1, 2, 3, 5, 4, 7, 2, 6];

/** The definition's values: one for each index, or a single one. */
function valuesOf(operator: Operator, launch: Launch): number[] {
  const evaluator = new Evaluator(variablesOfOperator(operator), valueIn(operator, launch));
  const definition = expandedDefinition(operator);
  const slot = `$${operator.parameters.find(p => p.role === 'index')?.name ?? ''}`;
  return (indicesOf(operator, launch) ?? [0]).map(i => evaluator.value(definition, new Map([[slot, i]])));
}

/** PyTorch keeps some constants, such as 1/6, in float32. */
const TOLERANCE = 5e-8;

const agrees = (a: number, b: number): boolean => Object.is(a, b) || (Number.isNaN(a) && Number.isNaN(b)) || Math.abs(a - b) <= TOLERANCE * Math.max(1, Math.abs(a), Math.abs(b));

/** The innermost binder around a variable where it stands plainly; the index outside of binders. */
function homeOf(variable: string, p: PatternTree, around = '$i'): string | null {
  if (p.kind !== 'node') {
    return p.kind === 'variable' && p.name === variable ? around : null;
  }
  return p.children.reduce<string | null>((found, c) => found ?? homeOf(variable, c.body, c.binds[0] ?? around), null);
}

describe('the library', () => {
  test('has at least 60 definitions with names of their own', () => {
    expect(operators.length).toBeGreaterThanOrEqual(60);
    expect(new Set(operators.map(o => o.name)).size).toBe(operators.length);
  });

  test.each(operators.map(o => [o.name, o] as const))('%s mentions its own parameters only', (_, o) => {
    const known = new Set(o.parameters.map(p => p.name));
    const words = new Set([...known, 'dim']);
    const arguments_ = [o.text, o.torch, o.latex.replace(/\\operatorname\{(\w|\\_)+\}/g, '')].flatMap(namesIn);
    expect(arguments_.filter(name => !words.has(name))).toEqual([]);
    const unsaid = o.parameters.filter(p => !['index', 'extent', 'guard'].includes(p.role)).filter(p => !namesIn(o.torch).includes(p.name));
    expect(unsaid.map(p => p.name).filter(name => !o.when.some(c => c.startsWith(`at ?${name} `)))).toEqual([]);
    const inConditions = o.when.flatMap(c => c.split(' ').slice(1)).map(v => v.replace(/^[?$]/, ''));
    expect(inConditions.filter(name => !known.has(name) && name !== 'k')).toEqual([]);
  });

  test.each([...operators, ...nearMisses.map(n => n.row)].filter(o => !o.when.some(c => c.startsWith('at '))).map(o => [o.name, o] as const))('%s can be searched for', (name, o) => {
    const graph = new EGraph(NO_ANALYSIS);
    expect(run(graph, [{ name, ...recognition(o) }], { maxNodes: 10, maxIterations: 1, deadline: () => false }).stop).toBe('saturated');
  });

  test.each(operators.map(o => [o.name, o] as const))('%s is defined by what comes before it', (_, o) => {
    const text = JSON.stringify(o.definition);
    const later = operators.slice(operators.indexOf(o));
    expect(later.filter(l => text.includes(`"op":"${l.name}"`) && findOperator(l.name)).map(l => l.name)).toEqual([]);
  });
});

(hasTorch ? describe : describe.skip)('by values', () => {
  const random = generator(7);
  const rows = operators.flatMap(operator => EXTENTS.map(extent => ({ operator, launch: launchOf(operator, extent, random) })));
  const results = hasTorch ? evaluateInTorch(rows.map(({ operator, launch }): Request => ({ torch: operator.torch, launch }))) : [];

  test.each(operators.map(o => [o.name, o] as const))('what is searched for is the node of %s', (_, operator) => {
    const { left, right } = recognition(operator);
    // Each function at its home, which the sides agree on.
    const homes = new Map(operator.parameters.map(p => [`?${p.name}`, homeOf(`?${p.name}`, left)]));
    const variables = new Map([...variablesOfOperator(operator)].map(([name, v]) => [name, v.slots.length > 0 && homes.get(name) ? { ...v, slots: [homes.get(name)!] } : v]));
    rows.filter(row => row.operator === operator).forEach(({ launch }) => {
      const evaluator = new Evaluator(variables, valueIn(operator, launch));
      (indicesOf(operator, launch) ?? [0]).forEach(i => {
        const at = new Map([['$i', i]]);
        expect(agrees(evaluator.value(left, at), evaluator.value(expand(right), at))).toBe(true);
      });
    });
  });

  test.each(operators.map(o => [o.name, o] as const))('%s', (_, operator) => {
    const wrong = rows.flatMap((row, k) => {
      if (row.operator !== operator) {
        return [];
      }
      const result = results[k];
      if (typeof result === 'string') {
        return [result];
      }
      const ours = valuesOf(operator, row.launch);
      const theirs = (indicesOf(operator, row.launch) ?? [0]).map(i => result[i]);
      return ours.every((v, n) => agrees(v, theirs[n])) ? [] : [`${ours.join(', ')} for ${theirs.join(', ')}`];
    });
    expect(wrong).toEqual([]);
  });
});
