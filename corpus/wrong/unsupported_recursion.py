import triton
import triton.language as tl


@triton.jit
def factorial(x, n):
    return x * factorial(x, n - 1)


@triton.jit
def unsupported_recursion(x_ptr, y_ptr, BLOCK: tl.constexpr):
    j = tl.arange(0, BLOCK)
    tl.store(y_ptr + j, factorial(tl.load(x_ptr + j), 3))
