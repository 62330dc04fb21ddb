import triton
import triton.language as tl


@triton.jit
def while_without_progress(x_ptr, out_ptr, n, BLOCK: tl.constexpr):
    """The counter is not moved: it ends only where it does not begin."""
    i = tl.arange(0, BLOCK)
    acc = tl.zeros((BLOCK,), dtype=tl.float32)
    start = 0
    while start < n:
        acc += tl.load(x_ptr + start + i, mask=start + i < n, other=0.0)
    tl.store(out_ptr, tl.sum(acc, axis=0))
