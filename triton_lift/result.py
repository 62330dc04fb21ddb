"""A lift's result, read from the JSON that the engine gives."""

#: From worst to best: several results are as good as their worst.
_ORDER = ("error", "refuted", "unsupported", "unproved", "verified")


class Result:
    """The result for one kernel and one variant of its switches. `data` is the JSON object itself."""

    def __init__(self, data):
        self.data = data

    @property
    def kernel(self):
        return self.data["kernel"]

    @property
    def variant(self):
        """Values of the constexpr switches."""
        return self.data["variant"]

    @property
    def verdict(self):
        """'verified', 'refuted', 'unproved', 'unsupported' or 'error'."""
        return self.data["verdict"]

    @property
    def summary(self):
        """One sentence on the verdict."""
        return self.data["summary"]

    @property
    def outputs(self):
        return self.data["outputs"]

    @property
    def latex(self):
        """The formulas, one a line."""
        return "\n".join(f"{o['targetLatex']} = {o['latex']}" for o in self.outputs)

    @property
    def text(self):
        return "\n".join(f"{o['target']} = {o['text']}" for o in self.outputs)

    @property
    def torch(self):
        """Source of a function `lifted(args, grid)` that computes the same with PyTorch alone."""
        return self.data["torch"]

    @property
    def preconditions(self):
        return self.data["preconditions"]

    @property
    def obligations(self):
        return self.data["obligations"]

    @property
    def assumptions(self):
        return self.data["assumptions"]

    @property
    def hazards(self):
        return self.data["hazards"]

    @property
    def trace(self):
        return self.data["trace"]

    @property
    def counterexample(self):
        return self.data["counterexample"]

    @property
    def unsupported(self):
        return self.data["unsupported"]

    def __repr__(self):
        variant = ", ".join(f"{name}={value}" for name, value in self.variant.items())
        return f"{self.kernel}{f' ({variant})' if variant else ''}: {self.verdict}. {self.summary}"


def worst_verdict(results):
    """The verdict of several results together."""
    return min((r.verdict for r in results), key=_ORDER.index)
