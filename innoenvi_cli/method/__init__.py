"""The method: phases, metrics, gates, prioritisation, agreement, networks, development paths. Pure functions."""
