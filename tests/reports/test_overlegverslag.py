"""A list of actions and minutes as their readers get them: what is first and what is late, how they break, the file."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from pmg_desk.domain.bundel import Bundelkop, Bundelversie
from pmg_desk.domain.overlegverslag import Actiedeel, Actielijst, Eigenactie, Gedeeld, Verslag, Verslagpunt
from pmg_desk.domain.samenvatting import Aard, Rubriek, Stuk, Veld
from pmg_desk.reports import actielijstblad, verslagblad
from pmg_desk.reports.bundel import Bundelpdf
from pmg_desk.reports.overlegverslag import VerslagNietGedrukt, maak_actielijst, maak_verslag
from tests.papierbouw import BESLUIT, KOP, samenvatting, stuk
from tests.reports.lezen import (
    bladen,
    bladen_met_inkt_in_de_marge,
    koppen_zonder_vervolg,
    open_pdf,
    structuur,
    tekst,
    zonder_wit,
)

WIE = "Ǵ. van den Ƶørhåçèk-d’Ÿ Łukasz"
LANG = "Belt de mentor, de leerplichtambtenaar en de moeder, en legt vast wat elk van hen heeft gezien en afgesproken. "
LIJSTKOP: Bundelkop = replace(
    KOP, persoon=WIE, versie=Bundelversie.ACTIELIJST, exemplaar=3, gemaakt_op=KOP.gemaakt_op + timedelta(days=2)
)


def actie(nr: int, dagen: int, woorden: str, **anders: object) -> Eigenactie:
    """An action due that many days after the meeting."""
    dag = (LIJSTKOP.datum + timedelta(days=dagen)).isoformat()
    velden = ((Veld.WIE, "P. de Wit (politie)"), (Veld.GEREED_OP, dag), (Veld.STATUS, "Open"))
    return Eigenactie(replace(stuk(nr, Rubriek.ACTIES, "Actie", woorden), id=f"actie:{nr}", velden=velden), **anders)  # type: ignore[arg-type]


def deel(nr: int, *acties: Eigenactie, naam: str = "") -> Actiedeel:
    nummer = f"DHZ-2026-{nr:04}"
    stukken = tuple(een for actie in acties for een in actie.stukken)
    s = samenvatting(*stukken, casusnummer=nummer, naam=naam or nummer, besluiten=(BESLUIT,))
    return Actiedeel(replace(s, organisatie=LIJSTKOP.organisatie, functie=LIJSTKOP.functie), acties)


def lijst(*delen: Actiedeel, **anders: object) -> Actielijst:
    return Actielijst(LIJSTKOP, delen, **anders)  # type: ignore[arg-type]


def lang() -> Actielijst:
    """More than fits two pages, about twelve casussen."""
    paren = [[actie(nr * 10 + i, i * 3 - 6, LANG * (1 + i), nieuw=i == 1) for i in range(3)] for nr in range(1, 13)]
    return lijst(*(deel(nr, *acties, naam=f"Zoë Ǧ. {nr}") for nr, acties in enumerate(paren, 1)), verzwegen=2)


def verslag(punten: int = 2) -> Verslag:
    """Minutes with much under each item."""
    gezegd = tuple(stuk(nr, Rubriek.SIGNALEN, "Besproken aan tafel", LANG * 3, aard=Aard.MENING) for nr in range(4))
    besloten: tuple[Stuk, ...] = (stuk(9, Rubriek.BESLUITEN, "Besluit", LANG, aard=Aard.FEIT),)
    vol = tuple(
        Verslagpunt(
            nr,
            f"DHZ-2026-{nr:04}",
            WIE,
            "Kan de hulp starten?",
            "Besproken",
            nr,
            ("J. Werker (Welzijn)",),
            ("P. Weg (GGD)",),
            gezegd,
            besloten,
            tuple(een.stuk for een in (actie(nr, 3, LANG), actie(nr + 50, 9, LANG))),
            (Gedeeld("GGD – arts", ("Signalen", "Plan"), LANG, True),),
        )
        for nr in range(1, punten + 1)
    )
    return Verslag(
        "Den Haag",
        "PGA lokaal Zuiderpark",
        KOP.datum,
        "9.00, kamer 3",
        KOP.gemaakt_op,
        "C. Regisseur",
        KOP.logstand,
        KOP.intrekkingen_bekend_tm,
        tuple((f"P. Persoon {nr}, functie, organisatie", "Aanwezig") for nr in range(12)),
        vol,
        buiten=1,
    )


def test_de_lijst_staat_op_datum_en_zegt_wat_te_laat_en_wat_nieuw_is():
    telaat, straks = actie(1, -2, "Had gebeld."), actie(2, 5, "Belt nog.", nieuw=True)
    reactie = stuk(4, Rubriek.ACTIES, "Reactie van de jongere", "Wil niet.", aard=Aard.MENING)
    stil = actie(3, 9, "", erbij=(replace(reactie, id="reactie:ab+cd"),))
    gelezen = [regel for _, _, regel in structuur(maak_actielijst(lijst(deel(2, straks, stil), deel(1, telaat))))]
    van, tot = gelezen.index("Over wie") + 1, gelezen.index("Wat u met deze lijst mag")
    assert [regel for regel in gelezen[van:tot] if "bron" not in regel] == [
        "Had gebeld.",
        "22-11-2026",
        "TE LAAT",
        "2 dagen",
        "Casus DHZ-2026-0001",
        "NIEUW, dit overleg afgesproken",
        "Belt nog.",
        "29-11-2026",
        "Casus DHZ-2026-0002",
        "Wat u doet, mag hier niet staan. Vraag de casusregisseur.",
        "Reactie van de jongere",
        "Wil niet.",
        "Mening",
        "03-12-2026",
        "Casus DHZ-2026-0002",
    ]
    assert "P. de Wit" not in " ".join(gelezen)  # whoever reads it is meant


def test_een_lange_lijst_en_een_lang_verslag_breken_goed_en_elke_letter_staat_er(tmp_path: Path):
    pdf = maak_actielijst(lang())
    assert pdf == maak_actielijst(lang())
    assert (len(bladen(pdf)) > 2, bladen_met_inkt_in_de_marge(pdf), koppen_zonder_vervolg(pdf)) == (True, [], [])
    assert all("Gereed op" in blad for blad in bladen(pdf)[:3])  # the head of the table on every page of it
    assert zonder_wit(tekst(pdf)).count(zonder_wit(LANG)) == 12 * 6
    assert "Er staan nog 2 andere acties voor u open" in tekst(pdf)
    gemaakt: Bundelpdf = maak_verslag(verslag())
    assert gemaakt == maak_verslag(verslag())
    assert (bladen_met_inkt_in_de_marge(gemaakt.pdf), koppen_zonder_vervolg(gemaakt.pdf)) == ([], [])
    (van, tot), (tweede, laatste) = gemaakt.bladen
    assert (van, tweede, laatste) == (2, tot + 1, len(bladen(gemaakt.pdf)))
    assert "DHZ-2026-0002" not in " ".join(bladen(gemaakt.pdf)[van - 1 : tot])
    assert "MET SPOED · Belt de mentor" in bladen(gemaakt.pdf)[tot - 1]  # not the one without the other
    for naam, inhoud in (("lijst", pdf), ("verslag", gemaakt.pdf)):
        assert WIE in tekst(inhoud)
        assert WIE not in str(open_pdf(inhoud).metadata)
        koppen = [str(een["/Title"]) for een in open_pdf(inhoud).outline if not isinstance(een, list)]
        assert not any("Łukasz" in kop for kop in koppen)
        if shutil.which("qpdf"):
            (tmp_path / naam).write_bytes(inhoud)
            assert (
                subprocess.run(["qpdf", "--check", tmp_path / naam], check=False, capture_output=True).returncode == 0
            )


@pytest.mark.parametrize(
    ("waar", "maak"),
    [(actielijstblad, lambda: maak_actielijst(lang())), (verslagblad, lambda: maak_verslag(verslag()))],
    ids=["lijst", "verslag"],
)
def test_wat_niet_lukt_noemt_niets_van_het_blad(waar: object, maak: object, monkeypatch: pytest.MonkeyPatch):
    def stuk_gaan(*_: object) -> None:
        raise KeyError(WIE)

    monkeypatch.setattr(waar, "bouw", stuk_gaan)
    with pytest.raises(VerslagNietGedrukt) as fout:
        maak()  # type: ignore[operator]
    assert WIE not in fout.value.tekst()
