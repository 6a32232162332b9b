"""Plain Python that every storey stands on: vague dates, words, decisions, state tables, zones, names."""
