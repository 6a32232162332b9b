"""Numbers of records that a form carries without a field that looks at them."""

import pytest

from filrouge.web.shell.numbers import number_said, numbers_said


@pytest.mark.parametrize("said", ["", "0", "x", "-1", "1.5", "²", " 7", "9" * 19, "9" * 5000])
def test_anything_else_is_the_number_of_no_record(said: str) -> None:
    assert number_said(said) == 0


def test_numbers_keep_their_order() -> None:
    assert numbers_said(["12", "", "forged", "7", "9" * 5000, "999999999999999999"]) == [12, 7, 999999999999999999]
