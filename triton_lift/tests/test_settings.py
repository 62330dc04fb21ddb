import pytest

from triton_lift.errors import LiftError
from triton_lift.settings import checked_setting, parse_setting


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("BLOCK=64", ("BLOCK", 64)),
        ("FLAG=True", ("FLAG", True)),
        ("MODE=None", ("MODE", None)),
        ("ACT=gelu", ("ACT", "gelu")),
        ("ACT='a b'", ("ACT", "a b")),
        ("EPS=1e-5", ("EPS", 1e-5)),
    ],
)
def test_settings_are_literals_or_words(text, expected):
    assert parse_setting(text) == expected


@pytest.mark.parametrize("text", ["BLOCK", "=3", "a b=3", "SHAPE=(1, 2)"])
def test_other_settings_are_refused(text):
    with pytest.raises(LiftError):
        parse_setting(text)


def test_dtypes_are_named_as_triton_spells_them():
    tl = pytest.importorskip("triton.language")
    names = ["float32", "float16", "bfloat16", "float8e4nv", "int32", "uint8"]
    assert [checked_setting("T", getattr(tl, name)) for name in names] == names
    assert checked_setting("B", tl.constexpr(4)) == 4
