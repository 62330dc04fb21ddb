/** Generated kernels are kernels: each parses and defines what it says. */
import { parseModule } from '../../src/engine/triton/parse';
import { GROWTH } from '../growth-kernels';

test.each(GROWTH.flatMap(({ kernels }) => kernels.map(kernel => [kernel.name, kernel] as const)))('%s', (name, { source }) => {
  const { module } = parseModule(source);
  expect([...module.functions.keys()]).toEqual([name]);
});

test.each(GROWTH.map(family => [family.title, family] as const))('%s: the next is longer', (_title, { kernels }) => {
  expect(kernels.every((kernel, k) => k === 0 || kernel.source.length > kernels[k - 1].source.length)).toBe(true);
});
