/** Triton's library functions that are written in Triton, and libdevice functions that others express. */
export const TRITON_SOURCE = `
import triton.language as tl

def cdiv(x, div):
    return (x + (div - 1)) // div

def softmax(x, dim=None, keep_dims=False, ieee_rounding=False):
    if dim is None:
        _dim: tl.constexpr = 0
    else:
        _dim: tl.constexpr = dim
    z = x - tl.max(x, _dim, keep_dims=keep_dims)
    num = tl.exp(z)
    den = tl.sum(num, _dim, keep_dims=keep_dims)
    return tl.fdiv(num, den)

def ravel(x, can_reorder=False):
    return tl.reshape(x, [x.numel])

def swizzle2d(i, j, size_i, size_j, size_g):
    ij = i * size_j + j
    size_gj = size_g * size_j
    group_id = ij // size_gj
    off_i = group_id * size_g
    size_g = tl.minimum(size_i - off_i, size_g)
    ij = ij % size_gj
    new_i = off_i + ij % size_g
    new_j = ij // size_g
    return new_i, new_j

def interleave(a, b):
    c = tl.join(a, b)
    if len(c.shape) == 1:
        return c
    else:
        return tl.reshape(c, c.shape[:-2] + (2 * c.shape[-2],))

def squeeze(x, dim):
    tl.static_assert(x.shape[dim] == 1)
    return tl.reshape(x, x.shape[:dim] + x.shape[dim + 1:])

def unsqueeze(x, dim):
    return tl.reshape(x, x.shape[:dim] + (1,) + x.shape[dim:])

def erfc(x):
    return 1.0 - tl.erf(x)

def exp10(x):
    return tl.pow(10.0, x)

def hypot(x, y):
    return tl.sqrt(x * x + y * y)

def round(x):
    return tl.where(x >= 0, tl.floor(x + 0.5), tl.ceil(x - 0.5))

def saturatef(x):
    return tl.minimum(tl.maximum(x, 0.0), 1.0)

def fdim(x, y):
    return tl.maximum(x - y, 0.0)

def copysign(x, y):
    return tl.where((x < 0) != (y < 0), -x, x)

def signbit(x):
    return (x < 0).to(tl.int32)
`;
