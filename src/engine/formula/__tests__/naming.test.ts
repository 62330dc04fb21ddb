/** Long formulas with names for what they say more than once. */
import { add, apply, countsOf, fresh, lt, mul, neg, read, real, recur, select, sub, variable, type Term } from '../../term';
import { formulaTree, termLatex, termText } from '..';
import type { FormulaTree } from '../../result';
import type { Display } from '../view';
import { mathJax } from './mathjax';
import { a, b, fold, n, x } from './fixtures';

const i = fresh('i', 'Int');
const display: Display = { indices: new Map([[i, 'i']]), reserved: new Set(['n', 'a', 'b', 'x']), coordinates: r => [r.address] };
const exp = (t: Term) => apply('exp', [t]);
const div = (s: Term, t: Term) => apply('div', [s, t]);
const y = (at: Term) => read('y', at, 'Real');

/** A chain of so many steps from x[at]. */
const chain = (steps: number, step: (t: Term, at: Term) => Term, at: Term = i): Term => Array.from({ length: steps }).reduce<Term>(t => step(t, at), x(at));

const twice = (t: Term): Term => mul(t, exp(neg(t)), sub(real(1), t));
const squares = (t: Term): Term => add(mul(t, t), t);
const powers = (t: Term): Term => mul(t, sub(real(1), t));
const choices = (t: Term, at: Term): Term => select(lt(y(at), t), t, div(y(at), real(2)));
const quotients = (t: Term): Term => div(t, add(real(1), exp(neg(t))));

const rows: readonly [title: string, term: Term, text: string][] = [
  ['a chain of values used twice', chain(6, twice), 't5 * exp(-t5) * (1 - t5), where t1 = x[i] * exp(-x[i]) * (1 - x[i]), t2 = t1 * exp(-t1) * (1 - t1), t3 = t2 * exp(-t2) * (1 - t2), t4 = t3 * exp(-t3) * (1 - t3), t5 = t4 * exp(-t4) * (1 - t4)'],
  ['a sum that is part of a longer one', chain(10, squares), 't5 + t5^2, where t1 = x[i] + x[i]^2, t2 = t1 + t1^2 + (t1 + t1^2)^2, t3 = t2 + t2^2 + (t2 + t2^2)^2, t4 = t3 + t3^2 + (t3 + t3^2)^2, t5 = t4 + t4^2 + (t4 + t4^2)^2'],
  ['a product that is part of a longer one', chain(8, powers), 't4*(1 - t4), where t1 = x[i]*(1 - x[i]), t2 = t1 * (1 - t1) * (1 - t1*(1 - t1)), t3 = t2 * (1 - t2) * (1 - t2*(1 - t2)), t4 = t3 * (1 - t3) * (1 - t3*(1 - t3))'],
  ['choices of choices', chain(8, choices), 'if y[i] < t7 then t7 else y[i]/2, where t1 = if y[i] < x[i] then x[i] else y[i]/2, t2 = if y[i] < t1 then t1 else y[i]/2, t3 = if y[i] < t2 then t2 else y[i]/2, t4 = if y[i] < t3 then t3 else y[i]/2, t5 = if y[i] < t4 then t4 else y[i]/2, t6 = if y[i] < t5 then t5 else y[i]/2, t7 = if y[i] < t6 then t6 else y[i]/2'],
  ['quotients', chain(8, quotients), 't7 / (1 + exp(-t7)), where t1 = x[i] / (1 + exp(-x[i])), t2 = t1 / (1 + exp(-t1)), t3 = t2 / (1 + exp(-t2)), t4 = t3 / (1 + exp(-t3)), t5 = t4 / (1 + exp(-t4)), t6 = t5 / (1 + exp(-t5)), t7 = t6 / (1 + exp(-t6))'],
  ['the same at the output index and under a binder: a function', div(exp(chain(7, twice)), fold('sum', n, k => exp(chain(7, twice, k)))), 't7(i) / sum(j < n: t7(j)), where t1(j) = x[j] * exp(-x[j]) * (1 - x[j]), t2(j) = t1(j) * exp(-t1(j)) * (1 - t1(j)), t3(j) = t2(j) * exp(-t2(j)) * (1 - t2(j)), t4(j) = t3(j) * exp(-t3(j)) * (1 - t3(j)), t5(j) = t4(j) * exp(-t4(j)) * (1 - t4(j)), t6(j) = t5(j) * exp(-t5(j)) * (1 - t5(j)), t7(j) = exp(t6(j) * exp(-t6(j)) * (1 - t6(j)))'],
  ['under a binder alone: a function of its index', fold('sum', n, k => chain(7, twice, k)), 'sum(j < n: t6(j) * exp(-t6(j)) * (1 - t6(j))), where t1(j) = x[j] * exp(-x[j]) * (1 - x[j]), t2(j) = t1(j) * exp(-t1(j)) * (1 - t1(j)), t3(j) = t2(j) * exp(-t2(j)) * (1 - t2(j)), t4(j) = t3(j) * exp(-t3(j)) * (1 - t3(j)), t5(j) = t4(j) * exp(-t4(j)) * (1 - t4(j)), t6(j) = t5(j) * exp(-t5(j)) * (1 - t5(j))'],
  ['a fold that depends on no other index', sub(chain(7, t => sub(t, fold('max', n, k => mul(x(k), add(x(k), a, b))))), a), 'x[i] - 7 * max(j < n: x[j] * (x[j] + a + b)) - a'],
  ['names of the kernel are kept free', chain(7, t => add(twice(t), variable('t1', 'Real'))), 't7 * exp(-t7) * (1 - t7) + t1, where t2 = x[i] * exp(-x[i]) * (1 - x[i]) + t1, t3 = t2 * exp(-t2) * (1 - t2) + t1, t4 = t3 * exp(-t3) * (1 - t3) + t1, t5 = t4 * exp(-t4) * (1 - t4) + t1, t6 = t5 * exp(-t5) * (1 - t5) + t1, t7 = t6 * exp(-t6) * (1 - t6) + t1'],
  ['in a recurrence: a function of the state', (() => {
    const [j, s] = [fresh('j', 'Int'), fresh('s', 'Real')];
    return recur(n, { index: j, states: [s], initial: [real(0)], updates: [Array.from({ length: 7 }).reduce<Term>(t => twice(add(t, x(j))), s)] }, 0);
  })(), 'iterate(j < n, s = 0: t6(j, s) * exp(-t6(j, s)) * (1 - t6(j, s))), where t1(j, s) = (x[j] + s) * exp(-(x[j] + s)) * (1 - (x[j] + s)) + x[j], t2(j, s) = t1(j, s) * exp(-t1(j, s)) * (1 - t1(j, s)) + x[j], t3(j, s) = t2(j, s) * exp(-t2(j, s)) * (1 - t2(j, s)) + x[j], t4(j, s) = t3(j, s) * exp(-t3(j, s)) * (1 - t3(j, s)) + x[j], t5(j, s) = t4(j, s) * exp(-t4(j, s)) * (1 - t4(j, s)) + x[j], t6(j, s) = t5(j, s) * exp(-t5(j, s)) * (1 - t5(j, s)) + x[j]']
];

