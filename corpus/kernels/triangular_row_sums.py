import triton
import triton.language as tl


@triton.jit
def triangular_row_sums(x_ptr, out_ptr, n, stride, BLOCK: tl.constexpr):
    """Row i adds up its first i + 1 elements: the loop's bound depends on the program."""
    i = tl.program_id(0)
    acc = 0.0
    for start in range(0, i + 1, BLOCK):
        c = start + tl.arange(0, BLOCK)
        acc += tl.sum(tl.load(x_ptr + i * stride + c, mask=c <= i, other=0.0))
    tl.store(out_ptr + i, acc)
