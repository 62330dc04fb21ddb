import triton
import triton.language as tl


@triton.jit
def scatter_rows(src_ptr, slot_ptr, cache_ptr, src_stride, cache_stride, D, BLOCK_D: tl.constexpr):
    """cache[slot[t]] = src[t]: the slots must be different."""
    t = tl.program_id(0)
    slot = tl.load(slot_ptr + t).to(tl.int64)
    d = tl.arange(0, BLOCK_D)
    row = tl.load(src_ptr + t * src_stride + d, mask=d < D)
    tl.store(cache_ptr + slot * cache_stride + d, row, mask=d < D)
