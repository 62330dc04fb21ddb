import triton
import triton.language as tl


@triton.jit
def gated_row_sum(x_ptr, gate_ptr, out_ptr, stride, n, BLOCK: tl.constexpr):
    """Rows whose gate is shut are not read: a loop under a condition from memory."""
    row = tl.program_id(0)
    total = 0.0
    if tl.load(gate_ptr + row) != 0:
        for start in range(0, n, BLOCK):
            c = start + tl.arange(0, BLOCK)
            total += tl.sum(tl.load(x_ptr + row * stride + c, mask=c < n, other=0.0), axis=0)
    tl.store(out_ptr + row, total)
