"""One launch of a tiny kernel, as the kernel files list them."""

from dataclasses import dataclass, field
from typing import Any, Tuple

import torch


@dataclass
class Case:
    kernel: Any
    args: dict
    grid: Tuple[int, ...]
    # Relative error allowed for floats.
    tolerance: float
    title: str = field(default="")


def case(kernel, grid=(1,), tolerance=1e-6, title="", **args):
    """A launch of `kernel` with these arguments; each tensor is compared afterwards."""
    return Case(kernel, args, grid, tolerance, title)


def t(values, dtype=torch.float32):
    """A flat tensor of the values."""
    return torch.tensor(values).to(dtype)


def out(size, dtype=torch.float32):
    """A tensor of zeros to write into."""
    return torch.zeros(size, dtype=dtype)
