"""A letter as one file, in the format that somebody asks for."""

from __future__ import annotations

from filrouge.stages.documents.facts import LetterFacts
from filrouge.stages.documents.layout.pdf import letter_pdf

TO_RETOUCH = ("odt", "docx")
FORMATS = ("pdf", *TO_RETOUCH)


def letter_file(facts: LetterFacts, form: str) -> bytes:
    """The letter in one of FORMATS. Raises KeyError for another one."""
    # Here, so that the product starts without the libraries that two of the formats need.
    if form == "docx":
        from filrouge.stages.documents.layout.docx_letter import letter_docx

        return letter_docx(facts)
    if form == "odt":
        from filrouge.stages.documents.layout.odt import letter_odt

        return letter_odt(facts)
    return {"pdf": letter_pdf}[form](facts)
