"""Kernels loaded from a file, ready to run in Triton's interpreter (TRITON_INTERPRET must be set before) or on a GPU."""
import importlib.util
import inspect
import os
import sys
from pathlib import Path

import compiler_helpers
import interpreter_gaps
import runnable
import stand_ins
import torch

# A device of torch; empty: Triton's interpreter on the CPU.
DEVICE = os.environ.get('TRITON_LIFT_DEVICE', '')


def load_module(path):
    """The module of a file, as part of an absent package so that its relative imports find stand-ins."""
    if not DEVICE:
        stand_ins.install()
        compiler_helpers.prepare(Path(path).read_text())
    name = f"{stand_ins.PACKAGE}.a.b.c.{Path(path).stem}"
    if name in sys.modules:
        return sys.modules[name]
    spec = importlib.util.spec_from_file_location(name, path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    try:
        spec.loader.exec_module(module)
    except BaseException:
        del sys.modules[name]
        raise
    if not DEVICE:
        interpreter_gaps.patch_module(module)
    return module


def unwrap(kernel):
    """The jit function under `autotune` and `heuristics`: both need a driver even in the interpreter."""
    while type(kernel).__name__ in ('Autotuner', 'Heuristics'):
        kernel = kernel.fn
    return kernel


def parameter_names(kernel):
    """The kernel's parameters, in order."""
    return list(inspect.signature(kernel.fn).parameters)


def find_in(path, name):
    """The kernel of that name in a file that runs as it is."""
    module = load_module(path)
    if not hasattr(module, name):
        raise LookupError(f'{Path(path).name} has no {name}')
    return unwrap(getattr(module, name))


def source_to_run(path):
    """A user's file with its launch decorators dropped, fit for the device or for the interpreter."""
    source = Path(path).read_text()
    return runnable.without_launchers(source) if DEVICE else runnable.for_interpreter(source)


def find(path, name):
    """The kernel of that name in a user's file."""
    return find_in(runnable.write(source_to_run(path), Path(path).stem), name)


def storage_of(tensor):
    """All of a tensor's storage as a vector, guards and gaps included."""
    return tensor.new_empty(0).set_(tensor.untyped_storage())


def run_on_device(kernel, grid, values):
    """Runs the kernel on copies of the whole storages and brings them back."""
    copies = {id(v): storage_of(v).to(DEVICE) for v in values if isinstance(v, torch.Tensor)}
    moved = [copies[id(v)].as_strided(v.shape, v.stride(), v.storage_offset()) if isinstance(v, torch.Tensor) else v for v in values]
    kernel[grid](*moved)
    for value in values:
        if isinstance(value, torch.Tensor):
            storage_of(value).copy_(copies[id(value)].cpu())


def run(kernel, launch):
    """Runs the kernel; its tensors are changed in place. A float argument is a float32 of the device, as in a compiled kernel."""
    parameters = inspect.signature(kernel.fn).parameters
    values = [launch.args[name] if name in launch.args else p.default for name, p in parameters.items()]
    constexpr = ['constexpr' in str(p.annotation) for p in parameters.values()]
    if DEVICE:
        run_on_device(kernel, launch.grid, values)
        return
    kernel[launch.grid](*[value if fixed else interpreter_gaps.runtime_scalar(value) for value, fixed in zip(values, constexpr)])
