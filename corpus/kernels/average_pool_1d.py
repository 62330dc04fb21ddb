import triton
import triton.language as tl


@triton.jit
def average_pool_1d(x_ptr, y_ptr, length, out_length, window, step, BLOCK: tl.constexpr):
    row = tl.program_id(0)
    o = tl.program_id(1) * BLOCK + tl.arange(0, BLOCK)
    acc = tl.zeros((BLOCK,), dtype=tl.float32)
    for k in range(window):
        i = o * step + k
        acc += tl.load(x_ptr + row * length + i, mask=(o < out_length) & (i < length), other=0.0)
    tl.store(y_ptr + row * out_length + o, acc / window, mask=o < out_length)
