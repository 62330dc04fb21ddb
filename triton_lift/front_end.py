"""The widget that asks the front end to lift, and what is known about whether there is one."""

import ipywidgets
from traitlets import Dict, Unicode

from ._version import __version__

_MODULE = "triton-lift"


class LiftWidget(ipywidgets.DOMWidget):
    """Opens a model in the front end, which lifts at once. Messages from it go to `listener`."""

    _model_name = Unicode("LiftModel").tag(sync=True)
    _model_module = Unicode(_MODULE).tag(sync=True)
    _model_module_version = Unicode(__version__).tag(sync=True)
    _view_name = Unicode("LiftView").tag(sync=True)
    _view_module = Unicode(_MODULE).tag(sync=True)
    _view_module_version = Unicode(__version__).tag(sync=True)
    request = Dict().tag(sync=True)

    def __init__(self, job, listener):
        super().__init__(request=job)
        self.on_msg(lambda _widget, content, _buffers: listener(content))

    def cancel(self):
        """Asks the front end to end the lift."""
        self.send({"kind": "cancel"})
