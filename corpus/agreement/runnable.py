"""
The text of a kernel's file as Triton's interpreter can run it: launch decorators (autotune, heuristics, a library's own)
are dropped, since they need a driver or the library; a pointwise function gets a kernel that applies it to every element.
Logical operators get the meaning that the compiler gives them.
"""
import ast
import hashlib
import os
import tempfile
from pathlib import Path

import logical

FOLDER = Path(tempfile.gettempdir()) / f'triton-lift-runnable-{os.getuid()}'


def _is_jit(decorator):
    callee = decorator.func if isinstance(decorator, ast.Call) else decorator
    return ast.unparse(callee).split('.')[-1] == 'jit'


def for_interpreter(source):
    """The source as Triton's interpreter can run it with the compiler's meaning."""
    return logical.rewritten(without_launchers(source), _is_jit)


def without_launchers(source):
    """The source with no decorators but `jit`; lines keep their numbers."""
    lines = source.split('\n')
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef):
            for decorator in node.decorator_list:
                if not _is_jit(decorator):
                    for line in range(decorator.lineno - 1, decorator.end_lineno):
                        lines[line] = ''
    return '\n'.join(lines)


def pointwise_kernel(name, inputs, outputs):
    """Source of a kernel that applies the jit function `name`: tensors in `inputs` are read elementwise, other inputs passed on."""
    parameters = [f'{p}: tl.constexpr' if kind == 'constexpr' else p for p, kind in inputs.items()]
    values = [f'tl.load({p} + i, mask=i < numel)' if kind == 'tensor' else p for p, kind in inputs.items()]
    results = ', '.join(f'result_{o}' for o in outputs)
    stores = '\n'.join(f'    tl.store({o} + i, result_{o}, mask=i < numel)' for o in outputs)
    return f'''

@triton.jit
def apply_{name}({', '.join(parameters + list(outputs))}, numel, BLOCK: tl.constexpr):
    i = tl.program_id(0) * BLOCK + tl.arange(0, BLOCK)
    {results} = {name}({', '.join(values)})
{stores}
'''


def write(source, stem):
    """A file with this source: Triton reads a kernel's source from its file."""
    FOLDER.mkdir(exist_ok=True)
    path = FOLDER / f'{stem}_{hashlib.sha1(source.encode()).hexdigest()[:12]}.py'
    path.write_text(source)
    return path
