"""`%lift` and `%%lift`."""

import importlib.util

from IPython.core.error import UsageError
from IPython.core.magic import Magics, line_cell_magic, magics_class
from IPython.core.magic_arguments import argument, magic_arguments, parse_argstring
from IPython.display import display

from .errors import LiftError
from .front_end_probe import use_front_end
from .handle import LiftHandle, lift, make_job
from .settings import parse_setting
from .source import complete, defined_names, imports_triton, is_kernel, kernel_names, unwrap

_NO_TRITON = "Triton is not installed here, so the cell was not run; its kernels were lifted from their source."


def _without_magics(source):
    """Magics and shell lines are no Python; blank lines in their place keep the line numbers."""
    return "\n".join("" if line.lstrip().startswith(("%", "!")) else line for line in source.split("\n"))


@magics_class
class LiftMagics(Magics):
    def __init__(self, shell):
        super().__init__(shell)
        self._not_run = []

    @magic_arguments()
    @argument("kernel", nargs="?", help="name of a kernel; in a cell, lift this one only")
    @argument("--set", action="append", default=[], metavar="NAME=VALUE", help="value of a constexpr parameter")
    @argument("--against", metavar="NAME", help="a reference to compare with (not available yet)")
    @argument("--no-exec", action="store_true", help="lift the cell without running it")
    @line_cell_magic("lift")
    def lift(self, line, cell=None):
        """Shows the formula that Triton kernels compute.

        `%lift NAME` lifts a kernel of the namespace; `%%lift` runs its cell and lifts each kernel that the cell defines.
        """
        try:
            args = parse_argstring(self.lift, line)
            if args.against:
                raise UsageError("--against is not available yet: this version compares with no reference, and does not lift as if it had")
            settings = dict(parse_setting(text) for text in args.set)
            if cell is None:
                return self._lift_name(args.kernel, settings)
            return self._lift_cell(cell, args, settings)
        except LiftError as error:
            raise UsageError(str(error)) from error

    def _lift_name(self, name, settings):
        if not name:
            raise UsageError("%lift NAME: name a kernel, or use %%lift at the top of a cell that defines some")
        value = self.shell.user_ns.get(name)
        if value is None:
            known = ", ".join(n for n, v in self.shell.user_ns.items() if not n.startswith("_") and is_kernel(v))
            raise UsageError(f"no kernel named {name}" + (f"; there are {known}" if known else ""))
        unwrap(value)
        lift(value, set=settings).show()

    def _lift_cell(self, cell, args, settings):
        source = _without_magics(cell)
        try:
            runs = not args.no_exec and not self._lacks_triton(source)
            if runs and not self.shell.run_cell(cell, store_history=False).success:
                return  # The error is on display already.
            kernels = [args.kernel] if args.kernel else kernel_names(source)
            # The line of the magic itself counts, so that lines are numbered as in the cell.
            completed = complete("\n" + source, self.shell.user_ns, kernels)
            if not runs:
                completed = self._with_cells_not_run(completed, source)
        except SyntaxError as error:
            raise UsageError(f"the cell is not Python: {error.msg}, line {(error.lineno or 0) + 1}") from error
        if not kernels:
            raise UsageError("this cell defines no Triton kernel: no function under @triton.jit that returns nothing")
        LiftHandle(make_job(completed, kernels, settings), use_front_end()).show()

    def _with_cells_not_run(self, completed, source):
        """What a cell that ran would have left in the namespace, a cell that did not run can only give as text. The latest comes first."""
        known = defined_names(source)
        for other in reversed(self._not_run):
            if not defined_names(other) & known:
                known |= defined_names(other)
                completed += "\n\n" + other
        self._not_run.append(source)
        return completed

    @staticmethod
    def _lacks_triton(source):
        needs_triton = imports_triton(source) or kernel_names(source)
        if not needs_triton or importlib.util.find_spec("triton") is not None:
            return False
        display({"text/plain": _NO_TRITON, "text/html": f"<p>{_NO_TRITON}</p>"}, raw=True)
        return True
