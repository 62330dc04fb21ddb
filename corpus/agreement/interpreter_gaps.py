"""
What Triton's interpreter lacks and kernels on a GPU have: libdevice functions, and import aliases of kernel
libraries. Each is given by NumPy on whole blocks, so that the real kernel can run unchanged.
"""
import importlib.abc
import importlib.machinery
import sys
import types

import interpreter_folds
import numpy as np

LIBDEVICE = 'triton.language.extra.libdevice'
_installed = False


class Loader(importlib.abc.Loader):
    """Loads the stand-in again for code that looks libdevice up through `importlib`."""

    def create_module(self, spec):
        return sys.modules[LIBDEVICE]

    def exec_module(self, module):
        """Nothing: the module is complete."""


def _float_result(function):
    """A Triton function of blocks from a NumPy one: computed in float64, given back in the argument's type."""
    import triton.language as tl
    from triton.runtime.interpreter import TensorHandle, interpreter_semantic

    def call(*args, _semantic=None, **_):
        tensors = [interpreter_semantic.to_tensor(arg, False) for arg in args]
        kind = next((t.dtype.scalar for t in tensors if t.dtype.is_floating()), tl.float32)
        tensors = [t.to(kind) if not t.dtype.is_floating() else t for t in tensors]
        # NumPy has no bfloat16: the interpreter's own casts go there and back.
        wide = [t.to(tl.float32) if kind == tl.bfloat16 else t for t in tensors]
        with np.errstate(all='ignore'):
            data = np.asarray(function(*[t.handle.data.astype(np.float64) for t in wide]))
        shape = list(np.broadcast_shapes(*[tuple(int(d) for d in t.shape) for t in tensors]))
        inner = tl.float32 if kind == tl.bfloat16 else kind
        result = tl.tensor(TensorHandle(data.astype(wide[0].handle.data.dtype), inner), _typed(inner, shape))
        return result.to(kind)

    return call


def _typed(dtype, shape):
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
        return tl.tensor(TensorHandle(out.astype(np.bool_), tl.int1), _typed(tl.int1, [int(d) for d in x.shape]))

    return call


def _erf(x):
    import torch
    return torch.erf(torch.from_numpy(np.ascontiguousarray(x, dtype=np.float64))).numpy().reshape(np.shape(x))


FLOAT_FUNCTIONS = {
    'tanh': np.tanh, 'erf': _erf, 'exp': np.exp, 'exp2': np.exp2, 'expm1': np.expm1, 'log': np.log, 'log2': np.log2,
    'log10': np.log10, 'log1p': np.log1p, 'sin': np.sin, 'cos': np.cos, 'tan': np.tan, 'asin': np.arcsin, 'acos': np.arccos,
    'atan': np.arctan, 'atan2': np.arctan2, 'sinh': np.sinh, 'cosh': np.cosh, 'asinh': np.arcsinh, 'acosh': np.arccosh,
    'atanh': np.arctanh, 'pow': np.power, 'sqrt': np.sqrt, 'rsqrt': lambda x: 1 / np.sqrt(x), 'floor': np.floor, 'ceil': np.ceil,
    'trunc': np.trunc, 'rint': np.rint, 'nearbyint': np.rint, 'round': lambda x: np.copysign(np.floor(np.abs(x) + 0.5), x),
    'div_rn': np.divide, 'div_rz': np.divide, 'fdiv': np.divide, 'fast_dividef': np.divide, 'fmod': np.fmod, 'abs': np.abs,
    'fast_expf': np.exp, 'fast_logf': np.log, 'fast_tanhf': np.tanh, 'fast_log2f': np.log2, 'fast_exp10f': lambda x: 10.0 ** x,
    'fast_log10f': np.log10, 'fast_sinf': np.sin, 'fast_cosf': np.cos, 'fma': lambda a, b, c: a * b + c,
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


def runtime_scalar(value):
    """A Python float as the float32 scalar that a compiled kernel gets; the interpreter hands on the float itself."""
    if not isinstance(value, float):
        return value
    import triton.language as tl
    from triton.runtime.interpreter import TensorHandle
    return tl.tensor(TensorHandle(np.array([value], dtype=np.float32), tl.float32), tl.float32)


def install():
    """Makes `libdevice` importable under the names that kernels use, and gives `tl` what it lacks. Once a process."""
    global _installed
    if _installed:
        return
    _installed = True
    import triton.language as tl
    import triton.language.extra as extra
    stand_in = libdevice()
    stand_in.__spec__ = importlib.machinery.ModuleSpec(LIBDEVICE, Loader())
    for name in (LIBDEVICE, 'triton.language.extra.cuda.libdevice'):
        sys.modules[name] = stand_in
    for holder in (extra, *[getattr(extra, name) for name in ('cuda', 'hip') if hasattr(extra, name)], tl):
        holder.libdevice = stand_in
    for name in (*FLOAT_FUNCTIONS, *PREDICATES):
        if not hasattr(tl.math, name):
            setattr(tl.math, name, getattr(stand_in, name))
    interpreter_folds.install()
    # Compiled code sees dtypes wrapped as constexprs, with a `.value`.
    tl.dtype.value = property(lambda self: self)


def _late(name):
    """A builtin looked up when it is called: the interpreter replaces those of `tl` only while a kernel runs."""
    def call(*args, **keywords):
        import triton.language as tl
        return getattr(tl, name, getattr(tl.math, name, None))(*args, **keywords)

    return call


def patch_module(module):
    """A loaded file's own names for libdevice functions become the stand-ins, those for builtins are looked up late."""
    stand_in = sys.modules[LIBDEVICE]
    for name, value in list(vars(module).items()):
        origin, original = getattr(value, '__module__', '') or '', getattr(value, '__name__', '')
        if 'libdevice' in origin and hasattr(stand_in, original):
            setattr(module, name, getattr(stand_in, original))
        elif hasattr(value, '__triton_builtin__') and not isinstance(value, type):
            setattr(module, name, _late(original))
