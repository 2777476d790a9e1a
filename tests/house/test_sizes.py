"""Nine functions in ten are short."""

from .sizes import report


def test_nine_functions_in_ten_are_short():
    sizes = report()
    assert sizes["short functions"] >= 0.9, sizes
