"""Values for constexpr parameters, as users write them."""

import ast
import re

from .errors import LiftError

_SIMPLE = (bool, int, float, str, type(None))


def parse_setting(text):
    """`NAME=VALUE` as a pair. What is no Python literal is a string: `--set ACT=gelu`."""
    name, equals, value = text.partition("=")
    if not equals or not name.isidentifier():
        raise LiftError(f"--set takes NAME=VALUE, not {text!r}")
    try:
        parsed = ast.literal_eval(value)
    except (SyntaxError, ValueError):
        return name, value
    return name, checked_setting(name, parsed)


def checked_setting(name, value):
    """The value, as JSON can carry it."""
    value = dtype_name(value) or getattr(value, "value", value)
    if not isinstance(value, _SIMPLE):
        raise LiftError(f"the value of {name} must be a number, a string, a bool or None, not {type(value).__name__}")
    return value


def dtype_name(value):
    """`float32` for `tl.float32`, None for what is no Triton dtype."""
    if type(value).__name__ != "dtype" or not type(value).__module__.startswith("triton."):
        return None
    # Triton's short names: fp32, bf16, fp8e4nv.
    return re.sub(r"^(b?f)p?(?=\d)", lambda found: "bfloat" if found[1] == "bf" else "float", value.name)
