import triton
import triton.language as tl


@triton.jit
def unsupported_break(x_ptr, y_ptr, n):
    row = tl.program_id(0)
    total = 0.0
    for j in range(n):
        x = tl.load(x_ptr + row * n + j)
        if x < 0:
            break
        total += x
    tl.store(y_ptr + row, total)
