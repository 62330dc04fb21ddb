import { cellJob, kernelNames, withoutMagics } from '../cell-source';

const KERNEL = '@triton.jit\ndef k(x):\n    pass';

const names: readonly [string, string, readonly string[]][] = [
  ['plain', KERNEL, ['k']],
  ['bare decorator', '@jit\ndef k(x): pass', ['k']],
  ['autotune over jit', '@triton.autotune(\n  configs=[],\n  key=[])\n@triton.jit\ndef k(x): pass', ['k']],
  ['two', `${KERNEL}\n\n@triton.jit\ndef m(x): pass`, ['k', 'm']],
  ['not helpers that return', `@triton.jit\ndef gelu(x):\n    return x * 2\n\n${KERNEL}`, ['k']],
  ['not helpers that others call', '@triton.jit\ndef put(x):\n    tl.store(x, 1)\n\n@triton.jit\ndef k(x):\n    put(x)', ['k']],
  ['an early return', '@triton.jit\ndef k(x):\n    if x:\n        return\n    pass', ['k']],
  ['arguments over several lines', '@triton.jit\ndef k(\n    x,\n    n,\n):\n    pass\n@triton.jit\ndef m(x): pass', ['k', 'm']],
  ['none', 'def k(x): pass', []],
  ['a comment', '# @triton.jit\ndef k(x): pass', []]
];
it.each(names)('finds kernels: %s', (_title, source, expected) => expect(kernelNames(source)).toEqual(expected));

it('blanks magics and keeps line numbers', () => expect(withoutMagics('%%lift\nx = 1\n!ls')).toBe('\nx = 1\n'));

const jobs: readonly [string, string, readonly string[], string][] = [
  ['its own lines first', KERNEL, ['EPS = 1'], `${KERNEL}\n\nEPS = 1`],
  ['the latest definition counts', KERNEL, ['EPS = 1', 'EPS = 2'], `${KERNEL}\n\nEPS = 2`],
  ['what the cell defines itself is not taken twice', `${KERNEL}\nEPS = 3`, ['EPS = 1'], `${KERNEL}\nEPS = 3`],
  ['comparisons define nothing', KERNEL, ['a == 1'], `${KERNEL}\n\na == 1`]
];
it.each(jobs)('gathers a job: %s', (_title, cell, before, expected) =>
  expect(cellJob(cell, before)).toEqual({ source: expected, kernels: ['k'] })
);

it('leaves a cell without kernels to the engine, which says so', () =>
  expect(cellJob('x = 1', ['y = 2'])).toEqual({ source: 'x = 1', kernels: null }));
