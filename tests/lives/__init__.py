"""Random lives of registrations, followed step by step by a model of plain lists."""
