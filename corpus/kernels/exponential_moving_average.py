import triton
import triton.language as tl


@triton.jit
def exponential_moving_average(x_ptr, out_ptr, n, cols, decay, BLOCK: tl.constexpr):
    c = tl.program_id(0) * BLOCK + tl.arange(0, BLOCK)
    ema = tl.zeros((BLOCK,), dtype=tl.float32)
    for t in range(0, n):
        x = tl.load(x_ptr + t * cols + c, mask=c < cols, other=0.0)
        ema = decay * ema + (1.0 - decay) * x
    tl.store(out_ptr + c, ema, mask=c < cols)
