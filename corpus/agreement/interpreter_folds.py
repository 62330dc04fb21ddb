"""
Folds and scans with a combine function of the kernel's own: Triton's interpreter calls it once for each element. Here it
is called once for each place on the axis, on all other lanes together, in the same order; so values stay the same.
"""
import numpy as np


def _moved(arrays, axis):
    """Each array with the axis of the fold first."""
    return [np.moveaxis(data, axis, 0) for data in arrays]


def _steps(operation, arguments, axis):
    """The running values along the axis, place by place. Raises where the combine function is not one of lanes."""
    kinds = [argument.dtype for argument in arguments]
    data = _moved([argument.handle.data for argument in arguments], axis)
    running = [column[0] for column in data]
    yield running
    for place in range(1, data[0].shape[0]):
        before = [operation.to_tensor(value, kind) for value, kind in zip(running, kinds)]
        here = [operation.to_tensor(column[place], kind) for column, kind in zip(data, kinds)]
        combined = operation.combine_fn.fn(*before, *here)
        combined = combined if isinstance(combined, tuple) else (combined,)
        running = [np.asarray(value.handle.data if hasattr(value, 'handle') else value) for value in combined]
        if any(value.shape != column[0].shape for value, column in zip(running, data)):
            raise TypeError('the combine function changes the shape of a block')
        running = [value.astype(column.dtype) for value, column in zip(running, data)]
        yield running


def _of_lanes(slow, fast):
    """`fast` for blocks with other axes than that of the fold; `slow` for vectors, and where the combine function wants scalars."""
    def run(operation, arguments):
        if operation.axis is None or len(arguments[0].handle.data.shape) < 2:
            return slow(operation, arguments)
        try:
            return fast(operation, arguments)
        except (TypeError, ValueError):
            return slow(operation, arguments)

    return run


def _reduce(operation, arguments):
    axis = operation.axis % len(arguments[0].handle.data.shape)
    *_, last = _steps(operation, arguments, axis)
    shaped = [np.expand_dims(value, axis) if operation.keep_dims else value for value in last]
    return [operation.to_tensor(value, argument.dtype) for value, argument in zip(shaped, arguments)]


def _scan(operation, arguments):
    axis = operation.axis % len(arguments[0].handle.data.shape)
    columns = zip(*_steps(operation, arguments, axis))
    stacked = [np.moveaxis(np.stack(column), 0, axis) for column in columns]
    return [operation.to_tensor(value, argument.dtype) for value, argument in zip(stacked, arguments)]


def _patched_once(patch, scope):
    """
    Each call of a jit function from another patches the whole of `tl` again, which takes most of a fold's time. Where the
    kernel around it has done so, there is nothing left to do.
    """
    import triton.language as tl

    def patch_unless_done(fn):
        seen = [value for value in fn.__globals__.values() if value is tl or value is tl.core]
        done = bool(seen) and not any(tl.core.is_builtin(language.load) for language in seen)
        return scope() if done else patch(fn)

    return patch_unless_done


def install():
    """Replaces the interpreter's own folds over single elements."""
    from triton.runtime import interpreter
    interpreter._patch_lang = _patched_once(interpreter._patch_lang, interpreter._LangPatchScope)
    reduces, scans = interpreter.ReduceOps, interpreter.ScanOps
    reduces.generic_reduce = _of_lanes(reduces.generic_reduce, _reduce)
    scans.generic_scan = _of_lanes(scans.generic_scan, _scan)
