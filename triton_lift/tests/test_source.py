import pytest

pytest.importorskip("triton")

from triton_lift.errors import LiftError
from triton_lift.source import collect, complete, imports_triton, kernel_names

from . import kernels


def test_a_kernel_comes_with_its_decorators_and_what_it_reads_only():
    source, name = collect(kernels.tuned)
    assert name == "tuned"
    assert "@triton.autotune" in source and "@triton.heuristics" in source
    assert "EPS = 1e-05" in source and 'LIMIT = float("inf")' in source
    assert "UNUSED" not in source


def test_names_of_other_modules_are_resolved_and_kept_apart():
    source, _ = collect(kernels.reaching)
    assert "EPS_here = helper(1.0) + helper(2.0) + EPS + EPS_2" in source
    assert source.count("def helper(x)") == 1
    assert "return x * EPS\n" in source
    assert "from triton.language import exp as raise_e" in source
    assert "DTYPE = tl.bfloat16" in source and "WIDTH = 8" in source


@pytest.mark.parametrize("value", [3, len, object()])
def test_what_is_no_kernel_is_refused(value):
    with pytest.raises(LiftError, match="not a Triton kernel"):
        collect(value)


CELL = """
@triton.jit
def k(x_ptr):
    tl.store(x_ptr, EPS + WIDTH)
WIDTH = 2 * 4
"""


def test_a_cell_keeps_its_lines_and_is_completed_from_the_namespace():
    completed = complete(CELL, {"EPS": 1e-5, "WIDTH": 8, "OTHER": 1, **_modules()}, ["k"])
    assert completed.startswith(CELL)
    added = completed[len(CELL) :]
    assert "EPS = 1e-05" in added and "WIDTH = 8" in added and "OTHER" not in added
    assert "import triton\n" in added and "import triton.language as tl" in added


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("@triton.jit\ndef k(): pass", ["k"]),
        ("@jit\ndef k(): pass\n@triton.jit(noinline=True)\ndef m(): pass", ["k", "m"]),
        ("@triton.autotune(configs=[], key=[])\n@triton.jit\ndef k(): pass", ["k"]),
        ("@cache\ndef k(): pass", []),
        ("@triton.jit\ndef helper(x): return x\n@triton.jit\ndef k(): pass", ["k"]),
        ("@triton.jit\ndef storing(x): pass\n@triton.jit\ndef k(x): storing(x)", ["k"]),
        ("@triton.jit\ndef k(x):\n    if x:\n        return", ["k"]),
    ],
)
def test_kernels_are_told_from_helpers(source, names):
    assert kernel_names(source) == names


@pytest.mark.parametrize(
    ("source", "expected"),
    [("import triton", True), ("import triton.language as tl", True), ("from triton import jit", True), ("import torch", False)],
)
def test_imports_of_triton_are_noticed(source, expected):
    assert imports_triton(source) is expected


def _modules():
    import triton
    import triton.language as tl

    return {"triton": triton, "tl": tl}
