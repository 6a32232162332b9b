"""The words of the privacy stage."""
