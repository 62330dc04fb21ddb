import triton
import triton.language as tl


@triton.jit
def persistent_all_from_own(x_ptr, factor, n, BLOCK: tl.constexpr):
    """Each program takes its own block and all that follow, in place."""
    for block in range(tl.program_id(0), tl.cdiv(n, BLOCK)):
        i = block * BLOCK + tl.arange(0, BLOCK)
        tl.store(x_ptr + i, tl.load(x_ptr + i, mask=i < n) * factor, mask=i < n)
