"""Runs every case of kernels/ by Triton's own interpreter; prints them, with what each tensor held before and after, as JSON."""

import importlib
import inspect
import json
import math
import os
import sys
import warnings
from pathlib import Path

os.environ["TRITON_INTERPRET"] = "1"  # before Triton is imported

import numpy as np
import torch
import triton.language as tl
from triton.runtime import interpreter

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE / "kernels")]
sys.dont_write_bytecode = True
warnings.filterwarnings("ignore")
np.seterr(all="ignore")

# What the math library's functions compute, by symbol; the interpreter has no external library.
EXTERN = {
    name: getattr(torch, name)
    for name in "tanh tan asin acos atan atan2 sinh cosh asinh acosh atanh expm1 log1p log10 erf exp log sqrt rsqrt pow floor ceil trunc fmod".split()
}
EXTERN.update(rint=torch.round, fabs=torch.abs, isnand=torch.isnan, isinfd=torch.isinf, isnan=torch.isnan, isinf=torch.isinf, fast_fdivide=torch.div)
EXTERN.update(add_rn=torch.add, fadd_rn=torch.add, fmul_rn=torch.mul, fdiv_rn=torch.div, frcp_rn=torch.reciprocal, fast_pow=torch.pow, fast_sin=torch.sin, fast_cos=torch.cos, fast_tan=torch.tan)
EXTERN.update(erfc=torch.erfc, exp10=lambda x: 10**x, hypot=torch.hypot, round=lambda x: torch.copysign(torch.floor(x.abs() + 0.5), x), nearbyint=torch.round)
EXTERN.update(saturate=lambda x: x.clamp(0, 1), fdim=lambda x, y: torch.relu(x - y), copysign=torch.copysign, fast_exp10=lambda x: 10**x)
EXTERN.update(fast_log2=torch.log2, fast_log10=torch.log10, fast_tanh=torch.tanh, float_as_uint=lambda x: x.view(torch.int32))
EXTERN.update(float_as_int=lambda x: x.view(torch.int32), int_as_float=lambda x: x.view(torch.float32))
EXTERN.update({"fast_exp": torch.exp, "fast_log": torch.log, "finitef": torch.isfinite, "fma": lambda a, b, c: a * b + c})


def extern_elementwise(self, _library, _path, symbol, arguments, result, _pure):
    name = symbol.removeprefix("__nv_")
    function = EXTERN.get(name) or EXTERN[name.removesuffix("f")]
    value = function(*(torch.from_numpy(np.ascontiguousarray(a.data)) for a in arguments)).numpy()
    scalar = result.scalar
    return interpreter.TensorHandle(value.astype(interpreter._get_np_dtype(scalar)), scalar)


def open_libdevice():
    """Lets interpreted kernels call the external math library."""
    from triton.language.extra.cuda import libdevice

    interpreter.InterpreterBuilder.create_extern_elementwise = extern_elementwise
    for name, function in inspect.getmembers(libdevice, tl.core.is_builtin):
        setattr(libdevice, name, lambda *a, _f=function, **k: _f(*a, **{**k, "_semantic": interpreter.interpreter_semantic}))


def number(value):
    """A number that JSON has: integers as text, since JavaScript's are doubles; NaN and infinities by name."""
    if isinstance(value, bool):
        return value
    if isinstance(value, int):
        return str(value)
    return value if math.isfinite(value) else repr(value)


def numbers(tensor):
    return [number(v) for v in tensor.tolist()]


def argument(value):
    if isinstance(value, torch.Tensor):
        return {"kind": "tensor", "dtype": str(value.dtype).removeprefix("torch."), "before": numbers(value)}
    if value is None:
        return {"kind": "none"}
    if isinstance(value, tl.dtype):
        return {"kind": "dtype", "name": value.name}
    return {"kind": type(value).__name__, "value": number(value) if isinstance(value, (int, float)) else value}


def run(case, source):
    arguments = {name: argument(value) for name, value in case.args.items()}
    record = {"source": source, "kernel": case.kernel.__name__, "title": case.title, "grid": list(case.grid), "tolerance": case.tolerance, "arguments": arguments}
    try:
        case.kernel[case.grid](**case.args)
    except Exception as problem:
        record["problem"] = f"{type(problem).__name__}: {problem}"
    for name, value in case.args.items():
        if isinstance(value, torch.Tensor):
            arguments[name]["after"] = numbers(value)
    return record


def main():
    open_libdevice()
    names = sorted(path.stem for path in (HERE / "kernels").glob("*.py"))
    json.dump([run(case, f"{name}.py") for name in names for case in importlib.import_module(name).CASES], sys.stdout)


if __name__ == "__main__":
    main()
