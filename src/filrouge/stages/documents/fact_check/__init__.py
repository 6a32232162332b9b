"""Does a text in four languages say what is true? Reading days, hours, numbers, places and addresses, and comparing."""

from filrouge.stages.documents.fact_check.checking import check
from filrouge.stages.documents.fact_check.mentions import Finding, Kind, Known, Mention, Piece, Problem
from filrouge.stages.documents.fact_check.reading import mentions_in
from filrouge.stages.documents.fact_check.spoken import spoken_date

__all__ = ["Finding", "Kind", "Known", "Mention", "Piece", "Problem", "check", "mentions_in", "spoken_date"]
