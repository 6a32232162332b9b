"""The forms of the press."""

from filrouge.stages.press.forms.people import AccreditationForm, AnswerForm, JournalistForm, PressContactForm
from filrouge.stages.press.forms.release import AnnexForm, FileForm, HeadingForm, TextForm, embargo_initial

__all__ = [
    "AccreditationForm",
    "AnnexForm",
    "AnswerForm",
    "FileForm",
    "HeadingForm",
    "JournalistForm",
    "PressContactForm",
    "TextForm",
    "embargo_initial",
]
