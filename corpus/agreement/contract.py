"""A lift's preconditions, evaluated on a launch."""
import torch

from launch import cdiv


def is_sorted(t):
    """Whether the elements do not fall, in the tensor's order."""
    flat = t.flatten()
    return bool((flat[1:] >= flat[:-1]).all())


def is_injective(t):
    """Whether all elements differ."""
    return t.unique().numel() == t.numel()


def span(t):
    """Elements from the first to the last one of a tensor, gaps counted."""
    return 1 + sum((size - 1) * stride for size, stride in zip(t.shape, t.stride()))


NAMES = {'cdiv': cdiv, 'is_sorted': is_sorted, 'is_injective': is_injective, 'span': span, 'torch': torch,
         'min': min, 'max': max, 'abs': abs, 'all': all, 'any': any, 'range': range, 'len': len}


def first_broken(expressions, launch):
    """The first precondition that a launch breaks, or None. Raises where one cannot be evaluated."""
    scope = {**launch.args, 'grid': launch.grid}
    for expression in expressions:
        if not bool(eval(expression, dict(NAMES), scope)):
            return expression
    return None
