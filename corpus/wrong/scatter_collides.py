import triton
import triton.language as tl


@triton.jit
def scatter_collides(src_ptr, slot_ptr, out_ptr, n, n_slots, BLOCK: tl.constexpr):
    i = tl.program_id(0) * BLOCK + tl.arange(0, BLOCK)
    slot = tl.load(slot_ptr + i, mask=i < n, other=0) % n_slots
    tl.store(out_ptr + slot, tl.load(src_ptr + i, mask=i < n, other=0.0), mask=i < n)
