import triton
import triton.language as tl


@triton.jit
def slot_from_atomic(x_ptr, y_ptr, counter_ptr, n, BLOCK: tl.constexpr):
    pid = tl.program_id(0)
    i = pid * BLOCK + tl.arange(0, BLOCK)
    total = tl.sum(tl.load(x_ptr + i, mask=i < n, other=0.0), axis=0)
    slot = tl.atomic_add(counter_ptr, 1)
    tl.store(y_ptr + slot, total)
