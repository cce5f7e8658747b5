"""The command line: options in, a use case, a report and an exit code out. No rule of the method lives here."""
