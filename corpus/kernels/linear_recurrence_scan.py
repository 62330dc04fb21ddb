import triton
import triton.language as tl


@triton.jit
def compose(a1, b1, a2, b2):
    return a1 * a2, b1 * a2 + b2


@triton.jit
def linear_recurrence_scan(a_ptr, b_ptr, h_ptr, stride, n, BLOCK: tl.constexpr):
    """The same recurrence as a scan of affine maps over a row that fits one block."""
    row = tl.program_id(0)
    t = tl.arange(0, BLOCK)
    a = tl.load(a_ptr + row * stride + t, mask=t < n, other=1.0)
    b = tl.load(b_ptr + row * stride + t, mask=t < n, other=0.0)
    _, h = tl.associative_scan((a, b), 0, compose)
    tl.store(h_ptr + row * stride + t, h, mask=t < n)
