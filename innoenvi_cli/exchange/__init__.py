"""Registers of others in: tables are read safely, their columns named, their cells turned into values of records."""
