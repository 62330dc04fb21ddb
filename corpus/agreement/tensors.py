"""Tensors of a launch, each in the middle of a poisoned storage that shows a write or a read out of place."""
import re
from dataclasses import dataclass

import torch

DTYPES = {
    'f16': torch.float16, 'bf16': torch.bfloat16, 'f32': torch.float32, 'f64': torch.float64,
    'i1': torch.bool, 'i8': torch.int8, 'u8': torch.uint8, 'i16': torch.int16, 'i32': torch.int32, 'i64': torch.int64,
    'f8e4': torch.float8_e4m3fn, 'f8e5': torch.float8_e5m2,
}
# Elements of poison before and after each tensor.
GUARD = 2048
SPEC = re.compile(r'^(?:(out|inout) )?(' + '|'.join(DTYPES) + r')\[([^\]]*)\](.*)$')


@dataclass
class TensorSpec:
    """`[out|inout] dtype[dims] [layout] [contents] [if condition]`, as recipes write it."""
    role: str
    dtype: torch.dtype
    dims: str
    layout: str
    contents: str
    condition: str


LAYOUT = re.compile(r'^(any|rows(?:=\w+)?)\b ?')


def parse_spec(text):
    """The tensor that a recipe's argument describes, or None for a scalar's expression."""
    match = SPEC.match(text) if isinstance(text, str) else None
    if not match:
        return None
    role, dtype, dims, rest = match.groups()
    rest, _, condition = rest.partition(' if ')
    rest = rest.strip()
    layout = LAYOUT.match(rest)
    return TensorSpec(role or 'in', DTYPES[dtype], dims, layout.group(1) if layout else '',
                      rest[layout.end():] if layout else rest, condition.strip())


def strides_of(shape, layout, env, rng):
    """Strides in elements: contiguous, rows apart by a padding, or any order of dimensions with gaps."""
    order = list(range(len(shape)))[::-1]
    gaps = [0] * len(shape)
    if layout.startswith('rows') and len(shape) > 1:
        gaps[-1] = env[layout[5:]] if '=' in layout else rng.choice((0, 0, 1, 5))
    elif layout == 'any' and len(shape) == 1:
        return [rng.choice((1, 1, 2, 3))]
    elif layout == 'any':
        if rng.random() < 0.4:
            rng.shuffle(order)
        gaps = [rng.choice((0, 0, 1, 4)) for _ in shape]
    strides, step = [0] * len(shape), 1
    for dimension in order:
        strides[dimension] = step
        step = step * shape[dimension] + gaps[dimension]
    return strides


def contents_of(spec, shape, env, rng, scope):
    """Values of an input, as the recipe's word for them says."""
    generator = torch.Generator().manual_seed(rng.getrandbits(32))
    word, _, rest = spec.contents.partition(' ')
    floating = spec.dtype.is_floating_point
    if word == 'be':
        return torch.as_tensor(scope(rest)).broadcast_to(shape)
    if word == 'below':
        return torch.randint(0, int(scope(rest)), shape, generator=generator)
    if word == 'distinct':
        limit = int(scope(rest.removeprefix('below ')))
        return torch.randperm(limit, generator=generator)[:shape[0]]
    if word == 'positive':
        return torch.rand(shape, generator=generator) * 2 + 0.125
    if word == 'unit':
        return torch.rand(shape, generator=generator)
    if word == 'wide':
        return torch.randn(shape, generator=generator) * 6
    if word:
        raise ValueError(f'unknown contents {spec.contents!r}')
    if floating:
        return torch.randn(shape, generator=generator)
    if spec.dtype == torch.bool:
        return torch.randint(0, 2, shape, generator=generator)
    low = 0 if spec.dtype == torch.uint8 else -50
    return torch.randint(low, 50, shape, generator=generator)


def poison(dtype):
    """A value that does not go unnoticed where it is read."""
    if dtype.is_floating_point:
        return float('nan')
    return True if dtype == torch.bool else 77


def build(spec, env, rng, scope):
    """The tensor of a launch; None where its condition does not hold. Pure outputs begin as poison too."""
    if spec.condition and not scope(spec.condition):
        return None
    shape = [int(size) for size in scope(f'[{spec.dims}]')]
    strides = strides_of(shape, spec.layout, env, rng)
    extent = 1 + sum((size - 1) * stride for size, stride in zip(shape, strides))
    storage = torch.full((extent + 2 * GUARD,), poison(torch.float32 if spec.dtype.is_floating_point else spec.dtype)).to(spec.dtype)
    tensor = storage.as_strided(shape, strides, GUARD)
    if spec.role != 'out':
        tensor.copy_(contents_of(spec, shape, env, rng, scope).to(spec.dtype))
    return tensor


def clone(value):
    """A copy of a tensor with its storage, gaps and guards; other values as they are."""
    if not isinstance(value, torch.Tensor):
        return value
    whole = value.new_empty(0).set_(value.untyped_storage()).clone()
    return whole.as_strided(value.shape, value.stride(), value.storage_offset())


def outside(tensor):
    """The bytes of a tensor's storage that belong to none of its elements."""
    whole = tensor.new_empty(0).set_(tensor.untyped_storage())
    inside = torch.zeros(whole.shape, dtype=torch.bool).as_strided(tensor.shape, tensor.stride(), tensor.storage_offset())
    inside.fill_(True)
    flags = inside.new_empty(0).set_(inside.untyped_storage())
    return whole.view(torch.uint8).view(len(whole), -1)[~flags]
