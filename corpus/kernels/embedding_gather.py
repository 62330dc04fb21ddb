import triton
import triton.language as tl


@triton.jit
def embedding_gather(ids_ptr, table_ptr, out_ptr, table_stride, out_stride, dim, BLOCK: tl.constexpr):
    token = tl.program_id(0)
    row = tl.load(ids_ptr + token)
    d = tl.program_id(1) * BLOCK + tl.arange(0, BLOCK)
    mask = d < dim
    e = tl.load(table_ptr + row * table_stride + d, mask=mask)
    tl.store(out_ptr + token * out_stride + d, e, mask=mask)
