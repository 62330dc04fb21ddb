import triton
import triton.language as tl


@triton.jit
def unsupported_list_comprehension(x_ptr, y_ptr, n, BLOCK: tl.constexpr):
    i = tl.program_id(0) * BLOCK + tl.arange(0, BLOCK)
    parts = [tl.load(x_ptr + i, mask=i < n, other=0.0) * k for k in range(3)]
    tl.store(y_ptr + i, parts[0] + parts[1] + parts[2], mask=i < n)
