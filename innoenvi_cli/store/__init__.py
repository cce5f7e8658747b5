"""Disk: find and read the records with their positions, write change sets. The only room that knows YAML."""
