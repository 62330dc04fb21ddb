import { extractKernel } from '../extract';

const FILES: Record<string, string> = {
  'pkg/__init__.py': '',
  'pkg/ops/a.py': `
import logging
import triton
import triton.language as tl
from pkg.runtime import heuristics
from ..utils import libentry, scale
from .math import helper as assist, gelu
from triton.language.extra.libdevice import tanh

logger = logging.getLogger(__name__)
WARPS = [4, 8]
LOG2E: tl.constexpr = 1.5


@libentry()
@triton.autotune(configs=[triton.Config({"B": 1}, num_warps=w) for w in WARPS], key=[])
@triton.heuristics(heuristics("k"))
@triton.jit
def k(x, y, B: tl.constexpr):
    # keeps its comments
    tl.store(y, assist(tl.load(x)) * LOG2E + tanh(scale))


@triton.jit
def other(x):
    tl.store(x, gelu(1))


def launch(x):
    k[(1,)](x, x)
`,
  'pkg/ops/math.py': `
import triton
import triton.language as tl

if fast:
    @triton.jit
    def exp(x): return tl.extra.intel.libdevice.exp(x)
else:
    @triton.jit
    def exp(x):
        return tl.exp(x)


@triton.jit
def helper(x):
    y = x
    return exp(y)


@triton.jit
def gelu(x):
    return x
`,
  'pkg/utils/__init__.py': 'from .constants import scale\nfrom .entry import libentry\n',
  'pkg/utils/constants.py': 'base = 2\nscale = base * 3\n',
  'pkg/clash.py': `
import triton
from pkg.ops.math import helper
exp = 3
@triton.jit
def k(x):
    return helper(x) + exp
`
};

const read = (path: string): string | null => FILES[path] ?? null;

test('the kernel, its helpers and constants, in one file', () => {
  expect(extractKernel(read, 'pkg/ops/a.py', 'k').source).toBe(`import triton
import triton.language as tl
from triton.language.extra.libdevice import tanh


@triton.jit
def exp(x):
    return tl.exp(x)


@triton.jit
def helper(x):
    y = x
    return exp(y)


assist = helper


LOG2E: tl.constexpr = 1.5


base = 2


scale = base * 3


WARPS = [4, 8]


@triton.autotune(configs=[triton.Config({"B": 1}, num_warps=w) for w in WARPS], key=[])
@triton.jit
def k(x, y, B: tl.constexpr):
    # keeps its comments
    tl.store(y, assist(tl.load(x)) * LOG2E + tanh(scale))
`);
});

test.each([
  ['no such file', 'pkg/none.py', 'k', "there is no file 'pkg/none.py'"],
  ['no such kernel', 'pkg/ops/a.py', 'none', "'pkg/ops/a.py' defines no function 'none'"],
  ['two things of one name', 'pkg/clash.py', 'k', "two different things are called 'exp': pkg/ops/math.py:exp and pkg/clash.py:exp"]
])('%s', (_title, path, kernel, message) => expect(() => extractKernel(read, path, kernel)).toThrow(message));

test('sources outside the package stay imported', () => {
  const files: Record<string, string> = { 'a.py': 'import triton\nfrom fla.ops import exp\n@triton.jit\ndef k(x):\n    return exp(x)\n' };
  expect(extractKernel(path => files[path] ?? null, 'a.py', 'k').source).toContain('from fla.ops import exp\n');
});

test.each([
  [
    'a kernel inside a function, with the names of both scopes',
    `import triton
WARPS = 4
def build():
    import triton.language as tl
    CONFIGS = [triton.Config({}, num_warps=WARPS)]

    @triton.autotune(configs=CONFIGS, key=[])
    @triton.jit
    def k(x):
        tl.store(x, 1)
    return k
`,
    `WARPS = 4


CONFIGS = [triton.Config({}, num_warps=WARPS)]


@triton.autotune(configs=CONFIGS, key=[])
@triton.jit
def k(x):
    tl.store(x, 1)
`
  ],
  [
    'an assignment that reads the one before it',
    `SIZES = [1, 2]
SIZES = [2 * s for s in SIZES]
@triton.jit
def k(x):
    tl.store(x, SIZES)
`,
    `SIZES = [1, 2]


SIZES = [2 * s for s in SIZES]


@triton.jit
def k(x):
    tl.store(x, SIZES)
`
  ],
  [
    'a foreign decorator written out',
    `from other import tuned
def k(x):
    tl.store(x, 1)
k = triton.jit(k)
k = tuned()(k)
`,
    `@triton.jit
def k(x):
    tl.store(x, 1)
`
  ]
])('%s', (_title, text, expected) => {
  const { source } = extractKernel(path => (path === 'a.py' ? text : null), 'a.py', 'k');
  expect(source).toBe(`import triton\nimport triton.language as tl\n\n\n${expected}`);
});
