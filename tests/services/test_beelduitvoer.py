"""Files of the informatiebeeld: what they say, that they say the same twice, and that they are in the register."""

from __future__ import annotations

import csv
import hashlib
import io
from dataclasses import replace
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from openpyxl import load_workbook

from pmg_desk.domain.beeld import Wijze
from pmg_desk.domain.fouten import GeenToegang, NietGevonden, OngeldigeInvoer
from pmg_desk.domain.logboek import Logregel
from pmg_desk.services import tekstblokken
from pmg_desk.services.beeld import NietVastgesteld
from pmg_desk.services.beelduitvoer import (
    Uitvoerbestand,
    Uitvoerkeuze,
    Uitvoersoort,
    export_beeld,
    list_uitvoer,
    prepare_uitvoer,
    record_uitvoer,
    remake_uitvoer,
    waar_van,
)
from pmg_desk.services.duiding import withdraw_duiding
from pmg_desk.services.tekstblokken import Bloksoort
from pmg_desk.services.werkplek import AlleenLezen
from pmg_desk.storage import beeld as opslag
from pmg_desk.storage.models import Casus, Duiding
from tests.beeldbouw import Telling, getoond, tabel, vastgesteld
from tests.casusbouw import maak
from tests.kluisdoos import alle_regels
from tests.programmabouw import settle
from tests.reports.lezen import structuur, tekst
from tests.wereld import NU, Wereld

_WIJK = ("gebied", "leeftijd")
_TELLING: Telling = {("noord_a", "jong"): 106, ("noord_a", "oud"): 3, ("noord_b", "oud"): 112, ("zuid", "oud"): 106}
_Q3 = Uitvoerkeuze("2026-Q3", "2026-Q3", voor_wie="de raad")


def _vast(wereld: Wereld, kwartaal: str, wijze: Wijze = Wijze.AFSCHERMEN) -> None:
    duur: Telling = {("jong", "kort"): 106, ("oud", "lang"): 221}
    vastgesteld(
        wereld.privacy,
        kwartaal,
        getoond(
            tabel(kwartaal, "instroom", _WIJK, _TELLING),
            frozenset({("noord_b", "oud"), ("noord_a", "totaal"), ("noord_b", "totaal")}),
            wijze,
        ),
        getoond(tabel(kwartaal, "instroom", ("leeftijd", "duur"), duur), wijze=wijze),
        getoond(tabel(kwartaal, "stand", _WIJK, {("zuid", "oud"): 220}), wijze=Wijze.AFSCHERMEN),
    )


@pytest.fixture
def q3(wereld: Wereld) -> Wereld:
    _vast(wereld, "2026-Q3")
    return wereld


@pytest.mark.parametrize(
    ("naam", "gemeente", "waar"),
    [
        ("Den Haag Zuidwest", "Den Haag", "Den Haag, Zuidwest"),
        ("Maastricht", "Maastricht", "Maastricht"),
        ("Zuidwest", "Den Haag", "Den Haag, Zuidwest"),
        ("Landelijke basis", "landelijk", "landelijk"),
    ],
)
def test_a_file_says_of_which_part_of_the_municipality_it_is(
    wereld: Wereld, naam: str, gemeente: str, waar: str
) -> None:
    with wereld.lezer.doe() as t:
        assert waar_van(replace(t.profiel, naam=naam, gemeente=gemeente)) == waar


def _duid(wereld: Wereld, onderwerp: str, kwartaal: str, tekst: str) -> None:
    with wereld.regie.doe() as t:
        t.db.add(
            Duiding(
                id=uuid4(),
                kwartaal=kwartaal,
                onderwerp=onderwerp,
                tekst=tekst,
                wie="Politie en school",
                door_id=t.gebruiker.id,
                op=t.nu,
            )
        )
        t.log("beeld.vaststellen", "duiding")


def _csv(bestand: Uitvoerbestand) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(bestand.inhoud.decode("utf-8-sig")), delimiter=";"))


@pytest.mark.parametrize("wijze", Wijze)
@pytest.mark.parametrize("soort", Uitvoersoort)
def test_what_is_hidden_is_in_no_file_and_two_files_are_the_same(
    wereld: Wereld, soort: Uitvoersoort, wijze: Wijze
) -> None:
    _vast(wereld, "2026-Q3", wijze)
    een, ander = (prepare_uitvoer(wereld.privacy, soort, _Q3) for _ in range(2))
    assert een.inhoud == ander.inhoud
    getallen = {woord for woord in _woorden(soort, een.inhoud) if woord.isdigit()}
    assert not getallen & {"3", "109", "112"}  # the small number, and what it could be subtracted from
    assert ("220" in getallen, "327" in getallen) == (True, wijze is Wijze.AFSCHERMEN)
    assert any("ca." in woord or woord == "afgerond" for woord in _woorden(soort, een.inhoud)) == (
        wijze is Wijze.AFRONDEN
    )


