"""The waiting list: examples, guarantees over generated lines and histories, and controls of the checks."""
