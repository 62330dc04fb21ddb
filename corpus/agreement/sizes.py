"""Sizes of a launch: each recipe names them in order, with the kind of values that break kernels."""
import random

BLOCKS = (16, 8, 32, 4)
SMALL = (1, 3, 2, 5)
PADDING = (0, 3, 1, 8)


def flat(block):
    """Extents that a grid tiles by `block`: one, block ± 1, whole blocks, odd ones."""
    return (1, block - 1, block + 1, block, 2 * block + 3, 3 * block - 1, 2 * block)


def within(block):
    """Extents that must fit into one block."""
    return (1, block - 1, block, block // 2 + 1, max(1, block // 2))


def candidates(kind, env):
    """The values that a size may take, given the sizes before it."""
    if isinstance(kind, list):
        return tuple(kind)
    word, _, rest = kind.partition(' ')
    match word:
        case 'block':
            return BLOCKS
        case 'few':
            return SMALL
        case 'pad':
            return PADDING
        case 'flag':
            return (True, False)
        case 'flat':
            return tuple(size for size in flat(eval(rest, {}, dict(env))) if size > 0)
        case 'within':
            return tuple(size for size in within(eval(rest, {}, dict(env))) if size > 0)
        case 'times':
            block = eval(rest, {}, dict(env))
            return (block, 2 * block, 3 * block)
        case _:
            return (eval(kind, {}, dict(env)),)


def choose(kinds, attempt, rng: random.Random, pinned):
    """
    The sizes of launch number `attempt`. The first launches walk the candidates in step (all ones, all
    block - 1, all block + 1, ...), later ones mix them. `pinned` fixes sizes that the lift has decided.
    """
    env = {}
    for name, kind in kinds.items():
        values = candidates(kind, env)
        if name in pinned:
            env[name] = pinned[name]
        elif attempt < 5 and kind != 'flag':
            env[name] = values[attempt % len(values)]
        else:
            env[name] = rng.choice(values)
    return env
