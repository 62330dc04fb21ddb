"""
Modules that a kernel's file imports and that are not there: the library around an extracted kernel. What kernels use of
such modules is small and known (Triton again, libdevice, launch decorators); anything else fails at its import.
"""
import contextlib
import importlib.abc
import importlib.machinery
import importlib.util
import sys
import types

import interpreter_gaps

PACKAGE = 'kernel_library'


def _program_id(axis):
    import triton.language as tl
    return tl.program_id(axis).to(tl.int64)


def _num_programs(axis):
    import triton.language as tl
    return tl.num_programs(axis).to(tl.int64)


def _known(name):
    """What a name of an absent module stands for; None when nothing is known of it."""
    import triton
    import triton.language as tl
    modules = {'tl': tl, 'language': tl, 'triton': triton}
    if name in modules:
        return modules[name]
    if name in ('libdevice', 'tldevice', 'tl_extra_shim'):
        return sys.modules['triton.language.extra.libdevice']
    if name in ('triton_lang_extension', 'tle'):
        return importlib.import_module(f'{PACKAGE}.triton_lang_extension')
    known = {'program_id': _program_id, 'num_programs': _num_programs}
    return known.get(name) or getattr(sys.modules['triton.language.extra.libdevice'], name, None)


class StandIn(types.ModuleType):
    """An absent module."""

    def __getattr__(self, name):
        value = None if name.startswith('__') else _known(name)
        if value is None:
            raise AttributeError(f'{self.__name__} is not here, and what its {name} does is not known')
        return value


class Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """The last finder: a stand-in for each module that no other finder has."""

    def find_spec(self, fullname, path=None, target=None):
        root = fullname.partition('.')[0]
        if root != PACKAGE and (root in sys.stdlib_module_names or self._installed(root)):
            return None
        return importlib.machinery.ModuleSpec(fullname, self, is_package=True)

    def _installed(self, root):
        return any(finder.find_spec(root, None) for finder in sys.meta_path if finder is not self and hasattr(finder, 'find_spec'))

    def create_module(self, spec):
        return StandIn(spec.name)

    def exec_module(self, module):
        module.__path__ = []


def install():
    """Once a process, after Triton can be imported."""
    interpreter_gaps.install()
    if not any(isinstance(finder, Finder) for finder in sys.meta_path):
        sys.meta_path.append(Finder())


@contextlib.contextmanager
def suspended():
    """Without stand-ins: an absent module is absent."""
    finders = [finder for finder in sys.meta_path if isinstance(finder, Finder)]
    sys.meta_path[:] = [finder for finder in sys.meta_path if finder not in finders]
    try:
        yield
    finally:
        sys.meta_path.extend(finders)
