"""The source of a kernel as one self-contained text: the helpers and constants that it refers to, from whatever module, come with it."""

import ast
import builtins
import inspect
import math
import textwrap
import types

from .errors import LiftError
from .settings import dtype_name

#: Imported as they are; nothing of theirs is collected.
_KNOWN_ROOTS = ("triton", "torch", "math", "numpy")


def unwrap(kernel):
    """The Python function under @triton.jit, autotune and heuristics."""
    seen = kernel
    while not isinstance(seen, types.FunctionType) and hasattr(seen, "fn"):
        seen = seen.fn
    if not isinstance(seen, types.FunctionType):
        raise LiftError(f"{kernel!r} is not a Triton kernel: lift takes a function under @triton.jit, or its source as a string")
    return seen


def is_kernel(value):
    """Whether a value is a function that Triton compiles."""
    return type(value).__module__.split(".")[0] == "triton" and hasattr(value, "fn")


def function_source(function):
    """The text of a function with its decorators, moved to the left margin."""
    try:
        return textwrap.dedent(inspect.getsource(function))
    except (OSError, TypeError) as error:
        raise LiftError(f"the source of {function.__name__} cannot be read: was it defined by exec?") from error


class Collector:
    """Gathers definitions. Each Python object is emitted once, under a name that nothing else has."""

    def __init__(self, reserved=(), imports=()):
        self._names = {}  # id of the object -> emitted name
        self._taken = set(reserved)
        self._imports = list(imports)
        self._constants = []
        self._functions = []

    def text(self):
        """All that was gathered: imports, constants, then functions, helpers before their callers."""
        lines = [*dict.fromkeys(self._imports), *self._constants]
        return "\n".join(["\n".join(lines), *self._functions]).strip("\n")

    def add_kernel(self, function):
        """Gathers a function with all that it refers to; returns the name that it has in the text."""
        if id(function) in self._names:
            return self._names[id(function)]
        name = self._claim(function, function.__name__)
        source = function_source(function)
        tree = ast.parse(source)
        renames = self.resolve(tree, _namespace(function), name)
        if name != function.__name__:
            renames[("def", tree.body[0].lineno)] = name
        self._functions.append("\n\n" + _renamed(source, tree, renames))
        return name

    def resolve(self, tree, namespace, own_name=None):
        """Gathers what the names of a tree stand for; returns the places where the text needs another name."""
        renames = {}
        bound = _bound_names(tree)
        for node in _references(tree):
            path = _path(node)
            root = path[0]
            if root in bound or root not in namespace or (root == own_name and len(path) == 1):
                continue
            emitted = self._emit(path, namespace[root])
            if emitted is not None and emitted != ".".join(path):
                renames[(node.lineno, node.col_offset, node.end_col_offset)] = emitted
        return renames

    def _emit(self, path, value):
        """The name under which a reference stands in the text; None where it is left alone."""
        if isinstance(value, types.ModuleType):
            if value.__name__.split(".")[0] in _KNOWN_ROOTS:
                self._imports.append(f"import {value.__name__}" + (f" as {path[0]}" if path[0] != value.__name__ else ""))
                return None
            if len(path) == 1 or not hasattr(value, path[1]):
                return None
            return self._emit(path[1:], getattr(value, path[1]))
        return self._emit_value(path[0], value)

    def _emit_value(self, name, value):
        module, original = getattr(value, "__module__", None) or "", getattr(value, "__name__", name)
        if is_kernel(value) and not _is_library(value):
            return self.add_kernel(unwrap(value))
        literal = _literal(value)
        if literal is not None:
            return self._emit_constant(name, literal)
        if is_kernel(value) or (callable(value) and module.startswith("triton.")):
            return self._emit_import(name, value, original)
        return None

    def _emit_import(self, name, value, original):
        home = (unwrap(value).__module__ if is_kernel(value) else value.__module__) or ""
        public = "triton.language" if home in ("triton.language.math", "triton.language.core", "triton.language.standard") else home
        self._imports.append(f"from {public} import {original}" + (f" as {name}" if name != original else ""))
        return name

    def _emit_constant(self, name, literal):
        # Equal constants of one name are one definition, whichever module they come from.
        key = (name, literal)
        if key not in self._names:
            self._constants.append(f"{self._claim(key, name, by_value=True)} = {literal}")
        return self._names[key]

    def _claim(self, thing, wanted, by_value=False):
        name, count = wanted, 2
        while name in self._taken:
            name, count = f"{wanted}_{count}", count + 1
        self._taken.add(name)
        self._names[thing if by_value else id(thing)] = name
        return name


def collect(kernel):
    """A kernel's self-contained source, and the kernel's name in it."""
    collector = Collector(imports=("import triton", "import triton.language as tl"))
    name = collector.add_kernel(unwrap(kernel))
    return f"{collector.text()}\n", name


def complete(source, namespace, kernels):
    """A source (a cell, say) followed by what its kernels refer to and it does not define. Its own lines keep their numbers."""
    tree = ast.parse(source)
    own = _definitions(tree)
    collector = Collector(reserved=own)
    for definition in tree.body:
        if isinstance(definition, ast.FunctionDef):
            missing = {name: value for name, value in namespace.items() if name not in own}
            collector.resolve(definition, missing, definition.name)
    computed = _computed_constants(tree, namespace, kernels)
    added = "\n".join(part for part in (collector.text(), *computed) if part)
    return f"{source}\n\n{added}\n" if added else source


