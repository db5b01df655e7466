"""What the youth thinks of a request of a parent: asked from 12 to 15, before it is decided on, and not passed on."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest

from pmg_desk.domain.fouten import GeenToegang, OngeldigeInvoer
from pmg_desk.domain.rechten import Mening, RechtOordeel
from pmg_desk.domain.rollen import Kluissoort
from pmg_desk.services.inzage import list_stukken, preview_antwoord
from pmg_desk.services.rechtenverzoeken import (
    AlBesloten,
    MeningInvoer,
    decide_verzoek,
    record_verzoek,
    set_mening,
    withdraw_verzoek,
)
from pmg_desk.services.rechtinzicht import RechtInzicht, list_verzoeken, show_verzoek
from tests.aanvallen.knoeien import zet
from tests.casusbouw import bladen, regels
from tests.reports.lezen import tekst
from tests.services.test_rechtenverzoeken import JA, MOEDER, NEE, ZELF
from tests.vulling import Dossier, maak_dossier
from tests.wereld import Wereld

ONEENS = MeningInvoer(Mening.ONEENS, "22-11-2026", "Straatcoach Bel", "Jongerenmerk: ik wil het niet.")
NIET = MeningInvoer(Mening.NIET_GEVRAAGD, tekst="Redenmerk: zit vast.")


@pytest.fixture
def dossier(wereld: Wereld) -> Dossier:
    """A youth of 14."""
    return maak_dossier(wereld.regie)


def vraag_eerst(een: RechtInzicht) -> bool:
    assert een.moet_mening == (een.wat_nu == "Vraag de jongere wat die ervan vindt, en leg dat vast.")
    return een.moet_mening


def geboren(wereld: Wereld, dag: str) -> None:
    zet(wereld, "UPDATE jongere SET geboortedatum = :dag", dag=dag)


def test_nothing_is_decided_for_a_parent_before_the_youth_is_heard(wereld: Wereld, dossier: Dossier) -> None:
    verzoek = record_verzoek(wereld.regie, dossier.casus_id, MOEDER)
    for oordeel in (JA, NEE):
        with pytest.raises(OngeldigeInvoer) as fout:
            decide_verzoek(wereld.privacy, verzoek, oordeel, "Goed.")
        assert fout.value.velden == {
            "mening": "Leg eerst vast wat de jongere ervan vindt, of waarom dat niet is gevraagd."
        }
    assert vraag_eerst(show_verzoek(wereld.regie, verzoek))
    set_mening(wereld.regie, verzoek, ONEENS)
    een = show_verzoek(wereld.privacy, verzoek)
    assert not vraag_eerst(een)
    assert (een.mening, een.mening_zin) == (
        Mening.ONEENS,
        (
            "De jongere is het er niet mee eens. Jongerenmerk: ik wil het niet."
            " Gevraagd op 22 november 2026 door Straatcoach Bel."
        ),
    )
    (van_lijst,) = list_verzoeken(wereld.privacy)
    assert (van_lijst.mening, van_lijst.mening_zin) == (None, "")  # the list holds numbers, no words
    decide_verzoek(wereld.privacy, verzoek, JA, "Goed.")
    assert [r.casus_id for r in regels(wereld.regie, "rechtenverzoek.mening")] == [str(dossier.casus_id)]
    assert not any(woord in bladen(wereld.regie) for woord in ("Jongerenmerk", "Straatcoach Bel"))


def test_why_they_were_not_asked_is_enough_and_has_a_day_but_nobody_who_asked(wereld: Wereld, dossier: Dossier) -> None:
    verzoek = record_verzoek(wereld.regie, dossier.casus_id, MOEDER)
    set_mening(wereld.privacy, verzoek, replace(NIET, op="1-1-2026", door="Niemand"))
    een = show_verzoek(wereld.regie, verzoek)
    assert een.mening_zin == "Niet gevraagd aan de jongere. Redenmerk: zit vast."
    decide_verzoek(wereld.privacy, verzoek, NEE, "Niet goed.")


@pytest.mark.parametrize(
    ("invoer", "velden"),
    [
        (MeningInvoer(Mening.EENS), {"op", "door"}),
        (MeningInvoer(Mening.EENS, "24-11-2026", "Bel"), {"op"}),
        (MeningInvoer(Mening.GEEN_MENING, "23-11-2026", " "), {"door"}),
        (replace(ONEENS, tekst=" "), {"tekst"}),
        (replace(NIET, tekst=""), {"tekst"}),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_kept(
    wereld: Wereld, dossier: Dossier, invoer: MeningInvoer, velden: set[str]
) -> None:
    verzoek = record_verzoek(wereld.regie, dossier.casus_id, MOEDER)
    with pytest.raises(OngeldigeInvoer) as fout:
        set_mening(wereld.regie, verzoek, invoer)
    assert set(fout.value.velden) == velden
    assert show_verzoek(wereld.regie, verzoek).mening is None


def test_who_agrees_needs_no_words_and_who_asks_themselves_is_not_asked(wereld: Wereld, dossier: Dossier) -> None:
    van_ouder, zelf = (record_verzoek(wereld.regie, dossier.casus_id, wie) for wie in (MOEDER, ZELF))
    set_mening(wereld.regie, van_ouder, MeningInvoer(Mening.EENS, "23-11-2026", "C. Regisseur"))
    assert show_verzoek(wereld.regie, van_ouder).mening_zin == (
        "De jongere is het ermee eens. Gevraagd op 23 november 2026 door C. Regisseur."
    )
    with pytest.raises(OngeldigeInvoer) as fout:
        set_mening(wereld.regie, zelf, NIET)
    assert set(fout.value.velden) == {"mening"}
    assert not vraag_eerst(show_verzoek(wereld.regie, zelf))
    decide_verzoek(wereld.privacy, zelf, JA, "Goed.")


def test_under_12_no_question_is_needed_and_from_16_a_parent_gets_nothing(wereld: Wereld, dossier: Dossier) -> None:
    jong, oud = (record_verzoek(wereld.regie, dossier.casus_id, MOEDER) for _ in range(2))
    geboren(wereld, "2014-11-24")  # 12 tomorrow
    assert not vraag_eerst(show_verzoek(wereld.regie, jong))
    decide_verzoek(wereld.privacy, jong, JA, "Goed.")
    geboren(wereld, "2014-11-23")
    assert vraag_eerst(show_verzoek(wereld.regie, oud))
    geboren(wereld, "2010-11-24")  # 16 tomorrow
    assert vraag_eerst(show_verzoek(wereld.regie, oud))
    geboren(wereld, "2010-11-23")
    assert not vraag_eerst(show_verzoek(wereld.regie, oud))
    for oordeel in (JA, RechtOordeel.DEELS):
        with pytest.raises(OngeldigeInvoer) as fout:
            decide_verzoek(wereld.privacy, oud, oordeel, "Goed.")
        assert fout.value.velden == {
            "oordeel": "De jongere is 16 of ouder en vraagt zelf. Een ouder kan dat alleen als gemachtigde."
        }
    decide_verzoek(wereld.privacy, oud, NEE, "De jongere is nu 16.")


def test_only_who_handles_it_and_only_while_it_is_open(wereld: Wereld, dossier: Dossier) -> None:
    verzoek = record_verzoek(wereld.regie, dossier.casus_id, MOEDER)
    for wie in (wereld.regie2, wereld.lezer, wereld.beheer):
        with pytest.raises(GeenToegang):
            set_mening(wie, verzoek, NIET)
    withdraw_verzoek(wereld.regie, verzoek)
    assert not vraag_eerst(show_verzoek(wereld.regie, verzoek))
    with pytest.raises(AlBesloten):
        set_mening(wereld.regie, verzoek, NIET)
    wereld.privacy.gebruiker = replace(wereld.privacy.gebruiker, soort=Kluissoort.TOEZICHT)
    with pytest.raises(GeenToegang):
        set_mening(wereld.privacy, verzoek, NIET)


def test_a_parent_who_asks_later_gets_none_of_it_without_somebody_choosing_so(wereld: Wereld, dossier: Dossier) -> None:
    def blad(verzoek: UUID) -> str:
        return " ".join(tekst(preview_antwoord(wereld.regie, verzoek)).split())

    eerder = record_verzoek(wereld.regie, dossier.casus_id, MOEDER)
    set_mening(wereld.regie, eerder, ONEENS)
    later = record_verzoek(wereld.regie, dossier.casus_id, MOEDER)
    stukken = [s for s in list_stukken(wereld.regie, later).stukken if s.let_op.startswith("Dit zei de jongere")]
    assert {s.veld for s in stukken} == {
        "Wat je ervan vond",
        "Gevraagd op",
        "Wie het je vroeg",
        "Wat je erover zei",
    }
    for woord in ("Jongerenmerk", "Straatcoach Bel", "22 november 2026", "oneens"):
        assert woord not in blad(later).lower()
        assert woord not in blad(later)


def test_no_word_of_a_youth_is_written_over(wereld: Wereld, dossier: Dossier) -> None:
    verzoek = record_verzoek(wereld.regie, dossier.casus_id, MOEDER)
    eens = MeningInvoer(Mening.EENS, "23-11-2026", "C. Regisseur")
    een_mening = "De jongere is het er niet mee eens. Jongerenmerk: ik wil het niet."
    een_mening += " Gevraagd op 22 november 2026 door Straatcoach Bel."
    for invoer in (ONEENS, NIET, eens):
        assert show_verzoek(wereld.privacy, verzoek).eerdere_meningen[1:] == ()
        set_mening(wereld.regie, verzoek, invoer)
    een = show_verzoek(wereld.privacy, verzoek)
    assert een.mening is Mening.EENS
    assert een.eerdere_meningen == (
        "Niet gevraagd aan de jongere. Redenmerk: zit vast.",
        een_mening,
    )
    assert list_verzoeken(wereld.privacy)[0].eerdere_meningen == ()
    with pytest.raises(OngeldigeInvoer):
        set_mening(wereld.regie, verzoek, replace(eens, door=""))
    assert show_verzoek(wereld.privacy, verzoek).eerdere_meningen == een.eerdere_meningen
