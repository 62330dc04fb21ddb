/**
 * What the kernels of PyTorch's compiler call besides Triton, in its real meaning: `max2` and the like propagate NaN there,
 * which a reduction here does not say.
 */
export const INDUCTOR_SOURCE = `
import triton.language as tl

def promote_to_tensor(x):
    return x + tl.zeros((1,), tl.int1)

def is_floating(x):
    return promote_to_tensor(x).dtype.is_floating()

def maximum(a, b):
    return tl.maximum(a, b, propagate_nan=tl.PropagateNan.ALL)

def minimum(a, b):
    return tl.minimum(a, b, propagate_nan=tl.PropagateNan.ALL)

def max2(a, dim):
    return tl.reduce(a, dim, _greater)

def min2(a, dim):
    return tl.reduce(a, dim, _smaller)

def _greater(a, b):
    return tl.maximum(a, b)

def _smaller(a, b):
    return tl.minimum(a, b)

def prod(input, axis):
    return tl.reduce(input, axis, _product)

def _product(a, b):
    return a * b

def any(a, dim):
    return tl.reduce(a, dim, _either)

def _either(a, b):
    return a | b

def max_with_index(value, index, dim):
    at_best = value == tl.reduce(value, dim, _greater, keep_dims=True)
    return tl.reduce(value, dim, _greater), tl.reduce(tl.where(at_best, index, 2147483647), dim, _smaller)

def min_with_index(value, index, dim):
    at_best = value == tl.reduce(value, dim, _smaller, keep_dims=True)
    return tl.reduce(value, dim, _smaller), tl.reduce(tl.where(at_best, index, 2147483647), dim, _smaller)

def maximum_with_index(a_value, a_index, b_value, b_index):
    first = (a_value > b_value) | ((a_value == b_value) & (a_index < b_index))
    return tl.where(first, a_value, b_value), tl.where(first, a_index, b_index)

def minimum_with_index(a_value, a_index, b_value, b_index):
    first = (a_value < b_value) | ((a_value == b_value) & (a_index < b_index))
    return tl.where(first, a_value, b_value), tl.where(first, a_index, b_index)

def exp(x, use_fast_math):
    return tl.exp(x)

def welford_reduce(value, mean, m2, weight, first_iteration):
    if first_iteration:
        count = tl.full(weight.shape, 1, weight.dtype)
        center = value
        spread = tl.zeros_like(m2)
    else:
        count = weight + 1
        center = mean + (value - mean) / count
        spread = m2 + (value - mean) * (value - center)
    return center, spread, count

def welford(mean, m2, weight, dim):
    count = tl.sum(weight, dim, keep_dims=True)
    center = tl.sum(weight * mean, dim, keep_dims=True) / count
    spread = m2 + weight * (mean - center) * (mean - center)
    return tl.sum(weight * mean, dim) / tl.sum(weight, dim), tl.sum(spread, dim), tl.sum(weight, dim)

def welford_combine(mean_1, m2_1, weight_1, mean_2, m2_2, weight_2):
    apart = mean_2 - mean_1
    total = weight_1 + weight_2
    share = tl.where(total == 0.0, 0.0, weight_2 / total)
    return mean_1 + apart * share, m2_1 + m2_2 + apart * apart * weight_1 * share, total

def online_softmax_combine(lhs_max, lhs_sum, rhs_max, use_fast_math):
    best = maximum(lhs_max, rhs_max)
    lhs_scale = tl.where(best == float("-inf"), 1.0, tl.exp(lhs_max - best))
    rhs_scale = tl.where(best == float("-inf"), 1.0, tl.exp(rhs_max - best))
    return best, lhs_sum * lhs_scale + rhs_scale

def online_softmax_combine_with_sum(lhs_max, lhs_sum, rhs_max, rhs_sum, use_fast_math):
    best = maximum(lhs_max, rhs_max)
    lhs_scale = tl.where(best == float("-inf"), 1.0, tl.exp(lhs_max - best))
    rhs_scale = tl.where(best == float("-inf"), 1.0, tl.exp(rhs_max - best))
    return best, lhs_sum * lhs_scale + rhs_sum * rhs_scale

def online_softmax_reduce(lhs_max, lhs_sum, dim, use_fast_math):
    best = tl.reduce(lhs_max, dim, _greater, keep_dims=True)
    shift = tl.where(best == float("-inf"), 0, lhs_max - best)
    return tl.reduce(lhs_max, dim, _greater), tl.sum(lhs_sum * tl.exp(shift), dim)

def device_assert_then(cond, msg, r):
    return r

def select_one(x, mask, dim, keep_dims=False):
    return tl.sum(tl.where(mask, x, 0), dim, keep_dims=keep_dims)
`;
