"""What a line of the log is about: which file, which setting; and finding lines by a word. No text is in a line."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from pmg_desk.domain.beeld import Wijze
from pmg_desk.domain.canoniek import Waarde
from pmg_desk.services import beeldinstellingen, jongeren, logboek, monitoring, noodtoegang, overlegslot
from pmg_desk.services.beelduitvoer import Uitvoerkeuze, Uitvoersoort, export_beeld, remake_uitvoer
from pmg_desk.services.instellinglog import ACTIE
from pmg_desk.services.logboek import UITVOER, Logfilter, LogregelInzicht
from pmg_desk.services.logzinnen import ZINNEN, zin
from pmg_desk.storage.models import LogregelRij
from tests.aanvallen.knoeien import zet
from tests.beeldbouw import getoond, tabel, vastgesteld
from tests.vulling import maak_dossier
from tests.wereld import Wereld


@pytest.fixture
def beeld(wereld: Wereld) -> Wereld:
    for kwartaal in ("2026-Q2", "2026-Q3"):
        vastgesteld(
            wereld.privacy,
            kwartaal,
            getoond(tabel(kwartaal, "instroom", ("gebied", "leeftijd"), {("zuid", "oud"): 220})),
            getoond(tabel(kwartaal, "instroom", ("leeftijd", "duur"), {("oud", "lang"): 220})),
            getoond(tabel(kwartaal, "stand", ("gebied", "leeftijd"), {("zuid", "oud"): 220})),
        )
    return wereld


def over(wereld: Wereld, soort: str, wie: str = "privacy") -> list[LogregelInzicht]:
    """The lines of this kind, oldest first, as somebody reads them."""
    return list(reversed(logboek.list_logregels(wereld.werkplek(wie), Logfilter(soort=soort), hoeveel=1000)))


def gevonden(wereld: Wereld, tekst: str, wie: str = "privacy") -> list[str]:
    """What a search gives, counted as it is shown; never the lines about reading the log itself."""
    filter_ = Logfilter(tekst=tekst)
    aantal = logboek.count_logregels(wereld.werkplek(wie), filter_)
    regels = logboek.list_logregels(wereld.werkplek(wie), filter_, hoeveel=1000)
    assert len(regels) == aantal
    return [regel.actie for regel in reversed(regels) if regel.actie != "logboek.lezen"]


def test_een_officer_ziet_wie_welk_bestand_maakte_en_opnieuw_maakte_en_voor_wie(beeld: Wereld) -> None:
    export_beeld(beeld.regie, Uitvoersoort.PDF, Uitvoerkeuze("2026-Q2", "2026-Q3", voor_wie="de driehoek"))
    export_beeld(beeld.privacy, Uitvoersoort.XLSX, Uitvoerkeuze("2026-Q3", "2026-Q3", voor_wie="de gemeenteraad"))
    remake_uitvoer(beeld.privacy, 2)
    regels = over(beeld, UITVOER)
    assert [regel.zin for regel in regels] == [
        "C. Regisseur maakte bestand 1 van het informatiebeeld: PDF, Q2 2026 t/m Q3 2026",
        "P. Officer maakte bestand 2 van het informatiebeeld: Excel, 3e kwartaal 2026",
        "P. Officer maakte bestand 2 van het informatiebeeld opnieuw: Excel, 3e kwartaal 2026",
    ]
    assert regels[0].over == (
        ("Bestand", "1"),
        ("Soort bestand", "PDF"),
        ("Kwartalen", "Q2 2026 t/m Q3 2026"),
        ("Voor wie", "de driehoek"),
    )
    with beeld.privacy.doe() as t:
        bladen = " ".join(t.db.scalars(sa.select(LogregelRij.blad)))
    assert ("driehoek" in bladen, "gemeenteraad" in bladen) == (False, False)
    assert "driehoek" not in str(logboek.export_logregels(beeld.privacy))


def test_een_regel_over_een_bestand_zonder_register_zegt_dat(beeld: Wereld) -> None:
    export_beeld(beeld.privacy, Uitvoersoort.CSV, Uitvoerkeuze("2026-Q3", "2026-Q3", voor_wie="de driehoek"))
    with beeld.privacy.doe() as t:
        t.log("beeld.uitvoeren", "beelduitvoer", verwerking="nieuw", aantal=7)
    zet(beeld, "DELETE FROM beelduitvoer")
    weg, zonder = over(beeld, "beeld.uitvoeren")
    assert (weg.zin, weg.over[-1]) == (
        "P. Officer maakte bestand 1 van het informatiebeeld: CSV",
        ("Register", "Dit bestand staat niet (meer) in het register."),
    )
    assert zonder.zin == "P. Officer maakte bestand 7 van het informatiebeeld: nieuw"


def test_elke_instelling_staat_met_oud_en_nieuw_in_het_logboek(beeld: Wereld) -> None:
    for _ in range(2):  # the second time nothing changes, and nothing is logged
        beeldinstellingen.set_instellingen(beeld.beheer, 3, Wijze.AFRONDEN)
        monitoring.set_nulmeting(beeld.beheer, "2026-Q2")
        noodtoegang.set_duur(beeld.beheer, 8)
        overlegslot.set_minuten(beeld.beheer, 45)
    monitoring.set_nulmeting(beeld.beheer, "")
    regels = over(beeld, ACTIE)
    assert [regel.zin.removeprefix("B. Beheerder wijzigde een instelling: ") for regel in regels] == [
        "het kleinste getal dat in het informatiebeeld te zien is, van 5 naar 3",
        "hoe kleinere getallen uit het informatiebeeld blijven, van afschermen naar afronden",
        "het beginkwartaal van de monitoring, van geen naar het 2e kwartaal 2026",
        "hoeveel uur noodtoegang duurt, van 24 naar 8",
        "na hoeveel minuten rust de kluis tijdens een overleg vergrendelt, van 30 naar 45",
        "het beginkwartaal van de monitoring, van het 2e kwartaal 2026 naar geen",
    ]
    assert regels[0].over == (
        ("Instelling", "het kleinste getal dat in het informatiebeeld te zien is"),
        ("Was", "5"),
        ("Werd", "3"),
    )


@pytest.mark.parametrize(
    ("detail", "staat_er"),
    [
        ({"sleutel": "noodtoegang_uren", "waarde": 8}, ": hoeveel uur noodtoegang duurt, op 8"),  # of an older program
        ({"sleutel": "nieuw.iets", "van": "a", "naar": "b"}, ": nieuw.iets, van a naar b"),  # of a newer one
        (None, ""),
    ],
)
def test_een_instelling_van_een_andere_versie_is_te_lezen(
    wereld: Wereld, detail: dict[str, Waarde] | None, staat_er: str
) -> None:
    with wereld.beheer.doe() as t:
        t.log(ACTIE, "instelling", detail=detail)
    assert [regel.zin for regel in over(wereld, ACTIE)] == ["B. Beheerder wijzigde een instelling" + staat_er]


@pytest.mark.parametrize("opdracht", ["detail = replace(detail, '5', '4')", "gewist = 1, zout = NULL, detail = NULL"])
def test_wat_naast_een_regel_is_veranderd_of_gewist_staat_er_niet(wereld: Wereld, opdracht: str) -> None:
    beeldinstellingen.set_instellingen(wereld.beheer, 3, Wijze.AFSCHERMEN)
    zet(wereld, f"UPDATE logdetail SET {opdracht}")
    (regel,) = over(wereld, ACTIE)
    assert (regel.zin, regel.over) == ("B. Beheerder wijzigde een instelling", ())


def test_zoeken_op_woorden_vindt_wat_wie_wanneer_en_voor_wie(beeld: Wereld) -> None:
    export_beeld(beeld.regie, Uitvoersoort.XLSX, Uitvoerkeuze("2026-Q2", "2026-Q3", voor_wie="de Driehoek"))
    export_beeld(beeld.privacy, Uitvoersoort.CSV, Uitvoerkeuze("2026-Q3", "2026-Q3", voor_wie="100%"))
    beeldinstellingen.set_instellingen(beeld.beheer, 3, Wijze.AFRONDEN)
    bestand = ["beeld.uitvoeren"]
    assert gevonden(beeld, "bestand van het informatiebeeld") == bestand * 2
    assert gevonden(beeld, "Bestand 2") == bestand
    assert gevonden(beeld, "bestand driehoek") == bestand
    assert gevonden(beeld, "regisseur bestand") == bestand
    assert gevonden(beeld, "driehoek officer") == []
    assert gevonden(beeld, "100%") == bestand  # a sign of the search itself is a sign like another
    assert gevonden(beeld, "kleinste getal") == gevonden(beeld, "instelling 5") == [ACTIE]
    assert gevonden(beeld, "afronden") == [ACTIE]
    assert gevonden(beeld, "instelling 4") == []
    assert gevonden(beeld, "aantal") == gevonden(beeld, "wie}") == []  # no word of the program itself


def test_een_casusnummer_vindt_de_officer_en_niet_de_beheerder(wereld: Wereld) -> None:
    dossier = maak_dossier(wereld.regie)
    jongeren.toon_geheim_adres(wereld.regie, dossier.casus_id, "De jongere wordt thuis bezocht.")
    assert "adres.tonen" in gevonden(wereld, "pmg-2026-00001")
    assert gevonden(wereld, "geheim pmg-2026-00001") == ["adres.tonen"]
    assert gevonden(wereld, "PMG-2026-00001", "beheer") == []


def test_wat_naar_buiten_ging_is_een_keuze_die_met_inzage_niets_geeft(beeld: Wereld) -> None:
    assert set(logboek._UITVOER) <= set(ZINNEN)
    export_beeld(beeld.regie, Uitvoersoort.CSV, Uitvoerkeuze("2026-Q3", "2026-Q3", voor_wie="de raad"))
    logboek.export_logregels(beeld.privacy)
    assert [regel.actie for regel in over(beeld, UITVOER)] == ["beeld.uitvoeren", "logboek.exporteren"]
    assert logboek.list_logregels(beeld.privacy, Logfilter(soort=UITVOER, alleen_inzage=True)) == ()


@pytest.mark.parametrize(
    ("aantal", "staat_er"), [(0, "0 resultaten"), (1, "1 resultaat"), (2, "2 resultaten"), (None, "? resultaten")]
)
def test_een_aantal_staat_er_zoals_men_het_zegt(aantal: int | None, staat_er: str) -> None:
    assert zin("zoeken.uitvoeren", "A", "", "", aantal) == f"A zocht en vond {staat_er}"


def test_elke_zin_is_te_vullen() -> None:
    for actie in ZINNEN:
        for aantal in (None, 1, 2):
            assert not set("{}|") & set(zin(actie, "A", "PMG-1", "een school", aantal))
