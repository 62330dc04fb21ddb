from triton_lift.bundle import MIME_TYPE, document, failure_bundle, mime_bundle
from triton_lift.result import Result, worst_verdict

EVIL = "<script>alert(1)</script>"


def make_result(**changes):
    output = {"target": "y[i]", "targetLatex": "y_i", "text": "2 * x[i]", "latex": "2 x_i", "domain": "i < n"}
    data = {
        "kernel": "k",
        "variant": {},
        "verdict": "verified",
        "summary": "proved",
        "outputs": [output],
        "preconditions": [{"text": "n >= 1", "because": "", "unusual": False}],
        "obligations": [{"status": "proved", "statement": "all is well", "why": ""}],
        "assumptions": ["reals"],
        "hazards": [],
        "torch": "",
    }
    return {**data, **changes}


def make_document(*results):
    return document({"source": "", "kernels": None}, list(results), "Z3", "0.1.0")


def test_a_document_has_a_form_for_everyone():
    bundle = mime_bundle(make_document(make_result()))
    assert bundle[MIME_TYPE]["results"][0]["kernel"] == "k"
    assert bundle["text/plain"] == "k: verified. proved\n  y[i] = 2 * x[i]\n  requires n >= 1"
    assert bundle["text/latex"] == "$$\\begin{gathered}y_i = 2 x_i\\end{gathered}$$"
    assert "✓ verified" in bundle["text/html"] and "2 x_i" in bundle["text/html"]


def test_names_and_messages_are_escaped():
    evil = make_result(kernel=EVIL, summary=EVIL, variant={EVIL: EVIL}, assumptions=[EVIL], verdict=EVIL)
    assert EVIL not in mime_bundle(make_document(evil))["text/html"]
    assert EVIL not in failure_bundle(EVIL)["text/html"]


def test_several_results_are_as_good_as_the_worst():
    results = [Result(make_result()), Result(make_result(verdict="unproved")), Result(make_result(verdict="refuted"))]
    assert worst_verdict(results) == "refuted"
    assert worst_verdict(results[:2]) == "unproved"
