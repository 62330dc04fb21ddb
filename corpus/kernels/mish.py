import triton
import triton.language as tl


@triton.jit
def _softplus(x):
    return tl.log(1 + tl.exp(x))


@triton.jit
def mish(x_ptr, y_ptr, n, BLOCK: tl.constexpr):
    i = tl.program_id(0) * BLOCK + tl.arange(0, BLOCK)
    mask = i < n
    x = tl.load(x_ptr + i, mask=mask, other=0.0)
    e = tl.exp(2 * _softplus(x))
    tl.store(y_ptr + i, x * (e - 1) / (e + 1), mask=mask)
