import triton
import triton.language as tl


@triton.jit
def group_norm_stats(x_ptr, mean_ptr, rstd_ptr, stride_n, stride_g, size, groups, eps, BLOCK: tl.constexpr):
    """The statistics alone, one program for a group that lies in one piece."""
    image = tl.program_id(0)
    group = tl.program_id(1)
    x_ptr += image * stride_n + group * stride_g
    mean = 0.0
    for start in range(0, size, BLOCK):
        i = start + tl.arange(0, BLOCK)
        mean += tl.sum(tl.load(x_ptr + i, mask=i < size, other=0.0))
    mean /= size
    var = 0.0
    for start in range(0, size, BLOCK):
        i = start + tl.arange(0, BLOCK)
        d = tl.where(i < size, tl.load(x_ptr + i, mask=i < size, other=0.0) - mean, 0.0)
        var += tl.sum(d * d)
    tl.store(mean_ptr + image * groups + group, mean)
    tl.store(rstd_ptr + image * groups + group, tl.rsqrt(var / size + eps))
