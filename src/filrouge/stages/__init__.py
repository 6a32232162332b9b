"""The life of a gathering, in the order in which it is lived."""
