import triton
import triton.language as tl


@triton.jit
def attention_backward_delta(o_ptr, do_ptr, delta_ptr, rows, stride, D: tl.constexpr, BLOCK: tl.constexpr):
    i = tl.program_id(0) * BLOCK + tl.arange(0, BLOCK)
    d = tl.arange(0, D)
    o = tl.load(o_ptr + i[:, None] * stride + d[None, :], mask=i[:, None] < rows, other=0.0)
    do = tl.load(do_ptr + i[:, None] * stride + d[None, :], mask=i[:, None] < rows, other=0.0)
    tl.store(delta_ptr + i, tl.sum(o * do, axis=1), mask=i < rows)
