"""Keys that a log repeats from the one before it: known once that one is gone, changing nothing while it is there."""

from __future__ import annotations

import pytest

from pmg_desk.domain.rollen import Rol
from pmg_desk.domain.sleutelboek import EXTERN, HERHAALREGEL, HERHAALREGEL_OUD
from tests.domain.test_sleutelboek import Log


def herhaal(log: Log, wie: str, sleutel: str | None, *, oud: bool = False, **anders: object) -> None:
    velden = {"sleutel": sleutel, "verwerking": "privacy_officer", **anders}
    log.regel(HERHAALREGEL_OUD if oud else HERHAALREGEL, wie, **velden)


def test_while_the_old_log_is_there_repeating_changes_nothing() -> None:
    log = Log()
    log.sleutel("pim", "p1", "privacy_officer")
    log.genodigd("weg", "w1", "privacy_officer", "pim", "p1")
    log.regel("gebruiker.stoppen", "weg")
    voor = log.boek()
    herhaal(log, "pim", "p1")
    herhaal(log, "weg", "w1", oud=True)
    herhaal(log, "pim", "vals")
    herhaal(log, "weg", "w1")
    assert log.boek() == voor


def test_when_the_old_log_is_gone_they_are_how_the_keys_are_known() -> None:
    log = Log()
    herhaal(log, "pim", "p1", oud=True)
    herhaal(log, "pim", "p2")
    herhaal(log, "eva", "e1", object_soort=EXTERN)
    boek = log.boek()
    assert [(s.sleutel, s.rol, s.tot is None, s.extern) for s in boek.sleutels] == [
        ("p1", Rol.PRIVACY_OFFICER, False, False),
        ("p2", Rol.PRIVACY_OFFICER, True, False),
        ("e1", Rol.PRIVACY_OFFICER, True, True),
    ]
    assert boek.laatste == {"pim": "p2", "eva": "e1"}
    assert boek.bevindingen == ()
    log.regel("gebruiker.vervangen", "pim")
    log.sleutel("pim", "p3", "privacy_officer")
    assert log.boek().wachtend["pim"].oude_sleutel == "p2"


@pytest.mark.parametrize(("sleutel", "rol"), [(None, "privacy_officer"), ("p1", "koning")])
def test_a_line_that_repeats_nothing_readable_makes_nobody_known(sleutel: str | None, rol: str) -> None:
    log = Log()
    herhaal(log, "pim", sleutel, verwerking=rol)
    assert log.boek().sleutels == ()


def test_only_the_unbroken_row_at_the_beginning_is_believed() -> None:
    """Later on anybody who can write in this vault could "repeat" a key of their own, past every endorsement."""
    log = Log()
    herhaal(log, "pim", "p1")
    log.regel("gebruiker.inloggen", "pim")
    herhaal(log, "pim", "vals")
    herhaal(log, "nep", "vals2")
    boek = log.boek()
    assert [(s.gebruiker_id, s.sleutel) for s in boek.sleutels] == [("pim", "p1")]
    assert boek.laatste == {"pim": "p1"}
