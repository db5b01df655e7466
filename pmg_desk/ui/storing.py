"""What happens to an exception nobody expected: a reference for the user, a log line without case data.

Only the type and the places in the code are written: a message may hold what the user typed.
"""

from __future__ import annotations

import logging
import secrets
import traceback

_LOG = logging.getLogger(__name__)


def leg_vast(fout: BaseException) -> str:
    """Log a bug and return the reference under which it can be found, such as ``K7QF-2MHD``."""
    letters = "".join(secrets.choice("ABCDEFGHJKLMNPQRSTUVWXYZ23456789") for _ in range(8))
    referentie = f"{letters[:4]}-{letters[4:]}"
    plekken = " < ".join(
        f"{stap.filename.replace(chr(92), '/').rsplit('/', 1)[-1]}:{stap.lineno} {stap.name}"
        for stap in reversed(traceback.extract_tb(fout.__traceback__))
    )
    _LOG.error("storing %s: %s at %s", referentie, _soort(fout), plekken or "unknown")
    return referentie


def _soort(fout: BaseException) -> str:
    oorzaak = fout.__cause__ or (None if fout.__suppress_context__ else fout.__context__)
    naam = type(fout).__qualname__
    return naam if oorzaak is None else f"{naam} from {type(oorzaak).__qualname__}"
