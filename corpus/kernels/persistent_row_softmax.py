import triton
import triton.language as tl


@triton.jit
def persistent_row_softmax(out_ptr, in_ptr, in_stride, out_stride, n_rows, n_cols, BLOCK: tl.constexpr):
    """Rows dealt out over the programs."""
    first = tl.program_id(0)
    step = tl.num_programs(0)
    for row in tl.range(first, n_rows, step, num_stages=2):
        c = tl.arange(0, BLOCK)
        x = tl.load(in_ptr + row * in_stride + c, mask=c < n_cols, other=-float('inf'))
        e = tl.exp(x - tl.max(x, axis=0))
        tl.store(out_ptr + row * out_stride + c, e / tl.sum(e, axis=0), mask=c < n_cols)
