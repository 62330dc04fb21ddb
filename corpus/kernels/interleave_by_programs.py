import triton
import triton.language as tl


@triton.jit
def interleave_by_programs(x_ptr, y_ptr, n, BLOCK: tl.constexpr):
    """Lane l of program p holds element l * programs + p: num_programs in the address."""
    pid = tl.program_id(0)
    i = tl.arange(0, BLOCK) * tl.num_programs(0) + pid
    x = tl.load(x_ptr + i, mask=i < n, other=0.0)
    tl.store(y_ptr + i, x + 1.0, mask=i < n)
