/**
 * The part of Triton's library that is itself written in Triton, as source: it is evaluated like any helper of the user's,
 * so that its meaning is the one written here and nowhere else. Errors in it are reported at the user's call.
 */
import { parseModule } from '../parse';
import type { FunctionDefinition, Module } from '../syntax';
import type { Value } from '../domain';

const SOURCE = `
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
`;

/** Libdevice's other spellings of the same functions. */
const spellings: Readonly<Record<string, string>> = { fast_exp10f: 'exp10' };

const library: Module = parseModule(SOURCE).module;

/** The function at a path such as `tl.softmax`; null when Triton defines it otherwise. */
export function standardFunction(path: string): FunctionDefinition | null {
  const name = path.startsWith('tl.') ? path.slice(3) : '';
  return library.functions.get(spellings[name] ?? name) ?? null;
}

export const standardValue = <T>(definition: FunctionDefinition): Value<T> => ({ kind: 'function', definition, module: library });
