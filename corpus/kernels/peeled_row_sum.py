import triton
import triton.language as tl


@triton.jit
def peeled_row_sum(x_ptr, out_ptr, stride, n, BLOCK: tl.constexpr):
    """Whole tiles without a mask, then what is left of the row."""
    row = tl.program_id(0)
    whole = n // BLOCK * BLOCK
    lane = tl.arange(0, BLOCK)
    acc = tl.zeros((BLOCK,), dtype=tl.float32)
    for start in range(0, whole, BLOCK):
        acc += tl.load(x_ptr + row * stride + start + lane)
    tail = whole + lane
    acc += tl.load(x_ptr + row * stride + tail, mask=tail < n, other=0.0)
    tl.store(out_ptr + row, tl.sum(acc, axis=0))
