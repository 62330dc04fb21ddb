import triton
import triton.language as tl


@triton.jit
def relu_fwd(inp, out, numel, BLOCK: tl.constexpr):
    idx = tl.program_id(0) * BLOCK + tl.arange(0, BLOCK)
    v = tl.load(inp + idx, mask=idx < numel)
    tl.store(out + idx, tl.where(v > 0, v, 0.0), mask=idx < numel)