test.each(rows)('%s', (_, term, text) => {
  expect(termText(term, display)).toBe(text);
});

test.each(rows)('%s: typesets', (_, term) => {
  expect(() => mathJax()(termLatex(term, display))).not.toThrow();
});

test('short formulas have no names', () => {
  expect(termText(chain(2, twice), display)).toBe('x[i] * exp(-x[i]) * (1 - x[i]) * exp(-x[i] * exp(-x[i]) * (1 - x[i])) * (1 - x[i] * exp(-x[i]) * (1 - x[i]))');
});

test('many equal summands are a multiple', () => {
  expect(termText(add(...Array.from({ length: 64 }, () => x(i)), a), display)).toBe('64*x[i] + a');
  expect([...countsOf([a, b, a]).values()]).toEqual([2, 1]);
});

const nodes = (tree: FormulaTree): number => tree.children.reduce((n, c) => n + nodes(c), 1);

/** Nothing that is written grows faster than the chain itself. */
test.each([
  ['twice', twice],
  ['squares', squares],
  ['powers', powers],
  ['choices', choices],
  ['quotients', quotients]
] as const)('chains of %s: text, LaTeX and tree grow linearly', (_, step) => {
  const sizes = [16, 32, 64].map(steps => {
    const term = chain(steps, step);
    return [termText(term, display).length, termLatex(term, display).length, nodes(formulaTree(term, display))];
  });
  sizes.slice(1).forEach((size, k) => size.forEach((n, m) => expect(n / sizes[k][m]).toBeLessThan(2.5)));
});

test('the tree has a part for the formula and for each definition, in the order of the print', () => {
  const tree = formulaTree(chain(6, twice), display);
  expect(tree.children).toHaveLength(6);
  for (const print of ['text', 'latex'] as const) {
    const places = tree.children.map((child, k) => tree[print].indexOf(`${k === 0 ? '' : '= '}${child[print]}`));
    expect(places).toEqual([...places].sort((s, t) => s - t));
    expect(places).not.toContain(-1);
  }
});