def _woorden(soort: Uitvoersoort, inhoud: bytes) -> list[str]:
    match soort:
        case Uitvoersoort.PDF:
            # Of the subjects: before those the cover and the contents have page numbers and dates.
            return " ".join(een for rol, blad, een in structuur(inhoud) if rol == "TD" and blad >= 2).split()
        case Uitvoersoort.CSV:
            return inhoud.decode("utf-8-sig").replace("\r\n", ";").split(";")
        case Uitvoersoort.XLSX:
            return [str(cel) for vel in load_workbook(io.BytesIO(inhoud)) for rij in vel.values for cel in rij]


def test_every_file_has_a_number_in_the_register_and_a_line_in_the_log(q3: Wereld) -> None:
    keuze = Uitvoerkeuze("2026-Q3", "2026-Q3", ("stand",), " de raad ", "Toelichting")
    eerste = export_beeld(q3.privacy, Uitvoersoort.CSV, _Q3)
    tweede = export_beeld(q3.regie, Uitvoersoort.PDF, keuze)
    assert (eerste.nummer, eerste.bestandsnaam) == (1, "informatiebeeld-2026-Q3-nr-1.csv")
    regel, erboven = list_uitvoer(q3.privacy)
    assert (regel.nummer, regel.soort, regel.van, regel.tot) == (2, Uitvoersoort.PDF, "2026-Q3", "2026-Q3")
    assert (regel.voor_wie, regel.tekst, regel.op, regel.door) == ("de raad", "Toelichting", NU, "C. Regisseur")
    assert (regel.onderwerpen, erboven.onderwerpen) == (("Open casussen",), ("Instroom", "Open casussen"))
    assert (regel.drempels, regel.bestandsnaam) == ((5,), "informatiebeeld-2026-Q3-nr-2.pdf")
    assert regel.document_hash == hashlib.sha256(tweede.inhoud).hexdigest()
    gelogd: list[Logregel] = [een for een in alle_regels(q3.privacy) if een.actie == "beeld.uitvoeren"]
    assert [(een.verwerking, een.aantal, een.detail) for een in gelogd] == [("csv", 1, None), ("pdf", 2, None)]


@pytest.mark.parametrize("soort", [Uitvoersoort.PDF, Uitvoersoort.XLSX])
def test_what_could_not_be_rounded_is_said_where_the_method_is(wereld: Wereld, soort: Uitvoersoort) -> None:
    _vast(wereld, "2026-Q3", Wijze.AFRONDEN)
    inhoud = prepare_uitvoer(wereld.privacy, soort, _Q3)
    gelezen = tekst(inhoud.inhoud) if soort is Uitvoersoort.PDF else " ".join(_woorden(soort, inhoud.inhoud))
    assert "Dit kon niet veilig worden afgerond, en is daarom afgeschermd." in gelezen


def test_two_quarters_are_both_in_the_name_and_in_words_in_the_file(q3: Wereld) -> None:
    _vast(q3, "2026-Q4")
    bestand = export_beeld(q3.privacy, Uitvoersoort.XLSX, replace(_Q3, tot="2026-Q4"))
    assert bestand.bestandsnaam == "informatiebeeld-2026-Q3-tm-2026-Q4-nr-1.xlsx"
    werkmap = load_workbook(io.BytesIO(bestand.inhoud))
    assert werkmap["Toelichting"]["A1"].value == "Informatiebeeld 3e en 4e kwartaal 2026"


def test_nothing_is_in_the_register_before_it_is_kept_and_nobody_has_the_number_of_another(q3: Wereld) -> None:
    mijn = prepare_uitvoer(q3.privacy, Uitvoersoort.CSV, _Q3)
    assert (list_uitvoer(q3.privacy), mijn.omvang) == ((), 36)
    export_beeld(q3.regie, Uitvoersoort.CSV, _Q3)  # somebody else was first
    bestand = record_uitvoer(q3.privacy, mijn)
    assert bestand.nummer == 2
    assert {rij["bestand"] for rij in _csv(bestand)} == {"2"}
    assert [regel.nummer for regel in list_uitvoer(q3.privacy)] == [2, 1]


