"""
The PyTorch call that `formulas.json` names for an output, held against the reference of the kernel's recipe: both in float64, over
random launches. Prints one line for each output that differs and a count; exits with 1 where any does.
"""
import json
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / 'agreement'))

import torch  # noqa: E402

from check import reference_outputs  # noqa: E402
from launch import make_launch  # noqa: E402

LAUNCHES = 6


def recipes():
    """Each own kernel's recipe by its id."""
    return {name: recipe for table in sorted((HERE.parent / 'launches').glob('*.json')) for name, recipe in json.loads(table.read_text()).items()}


def variant_of(key):
    """A kernel's id and the constexpr values after it, as in a golden's `variant` line."""
    kernel, *settings = key.split(' ')
    return kernel, {name: json.loads(value) for name, value in (setting.split('=') for setting in settings)}


def difference(recipe, variant, buffer, call):
    """Why the call is not the reference on some launch, or None. PyTorch refuses some sizes, as a batch norm of one element."""
    refused = 0
    for attempt in range(LAUNCHES):
        launch = make_launch(recipe, attempt, variant, spare_programs=False)
        expected = reference_outputs(recipe, launch)[buffer].to(torch.float64)
        try:
            actual = reference_outputs({'reference': {buffer: call}}, launch)[buffer].to(torch.float64)
        except ValueError:
            refused += 1
            continue
        if expected.numel() != actual.numel():
            return f'{tuple(actual.shape)} for {tuple(expected.shape)}'
        if not torch.allclose(actual.reshape(expected.shape), expected, rtol=1e-9, atol=1e-9, equal_nan=True):
            return f'{actual.flatten()[:3].tolist()} for {expected.flatten()[:3].tolist()}'
    return 'refused at most sizes' if refused > LAUNCHES / 2 else None


def main():
    known, checked, wrong = recipes(), 0, 0
    for key, outputs in json.loads((HERE / 'formulas.json').read_text()).items():
        kernel, variant = variant_of(key)
        for output, row in outputs.items():
            if row['call'] is None:
                continue
            try:
                problem = difference(known[kernel], variant, output.split('[')[0], row['call'])
            except Exception as error:  # whatever a call raises is a line of the report
                problem = f'{type(error).__name__}: {error}'
            checked += 1
            if problem:
                wrong += 1
                print(f'{key} {output}: {problem}')
    print(f'{checked} calls, {wrong} wrong')
    return 1 if wrong else 0


if __name__ == '__main__':
    sys.exit(main())
