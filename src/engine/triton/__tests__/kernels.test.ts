import { kernelOf, listKernels } from '../kernels';
import { parseModule } from '../parse';
import { printExpression } from '../testing/print-tree';

const HEAD = 'import triton\nimport triton.language as tl\n';
const kernels = (source: string) => listKernels(parseModule(HEAD + source).module);
const STORE = 'tl.store(p, 1)';

describe('which functions are kernels', () => {
  test.each([
    ['bare', `@triton.jit\ndef k(p): ${STORE}`, ['k']],
    ['called', `@triton.jit(do_not_specialize=["n"])\ndef k(p, n): ${STORE}`, ['k']],
    ['imported', `from triton import jit\n@jit\ndef k(p): ${STORE}`, ['k']],
    ['under unknown decorators', `@libentry()\n@triton.jit\ndef k(p): ${STORE}`, ['k']],
    ['written out', `def k(p): ${STORE}\nk = triton.jit(k)`, ['k']],
    ['no jit', `def k(p): ${STORE}`, []],
    ['jit of another module', `from numba import jit\n@jit\ndef k(p): ${STORE}`, []],
    ['a helper stores', `@triton.jit\ndef h(p): ${STORE}\n@triton.jit\ndef k(p): h(p)`, ['k']],
    ['a helper that is only read from', '@triton.jit\ndef h(p): return tl.load(p)', []],
    ['atomics store', '@triton.jit\ndef k(p): tl.atomic_add(p, 1)', ['k']],
    ['methods store', '@triton.jit\ndef k(p): p.store(1)', ['k']],
    ['two', `@triton.jit\ndef a(p): ${STORE}\n@triton.jit\ndef b(p): ${STORE}`, ['a', 'b']],
    ['a host function calls it', `@triton.jit\ndef k(p): ${STORE}\ndef launch(x): k[(1,)](x)`, ['k']],
    ['recursion', `@triton.jit\ndef k(p):\n    ${STORE}\n    k(p)`, ['k']],
    ['pointwise', 'from flag_gems.utils import pointwise_dynamic\n@pointwise_dynamic(promotion_methods=[(0, "DEFAULT")])\n@triton.jit\ndef f(x): return x', ['f']]
  ])('%s', (_title, source, names) => expect(kernels(source).map(kernel => kernel.name)).toEqual(names));
});

test('what the decorators say', () => {
  const [kernel] = kernels(`
@triton.autotune(
    configs=[triton.Config({"BLOCK": 128, "T": None}, num_warps=4), triton.Config(kwargs={"BLOCK": 256, "S": -1.5})],
    key=["n"], reset_to_zero=["p"])
@triton.heuristics({"EVEN": lambda args: args["n"] % args["BLOCK"] == 0})
@triton.jit
def k(p, n, EVEN, BLOCK: tl.constexpr, EPS: "tl.constexpr" = 1e-5):
    ${STORE}
`);
  expect(kernel.constexprs).toEqual(['EVEN', 'BLOCK', 'EPS']);
  expect(kernel.autotune).toEqual([{ BLOCK: 128, T: null }, { BLOCK: 256, S: -1.5 }]);
  expect(kernel.autotuneResets).toEqual(['p']);
  expect([...kernel.heuristics].map(([name, value]) => [name, printExpression(value)])).toEqual([
    ['EVEN', '(lambda [args] (compare (% (index args "n") (index args "BLOCK")) == 0))']
  ]);
  expect([...kernel.defaults.keys()]).toEqual(['EPS']);
  expect(kernel.pointwise).toBeNull();
});

test.each([
  ['@pointwise_dynamic(is_tensor=[True, False], promotion_methods=[(0, 1, "INT_TO_FLOAT")])', [true, false], 1, [{ inputs: [0, 1], rule: 'INT_TO_FLOAT' }]],
  ['@pointwise_dynamic(num_outputs=2, promotion_methods=[((0, 1), Rule.DEFAULT)])', [true, true], 2, [{ inputs: [], rule: 'DEFAULT' }]],
  ['@pointwise_dynamic(promotion_methods=[(0, "DEFAULT"), (1, "ALWAYS_BOOL")])', [true, true], 2, [{ inputs: [0], rule: 'DEFAULT' }, { inputs: [1], rule: 'ALWAYS_BOOL' }]]
])('%s', (decorator, isTensor, numOutputs, promotion) => {
  const { module } = parseModule(`${HEAD}${decorator}\n@triton.jit\ndef f(x, y): return x`);
  expect(kernelOf(module.functions.get('f')!, module)!.pointwise).toEqual({ isTensor, numOutputs, promotion });
});
