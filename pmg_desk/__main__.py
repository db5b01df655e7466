"""``python -m pmg_desk``, the installed command ``pmg-desk`` and the frozen program all start here."""

from __future__ import annotations

import multiprocessing
import sys


def main() -> int:
    """Run one command and return its exit code: 0 done, 1 refused or failed, 2 wrongly asked."""
    # A frozen program starts its child processes (the import reader) by running itself again.
    multiprocessing.freeze_support()
    from pmg_desk import cli

    return cli.main(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
