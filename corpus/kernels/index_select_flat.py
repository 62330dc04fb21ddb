import triton
import triton.language as tl


@triton.jit
def index_select_flat(src_ptr, index_ptr, dst_ptr, n_index, BLOCK: tl.constexpr):
    i = tl.program_id(0) * BLOCK + tl.arange(0, BLOCK)
    mask = i < n_index
    at = tl.load(index_ptr + i, mask=mask, other=0)
    tl.store(dst_ptr + i, tl.load(src_ptr + at, mask=mask), mask=mask)
