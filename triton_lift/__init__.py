"""The formula that a Triton kernel computes, proved for all sizes, in a notebook."""

from ._version import __version__
from .errors import LiftError
from .handle import LiftHandle, lift
from .result import Result

__all__ = ["LiftError", "LiftHandle", "Result", "__version__", "lift", "load_ipython_extension"]


def load_ipython_extension(shell):
    """What `%load_ext triton_lift` calls."""
    from .magics import LiftMagics

    shell.register_magics(LiftMagics)


def _jupyter_labextension_paths():
    return [{"src": "labextension", "dest": "triton-lift"}]
