import triton
import triton.language as tl


@triton.jit
def recurrence_from_stale_state(a_ptr, b_ptr, h_ptr, steps, width, BLOCK: tl.constexpr):
    """The state is never carried: h[t] = b[t]."""
    w = tl.program_id(0) * BLOCK + tl.arange(0, BLOCK)
    h = tl.zeros((BLOCK,), dtype=tl.float32)
    for t in range(steps):
        a = tl.load(a_ptr + t * width + w, mask=w < width, other=0.0)
        b = tl.load(b_ptr + t * width + w, mask=w < width, other=0.0)
        tl.store(h_ptr + t * width + w, a * h + b, mask=w < width)
