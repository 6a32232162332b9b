"""The only writers of this stage."""
