"""
What Triton's interpreter lacks and kernels on a GPU have: libdevice functions, and import aliases of kernel
libraries. Each is given by NumPy on whole blocks, so that the real kernel can run unchanged.
"""
import sys
import types

import numpy as np

_installed = False


def _float_result(function):
    """A Triton function of blocks from a NumPy one: computed in float64, given back in the argument's type."""
    import triton.language as tl
    from triton.runtime.interpreter import TensorHandle, interpreter_semantic

    def call(*args, _semantic=None, **_):
        tensors = [interpreter_semantic.to_tensor(arg, False) for arg in args]
        kind = next((t.dtype.scalar for t in tensors if t.dtype.is_floating()), tl.float32)
        tensors = [t.to(kind) if not t.dtype.is_floating() else t for t in tensors]
        with np.errstate(all='ignore'):
            data = np.asarray(function(*[t.handle.data.astype(np.float64) for t in tensors]))
        shape = list(data.shape)
        like = next((t for t in tensors if list(t.shape) == shape), tensors[0])
        dtype = kind
        handle = TensorHandle(data.astype(like.handle.data.dtype if kind != tl.bfloat16 else np.float32), kind)
        if kind == tl.bfloat16:
            handle = tl.tensor(TensorHandle(data.astype(np.float32), tl.float32), _typed(tl.float32, shape, like)).to(tl.bfloat16).handle
        return tl.tensor(handle, _typed(dtype, shape, like))

    return call


def _typed(dtype, shape, like):
    import triton.language as tl
    return tl.block_type(dtype, shape) if shape else dtype


def _predicate(function):
    """A Triton function to int1 from a NumPy predicate."""
    import triton.language as tl
    from triton.runtime.interpreter import TensorHandle, interpreter_semantic

    def call(x, _semantic=None, **_):
        x = interpreter_semantic.to_tensor(x, False)
        data = x.handle.data
        if x.dtype.scalar == tl.bfloat16:
            data = x.to(tl.float32).handle.data
        out = np.asarray(function(data))
        return tl.tensor(TensorHandle(out.astype(np.bool_), tl.int1), _typed(tl.int1, list(out.shape), x))

    return call


def _erf(x):
    import torch
    return torch.erf(torch.from_numpy(np.ascontiguousarray(x, dtype=np.float64))).numpy().reshape(np.shape(x))


def _pow(x, y):
    return np.power(x, y)


FLOAT_FUNCTIONS = {
    'tanh': np.tanh, 'erf': _erf, 'exp': np.exp, 'exp2': np.exp2, 'expm1': np.expm1, 'log': np.log, 'log2': np.log2,
    'log10': np.log10, 'log1p': np.log1p, 'sin': np.sin, 'cos': np.cos, 'tan': np.tan, 'asin': np.arcsin, 'acos': np.arccos,
    'atan': np.arctan, 'atan2': np.arctan2, 'sinh': np.sinh, 'cosh': np.cosh, 'asinh': np.arcsinh, 'acosh': np.arccosh,
    'atanh': np.arctanh, 'pow': _pow, 'sqrt': np.sqrt, 'rsqrt': lambda x: 1 / np.sqrt(x), 'floor': np.floor, 'ceil': np.ceil,
    'trunc': np.trunc, 'rint': np.rint, 'nearbyint': np.rint, 'round': lambda x: np.copysign(np.floor(np.abs(x) + 0.5), x),
    'div_rn': np.divide, 'div_rz': np.divide, 'fdiv': np.divide, 'fast_dividef': np.divide, 'fmod': np.fmod, 'abs': np.abs,
    'fast_expf': np.exp, 'fast_logf': np.log, 'fast_tanhf': np.tanh, 'fma': lambda a, b, c: a * b + c,
}
PREDICATES = {'isnan': np.isnan, 'isinf': np.isinf, 'isfinited': np.isfinite, 'finitef': np.isfinite, 'isfinite': np.isfinite}


def libdevice():
    """A stand-in for `triton.language.extra.libdevice` and its aliases."""
    module = types.ModuleType('libdevice')
    for name, function in FLOAT_FUNCTIONS.items():
        setattr(module, name, _float_result(function))
    for name, function in PREDICATES.items():
        setattr(module, name, _predicate(function))
    return module


def install():
    """Makes `libdevice` importable under the names that kernels use. Once a process."""
    global _installed
    if _installed:
        return
    _installed = True
    import triton.language.extra as extra
    stand_in = libdevice()
    for name in ('triton.language.extra.libdevice', 'triton.language.extra.cuda.libdevice'):
        sys.modules[name] = stand_in
    extra.libdevice = stand_in
    if hasattr(extra, 'cuda'):
        extra.cuda.libdevice = stand_in


def patch_module(module):
    """Functions that a loaded file took from the real libdevice become the stand-ins."""
    stand_in = sys.modules['triton.language.extra.libdevice']
    for name, value in list(vars(module).items()):
        origin = getattr(value, '__module__', '') or ''
        if 'libdevice' in origin and hasattr(stand_in, getattr(value, '__name__', '')):
            setattr(module, name, getattr(stand_in, value.__name__))
