"""Commands for what needs no screen."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from pmg_desk import __version__


def main(argumenten: Sequence[str]) -> int:
    """Run one command and return its exit code: 0 done, 1 refused or failed, 2 wrongly asked (argparse)."""
    lezer = argparse.ArgumentParser(prog="pmg-desk", description="Casusregie voor Preventie met Gezag.")
    lezer.add_argument("--version", action="version", version=f"%(prog)s {__version__}")
    lezer.parse_args(argumenten)
    lezer.print_help()
    return 2
