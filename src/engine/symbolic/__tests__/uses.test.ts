import { parseModule } from '../../triton/parse';
import { parameterUses } from '../uses';

const useOf = (body: string) => {
  const { module } = parseModule(`import triton.language as tl\ndef k(x, T: tl.constexpr):\n    ${body}\n`);
  return parameterUses(module.functions.get('k')!, module).get('T')!;
};

test.each([
  ['an element type', 'tl.zeros((4,), dtype=T)', { dtype: true, number: false }],
  ['an element type by another name', 'kind = T\n    tl.zeros((4,), dtype=kind)', { dtype: true, number: false }],
  ['a number', 'tl.zeros((T,), dtype=tl.float32)\n    y = T + 1', { dtype: false, number: true }],
  ['a number by another name is no element type', 'n = T\n    y = n + 1', { dtype: false }]
])('%s', (_title, body, expected) => expect(useOf(body)).toMatchObject(expected));
