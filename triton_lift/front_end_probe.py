"""Whether the code runs for somebody who may have our extension."""

import importlib.util


def use_front_end():
    """JupyterLab names the cell that it runs; nbconvert and a plain shell do not."""
    try:
        from IPython import get_ipython

        parent = get_ipython().kernel.get_parent()
    except (ImportError, AttributeError):
        return False
    return "cellId" in parent.get("metadata", {}) and importlib.util.find_spec("ipywidgets") is not None
