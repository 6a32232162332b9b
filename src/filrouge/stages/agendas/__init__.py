"""Gatherings in the agenda of a town or a region, kept by somebody else."""
