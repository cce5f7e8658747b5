"""What changed in the records between two states of a programme, in the words of the method."""
