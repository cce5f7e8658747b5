"""From the records to plain data: one module per deliverable, each with ``context(material)``."""
