"""A bundle as its reader gets it: what the cover tells, which pages are whose, what is asked, and the file itself."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import replace
from functools import cache
from pathlib import Path

import pypdfium2
import pytest
from reportlab.platypus import Table

from pmg_desk.domain.bundel import Bundel, Bundelversie
from pmg_desk.domain.samenvatting import Aard, BesluitVermelding, Rubriek, Stuk, Veld
from pmg_desk.reports import stijl
from pmg_desk.reports.bundel import GROOT, TITEL, BundelNietGedrukt, Bundelpdf, bouw_verhaal, maak_bundel, zet
from pmg_desk.reports.samenvatting import NietGedrukt
from tests.papierbouw import BESLUIT, stuk
from tests.reports.bundelvoorbeelden import VOORBEELDEN, besluiten, bundel, deel, gewone_bundel, gewoon_deel
from tests.reports.lezen import (
    alles_in,
    bladen,
    bladen_met_inkt_in_de_marge,
    koppen_zonder_vervolg,
    open_pdf,
    structuur,
    zonder_wit,
)

_ELK = pytest.mark.parametrize("naam", list(VOORBEELDEN))
_GROOT = pytest.mark.parametrize("groot", [False, True], ids=["gewoon", "groot"])


@cache
def _gemaakt(naam: str, groot: bool) -> tuple[Bundel, Bundelpdf]:
    """An example, made once for all tests that only look at it."""
    b = VOORBEELDEN[naam]()
    return b, maak_bundel(b, groot=groot)


def _blad(b: Bundel, nr: int, *, groot: bool = False) -> list[tuple[str, str]]:
    """Role and text of what a screen reader reads of one page (from 1)."""
    return [(rol, tekst) for rol, blad, tekst in structuur(maak_bundel(b, groot=groot).pdf) if blad == nr - 1]


def test_de_omslag_zegt_voor_wie_en_noemt_alleen_waarvan_iets_meegaat():
    assert _blad(bundel(gewoon_deel(1), deel(3, stuk(1, Rubriek.SIGNALEN, "", "Gezien.")), niet=(2, 5)), 1) == [
        ("P", "EXEMPLAAR"),
        ("P", "3"),
        ("P", "Vertrouwelijke overlegbundel · Gemeente Den Haag"),
        ("H1", "PGA lokaal Zuiderpark"),
        ("P", "Dinsdag 24 november 2026"),
        ("P", "VOORAF"),
        ("TD", "Voor"),
        ("TD", "Politie Eenheid Den Haag – wijkagent Moerwijk"),
        ("TD", "Versie"),
        ("TD", "Vooraf: om het overleg voor te bereiden, zonder aantekeningen"),
        ("TD", "Vorm"),
        ("TD", "Op papier"),
        ("TD", "Gemaakt"),
        ("TD", "22-11-2026 09:41 door M. Voorbeeld"),
        ("H2", "Wat u hiermee mag"),
        ("P", ("Deze bundel is alleen voor wie hierboven als ontvanger staat. Zij bevat uitsluitend wat voor deze "
               "ontvanger is goedgekeurd. Geef haar niet door, ook niet aan collega's, zonder overleg met de "
               "casusregisseur.")),
        ("P", ("Dit exemplaar is geteld en staat geregistreerd. Geef het terug of vernietig het zodra u het niet meer "
               "nodig hebt, en meld dat aan de casusregisseur.")),
        ("P", ("Wie politiegegevens ontvangt, is verplicht die geheim te houden, behalve waar een wettelijk "
               "voorschrift tot verstrekking verplicht of de eigen taak daartoe noodzaakt (artikel 7 van de Wet "
               "politiegegevens). Voor gegevens van andere bronnen kan een eigen geheimhoudingsplicht gelden.")),
        ("P", ("Procedureel: de privacy officer tekende op de computer van de casusregisseur. De handtekening is "
               "gecontroleerd, maar bewijst niets tegenover wie die computer beheert.")),
        ("H2", "Agenda"),
        ("TH", "Nr"),
        ("TH", "Casus"),
        ("TH", "Bladzijde"),
        ("TD", "1"),
        ("TD", "Yaşar van der Wiełen-Özgür"),
        ("TD", "2–3"),
        ("TD", "2"),
        ("TD", "Agendapunt 2: niet voor u"),
        ("TD", "3"),
        ("TD", "DHZ-2026-0003"),
        ("TD", "4"),
        ("TD", "5"),
        ("TD", "Agendapunt 5: niet voor u"),
    ]  # fmt: skip


def test_een_lange_agenda_leest_kolom_voor_kolom():
    """Thirty items stand in two columns, on one page, and are still read from the first to the last."""
    b = gewone_bundel(3, tuple(range(4, 31)))
    gemaakt = maak_bundel(b)
    cellen = [tekst for rol, blad, tekst in structuur(gemaakt.pdf) if (rol, blad) == ("TD", 0)]
    assert [cel for cel in cellen if cel.isdigit()] == [str(punt) for punt in range(1, 31)]
    assert gemaakt.bladen[0] == (2, 3)


def test_een_proef_een_persoon_en_schuilnamen_staan_op_de_omslag():
    s = replace(gewoon_deel(1).samenvatting, naam="Esdoorn 7", casusnummer="")
    pseudo = bundel(replace(gewoon_deel(1), samenvatting=s), pseudoniem=True, persoon="P. de Wit", exemplaar=0)
    teksten = [tekst for _, tekst in _blad(pseudo, 1)]
    assert ("PROEF" in teksten, "EXEMPLAAR" in teksten) == (True, False)
    assert "P. de Wit, Politie Eenheid Den Haag – wijkagent Moerwijk" in teksten
    assert teksten[teksten.index("Wat u hiermee mag") + 1].startswith("In deze bundel staan schuilnamen")
    assert "Dit is een proef. Dit exemplaar is niet uitgegeven en mag niet worden verstrekt." in teksten
    alles = " ".join(bladen(maak_bundel(pseudo).pdf))
    assert ("Esdoorn 7" in alles, "DHZ-2026" in alles) == (True, False)
    assert all(blad.startswith("VERTROUWELIJK · SCHUILNAMEN Proef") for blad in bladen(maak_bundel(pseudo).pdf))


def test_een_gewoon_exemplaar_zwijgt_over_schuilnamen():
    alles = " ".join(bladen(maak_bundel(bundel(gewoon_deel(1))).pdf))
    assert ("schuilna" in alles.casefold(), "proef" in alles.casefold()) == (False, False)


def test_bovenaan_staat_wat_een_voorzitter_eerst_moet_weten():
    blad = _blad(bundel(gewoon_deel(7, besluiten=besluiten()), versie=Bundelversie.ACHTERAF), 2)
    assert [tekst for _, tekst in blad[:6]] == [
        "PUNT",
        "7",
        "PGA lokaal Zuiderpark · 24-11-2026",
        "Yaşar van der Wiełen-Özgür",
        "Casus DHZ-2026-0007",
        "Jonge aanwas",
    ]
    assert [tekst for rol, tekst in blad if rol == "H2"] == [
        "Gevraagd van u",
        "Besluiten van de tafel",
        "Waarom hier",
        "Leefgebieden in één blik",
        "Doelgroep",
        "Plan in twee sporen",
        "Wie doet wat, wanneer",
    ]


def test_een_gewone_casus_past_op_twee_bladen_ook_met_besluiten():
    vooraf = bundel(gewoon_deel(1))
    achteraf = bundel(gewoon_deel(1, besluiten=besluiten()), versie=Bundelversie.ACHTERAF)
    assert [maak_bundel(b).bladen for b in (vooraf, achteraf)] == [((2, 3),), ((2, 3),)]


def test_gevraagd_van_u_noemt_de_vraag_en_eigen_acties_die_nog_lopen():
    def actie(nr: int, op: str, status: str) -> Stuk:
        velden = ((Veld.WIE, "P. de Wit"), (Veld.GEREED_OP, op), (Veld.STATUS, status))
        return stuk(nr, Rubriek.ACTIES, "Actie", f"Nummer {nr}.", id=f"actie:{nr}", velden=velden)

    acties = [
        actie(1, "2026-12-01", "Bezig"),
        actie(2, "2026-11-21", "Open"),
        actie(3, "2026-11-20", "Gereed"),
        actie(4, "2026-11-10", "Open"),
        actie(5, "zodra het kan", "Open"),
    ]
    eigen = ("actie:1", "actie:2", "actie:3", "actie:5")
    blad = _blad(bundel(deel(1, *acties, vraag="Is hij\ngezien?", eigen_acties=eigen)), 2)
    van, tot = blad.index(("H2", "Gevraagd van u")), blad.index(("H2", "Wie doet wat, wanneer"))
    assert blad[van + 1 : tot] == [
        ("P", "Is hij gezien?"),
        ("P", "21-11-2026 · TE LAAT (1 dag)"),
        ("P", "Nummer 2."),
        ("P", "01-12-2026"),
        ("P", "Nummer 1."),
        ("P", "zodra het kan"),
        ("P", "Nummer 5."),
        ("P", "Hier staat geen aanleiding: die is er niet, of mag niet met u worden gedeeld."),
    ]
    toen = bundel(deel(1, *acties, vraag="Is hij gezien?", eigen_acties=eigen))
    toen = replace(toen, kop=replace(toen.kop, versie=Bundelversie.ACHTERAF))
    assert ("P", "Was gevraagd: Is hij gezien?") in _blad(toen, 2)  # the table has answered it
    cellen = [tekst for rol, tekst in blad[tot:] if rol == "TD"]
    namen = [cel for cel in cellen if "P. de Wit" in cel]
    assert namen == ["P. de Wit", *["VOOR U · P. de Wit"] * 4]  # overdue first, done last


def test_wie_geen_vraag_of_aanleiding_krijgt_leest_niet_of_zij_er_zijn():
    blad = _blad(bundel(deel(1, stuk(1, Rubriek.SIGNALEN, "", "Gezien.", aard=Aard.FEIT))), 2)
    assert [tekst for _, tekst in blad] == [
        "PUNT",
        "1",
        "PGA lokaal Zuiderpark · 24-11-2026",
        "Casus DHZ-2026-0001",
        "Voorwaarden",
        "Alleen mondeling bespreken; na het overleg innemen.",
        "Rust op",
        "Besluit PB-2026-0031 (staande toestemming, procedureel), geldig t/m 28-02-2027.",
        "Hier staat geen vraag aan u en geen aanleiding: die zijn er niet, of mogen niet met u worden gedeeld.",
        "Signalen",
        "Feit Gezien.",
    ]
    vol = _blad(bundel(deel(1, stuk(1, Rubriek.AANLEIDING, "", "Gezien."), vraag="Is hij gezien?")), 2)
    assert "Hier staat geen" not in str(vol)
    achteraf = bundel(deel(1, stuk(1, Rubriek.SIGNALEN, "", "Gezien.")), versie=Bundelversie.ACHTERAF)
    assert "Hier staat geen aanleiding: die is" in str(_blad(achteraf, 2))


def test_voorwaarden_van_elk_besluit_staan_bij_dat_besluit():
    kort, lang = BESLUIT.voorwaarden, "Alleen op kantoor lezen. " * 12
    paar = (BESLUIT, replace(BESLUIT, nummer="PB-2", zekerheid="cryptografisch", voorwaarden=lang))
    b = bundel(deel(1, stuk(1, Rubriek.SIGNALEN, "", "Gezien."), besluiten=()))
    (een,) = b.delen
    b = replace(b, delen=(replace(een, samenvatting=replace(een.samenvatting, besluiten=paar)),))
    blad = [tekst for _, tekst in _blad(b, 2)]
    assert blad[blad.index("Voorwaarden") + 1].endswith("… (geheel onder Verantwoording)")
    assert blad[-2:] == [
        "Besluit PB-2026-0031 (staande toestemming, procedureel), geldig t/m 28-02-2027. Voorwaarden: " + kort,
        f"Besluit PB-2 (staande toestemming, cryptografisch), geldig t/m 28-02-2027. Voorwaarden: {lang.strip()}",
    ]
    assert sum(tekst.startswith(("Procedureel", "Cryptografisch")) for _, tekst in _blad(b, 1)) == 2


def test_zonder_voorwaarden_geen_regel_daarover():
    kaal = BesluitVermelding("PB-1", "tafelkader", "procedureel", BESLUIT.geldig_tot)
    b = bundel(deel(1, stuk(1, Rubriek.SIGNALEN, "", "Gezien.")))
    (een,) = b.delen
    b = replace(b, delen=(replace(een, samenvatting=replace(een.samenvatting, besluiten=(kaal,))),))
    assert "oorwaarden" not in " ".join(tekst for _, tekst in _blad(b, 2))


@_ELK
@_GROOT
def test_elke_casus_heeft_eigen_bladen_met_de_merken_en_beide_tellingen(naam: str, groot: bool):
    b, gemaakt = _gemaakt(naam, groot)
    gelezen = bladen(gemaakt.pdf)
    wie = "Exemplaar 3" if b.kop.exemplaar else "Proef"
    merk = "VERTROUWELIJK · SCHUILNAMEN" if b.kop.pseudoniem else "VERTROUWELIJK"
    assert len(gemaakt.bladen) == len(b.delen)
    volgend = 1 + (gemaakt.bladen[0][0] - 1 if gemaakt.bladen else len(gelezen))
    for (van, tot), een in zip(gemaakt.bladen, b.delen, strict=True):
        assert (van, tot >= van) == (volgend, True)
        assert f"PUNT {een.punt} " in gelezen[van - 1]
        for nr in range(van, tot + 1):
            assert f"Agendapunt {een.punt}: blad {nr - van + 1} van {tot - van + 1} " in gelezen[nr - 1]
            assert not een.samenvatting.casusnummer or f"Casus {een.samenvatting.casusnummer} " in gelezen[nr - 1]
        volgend = tot + 1
    assert volgend == len(gelezen) + 1
    for nr, blad in enumerate(gelezen, 1):
        assert blad.startswith(f"{merk} {wie}")
        assert f"Pagina {nr} van {len(gelezen)} " in blad
        assert "Intrekkingen bekend t/m 22-11-2026 09:40" in blad


@_ELK
@_GROOT
def test_geen_kop_alleen_en_niets_naast_het_blad(naam: str, groot: bool):
    inhoud = _gemaakt(naam, groot)[1].pdf
    assert koppen_zonder_vervolg(inhoud) == []
    assert bladen_met_inkt_in_de_marge(inhoud) == []


@_GROOT
def test_geen_kop_alleen_waar_het_blad_ook_eindigt(groot: bool):
    """Filler of every length that matters pushes each heading below it over the foot of the page."""
    for regels in range(8, 40, 4 if groot else 3):
        b = bundel(
            deel(
                1,
                stuk(1, Rubriek.AANLEIDING, "Vulling", "\n".join(f"regel {i}" for i in range(regels))),
                stuk(2, Rubriek.LEEFGEBIEDEN, "Financiën", "Boetes.", velden=((Veld.SCORE, "2"),)),
                stuk(3, Rubriek.SIGNALEN, "Scooter", "Rijdt erop.", aard=Aard.FEIT),
                stuk(4, Rubriek.PLAN, "School", "Vier dagen.", velden=((Veld.SPOOR, "perspectief"),)),
                stuk(5, Rubriek.ACTIES, "Actie", "Doen.", velden=((Veld.STATUS, "Open"),)),
            )
        )
        assert (regels, koppen_zonder_vervolg(maak_bundel(b, groot=groot).pdf)) == (regels, [])


def test_dezelfde_bundel_geeft_dezelfde_bytes_en_een_ander_exemplaar_andere():
    een, ander = (gewone_bundel(2, exemplaar=nr) for nr in (3, 4))
    assert maak_bundel(een) == maak_bundel(een)
    assert maak_bundel(een).pdf != maak_bundel(ander).pdf
    for groot in (False, True):
        assert zet(bouw_verhaal(een, groot=groot), een, groot=groot) == maak_bundel(een, groot=groot)
    assert maak_bundel(een, groot=True).pdf != maak_bundel(een).pdf


def test_grote_letters_zijn_groter_op_hetzelfde_papier():
    def hoogte(groot: bool) -> float:
        gemaakt = maak_bundel(bundel(gewoon_deel(1)), groot=groot)
        document = pypdfium2.PdfDocument(gemaakt.pdf)
        tekst = document[gemaakt.bladen[0][0] - 1].get_textpage()
        vindplaats = tekst.search("Voorwaarden").get_next()
        assert vindplaats is not None
        _, onder, _, boven = tekst.get_charbox(vindplaats[0], loose=True)
        assert document[1].get_size() == pytest.approx((stijl.BREEDTE, stijl.HOOGTE), abs=0.01)
        document.close()
        return float(boven - onder)

    assert hoogte(True) / hoogte(False) == pytest.approx(GROOT, abs=0.01)


def test_de_voet_en_de_agenda_blijven_ook_in_grote_letters_heel():
    """The whole foot is there, and an agenda stands on one page or is divided evenly, never with a last few alone."""
    for aantal in (3, 11, 22, 30):
        blad = bladen(maak_bundel(bundel(gewoon_deel(1), niet=tuple(range(2, aantal + 1))), groot=True).pdf)
        regels = [len(re.findall(r"Agendapunt \d+: niet voor u", een)) for een in blad]
        gevuld = [keer for keer in regels if keer]
        assert (sum(gevuld), max(gevuld) - min(gevuld) <= 1) == (aantal - 1, True)
        assert all("logstand 1842 · 9f3a 51c7" in een for een in blad)


def test_geen_laatste_blad_met_alleen_wie_er_betrokken_is():
    """However full the pages are: what comes last takes the end of what was before it along."""
    wie = [(("Naam", f"Naam{nr}q"), ("Organisatie", "Politie"), ("Functie", "agent")) for nr in range(6)]
    laatste = [stuk(500 + nr, Rubriek.BETROKKENEN, "Betrokken professional", velden=v) for nr, v in enumerate(wie)]
    gebroken = 0
    for aantal in range(28, 46):
        vulling = [stuk(nr, Rubriek.SIGNALEN, "", f"Regel{nr}q.", aard=Aard.FEIT) for nr in range(aantal)]
        gemaakt = maak_bundel(bundel(deel(1, *vulling, *laatste)))
        blad = bladen(gemaakt.pdf)[-1]
        gebroken += gemaakt.bladen[0][1] - gemaakt.bladen[0][0]
        assert (f"Regel{aantal - 1}q." in blad, [f"Naam{nr}q" in blad for nr in range(6)]) == (True, [True] * 6)
    assert 0 < gebroken < 18


@_GROOT
def test_metadata_en_bladwijzers_noemen_niemand(groot: bool):
    s = replace(gewoon_deel(9).samenvatting, casusnummer="", naam="Esdoorn 7")
    b = bundel(gewoon_deel(1), replace(gewoon_deel(9), samenvatting=s))
    gemaakt = maak_bundel(b, groot=groot)
    lezer = open_pdf(gemaakt.pdf)
    assert (
        (lezer.metadata.title, lezer.metadata.author)
        == (TITEL, "PMG Desk")
        == ("Overlegbundel (vertrouwelijk)", "PMG Desk")
    )
    assert {str(waarde) for sleutel, waarde in lezer.metadata.items() if "Date" not in sleutel} == {
        TITEL, "PMG Desk", "", "/False",
    }  # fmt: skip
    wijzers = [(str(w.title), lezer.get_destination_page_number(w) + 1) for w in lezer.outline]
    assert wijzers == [
        ("Agendapunt 1 · DHZ-2026-0001", gemaakt.bladen[0][0]),
        ("Agendapunt 9", gemaakt.bladen[1][0]),
    ]
    wortel = lezer.trailer["/Root"]
    assert (wortel["/Lang"], bool(wortel["/MarkInfo"]["/Marked"])) == ("nl-NL", True)


@_ELK
def test_alleen_ingesloten_letters_en_niets_dat_iets_doet(naam: str):
    inhoud = _gemaakt(naam, True)[1].pdf
    assert b"Helvetica" not in alles_in(inhoud)
    for woord in (b"/JavaScript", b"/OpenAction", b"/AA ", b"/URI", b"/Launch", b"/EmbeddedFile", b"/AcroForm"):
        assert woord not in inhoud


@_ELK
def test_een_ander_programma_vindt_niets_mis(naam: str, tmp_path: Path):
    if shutil.which("qpdf") is None:
        pytest.skip("qpdf is not installed here")
    bestand = tmp_path / "bundel.pdf"
    bestand.write_bytes(_gemaakt(naam, False)[1].pdf)
    klaar = subprocess.run(["qpdf", "--check", str(bestand)], capture_output=True, text=True, check=False)
    assert (klaar.returncode, klaar.stderr) == (0, "")


def test_wat_er_niet_uit_mag_staat_ook_niet_in_een_fout():
    with pytest.raises(BundelNietGedrukt) as fout:
        zet([Table([["Geheimq"]], rowHeights=[5000])], gewone_bundel(1))
    assert "Geheimq" not in f"{fout.value} {fout.value.tekst()} {fout.value.__cause__}"
    assert issubclass(BundelNietGedrukt, NietGedrukt)


def test_tweehonderd_stukken_in_een_casus_gaan_allemaal_mee():
    stukken = [
        stuk(
            nr,
            list(Rubriek)[nr % len(Rubriek)],
            f"Titel{nr}q",
            f"Tekst{nr}q",
            velden=((f"Label{nr}q", f"Waarde{nr}q"),),
        )
        for nr in range(200)
    ]
    tekst = " ".join(bladen(maak_bundel(bundel(deel(1, *stukken))).pdf))
    ontbreekt = [
        f"{soort}{nr}q" for nr in range(200) for soort in ("Tekst", "Label", "Waarde") if f"{soort}{nr}q" not in tekst
    ]
    assert ontbreekt == []


@_GROOT
def test_wat_naast_elkaar_niet_past_komt_onder_elkaar(groot: bool):
    """Letters that are spelled out take ten times the room; forty scores are more than a page in big print."""
    aanleiding = stuk(1, Rubriek.AANLEIDING, "", " ".join(["محمد"] * 120))
    scores = [stuk(nr, Rubriek.LEEFGEBIEDEN, f"Gebied{nr}q", velden=((Veld.SCORE, "2"),)) for nr in range(10, 22)]
    meer = [stuk(nr, Rubriek.LEEFGEBIEDEN, f"Gebied{nr}q", velden=((Veld.SCORE, "3"),)) for nr in range(30, 70)]
    gemaakt = maak_bundel(bundel(deel(1, aanleiding, *scores), deel(2, *meer)), groot=groot)
    gelezen = [" ".join(bladen(gemaakt.pdf)[van - 1 : tot]) for van, tot in gemaakt.bladen]
    assert gelezen[0].count("U+062F]") == 120
    assert [gelezen[0].count(een.titel) for een in scores] == [2] * 12
    assert [gelezen[1].count(een.titel) for een in meer] == [2] * 40


@_GROOT
def test_een_titel_of_naam_zonder_einde_blokkeert_het_blad_niet(groot: bool):
    lang = "Heel lange naam " * 300
    indeling = stuk(1, Rubriek.DOELGROEP, lang, id="indeling:1")
    regels = structuur(maak_bundel(bundel(deel(1, indeling, naam=lang), tafel=lang), groot=groot).pdf)
    gelezen = zonder_wit(" ".join(tekst for rol, _, tekst in regels if rol == "H1"))
    assert gelezen == zonder_wit(lang) * 2
