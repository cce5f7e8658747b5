"""innoenvi: miniclusters as records in git, gates with evidence, deliverables in Finnish and English."""

__version__ = "0.1.0"
