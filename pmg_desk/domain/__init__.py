"""The rules of the work: standard library only, frozen values, no I/O and no clock of its own."""
