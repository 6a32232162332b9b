"""Engines: plain Python that decides, without Django and without a clock. Same input, same answer."""
