"""
`and`, `or` and `not` as Triton's compiler reads them: on blocks and runtime scalars elementwise, on constants at once.
Its interpreter leaves them to Python, which asks a whole block for one truth value and answers True.
"""
import ast

CHAIN, NOT = '_triton_logical_chain', '_triton_logical_not'
IMPORT = f'\nfrom logical import chain as {CHAIN}, negation as {NOT}\n'


def chain(method, *operands):
    """The conjunction or disjunction of operands given as functions; a deciding constant ends it, others have no effect."""
    decides = method == 'logical_or'
    tensors = []
    for operand in operands:
        value = operand()
        if _is_tensor(value):
            tensors.append(value)
        elif bool(value) == decides:
            return value
    if not tensors:
        return value
    result = tensors.pop()
    while tensors:
        result = getattr(tensors.pop(), method)(result)
    return result


def negation(value):
    """The negation of a block, a runtime scalar or a constant."""
    return value.__not__() if _is_tensor(value) else not value


def _is_tensor(value):
    import triton.language as tl
    return isinstance(value, tl.tensor)


class _Rewriter(ast.NodeTransformer):
    """Logical operators become calls of the helpers; operands are functions, so that they are evaluated only when asked for."""

    def visit_BoolOp(self, node):
        self.generic_visit(node)
        method = 'logical_and' if isinstance(node.op, ast.And) else 'logical_or'
        nothing = ast.arguments(posonlyargs=[], args=[], kwonlyargs=[], kw_defaults=[], defaults=[])
        operands = [ast.Lambda(args=nothing, body=value) for value in node.values]
        return ast.Call(func=ast.Name(CHAIN, ast.Load()), args=[ast.Constant(method), *operands], keywords=[])

    def visit_UnaryOp(self, node):
        self.generic_visit(node)
        return ast.Call(func=ast.Name(NOT, ast.Load()), args=[node.operand], keywords=[]) if isinstance(node.op, ast.Not) else node


def rewritten(source, is_jit):
    """The source with the logical operators inside jit functions replaced; the same text where there are none."""
    tree = ast.parse(source)
    jitted = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) and any(is_jit(d) for d in node.decorator_list)]
    if not any(isinstance(part, ast.BoolOp) or isinstance(part, ast.Not) for node in jitted for part in ast.walk(node)):
        return source
    for node in jitted:
        node.body = [_Rewriter().visit(statement) for statement in node.body]
    return ast.unparse(ast.fix_missing_locations(tree)) + IMPORT