@pytest.mark.parametrize("soort", Uitvoersoort)
def test_a_file_is_made_again_from_the_register_byte_for_byte(q3: Wereld, soort: Uitvoersoort) -> None:
    keuze = Uitvoerkeuze("2026-Q3", "2026-Q3", ("instroom",), "de raad", "Eerste regel.\nTweede.", uitgebreid=True)
    _duid(q3, "instroom", "2026-Q3", "Minder door de vakantie.")
    eerst = export_beeld(q3.regie, soort, keuze)
    q3.klok.moment += timedelta(days=1)
    _duid(q3, "instroom", "2026-Q3", "Later zei de school iets anders.")
    _vast(q3, "2026-Q4")
    opnieuw = remake_uitvoer(q3.privacy, eerst.nummer)
    assert (opnieuw.inhoud == eerst.inhoud, opnieuw) == (True, eerst)
    (regel,) = [een for een in alle_regels(q3.privacy) if een.actie == "beeld.opnieuw_uitvoeren"]
    assert (regel.verwerking, regel.aantal) == (soort.value, 1)
    assert len(list_uitvoer(q3.privacy)) == 1
    with pytest.raises(GeenToegang):
        remake_uitvoer(q3.lezer, eerst.nummer)
    with pytest.raises(NietGevonden):
        remake_uitvoer(q3.privacy, 9)


def test_a_report_is_made_again_byte_for_byte_when_the_profile_wants_and_names_other_things(q3: Wereld) -> None:
    settle(q3.privacy, "2026-Q4", aanmeldingen=30, pga=19)
    keuze = Uitvoerkeuze("2026-Q4", "2026-Q4", ("aanmeldingen",), "de raad")
    eerst = export_beeld(q3.regie, Uitvoersoort.PDF, keuze)
    assert "Streefwaarde: 100 aanmeldingen" in tekst(eerst.inhoud)
    profiel = q3.privacy.profiel
    q3.privacy.profiel = replace(
        profiel,
        tafels={een.sleutel: replace(een, label="Anders genoemd") for een in profiel.tafels.values()},
        streefwaarden={een.sleutel: replace(een, waarde=7) for een in profiel.streefwaarden.values()},
    )
    opnieuw = remake_uitvoer(q3.privacy, eerst.nummer)
    assert (opnieuw.inhoud == eerst.inhoud, opnieuw.is_gelijk) == (True, True)
    nieuw = export_beeld(q3.privacy, Uitvoersoort.PDF, keuze)
    assert "Streefwaarde: 7 aanmeldingen" in tekst(nieuw.inhoud)


def test_a_duiding_that_was_withdrawn_is_in_no_file_any_more_and_a_file_it_stood_in_says_why_it_differs(
    q3: Wereld,
) -> None:
    _duid(q3, "instroom", "2026-Q3", "Minder door de vakantie.")
    eerst = export_beeld(q3.regie, Uitvoersoort.PDF, _Q3)
    anders = export_beeld(q3.regie, Uitvoersoort.PDF, replace(_Q3, metingen=("stand",)))
    getallen = export_beeld(q3.regie, Uitvoersoort.XLSX, _Q3)
    ontwerp = prepare_uitvoer(q3.regie, Uitvoersoort.PDF, _Q3)
    with q3.regie.doe() as t:
        (duiding,) = (een.id for een in opslag.duidingen(t.db, "2026-Q3"))
    withdraw_duiding(q3.regie, duiding)
    straks = record_uitvoer(q3.regie, ontwerp, nagelezen=True)  # it was withdrawn while somebody read it
    opnieuw = remake_uitvoer(q3.privacy, eerst.nummer)
    assert "vakantie" in tekst(eerst.inhoud)
    assert "vakantie" not in tekst(straks.inhoud) + tekst(opnieuw.inhoud)
    assert (opnieuw.is_gelijk, opnieuw.ingetrokken) == (False, 1)
    for gelijk, weg in ((anders, 0), (getallen, 0), (straks, 1)):
        nog_eens = remake_uitvoer(q3.privacy, gelijk.nummer)
        assert (nog_eens.inhoud == gelijk.inhoud, nog_eens.is_gelijk, nog_eens.ingetrokken) == (True, True, weg)


def test_whoever_makes_a_file_read_the_words_of_people_that_are_in_it(q3: Wereld) -> None:
    met_tekst = replace(_Q3, tekst="Dit viel op.")
    eigen = (("Tekst boven de getallen", "Dit viel op."),)
    _duid(q3, "stand", "2026-Q3", "Minder door de vakantie.")
    duiding = (
        "2. Open casussen. Duiding bij 3e kwartaal 2026, geschreven op 23 november 2026",
        "Politie en school: Minder door de vakantie.",
    )
    for soort, keuze, teksten in (
        (Uitvoersoort.PDF, _Q3, (duiding,)),
        (Uitvoersoort.PDF, met_tekst, (*eigen, duiding)),
        (Uitvoersoort.PDF, replace(_Q3, metingen=("instroom",)), ()),
        (Uitvoersoort.XLSX, met_tekst, eigen),
        (Uitvoersoort.XLSX, _Q3, ()),
        (Uitvoersoort.CSV, met_tekst, ()),
    ):
        ontwerp = prepare_uitvoer(q3.privacy, soort, keuze)
        assert ontwerp.teksten == teksten
        if teksten:
            al = len(list_uitvoer(q3.privacy))
            with pytest.raises(OngeldigeInvoer) as fout:
                record_uitvoer(q3.privacy, ontwerp)
            assert (set(fout.value.velden), len(list_uitvoer(q3.privacy))) == ({"nagelezen"}, al)
        assert record_uitvoer(q3.privacy, ontwerp, nagelezen=bool(teksten)).inhoud


