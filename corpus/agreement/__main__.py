"""
Agreement of kernels with what is said of them. Reads one JSON request a line, answers one JSON line each:

  { "id", "file", "recipe", "torch": text or null, "preconditions": [expr], "variant": {...}, "timeout": seconds }

With `torch`, the real kernel (Triton's interpreter, or a GPU) is compared with the lift; without, with the recipe's reference.
Instead of standard input: `python corpus/agreement --own [STEM ...]` holds each own kernel against its reference,
`--suite [PART ...]` each kernel of the suite whose id has a part in it, once a variant (after `npm run corpus`).
"""
import json
import os
import signal
import sys
import warnings
from pathlib import Path

# TRITON_LIFT_DEVICE=cuda runs the kernels on a GPU; without it, in Triton's interpreter.
if not os.environ.get('TRITON_LIFT_DEVICE'):
    os.environ['TRITON_INTERPRET'] = '1'
warnings.filterwarnings('ignore')

import kernels  # noqa: E402
import pointwise  # noqa: E402
from check import check  # noqa: E402

ROOT = Path(__file__).resolve().parent.parent


class Timeout(BaseException):
    """A kernel that takes too long; not an Exception, so that nothing on the way swallows it."""


def on_alarm(_signal, _frame):
    raise Timeout()


def answer(request):
    """The report on one request."""
    signal.signal(signal.SIGALRM, on_alarm)
    signal.alarm(int(request.get('timeout', 60)))
    try:
        recipe = request['recipe']
        if recipe.get('pointwise'):
            kernel, recipe = pointwise.wrap(request['file'], recipe)
        else:
            kernel = kernels.find(request['file'], recipe['kernel'])
        report = check(kernel, recipe, request.get('torch'), request.get('preconditions', []), request.get('variant', {}),
                       request.get('launches', 20))
    except Timeout:
        report = {'outcome': 'failed', 'compared': 0, 'rejected': 0, 'why': 'took too long'}
    except Exception as error:
        report = {'outcome': 'failed', 'compared': 0, 'rejected': 0, 'why': f'{type(error).__name__}: {error}'}
    finally:
        signal.alarm(0)
    return {'id': request['id'], **report}


def own_requests(only):
    """Each own kernel with its recipe, against its reference."""
    for table in sorted((ROOT / 'launches').glob('*.json')):
        for stem, recipe in json.loads(table.read_text()).items():
            if not only or stem in only:
                yield {'id': stem, 'file': str(ROOT / 'kernels' / f'{stem}.py'), 'recipe': recipe}


def suite_rows():
    """Each row of the suite with its recipe: kernels of packages, then those that torch.compile generated."""
    for name in json.loads((ROOT / 'suite' / 'packages.json').read_text()):
        yield from json.loads((ROOT / 'suite' / f'{name}.json').read_text()).items()
    for row, recipe in json.loads((ROOT / 'suite' / 'inductor.json').read_text()).items():
        yield f'inductor/{row}', recipe


def suite_requests(parts):
    """Each variant of each extracted kernel of the suite with its recipe, against its reference."""
    for row, recipe in suite_rows():
        file = ROOT.parent / '.corpus' / 'kernels' / f'{row}.py'
        if file.exists() and recipe.get('reference') and (not parts or any(part in row for part in parts)):
            for variant in recipe.get('variants', [{}]):
                yield {'id': row, 'file': str(file), 'recipe': recipe, 'variant': variant}


def piped_requests(_words):
    """The requests on standard input."""
    return (json.loads(line) for line in sys.stdin if line.strip())


SOURCES = {'--own': own_requests, '--suite': suite_requests}


def main():
    for request in SOURCES.get(' '.join(sys.argv[1:2]), piped_requests)(sys.argv[2:]):
        print(json.dumps(answer(request)), flush=True)


if __name__ == '__main__':
    main()
