"""Readers of what comes in from outside: xlsx, csv and the BRP list, parsed in a process of their own."""
