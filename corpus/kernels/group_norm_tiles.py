import triton
import triton.language as tl


@triton.jit
def group_norm_tiles(x_ptr, y_ptr, gamma_ptr, beta_ptr, channels, pixels, groups, eps, BLOCK: tl.constexpr):
    """x is [batch, channels, pixels]; a program normalises one group of channels of one image."""
    image = tl.program_id(0)
    group = tl.program_id(1)
    per_group = channels // groups
    size = per_group * pixels
    base = (image * groups + group) * size
    total = tl.zeros((BLOCK,), dtype=tl.float32)
    squares = tl.zeros((BLOCK,), dtype=tl.float32)
    for start in range(0, size, BLOCK):
        i = start + tl.arange(0, BLOCK)
        x = tl.load(x_ptr + base + i, mask=i < size, other=0.0)
        total += x
        squares += x * x
    mean = tl.sum(total) / size
    var = tl.sum(squares) / size - mean * mean
    rstd = 1.0 / tl.sqrt(var + eps)
    for start in range(0, size, BLOCK):
        i = start + tl.arange(0, BLOCK)
        channel = group * per_group + i // pixels
        x = tl.load(x_ptr + base + i, mask=i < size, other=0.0)
        gamma = tl.load(gamma_ptr + channel, mask=i < size, other=0.0)
        beta = tl.load(beta_ptr + channel, mask=i < size, other=0.0)
        tl.store(y_ptr + base + i, (x - mean) * rstd * gamma + beta, mask=i < size)
