"""The records of the method as frozen types; no input or output here."""
