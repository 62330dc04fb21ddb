import triton
import triton.language as tl


@triton.jit
def persistent_wrong_step(x_ptr, y_ptr, out_ptr, n, BLOCK: tl.constexpr):
    """Every programs + 1 blocks: some are met by nobody."""
    for block in range(tl.program_id(0), tl.cdiv(n, BLOCK), tl.num_programs(0) + 1):
        i = block * BLOCK + tl.arange(0, BLOCK)
        x = tl.load(x_ptr + i, mask=i < n)
        y = tl.load(y_ptr + i, mask=i < n)
        tl.store(out_ptr + i, x + y, mask=i < n)
