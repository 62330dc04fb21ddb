import triton
import triton.language as tl


@triton.jit
def unsupported_pointer_from_memory(pointers, y_ptr, n, BLOCK: tl.constexpr):
    source = tl.load(pointers + tl.program_id(0)).to(tl.pointer_type(tl.float32))
    j = tl.arange(0, BLOCK)
    x = tl.load(source + j, mask=j < n, other=0.0)
    tl.store(y_ptr + tl.program_id(0) * n + j, x, mask=j < n)
