"""Launches of the corpus's own kernels, run by Triton's interpreter; prints them as run.py does, with storages in place of tensors."""

import importlib.util
import json
import os
import sys
import warnings
from pathlib import Path

os.environ["TRITON_INTERPRET"] = "1"  # before Triton is imported
warnings.filterwarnings("ignore")

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "agreement")]
sys.dont_write_bytecode = True

import kernels  # noqa: E402
import numpy as np  # noqa: E402
import torch  # noqa: E402
from launch import make_launch  # noqa: E402

LAUNCHES = 3
np.seterr(all="ignore")


def load_numbers():
    """How run.py writes arguments."""
    spec = importlib.util.spec_from_file_location("conformance_run", Path(__file__).with_name("run.py"))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def extent_of(tensor):
    return 1 + sum((size - 1) * stride for size, stride in zip(tensor.shape, tensor.stride())) if tensor.numel() else 0


def storage_of(tensor):
    """From the tensor's first element to its last, gaps included."""
    return tensor.as_strided((extent_of(tensor),), (1,), tensor.storage_offset())


def members_of(tensor):
    flags = torch.zeros(extent_of(tensor), dtype=torch.bool)
    flags.as_strided(tensor.shape, tensor.stride()).fill_(True)
    return flags.int().tolist()


def record_of(run, stem, recipe, attempt):
    kernel = kernels.find(str(ROOT / "kernels" / f"{stem}.py"), recipe["kernel"])
    launch = make_launch(recipe, attempt, {}, False)
    arguments = {}
    for name, value in launch.args.items():
        tensor = isinstance(value, torch.Tensor)
        arguments[name] = run.argument(storage_of(value).clone() if tensor else value)
        if tensor:
            arguments[name]["members"] = members_of(value)
    record = {"source": f"{stem}.py", "kernel": recipe["kernel"], "title": f"launch {attempt}", "grid": list(launch.grid), "tolerance": 2e-5, "arguments": arguments}
    try:
        kernels.run(kernel, launch)
    except Exception as problem:
        record["problem"] = f"{type(problem).__name__}: {problem}"
    for name, value in launch.args.items():
        if isinstance(value, torch.Tensor):
            arguments[name]["after"] = run.numbers(storage_of(value))
    return record


def main():
    run = load_numbers()
    recipes = [(stem, recipe) for table in sorted((ROOT / "launches").glob("*.json")) for stem, recipe in json.loads(table.read_text()).items()]
    chosen = set(sys.argv[1:])
    json.dump([record_of(run, stem, recipe, attempt) for stem, recipe in recipes if not chosen or stem in chosen for attempt in range(LAUNCHES)], sys.stdout)


if __name__ == "__main__":
    main()
