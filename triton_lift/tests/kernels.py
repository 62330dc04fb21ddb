"""Kernels for the tests of source collection. They are never launched."""

import triton
import triton.language as tl
from triton.language import exp as raise_e

from . import library
from .library import helper as renamed

EPS = 1e-5
LIMIT = float("inf")
DTYPE = tl.bfloat16
UNUSED = 1


@triton.jit
def plain(x_ptr, y_ptr, n, B: tl.constexpr):
    o = tl.program_id(0) * B + tl.arange(0, B)
    tl.store(y_ptr + o, tl.load(x_ptr + o, mask=o < n) * 2, mask=o < n)


@triton.autotune(configs=[triton.Config({"B": 16})], key=["n"])
@triton.heuristics({"EVEN": lambda args: args["n"] % 16 == 0})
@triton.jit
def tuned(x_ptr, n, B: tl.constexpr, EVEN: tl.constexpr):
    o = tl.program_id(0) * B + tl.arange(0, B)
    tl.store(x_ptr + o, EPS + LIMIT, mask=o < n)


@triton.jit
def reaching(x_ptr, n):
    EPS_here = renamed(1.0) + library.helper(2.0) + library.EPS + EPS
    tl.store(x_ptr, raise_e(EPS_here).to(DTYPE) + library.WIDTH)
