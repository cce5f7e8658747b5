"""The verbs: plain arguments in, result objects out. They never print and never ask."""
