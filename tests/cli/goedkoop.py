"""The command line in a process of its own, but with the cheap passwords of tests: ``python -m tests.cli.goedkoop …``.

Opening a vault takes most of a second of arithmetic on purpose; here that is no subject.
"""

from __future__ import annotations

import sys

from pmg_desk.__main__ import main
from pmg_desk.kluis.kdf import sta_goedkoop_toe

if __name__ == "__main__":
    with sta_goedkoop_toe():
        sys.exit(main())
