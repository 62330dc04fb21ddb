import triton
import triton.language as tl


@triton.jit
def unsupported_bitcast(x_ptr, y_ptr, n, BLOCK: tl.constexpr):
    i = tl.program_id(0) * BLOCK + tl.arange(0, BLOCK)
    bits = tl.load(x_ptr + i, mask=i < n, other=0.0).to(tl.int32, bitcast=True)
    half = (0x5F3759DF - (bits >> 1)).to(tl.float32, bitcast=True)
    tl.store(y_ptr + i, half, mask=i < n)
