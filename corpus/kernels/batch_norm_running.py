import triton
import triton.language as tl


@triton.jit
def batch_norm_running(x_ptr, running_mean_ptr, running_var_ptr, y_ptr, batch, features, stride, momentum, eps, BLOCK: tl.constexpr):
    """One feature a program: normalise by the batch and move the running statistics."""
    f = tl.program_id(0)
    total = tl.zeros((BLOCK,), tl.float32)
    for start in range(0, batch, BLOCK):
        b = start + tl.arange(0, BLOCK)
        total += tl.load(x_ptr + b * stride + f, mask=b < batch, other=0.0)
    mean = tl.sum(total, 0) / batch
    spread = tl.zeros((BLOCK,), tl.float32)
    for start in range(0, batch, BLOCK):
        b = start + tl.arange(0, BLOCK)
        x = tl.load(x_ptr + b * stride + f, mask=b < batch, other=0.0)
        d = tl.where(b < batch, x - mean, 0.0)
        spread += d * d
    var = tl.sum(spread, 0) / batch
    tl.store(running_mean_ptr + f, (1 - momentum) * tl.load(running_mean_ptr + f) + momentum * mean)
    tl.store(running_var_ptr + f, (1 - momentum) * tl.load(running_var_ptr + f) + momentum * var)
    for start in range(0, batch, BLOCK):
        b = start + tl.arange(0, BLOCK)
        x = tl.load(x_ptr + b * stride + f, mask=b < batch, other=0.0)
        tl.store(y_ptr + b * stride + f, (x - mean) / tl.sqrt(var + eps), mask=b < batch)
