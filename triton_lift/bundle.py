"""A finished lift as an output of a notebook: our own form, and HTML, LaTeX and text for those who lack it."""

from html import escape

from .result import Result

MIME_TYPE = "application/vnd.triton-lift+json"

_ICONS = {"verified": "✓", "refuted": "✗", "unproved": "?", "unsupported": "–", "error": "!"}


def document(job, results, solver, version):
    """What the front end shows: the results, with all that reproduces them."""
    return {"schema": 1, "version": version, "solver": solver, "request": job, "results": results}


def mime_bundle(data):
    """All forms of a document."""
    results = [Result(r) for r in data["results"]]
    return {
        MIME_TYPE: data,
        "text/html": _html(results, data),
        "text/latex": _latex(results),
        "text/plain": "\n".join(_plain(r) for r in results),
    }


def failure_bundle(message):
    """What is shown where no lift could be done."""
    return {"text/html": f"<p><strong>Not lifted.</strong> {escape(message)}</p>", "text/plain": f"Not lifted: {message}"}


def _latex(results):
    rows = [row for r in results for row in r.latex.split("\n") if row]
    return "$$\\begin{gathered}" + " \\\\ ".join(rows) + "\\end{gathered}$$" if rows else ""


def _plain(result):
    lines = [repr(result), *(f"  {row}" for row in result.text.split("\n") if row)]
    return "\n".join([*lines, *(f"  requires {p['text']}" for p in result.preconditions)])


def _variant(result):
    return ", ".join(f"{name}={value}" for name, value in result.variant.items())


def _items(title, texts):
    rows = "".join(f"<li>{text}</li>" for text in texts)
    return f"<details><summary>{escape(title)} ({len(texts)})</summary><ul>{rows}</ul></details>" if texts else ""


def _code(text):
    return f"<code>{escape(str(text))}</code>"


def _result_html(result):
    variant = _variant(result)
    head = f"<strong>{_ICONS.get(result.verdict, '?')} {escape(result.verdict)}</strong> {_code(result.kernel)} {escape(variant)}"
    formulas = "".join(
        f"<div>$$\\displaystyle {escape(o['targetLatex'])} = {escape(o['latex'])}$$</div><p>{_code(o['target'] + ' = ' + o['text'])}, for {_code(o['domain'])}</p>"
        for o in result.outputs
    )
    contract = [("⚠ unusual: " if p["unusual"] else "") + f"{_code(p['text'])} {escape(p['because'])}" for p in result.preconditions]
    obligations = [f"{escape(o['status'])}: {escape(o['statement'])} {escape(o['why'])}" for o in result.obligations]
    hazards = [f"{escape(h['kind'])}: {escape(h['text'])}" for h in result.hazards]
    return "".join(
        [
            f"<section><p>{head}</p><p>{escape(result.summary)}</p>",
            formulas,
            _items("Hazards", hazards),
            _items("Launch contract", contract),
            _items("Obligations", obligations),
            _items("Assumptions", [escape(a) for a in result.assumptions]),
            "</section>",
        ]
    )


def _html(results, data):
    made_by = escape(f"triton-lift {data['version']} · {data['solver']}")
    return "".join(_result_html(r) for r in results) + f"<p><small>{made_by}</small></p>"
