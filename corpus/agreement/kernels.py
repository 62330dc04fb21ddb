"""Kernels loaded from a file, ready to run in Triton's interpreter (TRITON_INTERPRET must be set before)."""
import importlib.util
import inspect
import sys
import types

import interpreter_gaps


def load_module(path):
    """The module of a file, under a name of its own."""
    interpreter_gaps.install()
    name = 'corpus_' + ''.join(c if c.isalnum() else '_' for c in str(path))
    if name in sys.modules:
        return sys.modules[name]
    spec = importlib.util.spec_from_file_location(name, path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    interpreter_gaps.patch_module(module)
    return module


def unwrap(kernel):
    """The jit function under `autotune` and `heuristics`: both need a driver even in the interpreter."""
    while not hasattr(kernel, 'arg_names') or type(kernel).__name__ in ('Autotuner', 'Heuristics'):
        kernel = kernel.fn
    return kernel


def parameter_names(kernel):
    """The kernel's parameters, in order."""
    return list(inspect.signature(kernel.fn).parameters)


def find(path, name):
    """The kernel of that name in a file."""
    module = load_module(path)
    if not hasattr(module, name):
        raise LookupError(f'{path} has no {name}')
    return unwrap(getattr(module, name))


def run(kernel, launch):
    """Runs the kernel; its tensors are changed in place."""
    defaults = {name: p.default for name, p in inspect.signature(kernel.fn).parameters.items() if p.default is not p.empty}
    values = [launch.args[name] if name in launch.args else defaults[name] for name in parameter_names(kernel)]
    kernel[launch.grid](*values)
