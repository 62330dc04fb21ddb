import triton
import triton.language as tl


@triton.jit
def program_id_in_overlap(y_ptr, n, BLOCK: tl.constexpr):
    pid = tl.program_id(0)
    i = pid * (BLOCK // 2) + tl.arange(0, BLOCK)
    tl.store(y_ptr + i, pid.to(tl.float32) + tl.zeros((BLOCK,), tl.float32), mask=i < n)
