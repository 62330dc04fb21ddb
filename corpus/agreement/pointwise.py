"""Functions of scalars that a library applies to every element: a recipe for the kernel that does so."""
import ast
from pathlib import Path

import kernels
import runnable

BLOCK = 16


def constexpr_parameters(source, name):
    """Parameters of a function that are annotated `tl.constexpr`."""
    function = next(node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.FunctionDef) and node.name == name)
    return {a.arg for a in function.args.args if a.annotation is not None and 'constexpr' in ast.unparse(a.annotation)}


def expanded(recipe):
    """The recipe with sizes, arguments and grid of the applying kernel: flat tensors of one size."""
    tensors = recipe['pointwise']['inputs']
    args = {}
    for name, kind in tensors.items():
        dtype, _, contents = kind.partition(' ') if isinstance(kind, str) else ('', '', '')
        args[name] = f'{dtype}[numel] {contents}'.strip() if isinstance(kind, str) else repr(kind)
    for name, dtype in recipe['pointwise']['outputs'].items():
        args[name] = f'out {dtype}[numel]'
    return {**recipe, 'kernel': f"apply_{recipe['kernel']}", 'sizes': {'numel': f'flat {BLOCK}'},
            'args': {**args, 'numel': 'numel', 'BLOCK': str(BLOCK)}, 'grid': f'cdiv(numel, {BLOCK})'}


def wrap(path, recipe):
    """The kernel that applies a pointwise function, and its recipe."""
    source = kernels.source_to_run(path)
    constexprs = constexpr_parameters(source, recipe['kernel'])
    inputs = {name: 'tensor' if isinstance(kind, str) else 'constexpr' if name in constexprs else 'scalar'
              for name, kind in recipe['pointwise']['inputs'].items()}
    text = runnable.pointwise_kernel(recipe['kernel'], inputs, recipe['pointwise']['outputs'])
    full = expanded(recipe)
    file = runnable.write(f'import triton\nimport triton.language as tl\n{source}{text}', recipe['kernel'])
    return kernels.find_in(file, full['kernel']), full
