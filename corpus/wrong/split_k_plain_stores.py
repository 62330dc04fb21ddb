import triton
import triton.language as tl


@triton.jit
def split_k_plain_stores(x_ptr, w_ptr, out_ptr, n, SPLIT: tl.constexpr, BLOCK: tl.constexpr):
    """SPLIT programs of one row store their parts to one place."""
    row = tl.program_id(0)
    acc = tl.zeros((BLOCK,), dtype=tl.float32)
    for start in range(tl.program_id(1) * BLOCK, n, SPLIT * BLOCK):
        i = start + tl.arange(0, BLOCK)
        acc += tl.load(x_ptr + row * n + i, mask=i < n, other=0.0) * tl.load(w_ptr + i, mask=i < n, other=0.0)
    tl.store(out_ptr + row, tl.sum(acc, axis=0))
