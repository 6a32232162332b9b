"""Every reason code that a rule may give has words (the lead fills this in, beside the renderer of reasons).

What belongs here: collect the codes of `Reason` from every `rules.py` and `audience.py`, and ask the stage's `words.py`
for the sentence of each, in the four languages; none may raise, be empty, or fall back to the bare code.
"""
