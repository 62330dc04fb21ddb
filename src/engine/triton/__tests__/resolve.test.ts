import { parseModule } from '../parse';
import { resolveReference } from '../resolve';
import type { Expr } from '../syntax';

const resolve = (source: string, reference: string): string => {
  const { module } = parseModule(`${source}\n_reference = ${reference}`);
  const expr: Expr = module.assignments.get('_reference')!;
  const resolution = resolveReference(expr, module);
  return resolution === null ? 'none' : resolution.kind === 'builtin' || resolution.kind === 'foreign' ? `${resolution.kind} ${resolution.path}` : resolution.kind;
};

const TL = 'import triton\nimport triton.language as tl';

describe('every spelling ends at one path', () => {
  test.each([
    [TL, 'tl.exp', 'builtin tl.exp'],
    [TL, 'tl.math.exp', 'builtin tl.exp'],
    [TL, 'tl.core.where', 'builtin tl.where'],
    [TL, 'tl.standard.cdiv', 'builtin tl.cdiv'],
    [TL, 'tl.random.rand', 'builtin tl.rand'],
    [TL, 'tl.extra.cuda.libdevice.exp', 'builtin tl.exp'],
    [TL, 'tl.libdevice.tanh', 'builtin tl.tanh'],
    [TL, 'tl.extra.libdevice.tanh', 'builtin tl.tanh'],
    [TL, 'triton.cdiv', 'builtin tl.cdiv'],
    [TL, 'triton.next_power_of_2', 'builtin tl.next_power_of_2'],
    [TL, 'triton.language.load', 'builtin tl.load'],
    ['from triton import language as L', 'L.load', 'builtin tl.load'],
    ['from triton.language.math import rsqrt', 'rsqrt', 'builtin tl.rsqrt'],
    ['from triton.language.extra.libdevice import tanh as t', 't', 'builtin tl.tanh'],
    ['from triton.language.extra import libdevice', 'libdevice.pow', 'builtin tl.pow'],
    ['from triton.language.extra.cuda import libdevice', 'libdevice.pow', 'builtin tl.pow'],
    ['import triton.language.extra.libdevice as d', 'd.fast_expf', 'builtin tl.fast_expf'],
    ['from triton.language import *', 'arange', 'builtin tl.arange'],
    ['from flag_gems.utils import tl_extra_shim\nexp2 = tl_extra_shim.exp2', 'exp2', 'builtin tl.exp2'],
    ['from flag_gems.utils import triton_lang_extension as tle', 'tle.program_id', 'builtin tle.program_id'],
    ['from flag_gems.utils.triton_lang_extension import div_rn', 'div_rn', 'builtin tl.div_rn'],
    ['from ..utils import tl_extra_shim', 'tl_extra_shim.exp2', 'builtin tl.exp2'],
    ['from vllm.triton_utils import tl, triton', 'tl.exp', 'builtin tl.exp'],
    ['from vllm.triton_utils import tl, triton', 'triton.cdiv', 'builtin tl.cdiv'],
    ['try:\n    from triton.language.extra.libdevice import rsqrt\nexcept ImportError:\n    from triton.language.math import rsqrt', 'rsqrt', 'builtin tl.rsqrt'],
    [`${TL}\nif fast:\n    exp = tl.extra.cuda.libdevice.fast_expf\nelse:\n    exp = tl.exp`, 'exp', 'builtin tl.fast_expf'],
    [`${TL}\na = tl.exp\nb = a\nc = b`, 'c', 'builtin tl.exp'],
    ['import math', 'math.pi', 'builtin math.pi'],
    ['', 'min', 'builtin builtins.min']
  ])('%j: %s', (source, reference, expected) => expect(resolve(source, reference)).toBe(expected));
});

describe('nothing is known by its name alone', () => {
  test.each([
    [`${TL}\ndef exp(x): return x`, 'exp', 'function'],
    ['', 'exp', 'undefined'],
    ['', 'tl.exp', 'none'],
    ['from fla.ops.utils.op import exp', 'exp', 'foreign fla.ops.utils.op.exp'],
    ['import somewhere as tl', 'tl.exp', 'foreign somewhere.exp'],
    ['from .math import exp', 'exp', 'foreign .math.exp'],
    ['from ..language import exp', 'exp', 'foreign ..language.exp'],
    ['exp = 3', 'exp', 'constant'],
    ['a = b\nb = a', 'a', 'constant'],
    ['def min(x): return x', 'min', 'function']
  ])('%j: %s', (source, reference, expected) => expect(resolve(source, reference)).toBe(expected));
});
