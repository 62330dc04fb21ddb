import triton
import triton.language as tl


@triton.jit
def persistent_step_of_other_axis(x_ptr, out_ptr, n, BLOCK: tl.constexpr):
    """Blocks are dealt out by the number of programs along another axis."""
    for block in range(tl.program_id(0), tl.cdiv(n, BLOCK), tl.num_programs(1)):
        i = block * BLOCK + tl.arange(0, BLOCK)
        tl.store(out_ptr + i, tl.load(x_ptr + i, mask=i < n), mask=i < n)
