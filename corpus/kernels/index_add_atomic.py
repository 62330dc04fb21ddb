import triton
import triton.language as tl


@triton.jit
def index_add_atomic(src_ptr, index_ptr, out_ptr, n, dim, BLOCK: tl.constexpr):
    """out[index[r]] += src[r]; several rows may go to one place."""
    r = tl.program_id(0)
    to = tl.load(index_ptr + r)
    d = tl.program_id(1) * BLOCK + tl.arange(0, BLOCK)
    src = tl.load(src_ptr + r * dim + d, mask=d < dim, other=0.0)
    tl.atomic_add(out_ptr + to * dim + d, src, mask=d < dim)
