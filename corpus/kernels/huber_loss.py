import triton
import triton.language as tl


@triton.jit
def huber_loss(pred, target, loss, delta, n, BLOCK: tl.constexpr):
    i = tl.program_id(0) * BLOCK + tl.arange(0, BLOCK)
    m = i < n
    d = tl.abs(tl.load(pred + i, m, other=0.0) - tl.load(target + i, m, other=0.0))
    quadratic = 0.5 * d * d
    linear = delta * (d - 0.5 * delta)
    tl.store(loss + i, tl.where(d <= delta, quadratic, linear), m)
