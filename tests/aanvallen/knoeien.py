"""What somebody with the vault key and a database tool can do: triggers and checks of the program do not stop them."""

from __future__ import annotations

import sqlalchemy as sa

from pmg_desk.domain.logboek import blad_hash
from pmg_desk.storage.models import LogregelRij
from tests.wereld import Wereld


def zet(wereld: Wereld, opdracht: str, **waarden: object) -> None:
    """Change the vault behind the program's back."""
    with wereld.engine.begin() as verbinding:
        verwijder_sloten(verbinding)
        verbinding.execute(sa.text(opdracht), waarden)


def verwijder_sloten(verbinding: sa.Connection) -> None:
    """Take out every trigger, as the owner of the machine could."""
    namen = verbinding.scalars(sa.text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).all()
    for naam in namen:
        verbinding.exec_driver_sql(f'DROP TRIGGER "{naam}"')


def nr_van(wereld: Wereld, actie: str) -> int:
    """The number of the first line of this kind."""
    with wereld.engine.connect() as verbinding:
        nr = verbinding.scalar(sa.select(sa.func.min(LogregelRij.nr)).where(LogregelRij.actie == actie))
    assert nr is not None
    return int(nr)


def knip(wereld: Wereld, vanaf: int) -> None:
    """Cut the log off, from this line on."""
    zet(wereld, "DELETE FROM logdetail WHERE nr >= :nr", nr=vanaf)
    zet(wereld, "DELETE FROM logregel WHERE nr >= :nr", nr=vanaf)


def keten_opnieuw(wereld: Wereld, vanaf: int = 1) -> None:
    """Make number, hash and previous hash of every line right again, as who knows the program's source would."""
    with wereld.engine.begin() as verbinding:
        verwijder_sloten(verbinding)
        rijen = verbinding.execute(
            sa.select(LogregelRij.nr, LogregelRij.blad, LogregelRij.hash).order_by(LogregelRij.nr)
        ).all()
        vorige = "0" * 64
        for nr, blad, hash_ in rijen:
            if nr < vanaf:
                vorige = hash_
                continue
            oud = blad.split('"vorige":"')[1][:64]
            nieuw = blad.replace(f'"vorige":"{oud}"', f'"vorige":"{vorige}"')
            vorige = blad_hash(nieuw)
            verbinding.execute(
                sa.text("UPDATE logregel SET blad = :b, hash = :h WHERE nr = :n"), {"b": nieuw, "h": vorige, "n": nr}
            )
