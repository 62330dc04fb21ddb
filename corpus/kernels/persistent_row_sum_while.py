import triton
import triton.language as tl


@triton.jit
def persistent_row_sum_while(x_ptr, out_ptr, rows, n, stride, BLOCK: tl.constexpr):
    row = tl.program_id(0)
    while row < rows:
        total = 0.0
        for start in range(0, n, BLOCK):
            c = start + tl.arange(0, BLOCK)
            total += tl.sum(tl.load(x_ptr + row * stride + c, mask=c < n, other=0.0), axis=0)
        tl.store(out_ptr + row, total)
        row += tl.num_programs(0)
