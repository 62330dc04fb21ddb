"""One kernel against its reference and against its lift, over many launches."""
import torch

import compare
import contract
import kernels
import tensors
from launch import Launch, helpers, make_launch

WANTED = 20
ATTEMPTS = 80


def reference_outputs(recipe, launch):
    """What the recipe's PyTorch expressions give, in float64."""
    def widen(value):
        floating = isinstance(value, torch.Tensor) and value.dtype.is_floating_point
        return tensors.clone(value).to(torch.float64) if floating else value

    scope = {**launch.sizes, **{name: widen(value) for name, value in launch.args.items()}}
    known = {**helpers(), **scope, 'grid': launch.grid}
    return {name: torch.as_tensor(eval(text, known)) for name, text in recipe.get('reference', {}).items() if launch.args[name] is not None}


def lifted_function(text):
    """The function `lifted` of a lift's PyTorch text."""
    scope = {}
    exec(compile(text, '<lifted>', 'exec'), scope)
    return scope['lifted']


def check_outputs(expected, before, after, recipe):
    """The first disagreement between what a run left and what was expected of the tensors named, or None."""
    for name, value in expected.items():
        actual = after.args[name]
        value = value.to(torch.float64).broadcast_to(actual.shape) if value.dtype.is_floating_point else value.broadcast_to(actual.shape)
        wrong = compare.difference(actual, value, before.args, recipe.get('rounding', 0))
        if wrong:
            return f'{name} {wrong}'
    return None


def same_bytes(a, b):
    """Whether two tensors hold the same bits, NaN included."""
    packed = [torch.empty(t.shape, dtype=t.dtype).copy_(t).reshape(-1).view(torch.uint8) for t in (a, b)]
    return torch.equal(*packed)


def check_untouched(before, after, written):
    """The first tensor that changed and should not have: outside its elements, or not named as written."""
    for name, old in before.args.items():
        if not isinstance(old, torch.Tensor):
            continue
        new = after.args[name]
        if not torch.equal(tensors.outside(old), tensors.outside(new)):
            return f'{name} was written outside its elements'
        if name not in written and not same_bytes(old, new):
            return f'{name} was written'
    return None


def run_once(kernel, launch):
    """The launch after a run, on copies of its tensors."""
    after = Launch({name: tensors.clone(value) for name, value in launch.args.items()}, launch.grid, launch.sizes, launch.outputs)
    kernels.run(kernel, after)
    return after


def judge_launch(kernel, recipe, launch, lifted):
    """What went wrong with one launch, or None."""
    after = run_once(kernel, launch)
    if lifted is None:
        expected, written = reference_outputs(recipe, launch), launch.outputs
    else:
        expected = lifted({name: tensors.clone(value) for name, value in launch.args.items()}, launch.grid)
        written = list(expected)
    return check_untouched(launch, after, written) or check_outputs(expected, launch, after, recipe)


def describe(launch):
    """A launch in words short enough for a table."""
    shown = ', '.join(f'{name}={value}' for name, value in launch.sizes.items())
    return f'grid {list(launch.grid)}; {shown}'


def check(kernel, recipe, torch_text, preconditions, variant, wanted=WANTED):
    """
    Runs launches until `wanted` were compared. Returns the outcome ('agrees', 'differs', 'failed', 'rejected'),
    the number compared, and the number that the preconditions turned away.
    """
    lifted = lifted_function(torch_text) if torch_text else None
    fixed = {**recipe.get('set', {}), **variant}
    compared, rejected, broken = 0, 0, {}
    for attempt in range(ATTEMPTS):
        if compared == wanted:
            break
        launch = make_launch(recipe, attempt, fixed, spare_programs=lifted is not None)
        try:
            reason = contract.first_broken(preconditions, launch)
            if reason is not None:
                rejected += 1
                broken[reason] = broken.get(reason, 0) + 1
                continue
            problem = judge_launch(kernel, recipe, launch, lifted)
        except Exception as error:  # any failure of kernel or lift is a row of the report
            return {'outcome': 'failed', 'compared': compared, 'rejected': rejected, 'why': f'{type(error).__name__}: {error} ({describe(launch)})'}
        if problem:
            return {'outcome': 'differs', 'compared': compared, 'rejected': rejected, 'why': f'{problem} ({describe(launch)})'}
        compared += 1
    outcome = 'agrees' if compared else 'rejected'
    why = '' if compared else 'the contract turns every launch away: ' + max(broken, key=broken.get)
    return {'outcome': outcome, 'compared': compared, 'rejected': rejected, 'why': why}
