import triton
import triton.language as tl


@triton.jit
def loop_without_mask(x_ptr, out_ptr, stride, n, BLOCK: tl.constexpr):
    row = tl.program_id(0)
    acc = tl.zeros((BLOCK,), dtype=tl.float32)
    for start in range(0, n, BLOCK):
        acc += tl.load(x_ptr + row * stride + start + tl.arange(0, BLOCK))
    tl.store(out_ptr + row, tl.sum(acc, axis=0))
