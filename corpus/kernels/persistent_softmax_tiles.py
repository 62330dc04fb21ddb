import triton
import triton.language as tl


@triton.jit
def persistent_softmax_tiles(out_ptr, in_ptr, in_stride, out_stride, rows, n, BLOCK: tl.constexpr):
    """Rows dealt out over the programs, each in three passes."""
    for row in range(tl.program_id(0), rows, tl.num_programs(0)):
        top = -float('inf')
        for start in range(0, n, BLOCK):
            c = start + tl.arange(0, BLOCK)
            top = tl.maximum(top, tl.max(tl.load(in_ptr + row * in_stride + c, mask=c < n, other=-float('inf')), axis=0))
        total = 0.0
        for start in range(0, n, BLOCK):
            c = start + tl.arange(0, BLOCK)
            x = tl.load(in_ptr + row * in_stride + c, mask=c < n, other=-float('inf'))
            total += tl.sum(tl.exp(x - top), axis=0)
        for start in range(0, n, BLOCK):
            c = start + tl.arange(0, BLOCK)
            x = tl.load(in_ptr + row * in_stride + c, mask=c < n, other=-float('inf'))
            tl.store(out_ptr + row * out_stride + c, tl.exp(x - top) / total, mask=c < n)
