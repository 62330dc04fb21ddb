"""A lift under way: shown, awaited, or asked at once."""

import asyncio

from ._version import __version__
from .bundle import document, failure_bundle, mime_bundle
from .errors import LiftError
from .node import engine
from .result import Result, worst_verdict
from .settings import checked_setting

#: How long a front end may take to say hello before Node is asked instead. It takes some 20 ms when the kernel is free.
_HELLO_S = 5.0


class LiftHandle:
    """A lift. `await handle` waits for it; reading a result at once runs the engine under Node if the front end has not answered yet.

    The attributes of a result (`verdict`, `latex`, `text`, `torch`, `obligations`, ...) are those of the first one in `results`, but
    `verdict`, which is the worst of all.
    """

    def __init__(self, job, use_front_end):
        self.job = job
        self._document = None
        self._error = None
        self._event = None
        self._has_front_end = False
        self._display = None
        self._node_task = None
        self._widget = self._open() if use_front_end else None

    @property
    def results(self):
        """All results: one for each kernel and variant."""
        return [Result(r) for r in self._now()["results"]]

    @property
    def verdict(self):
        """The worst verdict of all results."""
        return worst_verdict(self.results)

    def __getattr__(self, name):
        if name.startswith("_") or not hasattr(Result, name):
            raise AttributeError(name)
        return getattr(self.results[0], name)

    def __await__(self):
        return self._wait().__await__()

    def cancel(self):
        """Ends the lift in the front end."""
        if self._widget:
            self._widget.cancel()

    def _repr_mimebundle_(self, include=None, exclude=None):
        return self._bundle()

    def _ipython_display_(self):
        self.show()

    def show(self):
        """Displays the lift: its progress in the front end, or the result."""
        from IPython.display import display

        self._display = display(self._bundle(), raw=True, display_id=True)

    def _bundle(self):
        if self._document is None and self._error is None and self._widget is not None:
            return self._widget._repr_mimebundle_()
        try:
            return mime_bundle(self._now())
        except LiftError as error:
            return failure_bundle(str(error))

    def _open(self):
        from .front_end import LiftWidget

        widget = LiftWidget(self.job, self._receive)
        self._event = asyncio.Event()
        try:
            asyncio.get_running_loop().call_later(_HELLO_S, self._ask_node_if_alone)
        except RuntimeError:
            pass  # No loop, no cell: whoever reads the result asks Node.
        return widget

    def _receive(self, message):
        kind = message.get("kind")
        self._has_front_end = True
        if kind == "result":
            self._finish(message["document"])
        elif kind == "failure":
            if message.get("expected"):
                # Lifting the same source again gives the same: the output need not keep its widget, which a saved notebook cannot show.
                self._update(failure_bundle(message["message"]))
            self._fail(LiftError(message["message"], message.get("span")))
        elif kind == "cancelled":
            self._fail(LiftError("the lift was cancelled"))

    def _finish(self, data):
        self._document, self._error = data, None
        # From here on the output is a document: it shows again without kernel and widget.
        self._update(mime_bundle(data))
        self._settle()

    def _update(self, bundle):
        if self._display is not None:
            self._display.update(bundle, raw=True)

    def _fail(self, error):
        self._error = error
        self._settle()

    def _settle(self):
        if self._event is not None:
            self._event.set()

    def _ask_node_if_alone(self):
        if not self._has_front_end and self._document is None:
            self._node_task = asyncio.ensure_future(self._ask_node_later())

    async def _ask_node_later(self):
        try:
            found = await asyncio.to_thread(engine.lift, self.job)
        except LiftError as error:
            if self._document is None:
                self._update(failure_bundle(str(error)))
            self._fail(error)
        else:
            if self._document is None:
                self._finish(self._as_document(found))

    def _as_document(self, found):
        return document(self.job, found["results"], found["solver"], __version__)

    def _now(self):
        """The document, from Node if the front end has not sent it."""
        if self._document is None:
            if self._error is not None:
                raise self._error
            self._finish(self._as_document(engine.lift(self.job)))
        return self._document

    async def _wait(self):
        if self._event is None:
            await asyncio.to_thread(self._now)
        elif self._document is None and self._error is None:
            await self._event.wait()
        if self._document is None and self._error is not None:
            raise self._error
        return self


def make_job(source, kernels, settings):
    """What the engine is asked, in either place."""
    job = {"source": source, "kernels": kernels}
    checked = {name: checked_setting(name, value) for name, value in (settings or {}).items()}
    return {**job, "set": checked} if checked else job


def lift(kernel, *, set=None):  # noqa: A002: the word that users know from the command line
    """Lifts a kernel: a function under @triton.jit, or the source of one as a string. `set` gives values to constexpr parameters."""
    from .front_end_probe import use_front_end
    from .source import collect

    if isinstance(kernel, str):
        return LiftHandle(make_job(kernel, None, set), use_front_end())
    source, name = collect(kernel)
    return LiftHandle(make_job(source, [name], set), use_front_end())
