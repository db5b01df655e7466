"""Taking somebody's way in out of the header."""

from __future__ import annotations

from pathlib import Path

import pytest

from pmg_desk.domain.klok import VasteKlok
from pmg_desk.kluis.bewaarplaats import aanvaard_uitnodiging, nodig_uit, open_kluis, verwijder_gebruiker
from pmg_desk.kluis.fouten import KluisNietBereikbaar, UitnodigingOpen, VerkeerdWachtwoord
from tests.kluis.kluizen import BEA, JAN_ID, JAN_WACHTWOORD, NU, maak

KLOK = VasteKlok(NU)


@pytest.fixture
def pad(tmp_path: Path) -> Path:
    """A vault with Bea and Jan, shut."""
    with maak(tmp_path) as kluis:
        code = nodig_uit(kluis, JAN_ID, "jan", "Jan", klok=KLOK)
    with aanvaard_uitnodiging(kluis.pad, "jan", code, JAN_WACHTWOORD, klok=KLOK):
        return kluis.pad


def test_a_removed_user_does_not_get_in_and_the_others_do(pad: Path) -> None:
    with open_kluis(pad, "bea", BEA.wachtwoord, klok=KLOK) as kluis:
        jan = next(g for g in kluis.kop.gebruikers if g.gebruiker_id == JAN_ID)
        assert verwijder_gebruiker(kluis, JAN_ID, klok=KLOK)
        assert jan.publiek.age not in kluis.kop.ontvangers()
        assert not verwijder_gebruiker(kluis, JAN_ID, klok=KLOK)
    with pytest.raises(VerkeerdWachtwoord):
        open_kluis(pad, "jan", JAN_WACHTWOORD, klok=KLOK)
    open_kluis(pad, "bea", BEA.wachtwoord, klok=KLOK).sluit()


def test_nobody_removes_themselves(pad: Path) -> None:
    with open_kluis(pad, "jan", JAN_WACHTWOORD, klok=KLOK) as kluis, pytest.raises(ValueError, match="logged in"):
        verwijder_gebruiker(kluis, JAN_ID, klok=KLOK)
    open_kluis(pad, "jan", JAN_WACHTWOORD, klok=KLOK).sluit()


def test_when_the_disk_refuses_everybody_still_gets_in(pad: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def breek(*_: object) -> None:
        raise KluisNietBereikbaar

    with open_kluis(pad, "bea", BEA.wachtwoord, klok=KLOK) as kluis:
        monkeypatch.setattr("pmg_desk.kluis.dubbelkop.schrijf_duurzaam", breek)
        with pytest.raises(KluisNietBereikbaar):
            verwijder_gebruiker(kluis, JAN_ID, klok=KLOK)
        monkeypatch.undo()
    open_kluis(pad, "jan", JAN_WACHTWOORD, klok=KLOK).sluit()


def test_replacing_gives_a_code_in_the_same_write_and_ends_the_old_password(pad: Path) -> None:
    with open_kluis(pad, "bea", BEA.wachtwoord, klok=KLOK) as kluis:
        oud = kluis.kop.gebruiker("jan")
        assert oud is not None
        generatie = kluis.kop.generatie
        code = nodig_uit(kluis, JAN_ID, "jan", "Jan", klok=KLOK, vervangt=True)
        assert (kluis.kop.gebruiker("jan"), kluis.kop.generatie) == (None, generatie + 1)
        assert oud.publiek.age not in kluis.kop.ontvangers()
    with pytest.raises(UitnodigingOpen):
        open_kluis(pad, "jan", JAN_WACHTWOORD, klok=KLOK)
    with aanvaard_uitnodiging(pad, "jan", code, "stille boot ziet veel maan", klok=KLOK) as kluis:
        assert kluis.gebruiker_id == JAN_ID
        assert kluis.sleutels.publiek != oud.publiek


def test_nobody_replaces_themselves(pad: Path) -> None:
    with open_kluis(pad, "jan", JAN_WACHTWOORD, klok=KLOK) as kluis, pytest.raises(ValueError, match="logged in"):
        nodig_uit(kluis, JAN_ID, "jan", "Jan", klok=KLOK, vervangt=True)
    open_kluis(pad, "jan", JAN_WACHTWOORD, klok=KLOK).sluit()
