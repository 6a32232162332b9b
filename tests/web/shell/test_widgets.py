"""The widgets drawn by functions say exactly what Django's templates say."""

from typing import Any

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy

from filrouge.web.shell.widgets import Renderer

NASTY = "<b>\"l’été\" & 'co'"
CHOICES = [("", gettext_lazy("Choose")), ("a", NASTY), (2, "Zwei"), ("Gruppe <1>", [("x", "X"), ("y", "Y")])]
SAFE = mark_safe("a&amp;b")
ATTRIBUTES = {"id": "id_x", "required": True, "disabled": False, "data-n": 1234567, "class": NASTY, "rel": SAFE}
WIDGETS: list[tuple[forms.Widget, list[Any]]] = [
    (forms.TextInput(), [None, "", NASTY, 1234567, 1.5]),
    (forms.EmailInput(), [None, "a@b.example"]),
    (forms.NumberInput(), [None, 0, 10000]),
    (forms.HiddenInput(), [None, "x"]),
    (forms.PasswordInput(render_value=True), [None, "x"]),
    (forms.URLInput(), ["https://a.example/?b=1&c=2"]),
    (forms.CheckboxInput(), [None, False, True, "1"]),
    (forms.DateInput(), [None, "2027-06-12"]),
    (forms.Select(choices=CHOICES), [None, "", "a", 2, "y"]),
    (forms.SelectMultiple(choices=CHOICES), [None, ["a", "x"]]),
    (forms.RadioSelect(choices=CHOICES), [None, "a"]),
    (forms.CheckboxSelectMultiple(choices=CHOICES), [None, ["a", "x"]]),
    (forms.Textarea(), [None, NASTY]),
]


@pytest.mark.parametrize(("widget", "values"), WIDGETS, ids=lambda given: type(given).__name__)
def test_both_draw_the_same(widget: forms.Widget, values: list[Any]) -> None:
    """With and without a value, with and without attributes."""
    for value in values:
        for attributes in ({}, ATTRIBUTES):
            drawn = widget.render("na<me", value, attributes, renderer=Renderer())
            assert drawn == widget.render("na<me", value, attributes, renderer=DjangoTemplates())
            assert hasattr(drawn, "__html__")
