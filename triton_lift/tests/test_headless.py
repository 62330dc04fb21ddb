"""Notebooks run without a front end: the engine runs under Node."""

import asyncio
import shutil

import nbformat
import pytest
from nbconvert.preprocessors import CellExecutionError, ExecutePreprocessor

import triton_lift
from triton_lift.bundle import MIME_TYPE

KERNEL = """import triton
import triton.language as tl

@triton.jit
def double(x_ptr, y_ptr, n, B: tl.constexpr):
    o = tl.program_id(0) * B + tl.arange(0, B)
    tl.store(y_ptr + o, 2 * tl.load(x_ptr + o, mask=o < n), mask=o < n)
"""

#: Makes `import triton` fail as it does where Triton is not installed.
HIDE_TRITON = """import importlib.util, sys
find_spec = importlib.util.find_spec
importlib.util.find_spec = lambda name, *rest: None if name.split(".")[0] == "triton" else find_spec(name, *rest)
sys.modules["triton"] = None
"""

pytestmark = pytest.mark.skipif(shutil.which("node") is None, reason="needs Node")


def execute(*cells):
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in ("%load_ext triton_lift", *cells)])
    ExecutePreprocessor(timeout=120, kernel_name="python3").preprocess(notebook, {})
    return [cell.outputs for cell in notebook.cells[1:]]


def lifts(outputs):
    return [o["data"][MIME_TYPE] for o in outputs if MIME_TYPE in o.get("data", {})]


def test_a_cell_is_run_and_lifted():
    outputs, after = execute(f"%%lift\n{KERNEL}", "print(type(double).__name__)")
    [document] = lifts(outputs)
    [result] = document["results"]
    assert result["verdict"] == "verified"
    assert result["trace"][0]["span"][0] == 8, "lines are those of the cell, its magic counted"
    assert after[0]["text"].strip() == "JITFunction"


def test_without_triton_the_source_is_enough():
    (_, outputs) = execute(HIDE_TRITON, f"%%lift\n{KERNEL}")
    assert "Triton is not installed" in outputs[0]["data"]["text/plain"]
    assert lifts(outputs)[0]["results"][0]["verdict"] == "verified"


def test_without_triton_later_cells_know_the_earlier_ones():
    first = f"%%lift\n{KERNEL}\nSCALE = 3\n"
    second = "%%lift\n" + KERNEL.split("\n\n")[1].replace("double", "triple").replace("2 *", "SCALE *")
    outputs = execute(HIDE_TRITON, first, second)[2]
    [result] = lifts(outputs)[0]["results"]
    assert (result["kernel"], result["verdict"], result["outputs"][0]["text"]) == ("triple", "verified", "3*x_ptr[i]")


def test_no_exec_lifts_and_does_not_run():
    outputs, after = execute(f"%%lift --no-exec --set B=64\n{KERNEL}", "print('double' in globals())")
    assert lifts(outputs)[0]["request"]["set"] == {"B": 64}
    assert after[0]["text"].strip() == "False"


def test_a_helper_beside_its_kernel_is_not_lifted_by_itself():
    helper = "@triton.jit\ndef twice(x):\n    return 2 * x\n"
    cell = KERNEL.replace("@triton.jit", f"{helper}\n@triton.jit").replace("2 * tl.load(x_ptr + o, mask=o < n)", "twice(tl.load(x_ptr + o, mask=o < n))")
    [document] = lifts(execute(f"%%lift\n{cell}")[0])
    assert [(r["kernel"], r["verdict"]) for r in document["results"]] == [("double", "verified")]


def test_the_line_magic_takes_a_name():
    outputs = execute(KERNEL, "%lift double")[1]
    assert lifts(outputs)[0]["results"][0]["kernel"] == "double"


@pytest.mark.parametrize(
    ("cell", "message"),
    [("%lift nothing", "no kernel named nothing"), ("%%lift\nx = 1", "no Triton kernel"), ("%%lift --set B\nx = 1", "NAME=VALUE"), ("%lift k --against f", "not available yet")],
)
def test_wrong_uses_say_what_is_wrong(cell, message):
    with pytest.raises(CellExecutionError, match=message):
        execute(cell)


def test_from_python_at_once_and_awaited():
    lifted = triton_lift.lift(KERNEL)
    assert lifted.verdict == "verified"
    assert lifted.text.startswith("y_ptr[i] = ")
    assert "def lifted(" in lifted.torch

    async def wait():
        return await triton_lift.lift(KERNEL, set={"B": 32})

    assert asyncio.run(wait()).verdict == "verified"


def test_a_source_without_kernel_is_an_error_with_its_reason():
    with pytest.raises(triton_lift.LiftError, match="no Triton kernel"):
        triton_lift.lift("x = 1").verdict  # noqa: B018


def test_a_missing_node_is_explained(monkeypatch):
    from triton_lift import node

    monkeypatch.setattr(shutil, "which", lambda _name: None)
    with pytest.raises(triton_lift.LiftError, match="Node.js was not found"):
        node.find_node()
