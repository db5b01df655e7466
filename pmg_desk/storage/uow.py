"""The unit of work: a change and its Logregel, or neither.

The session listens to what it flushes and executes. When a transaction wants to commit changes to guarded tables
without having added a Logregel, it is rolled back with :class:`GeenLogregel`: a bug, never something a user did.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.orm import ORMExecuteState, Session, UOWTransaction
from sqlalchemy.orm.exc import StaleDataError

from pmg_desk.domain.fouten import IntussenGewijzigd
from pmg_desk.storage import zoekindex
from pmg_desk.storage.models import (
    Actie,
    Antecedent,
    Betrokkenheid,
    Casus,
    Concept,
    Importtoewijzing,
    Indeling,
    Kenmerk,
    LogregelRij,
    PlanVersie,
    Score,
    Uitspraak,
    Vergaderplek,
)

VRIJ = (Concept, Importtoewijzing, Vergaderplek)
"""Tables that may change without a Logregel: drafts, how columns were mapped last time, at which item one is."""

_INHOUD = (Actie, Antecedent, Betrokkenheid, Indeling, Kenmerk, PlanVersie, Score, Uitspraak)
"""Content of a casus: whoever writes it has changed that casus, without every use case having to say so."""
_GERAAKT = "geraakte casussen"


class GeenLogregel(AssertionError):
    """A use case changed rows and wrote no Logregel: nothing was committed."""


class _Wachter:
    """Watches one session: whether anything guarded changed, and whether a Logregel was written."""

    def __init__(self, sessie: Session) -> None:
        self.gewijzigd = False
        self.gelogd = False
        event.listen(sessie, "after_flush", self._na_flush)
        event.listen(sessie, "do_orm_execute", self._bij_opdracht)

    def _na_flush(self, sessie: Session, _context: UOWTransaction) -> None:
        for rij in (*sessie.new, *sessie.dirty, *sessie.deleted):
            if isinstance(rij, LogregelRij):
                self.gelogd = True
            elif not isinstance(rij, VRIJ) and (rij not in sessie.dirty or sessie.is_modified(rij)):
                self.gewijzigd = True
                if isinstance(rij, _INHOUD):
                    sessie.info.setdefault(_GERAAKT, set()).add(rij.casus_id)
        zoekindex.werk_bij(sessie)

    def _bij_opdracht(self, staat: ORMExecuteState) -> None:
        if staat.is_insert or staat.is_update or staat.is_delete:
            mapper = staat.bind_mapper
            if mapper is not None and issubclass(mapper.class_, LogregelRij):
                self.gelogd = True
            elif mapper is None or not issubclass(mapper.class_, VRIJ):
                self.gewijzigd = True


@contextmanager
def transactie(engine: sa.Engine) -> Iterator[Session]:
    """One transaction: commits at the end, rolls back on any error.

    Raises GeenLogregel for an unlogged change, IntussenGewijzigd when a row was saved elsewhere since it was read.
    """
    sessie = Session(engine, expire_on_commit=False, autoflush=True)
    wachter = _Wachter(sessie)
    try:
        with sessie.begin():
            yield sessie
            sessie.flush()
            if wachter.gewijzigd and not wachter.gelogd:
                raise GeenLogregel("a change without a Logregel was not committed")
    except StaleDataError as fout:
        raise IntussenGewijzigd from fout
    finally:
        sessie.close()


def weiger_wijzigen(sessie: Session, fout: Callable[[], Exception]) -> None:
    """From now on this session raises ``fout()`` for whatever would change a row, drafts included."""

    def voor_flush(sessie: Session, *_: object) -> None:
        if sessie.new or sessie.dirty or sessie.deleted:
            raise fout()

    def bij_opdracht(staat: ORMExecuteState) -> None:
        if staat.is_insert or staat.is_update or staat.is_delete:
            raise fout()

    event.listen(sessie, "before_flush", voor_flush)
    event.listen(sessie, "do_orm_execute", bij_opdracht)


def dateer_casussen(sessie: Session, nu: datetime) -> None:
    """Say of each casus whose content this transaction wrote that it was changed now.

    By SQL, so that the version of the row stays: two people may work in one casus at a time.
    """
    sessie.flush()
    geraakt = sessie.info.get(_GERAAKT)
    if geraakt:
        sessie.execute(
            sa.update(Casus)
            .where(Casus.id.in_(geraakt))
            .values(gewijzigd_op=nu)
            .execution_options(synchronize_session=False)
        )


def bulk_toevoegen(sessie: Session, model: type[Any], rijen: list[dict[str, Any]]) -> None:
    """Insert many rows of one table at once; guarded and indexed like any other change."""
    if rijen:
        sessie.execute(sa.insert(model), rijen)
