import triton
import triton.language as tl


@triton.jit
def linear_recurrence_loop(a_ptr, b_ptr, h_ptr, steps, width, BLOCK: tl.constexpr):
    """h[t] = a[t] h[t - 1] + b[t], every channel on its own."""
    w = tl.program_id(0) * BLOCK + tl.arange(0, BLOCK)
    h = tl.zeros((BLOCK,), dtype=tl.float32)
    for t in range(steps):
        a = tl.load(a_ptr + t * width + w, mask=w < width, other=0.0)
        b = tl.load(b_ptr + t * width + w, mask=w < width, other=0.0)
        h = a * h + b
        tl.store(h_ptr + t * width + w, h, mask=w < width)