def test_a_file_that_comes_out_otherwise_says_so(q3: Wereld) -> None:
    export_beeld(q3.regie, Uitvoersoort.CSV, _Q3)
    with q3.regie.doe() as t:
        (rij,) = opslag.uitvoeren(t.db)
        rij.document_hash = "0" * 64  # as another version of the program made it
        t.log("beeld.uitvoeren", "beelduitvoer", rij.id)
    assert not remake_uitvoer(q3.privacy, 1).is_gelijk


def casusnummer(wereld: Wereld, casus_id: UUID) -> str:
    with wereld.regie.doe() as t:
        return t.haal(Casus, casus_id).nummer


def test_what_cannot_be_exported_is_refused(q3: Wereld) -> None:
    with pytest.raises(GeenToegang):
        export_beeld(q3.lezer, Uitvoersoort.CSV, _Q3)
    with pytest.raises(NietVastgesteld):
        export_beeld(q3.privacy, Uitvoersoort.CSV, replace(_Q3, van="2026-Q2"))
    _vast(q3, "2026-Q4")
    verkeerd = Uitvoerkeuze("2026-Q4", "2026-Q3", ("school",), "x" * 201)
    with pytest.raises(OngeldigeInvoer) as fout:
        export_beeld(q3.privacy, Uitvoersoort.CSV, verkeerd)
    assert set(fout.value.velden) == {"van", "metingen", "voor_wie"}
    with pytest.raises(OngeldigeInvoer) as fout:
        export_beeld(q3.privacy, Uitvoersoort.CSV, replace(_Q3, voor_wie=" "))
    assert set(fout.value.velden) == {"voor_wie"}
    nummer = casusnummer(q3, maak(q3.regie))
    with pytest.raises(OngeldigeInvoer) as fout:
        export_beeld(q3.privacy, Uitvoersoort.PDF, replace(_Q3, voor_wie="bsn 111222333", tekst=f"Zoals bij {nummer}."))
    assert {sleutel: zin.split(".")[0] for sleutel, zin in fout.value.velden.items()} == {
        "voor_wie": "Hier staat een burgerservicenummer, of negen cijfers die er een kunnen zijn",
        "tekst": "Hier staat een casusnummer",
    }
    ontwerp = prepare_uitvoer(q3.privacy, Uitvoersoort.CSV, _Q3)
    assert list_uitvoer(q3.privacy) == ()
    q3.privacy.noteer = lambda *_: None  # a backup that is looked at
    with pytest.raises(AlleenLezen):
        export_beeld(q3.privacy, Uitvoersoort.CSV, _Q3)
    with pytest.raises(AlleenLezen):
        record_uitvoer(q3.privacy, ontwerp)
    with pytest.raises(AlleenLezen):
        remake_uitvoer(q3.privacy, 1)


def test_text_blocks_of_a_report_are_ones_own_and_none_of_judging(q3: Wereld) -> None:
    blok = tekstblokken.save_tekstblok(q3.privacy, "Opening", "Dit kwartaal.", soort=Bloksoort.BEELD)
    tekstblokken.save_tekstblok(q3.privacy, "Motivering", "Noodzaak blijkt.")
    (een,) = tekstblokken.list_tekstblokken(q3.privacy, Bloksoort.BEELD)
    assert (een.id, een.naam, een.tekst) == (blok, "Opening", "Dit kwartaal.")
    assert [b.naam for b in tekstblokken.list_tekstblokken(q3.privacy)] == ["Motivering"]
    assert tekstblokken.list_tekstblokken(q3.regie, Bloksoort.BEELD) == ()
    with pytest.raises(GeenToegang):
        tekstblokken.list_tekstblokken(q3.lezer, Bloksoort.BEELD)
    with pytest.raises(NietGevonden):
        tekstblokken.save_tekstblok(q3.privacy, "Anders", "Anders", blok)
    tekstblokken.remove_tekstblok(q3.privacy, blok, Bloksoort.BEELD)
    assert tekstblokken.list_tekstblokken(q3.privacy, Bloksoort.BEELD) == ()
