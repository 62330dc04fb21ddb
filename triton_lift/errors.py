"""What goes wrong in ways that a user can do something about."""


class LiftError(Exception):
    """A lift that could not be done, with what to try. `span` is (line, column, line, column) in the lifted source, or None."""

    def __init__(self, message, span=None):
        super().__init__(message)
        self.span = tuple(span) if span else None
