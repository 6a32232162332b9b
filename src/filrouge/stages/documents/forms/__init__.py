"""The forms around letters."""

from filrouge.stages.documents.forms.letter import (
    AnnexForm,
    ContactForm,
    FileForm,
    HeadingForm,
    HowForm,
    SignatoryForm,
    TextForm,
    WhyNotForm,
)

__all__ = ["AnnexForm", "ContactForm", "FileForm", "HeadingForm", "HowForm", "SignatoryForm", "TextForm", "WhyNotForm"]
