import triton
import triton.language as tl


@triton.jit
def log_softmax_tiles(x_ptr, y_ptr, stride, n, BLOCK: tl.constexpr):
    row = tl.program_id(0)
    x_row = x_ptr + row * stride
    m = float('-inf')
    d = 0.0
    for i in range(0, n, BLOCK):
        c = i + tl.arange(0, BLOCK)
        x = tl.load(x_row + c, mask=c < n, other=float('-inf')).to(tl.float32)
        m_next = max(m, tl.max(x))
        d = d * tl.exp(m - m_next) + tl.sum(tl.exp(x - m_next))
        m = m_next
    lse = m + tl.log(d)
    for i in range(0, n, BLOCK):
        c = i + tl.arange(0, BLOCK)
        x = tl.load(x_row + c, mask=c < n, other=0.0).to(tl.float32)
        tl.store(y_ptr + row * stride + c, x - lse, mask=c < n)
