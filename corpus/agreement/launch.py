"""A recipe turned into launches: arguments in the kernel's order, and a grid."""
import random
import zlib
from dataclasses import dataclass

import torch

import philox
import sizes
import tensors


# The value of a variant that says that an argument is not None.
PRESENT = 'present'


def cdiv(a, b):
    """Ceiling division."""
    return -(-a // b)


@dataclass
class Launch:
    """One call of a kernel: arguments by name, grid, the sizes that they were built from."""
    args: dict
    grid: tuple
    sizes: dict
    outputs: list


def next_power_of_2(n):
    """The least power of two not below n."""
    return 1 << (int(n) - 1).bit_length()


def first_index(flags):
    """The first index along the last dimension at which a flag holds."""
    return flags.int().argmax(-1)


def running(step, first, count):
    """The states of a recurrence: s_k = step(s_(k - 1), k - 1), from s_1 to s_count."""
    states = [first]
    for k in range(count):
        states.append(step(states[-1], k))
    return states[1:]


def helpers():
    """What expressions in recipes may use."""
    import triton.language as tl
    return {'cdiv': cdiv, 'next_power_of_2': next_power_of_2, 'first_index': first_index, 'running': running, 'philox': philox.philox,
            'uniform': philox.uniform, 'torch': torch, 'F': torch.nn.functional, 'tl': tl,
            'min': min, 'max': max, 'len': len, 'int': int, 'float': float, 'range': range}


def grid_of(value):
    """A grid of three axes from an expression's value."""
    axes = tuple(value) if isinstance(value, (tuple, list)) else (value,)
    return tuple(int(axis) for axis in axes) + (1,) * (3 - len(axes))


def make_launch(recipe, attempt, variant, spare_programs):
    """
    Launch number `attempt` of a recipe. `variant` fixes constexpr arguments; with `spare_programs` some
    launches get a grid larger than the recipe's, for the lift's preconditions to judge.
    """
    rng = random.Random(zlib.crc32(f"{recipe['kernel']} {attempt}".encode()))
    kinds = recipe.get('sizes', {})
    env = sizes.choose(kinds, attempt, rng, {name: value for name, value in variant.items() if name in kinds})
    known = helpers()
    args, outputs = {}, []

    def scope(expression):
        return eval(expression, known, {**env, **args})

    for name, text in recipe['args'].items():
        spec = tensors.parse_spec(text)
        if spec is not None:
            if variant.get(name, '') == PRESENT:
                spec.condition = ''
            absent = name in variant and variant[name] is None
            args[name] = None if absent else tensors.build(spec, env, rng, scope)
            if spec.role != 'in' and args[name] is not None:
                outputs.append(name)
        elif name in variant and name not in kinds:
            args[name] = variant[name]
        else:
            args[name] = scope(text) if isinstance(text, str) else text
    grid = grid_of(scope(f"({recipe['grid']})"))
    if spare_programs and attempt % 4 == 3:
        axis = rng.randrange(1 + recipe['grid'].count(','))
        grid = tuple(size + rng.choice((1, 2)) if a == axis else size for a, size in enumerate(grid))
    return Launch(args, grid, env, outputs)
