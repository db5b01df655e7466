"""The figures of security.md about crashes, faults and damage: short in ``make test``, long in ``make endure``."""
