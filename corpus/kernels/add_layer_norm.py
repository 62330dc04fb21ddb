import triton
import triton.language as tl


@triton.jit
def _moments(x, mask, n):
    mean = tl.sum(x, axis=0) / n
    centred = tl.where(mask, x - mean, 0.0)
    return mean, tl.sum(centred * centred, axis=0) / n


@triton.jit
def add_layer_norm(x_ptr, residual_ptr, weight_ptr, bias_ptr, y_ptr, stride, n, eps, BLOCK: tl.constexpr):
    """residual += x; y = layer_norm(residual)"""
    row = tl.program_id(0)
    j = tl.arange(0, BLOCK)
    mask = j < n
    x = tl.load(x_ptr + row * stride + j, mask=mask, other=0.0)
    r = tl.load(residual_ptr + row * stride + j, mask=mask, other=0.0) + x
    tl.store(residual_ptr + row * stride + j, r, mask=mask)
    mean, var = _moments(r, mask, n)
    w = tl.load(weight_ptr + j, mask=mask, other=0.0)
    b = tl.load(bias_ptr + j, mask=mask, other=0.0)
    tl.store(y_ptr + row * stride + j, (r - mean) * tl.rsqrt(var + eps) * w + b, mask=mask)
