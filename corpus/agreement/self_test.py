"""The harness must notice what it is there for. `python corpus/agreement/self_test.py`"""
import os
import sys
import textwrap
import unittest
from pathlib import Path

os.environ['TRITON_INTERPRET'] = '1'
sys.path.insert(0, str(Path(__file__).resolve().parent))

import kernels  # noqa: E402
import logical  # noqa: E402
import runnable  # noqa: E402
from check import check  # noqa: E402

HEAD = 'import triton\nimport triton.language as tl\n\n\n@triton.jit\n'
RECIPE = {'kernel': 'k', 'sizes': {'BLOCK': 'block', 'n': 'flat BLOCK'},
          'args': {'x': 'f32[n]', 'y': 'out f32[n]', 'n': 'n', 'BLOCK': 'BLOCK'}, 'grid': 'cdiv(n, BLOCK)', 'reference': {'y': 'x + 1'}}
RIGHT = "def lifted(args, grid):\n    return {'y': args['x'] + 1}\n"


def kernel(value='x_row + 1', load_mask='i < n', store_mask='i < n', extra='pass'):
    """A kernel y = x + 1, or something near it."""
    return HEAD + textwrap.dedent(f'''\
        def k(x, y, n, BLOCK: tl.constexpr):
            i = tl.program_id(0) * BLOCK + tl.arange(0, BLOCK)
            x_row = tl.load(x + i, mask={load_mask}, other=0.0)
            {extra}
            tl.store(y + i, {value}, mask={store_mask})
        ''')


def outcome(source, torch=None, preconditions=(), recipe=RECIPE):
    return check(kernels.find_in(runnable.write(source, 'self_test'), 'k'), recipe, torch, list(preconditions), {})


class HarnessTest(unittest.TestCase):
    def test_right_kernel_agrees(self):
        self.assertEqual(outcome(kernel())['outcome'], 'agrees')

    def test_wrong_value_is_seen(self):
        self.assertEqual(outcome(kernel(value='x_row + 1.001'))['outcome'], 'differs')

    def test_wrong_formula_is_seen(self):
        report = outcome(kernel(), RIGHT.replace('+ 1', '* 1'), ['grid[0] == cdiv(n, BLOCK)'])
        self.assertEqual(report['outcome'], 'differs')

    def test_right_formula_agrees_and_spare_programs_are_judged_by_the_contract(self):
        report = outcome(kernel(), RIGHT, ['grid[0] == cdiv(n, BLOCK)'])
        self.assertEqual((report['outcome'], report['compared']), ('agrees', 20))
        self.assertGreater(report['rejected'], 0)

    def test_store_outside_is_seen(self):
        self.assertIn('outside', outcome(kernel(store_mask='i < n + 1'))['why'])

    def test_write_to_an_input_is_seen(self):
        self.assertIn('x was written', outcome(kernel(extra='tl.store(x + i, x_row * 2, mask=i < n)'))['why'])

    def test_a_poisoned_lane_is_seen(self):
        self.assertEqual(outcome(kernel(load_mask='i < n + 3', value='x_row + 1 + 0 * tl.sum(x_row)'))['outcome'], 'differs')

    def test_a_tensor_that_the_lift_forgets_is_seen(self):
        self.assertIn('y was written', outcome(kernel(), 'def lifted(args, grid):\n    return {}\n')['why'])

    def test_a_contract_that_turns_all_away_is_no_agreement(self):
        self.assertEqual(outcome(kernel(), RIGHT, ['n > 10**6'])['outcome'], 'rejected')

    def test_a_contract_that_cannot_be_evaluated_is_a_failure(self):
        self.assertEqual(outcome(kernel(), RIGHT, ['nonsense > 1'])['outcome'], 'failed')

    def test_logical_operators_on_blocks_mean_what_the_compiler_makes_of_them(self):
        source = kernel(load_mask='i >= 0 and i < n', store_mask='not (i >= n or i < 0)', extra='assert True and n > 0')
        self.assertEqual(outcome(logical.rewritten(source, lambda decorator: True))['outcome'], 'agrees')


if __name__ == '__main__':
    unittest.main()
