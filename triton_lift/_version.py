"""The version of this package; the front end's module must be the same."""

__version__ = "0.1.0"
