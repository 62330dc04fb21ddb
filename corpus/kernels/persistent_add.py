import triton
import triton.language as tl


@triton.jit
def persistent_add(x_ptr, y_ptr, out_ptr, n, BLOCK: tl.constexpr):
    """Any number of programs: each takes every num_programs-th block."""
    for block in range(tl.program_id(0), tl.cdiv(n, BLOCK), tl.num_programs(0)):
        i = block * BLOCK + tl.arange(0, BLOCK)
        x = tl.load(x_ptr + i, mask=i < n)
        y = tl.load(y_ptr + i, mask=i < n)
        tl.store(out_ptr + i, x + y, mask=i < n)
