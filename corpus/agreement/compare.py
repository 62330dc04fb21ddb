"""Whether two tensors are the same within what rounding explains."""
import torch

RELATIVE = {torch.float64: 1e-5, torch.float32: 1e-5, torch.float16: 4e-3, torch.bfloat16: 3e-2,
            torch.float8_e4m3fn: 0.13, torch.float8_e5m2: 0.26}


def tolerance(args):
    """The relative error of the coarsest floating type among the arguments; grows with the length of a fold."""
    floating = [a for a in args.values() if isinstance(a, torch.Tensor) and a.dtype.is_floating_point]
    relative = max([RELATIVE[a.dtype] for a in floating], default=1e-5)
    longest = max([a.numel() for a in floating], default=1)
    return relative, relative * max(1.0, longest ** 0.5 / 8)


def difference(actual, expected, args, rounding=0):
    """None where the two agree, else a sentence with the first index that differs."""
    if tuple(actual.shape) != tuple(expected.shape):
        return f'shape {tuple(actual.shape)} against {tuple(expected.shape)}'
    if not actual.dtype.is_floating_point:
        a, e = actual.to(torch.int64), expected.to(torch.float64)
        near = (a - e).abs() <= rounding
    else:
        a, e = actual.to(torch.float64), expected.to(torch.float64)
        relative, absolute = tolerance(args)
        finite = e[torch.isfinite(e)]
        scale = max(1.0, float(finite.abs().max())) if finite.numel() else 1.0
        near = torch.isclose(a, e, rtol=relative, atol=absolute * scale, equal_nan=True)
    if bool(near.all()):
        return None
    index = tuple(int(i) for i in (~near).nonzero()[0])
    return f'at {list(index)}: the kernel gives {float(a[index]):.7g}, expected {float(e[index]):.7g}'
