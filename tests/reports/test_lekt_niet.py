"""What was not given cannot be found in the file, in whatever way it is read: the scan first finds what was given."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from reportlab.platypus import Table

from pmg_desk.domain.samenvatting import Aard, Doorverstrekking, Rubriek, Stuk
from pmg_desk.reports.document import MAKER, TITEL
from pmg_desk.reports.samenvatting import NietGedrukt, maak_pdf, zet
from tests.papierbouw import NU, samenvatting, stuk
from tests.reports.lezen import alles_in, open_pdf
from tests.reports.voorbeelden import gewone_casus, interne_casus


def _dossier() -> list[Stuk]:
    """Two stukken per section: an even one, shared, and an odd one, not; each field holds a word of its own."""
    return [
        stuk(
            nr,
            rubriek,
            f"Titel{nr}q",
            f"Tekst{nr}q over gezondheid",
            velden=((f"Label{nr}q", f"Waarde{nr}q"),),
            bron=f"Bron{nr}q",
            aard=list(Aard)[nr % 3],
            datum=date(2026, 1, 1) + timedelta(days=nr),
        )
        for nr, rubriek in enumerate([rubriek for rubriek in Rubriek for _ in range(2)])
    ]


def _vormen(woord: str) -> list[bytes]:
    return [woord.encode(), woord.encode("utf-16-be"), woord.encode("utf-16-le"), woord.encode().hex().encode()]


def _gevonden(woorden: list[str], inhoud: bytes) -> list[str]:
    bytes_ = alles_in(inhoud)
    return [woord for woord in woorden if any(vorm in bytes_ for vorm in _vormen(woord))]


def test_alleen_gegeven_stukken_liggen_in_het_bestand():
    dossier = _dossier()
    inhoud = maak_pdf(samenvatting(*dossier[::2]))
    soorten = ("Titel", "Tekst", "Label", "Waarde", "Bron")
    gedeeld = [f"{soort}{nr}q" for nr in range(0, len(dossier), 2) for soort in soorten]
    geheim = [f"{soort}{nr}q" for nr in range(1, len(dossier), 2) for soort in soorten]
    assert _gevonden(gedeeld, inhoud) == gedeeld
    assert _gevonden(geheim, inhoud) == []


def test_de_scan_vindt_een_lek_dat_met_opzet_is_gemaakt():
    lek = maak_pdf(samenvatting(*_dossier()[::2])) + b"\n% Tekst1q"
    assert _gevonden(["Tekst1q"], lek) == ["Tekst1q"]


def test_buiten_kenmerken_van_een_stuk_hangt_het_bestand_niet_af_van_wat_niet_gedrukt_wordt():
    gewoon = gewone_casus()
    anders = replace(
        gewoon,
        weggelaten=17,
        stukken=tuple(
            replace(s, id=f"{s.id}x", categorie="gezondheid", gewijzigd_op=NU - timedelta(days=99), derden=True)
            for s in gewoon.stukken
        ),
    )
    assert maak_pdf(anders) == maak_pdf(gewoon)


def test_wat_er_op_staat_verandert_het_bestand_wel():
    """The equality above would also hold for a report that ignores everything."""
    gewoon = samenvatting(stuk(1, Rubriek.IDENTITEIT, "Titel", "Tekst", velden=(("Label", "Waarde"),)))
    heel = maak_pdf(gewoon)
    (eerste,) = gewoon.stukken
    for nieuw in (
        replace(eerste, titel="Anders", tekst="Anders"),
        replace(eerste, bron="anders"),
        replace(eerste, datum=date(2020, 1, 1)),
        replace(eerste, aard=Aard.MENING),
        replace(eerste, geheim_adres=True),
        replace(eerste, doorverstrekking=Doorverstrekking.NEE),
        replace(eerste, velden=()),
    ):
        assert maak_pdf(replace(gewoon, stukken=(nieuw,))) != heel
    anders: list[tuple[str, Any]] = [
        ("gemeente", "Maastricht"),
        ("casusnummer", "X-1"),
        ("naam", "Iemand"),
        ("organisatie", "OM"),
        ("functie", "officier"),
        ("overleg", "TOP X"),
        ("exemplaar", 4),
        ("gemaakt_op", NU + timedelta(minutes=1)),
        ("gemaakt_door", "Ander"),
        ("intrekkingen_bekend_tm", NU - timedelta(days=1)),
        ("besluiten", (replace(gewoon.besluiten[0], zekerheid="cryptografisch"),)),
        ("logstand", "1843"),
        ("intern", True),
    ]
    for veld, waarde in anders:
        assert maak_pdf(replace(gewoon, **{veld: waarde})) != heel, veld


def test_metadata_is_vast_en_zegt_niets_over_de_casus():
    for casus in (gewone_casus(), interne_casus(), samenvatting(naam="Iemand Anders", gemeente="Maastricht")):
        lezer = open_pdf(maak_pdf(casus))
        assert dict(lezer.metadata or {}) == {
            "/Title": TITEL,
            "/Author": MAKER,
            "/Creator": MAKER,
            "/Producer": MAKER,
            "/Subject": "",
            "/Keywords": "",
            "/CreationDate": "D:20000101000000+00'00'",
            "/ModDate": "D:20000101000000+00'00'",
            "/Trapped": "/False",
        }
        assert (TITEL, MAKER) == ("Casussamenvatting (vertrouwelijk)", "PMG Desk")
        assert lezer.xmp_metadata is None


def test_bladwijzers_zijn_de_koppen_en_noemen_niemand():
    lezer = open_pdf(maak_pdf(gewone_casus()))
    wijzers = [(str(w.title), lezer.get_destination_page_number(w)) for w in lezer.outline if not isinstance(w, list)]
    assert [titel for titel, _ in wijzers] == [
        "Jongere",
        "Doelgroep",
        "Aanleiding",
        "Antecedenten",
        "Leefgebieden",
        "Signalen",
        "Plan van aanpak",
        "Acties",
        "Betrokken professionals",
        "Verantwoording",
    ]
    assert all(titel in lezer.pages[nr or 0].extract_text() for titel, nr in wijzers)
    assert sorted({nr for _, nr in wijzers}) == [0, 1, 2]


def test_een_zetfout_citeert_de_casus_niet():
    """reportlab's message names the cell that does not fit, text and all."""
    past_niet = Table([["Geheimq"]], rowHeights=[5000])
    with pytest.raises(NietGedrukt) as fout:
        zet([past_niet], gewone_casus())
    assert "Geheimq" not in f"{fout.value} {fout.value.tekst()} {fout.value.__cause__}"
    assert fout.value.__suppress_context__
