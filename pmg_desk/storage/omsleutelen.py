"""The whole database written again under another key, in a new file beside it.

Three ways were measured on 247 MB: SQLite's backup call (1.5 s), ``sqlcipher_export`` (2.1 s) and ``PRAGMA rekey``
(3.3 s, in place). The backup call copies decrypted pages as they are, so the search indexes, ``user_version`` and
everything else come along unchanged; it goes in steps, which gives progress and a moment to stop; and the old file is
not touched until the new one has been read back whole.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlcipher3 import dbapi2

from pmg_desk.domain.kluisfouten import KluisBeschadigd, KluisNietBereikbaar
from pmg_desk.storage import logregels
from pmg_desk.storage.engine import als_fout, controleer_bestand, maak_bestand, maak_engine, sluit_engine

_STAP = 1000
"""Pages at a time (4 MB): some twenty milliseconds between two moments to stop."""


def schrijf_om(engine: sa.Engine, doel: Path, sleutel: bytes, meld: Callable[[int, int], None]) -> None:
    """Write everything in ``engine`` to the new file ``doel`` under the raw 256-bit ``sleutel``, and make it durable.

    ``meld(pages done, pages in all)`` may raise to stop; what stands in ``doel`` by then is the caller's to remove.
    Raises BestaatAl (nothing is overwritten), KluisBeschadigd and KluisNietBereikbaar. ``engine`` is at rest: no
    transaction runs, and it still has the old file when this is done.
    """
    maak_bestand(doel)

    def gevorderd(_status: int, over: int, totaal: int) -> None:
        meld(totaal - over, totaal)

    bron = engine.raw_connection()
    try:
        with closing(dbapi2.connect(doel.absolute().as_uri() + "?mode=rw", uri=True, isolation_level=None)) as nieuw:
            nieuw.execute("PRAGMA cipher_log_level=NONE")
            nieuw.execute(f"PRAGMA key = \"x'{sleutel.hex()}'\"")
            # A file that a crash leaves half written is thrown away: a journal of it would be of no use.
            nieuw.execute("PRAGMA journal_mode = OFF")
            nieuw.execute("PRAGMA synchronous = OFF")
            bron.driver_connection.backup(nieuw, pages=_STAP, progress=gevorderd, sleep=0)  # type: ignore[union-attr]
        _sync(doel)
    except dbapi2.Error as oorzaak:
        # The driver's backup call raises what went wrong without SQLite's code for it (a full disk, for one).
        raise als_fout(oorzaak) or KluisNietBereikbaar() from None
    finally:
        bron.close()


def controleer_omgeschreven(engine: sa.Engine, doel: Path, sleutel: bytes) -> None:
    """Read the new file back: every page, the structure, and whether its log ends where that of ``engine`` does.

    Raises KluisBeschadigd (of the new file; ``engine`` is untouched) and KluisNietBereikbaar.
    """
    nieuw = maak_engine(doel, sleutel)
    try:
        if controleer_bestand(nieuw) or _stand(nieuw) != _stand(engine):
            raise KluisBeschadigd(
                "Het nieuwe bestand is niet goed geschreven.",
                veilig="De kluis zelf is niet veranderd.",
                doe="Controleer de schijf van deze computer en probeer het opnieuw.",
            )
    finally:
        sluit_engine(nieuw)


def _stand(engine: sa.Engine) -> tuple[int, str]:
    with Session(engine) as sessie:
        return logregels.stand(sessie)


def _sync(pad: Path) -> None:
    try:
        fd = os.open(pad, os.O_RDWR)
        try:
            os.fsync(fd)
        finally:
            os.close(fd)
    except OSError as oorzaak:
        raise KluisNietBereikbaar.van(oorzaak) from None
