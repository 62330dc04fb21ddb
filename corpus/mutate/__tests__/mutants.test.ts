/** What the mutation operators make of one line each, and of the whole corpus. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ownKernels } from '../../tools/corpus';
import { mutantsOf } from '../mutants';
import { MUTATION_OPERATORS } from '../operators';

const root = join(__dirname, '../../..');

const inKernel = (line: string): string => `import triton\nimport triton.language as tl\n\n\n@triton.jit\ndef k(x):\n    ${line}\n`;

/** The changed lines that an operator makes of a line. */
const variantsOf = (line: string, operator: string): string[] =>
  mutantsOf(inKernel(line)).filter(m => m.operator === operator).map(m => m.source.split('\n')[6].trim());

const rows: readonly (readonly [operator: string, line: string, mutants: readonly string[]])[] = [
  ['comparison off by one', 'm = (a + b) < n', ['m = (a + b) < ((n) - 1)', 'm = (a + b) < ((n) + 1)']],
  ['comparison strict or not', 'm = (i < n) & (j >= 0)', ['m = (i <= n) & (j >= 0)', 'm = (i < n) & (j > 0)']],
  ['mask dropped', 'y = tl.load(p + (i), mask=(i < n), other=0.0)', ['y = tl.load(p + (i), other=0.0)']],
  ['mask dropped', 'tl.store(p, (v), mask=m)', ['tl.store(p, (v))']],
  ['part of a mask dropped', 'm = (i < n) & (j < k)', ['m = (i < n)', 'm = (j < k)']],
  ['other dropped', 'y = tl.load(p, mask=m, other=0.0)', ['y = tl.load(p, mask=m)']],
  ['other changed', "y = tl.load(p, mask=m, other=-float('inf'))", ['y = tl.load(p, mask=m, other=0.0)']],
  ['initial value changed', 'a = tl.zeros((B,), tl.float32)', ['a = (tl.zeros((B,), tl.float32) + 1)']],
  ['initial value changed', "a = tl.full((B,), float('-inf'), tl.float32)", ['a = tl.full((B,), 0.0, tl.float32)']],
  ['axis changed', 's = tl.sum(x, axis=0) + tl.max(x, 1)', ['s = tl.sum(x, axis=1) + tl.max(x, 1)', 's = tl.sum(x, axis=0) + tl.max(x, 0)']],
  ['axis changed', 'p = tl.program_id(0)', ['p = tl.program_id(1)']],
  ['factor dropped', 'o = row * stride', ['o = (row)', 'o = (stride)']],
  ['summand dropped', 'e = tl.exp(x - m)', ['e = tl.exp((x))']],
  ['operands swapped', 'e = x - (a + b)', ['e = ((a + b) - (x))']],
  ['arguments swapped', 'w = tl.where(c, a, b)', ['w = tl.where(c, (b), (a))']],
  ['arguments swapped', 'w = tl.where(c, (a), b)', []],
  ['operator confused', 'e = (a) * (b)', ['e = (a) / (b)']],
  ['function confused', 's = tl.max(x, axis=0)', ['s = tl.min(x, axis=0)', 's = tl.sum(x, axis=0)']],
  ['constant changed', 'y = x + 1e-6', ['y = x + 0.000002']],
  ['sign dropped', 'y = -x', ['y = (x)']],
  ['accumulation wrong', 'acc += x', ['acc = x', 'acc -= x']],
  ['statement dropped', 'acc *= x', ['pass']]
];

test.each(rows)('%s: %s', (operator, line, mutants) => {
  expect(variantsOf(line, operator)).toEqual(mutants);
});

test('loops and conditions', () => {
  const source = inKernel('for i in range(0, n, B):\n        if i > 3:\n            x = i');
  const made = (operator: string) => mutantsOf(source).filter(m => m.operator === operator).map(m => m.to);
  expect(made('loop bound off by one')).toEqual(['((n) - 1)', '((n) + 1)', '((0) + 1)']);
  expect(made('loop step doubled')).toEqual(['((B) * 2)']);
  expect(made('condition negated')).toEqual(['(not (i > 3))']);
});

describe('over all own kernels', () => {
  const sources = ownKernels(root).map(entry => readFileSync(entry.path, 'utf8'));
  const mutants = sources.map(source => mutantsOf(source));

  test('every operator finds a place', () => {
    const used = new Set(mutants.flat().map(m => m.operator));
    expect(MUTATION_OPERATORS.map(o => o.name).filter(name => !used.has(name))).toEqual([]);
  });

  test('every mutant is another text, made once', () => {
    mutants.forEach((made, k) => {
      const texts = made.map(m => m.source);
      expect(texts).not.toContain(sources[k]);
      expect(new Set(texts).size).toBe(texts.length);
    });
  });
});
