import triton
import triton.language as tl


@triton.jit
def jagged_row_sums(values_ptr, offsets_ptr, out_ptr, BLOCK: tl.constexpr):
    """Segments of a vector, from offsets[r] to offsets[r + 1]."""
    r = tl.program_id(0)
    first = tl.load(offsets_ptr + r)
    last = tl.load(offsets_ptr + r + 1)
    acc = tl.zeros((BLOCK,), dtype=tl.float32)
    for start in range(first, last, BLOCK):
        i = start + tl.arange(0, BLOCK)
        acc += tl.load(values_ptr + i, mask=i < last, other=0.0)
    tl.store(out_ptr + r, tl.sum(acc, axis=0))
