import triton
import triton.language as tl


@triton.jit
def persistent_scale_in_place(x_ptr, factor, n, BLOCK: tl.constexpr):
    """Offsets, not blocks, are dealt out; each element is read by the program that writes it."""
    for start in range(tl.program_id(0) * BLOCK, n, tl.num_programs(0) * BLOCK):
        i = start + tl.arange(0, BLOCK)
        x = tl.load(x_ptr + i, mask=i < n)
        tl.store(x_ptr + i, x * factor, mask=i < n)