def kernel_names(source):
    """Names of the functions in a source that can be launched: decorated as Triton kernels, returning nothing, called by no other."""
    compiled = [node for node in ast.parse(source).body if isinstance(node, ast.FunctionDef) and any(map(_is_jit, node.decorator_list))]
    called = {_path(call.func) for node in compiled for call in ast.walk(node) if isinstance(call, ast.Call)}
    return [node.name for node in compiled if (node.name,) not in called and not _returns_value(node)]


def defined_names(source):
    """Names that a source gives a value; those that it imports do not count, since importing twice is no conflict."""
    tree = ast.parse(source)
    imported = {(a.asname or a.name).split(".")[0] for n in tree.body if isinstance(n, (ast.Import, ast.ImportFrom)) for a in n.names}
    return _definitions(tree) - imported


def imports_triton(source):
    """Whether running a source needs Triton."""
    for node in ast.walk(ast.parse(source)):
        names = [a.name for a in node.names] if isinstance(node, ast.Import) else [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        if any(name.split(".")[0] == "triton" for name in names):
            return True
    return False


def _is_jit(decorator):
    target = decorator.func if isinstance(decorator, ast.Call) else decorator
    return (_path(target) or ("",))[-1] == "jit"


def _returns_value(function):
    return any(isinstance(node, ast.Return) and node.value is not None for node in ast.walk(function))


def _is_library(value):
    return (unwrap(value).__module__ or "").split(".")[0] == "triton"


def _namespace(function):
    """Globals, and what the function closes over."""
    return {**vars(builtins), **function.__globals__, **inspect.getclosurevars(function).nonlocals}


def _literal(value):
    """A constant as Python source, None where it is no constant that a kernel could use."""
    value = getattr(value, "value", value) if type(value).__name__ == "constexpr" else value
    if dtype_name(value):
        return f"tl.{dtype_name(value)}"
    if isinstance(value, float) and not math.isfinite(value):
        return f'float("{value}")'
    if value is None or isinstance(value, (bool, int, float, str)):
        return repr(value)
    if isinstance(value, (tuple, list)):
        parts = [_literal(part) for part in value]
        return None if None in parts else f"({', '.join(parts)}{',' if len(parts) == 1 else ''})"
    return None


def _path(node):
    """`a.b.c` as a tuple of names, empty for anything else."""
    if isinstance(node, ast.Name):
        return (node.id,)
    if isinstance(node, ast.Attribute):
        start = _path(node.value)
        return (*start, node.attr) if start else ()
    return ()


def _references(tree):
    """The longest dotted names that a tree reads."""
    if _path(tree):
        return [tree] if isinstance(tree.ctx, ast.Load) else []
    return [found for child in ast.iter_child_nodes(tree) for found in _references(child)]


def _bound_names(tree):
    """Parameters and names that are assigned: they hide globals."""
    names = {node.arg for node in ast.walk(tree) if isinstance(node, ast.arg)}
    return names | {node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}


def _definitions(tree):
    """Names that a module defines itself. What it imports from elsewhere is not there, unless from a known library."""
    names = set()
    for node in tree.body:
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            names.add(node.name)
        elif isinstance(node, (ast.Assign, ast.AnnAssign)):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            names |= {name.id for target in targets for name in ast.walk(target) if isinstance(name, ast.Name)}
        elif isinstance(node, ast.Import):
            names |= {(a.asname or a.name).split(".")[0] for a in node.names if a.name.split(".")[0] in _KNOWN_ROOTS}
        elif isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] in _KNOWN_ROOTS:
            names |= {a.asname or a.name for a in node.names}
    return names


def _computed_constants(tree, namespace, kernels):
    """Values of names that the source computes (`BLOCK = 2 * WIDTH`) and its functions read."""
    read = {_path(node)[0] for node in _references(ast.Module([n for n in tree.body if isinstance(n, ast.FunctionDef)], []))}
    lines = []
    for node in tree.body:
        if isinstance(node, ast.Assign) and not isinstance(node.value, ast.Constant):
            for target in node.targets:
                literal = _literal(namespace[target.id]) if isinstance(target, ast.Name) and target.id in read and target.id in namespace else None
                if literal is not None:
                    lines.append(f"{target.id} = {literal}")
    return lines


def _renamed(source, tree, renames):
    """The text with other names at the places given. Lines keep their numbers."""
    lines = source.split("\n")
    places = sorted((place for place in renames if place[0] != "def"), reverse=True)
    for line, start, end in places:
        row = lines[line - 1].encode()  # ast counts columns in bytes
        lines[line - 1] = (row[:start] + renames[(line, start, end)].encode() + row[end:]).decode()
    for key, name in renames.items():
        if key[0] == "def":
            lines[key[1] - 1] = lines[key[1] - 1].replace(f"def {tree.body[0].name}", f"def {name}", 1)
    return "\n".join(lines).strip("\n")
