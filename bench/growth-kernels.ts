/** Kernels of growing size: chains of operations, nested loops, several stores. */

export type GrowthKernel = { readonly size: number; readonly name: string; readonly source: string };

const HEAD = 'import triton\nimport triton.language as tl\n\n\n@triton.jit\n';

/** Operations that a chain takes in turn: none of them is undone by the next, and each keeps values moderate. */
const OPERATIONS: readonly string[] = ['x = x * 0.75', 'x = tl.maximum(x, -1.0)', 'x = x + y', 'x = tl.exp(-tl.abs(x))', 'x = tl.where(y > 0.0, x, 0.5 * y)', 'x = x / (1.0 + tl.abs(y))'];

/** The same, with each value used twice: written out without sharing, such a chain doubles with each operation. */
const TWICE: readonly string[] = ['x = x * (1.0 - x)', 'x = tl.where(x > y, x, 0.5 * y)', 'x = x * tl.exp(-x)'];

const kernelOf = (family: string, size: number, parameters: readonly string[], body: readonly string[]): GrowthKernel => {
  const name = `${family}_${size}`;
  return { size, name, source: `${HEAD}def ${name}(${parameters.join(', ')}):\n${body.map(line => `    ${line}\n`).join('')}` };
};

const FLAT = ['i = tl.program_id(0) * BLOCK + tl.arange(0, BLOCK)', 'x = tl.load(x_ptr + i, mask=i < n)', 'y = tl.load(y_ptr + i, mask=i < n)'];

/** A chain of so many elementwise operations. */
const chainOf = (family: string, choice: readonly string[]) => (size: number): GrowthKernel => {
  const operations = Array.from({ length: size }, (_, k) => choice[k % choice.length]);
  return kernelOf(family, size, ['x_ptr', 'y_ptr', 'out_ptr', 'n', 'BLOCK: tl.constexpr'], [...FLAT, ...operations, 'tl.store(out_ptr + i, x, mask=i < n)']);
};

/** A sum over so many axes, one loop in the other, the innermost by tiles. */
function nest(size: number): GrowthKernel {
  const outer = Array.from({ length: size - 1 }, (_, k) => k);
  const indent = (depth: number, line: string): string => '    '.repeat(depth) + line;
  const row = outer.reduce((index, k) => `(${index}) * n${k} + k${k}`, 'row');
  return kernelOf('nest', size, ['x_ptr', 'out_ptr', ...outer.map(k => `n${k}`), 'n', 'BLOCK: tl.constexpr'], [
    'row = tl.program_id(0)',
    'total = tl.zeros([BLOCK], tl.float32)',
    ...outer.map(k => indent(k, `for k${k} in range(n${k}):`)),
    indent(size - 1, 'for start in range(0, n, BLOCK):'),
    indent(size, 'i = start + tl.arange(0, BLOCK)'),
    indent(size, `total += tl.load(x_ptr + (${row}) * n + i, mask=i < n, other=0.0)`),
    'tl.store(out_ptr + row, tl.sum(total, axis=0))'
  ]);
}

/** So many outputs, each by an operation of its own. */
function stores(size: number): GrowthKernel {
  const outputs = Array.from({ length: size }, (_, k) => k);
  return kernelOf('stores', size, ['x_ptr', 'y_ptr', ...outputs.map(k => `out${k}_ptr`), 'n', 'BLOCK: tl.constexpr'], [
    ...FLAT,
    ...outputs.map(k => `tl.store(out${k}_ptr + i, x * ${k + 1}.0 + y, mask=i < n)`)
  ]);
}

export type GrowthFamily = { readonly title: string; readonly kernels: readonly GrowthKernel[] };

export const GROWTH: readonly GrowthFamily[] = [
  { title: 'operations in a chain', kernels: [1, 2, 4, 8, 16, 32, 64].map(chainOf('chain', OPERATIONS)) },
  { title: 'operations that use a value twice', kernels: [1, 2, 4, 8, 16, 32, 64].map(chainOf('twice', TWICE)) },
  { title: 'loops, one in the other', kernels: [1, 2, 3].map(nest) },
  { title: 'stores', kernels: [1, 2, 4, 8, 16].map(stores) }
];
