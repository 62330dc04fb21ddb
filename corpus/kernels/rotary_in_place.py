import triton
import triton.language as tl


@triton.jit
def rotary_in_place(q_ptr, cos_ptr, sin_ptr, stride_tok, stride_head, half,
                    BACKWARD: tl.constexpr, BLOCK: tl.constexpr):
    tok = tl.program_id(0)
    head = tl.program_id(1)
    base = q_ptr + tok * stride_tok + head * stride_head
    j = tl.arange(0, BLOCK)
    mask = j < half
    c = tl.load(cos_ptr + tok * half + j, mask=mask, other=0)
    s = tl.load(sin_ptr + tok * half + j, mask=mask, other=0)
    if BACKWARD:
        s = -s
    lo = tl.load(base + j, mask=mask, other=0)
    hi = tl.load(base + half + j, mask=mask, other=0)
    tl.store(base + j, lo * c - hi * s, mask=mask)
    tl.store(base + half + j, hi * c + lo * s, mask=mask)
