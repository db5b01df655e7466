"""What a transfer may hold: exactly the rows the approval covers, in exactly one spelling."""

from __future__ import annotations

import copy
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmg_desk.domain.canoniek import canoniek, lees_canoniek
from pmg_desk.domain.delen import Besluittekst, ManifestRegel, Ontvanger, Oordeel, Soort, Zekerheid
from pmg_desk.domain.overdracht import (
    VELDEN,
    Antwoordoordeel,
    Antwoordtekst,
    Bewijs,
    Overdrachttekst,
    Rij,
    Rijsoort,
    Tekort,
    lees_antwoord,
    lees_overdracht,
    toets_dekking,
)

NU = datetime(2026, 11, 23, 8, 30, tzinfo=UTC)
ONTVANGER = Ontvanger(str(UUID(int=5)), "School", "Leerlingzaken")


def id_(n: int) -> str:
    return str(UUID(int=n))


VOORBEELD: dict[Rijsoort, dict[str, Any]] = {
    Rijsoort.IDENTITEIT: {
        "voornamen": "Zoë",
        "voorvoegsel": "",
        "geslachtsnaam": "Łukasz",
        "roepnaam": "",
        "geboortedatum": "2012-03",
        "geslacht": "",
        "school": "",
        "telefoon": "",
        "opschorting": "",
        "in_onderzoek": False,
    },
    Rijsoort.ADRES: {"straat": "Laan", "huisnummer": "1", "postcode": "", "woonplaats": "", "geheim": False},
    Rijsoort.INDELING: {"doelgroep": "x", "afwijking": False, "gekozen_op": "2026-11-01", "uitspraak": None},
    Rijsoort.KENMERK: {"soort": "slachtoffer", "bron": "politie", "uitspraak": None},
    Rijsoort.UITSPRAAK: {
        "soort": "signaal",
        "tekst": "Gezien.\nTwee keer.",
        "bron": "W.",
        "gezegd_op": "2026-11-01",
        "aard": "feit",
        "doorverstrekking": "ja",
    },
    Rijsoort.ANTECEDENT: {"datum": "2026", "soort": "s", "status": "v", "bron": "p", "uitspraak": None},
    Rijsoort.SCORE: {"leefgebied": "werk", "waarde": 3, "gemeten_op": "2026-11-01", "uitspraak": None},
    Rijsoort.RELATIE: {"soort": "ouder", "naam": "M.", "geboortedatum": None, "gezag": ""},
    Rijsoort.PLAN: {
        "nr": 1,
        "status": "concept",
        "ingang": "2026-11-01",
        "afgesproken_op": None,
        "evaluatie_op": "2027-01-01",
        "uitspraak": None,
        "wens": None,
    },
    Rijsoort.DOEL: {"stam": id_(9), "leefgebied": "werk", "spoor": "grenzen", "uitspraak": None},
    Rijsoort.ACTIE: {
        "stam": id_(9),
        "eigenaar": "W.",
        "organisatie": "Politie",
        "deadline": "2026-12-01",
        "status": "open",
        "interventie": "",
        "uitspraak": None,
        "resultaat": None,
    },
    Rijsoort.BETROKKENHEID: {"naam": "W.", "organisatie": "Politie", "functie": "Wijkagent", "rol": "contact"},
}


def rij(soort: Rijsoort, n: int = 0, *, categorie: str = "identiteit", derden: bool = False, **anders: Any) -> Rij:
    nummer = n or 100 + list(Rijsoort).index(soort)
    return Rij(soort, id_(nummer), categorie, derden, {**VOORBEELD[soort], **anders})


def besluit(**anders: Any) -> Besluittekst:
    gewoon = Besluittekst(
        besluit_id=id_(20),
        kluis_id=id_(1),
        verzoek_id=id_(21),
        verzoek_hash="0" * 64,
        aanvrager_id=id_(3),
        beslisser_id=id_(22),
        soort=Soort.STAAND,
        oordeel=Oordeel.AKKOORD,
        zekerheid=Zekerheid.PROCEDUREEL,
        manifest=(ManifestRegel(id_(2), ONTVANGER, ("identiteit", "signalen"), False),),
        document_hash=None,
        doel="d",
        grondslagen=("g",),
        voorwaarden="",
        motivering="m",
        besloten_op=NU,
        geldig_tot=date(2026, 11, 23),
        log_nr=0,
        log_hash="0" * 64,
    )
    return replace(gewoon, **anders)


def overdracht(*rijen: Rij, onder: Besluittekst | None = None, **anders: Any) -> Overdrachttekst:
    gewoon = Overdrachttekst(
        overdracht_id=id_(10),
        kluis_id=id_(1),
        kluisnaam="Zuidwest",
        casus_id=id_(2),
        casusnummer="PMG-2026-00001",
        van_persoon=id_(3),
        naar_kluis=id_(6),
        naar_persoon=id_(7),
        ontvanger=ONTVANGER,
        aangeboden_op=NU,
        bewijs=Bewijs("B-1", (onder or besluit()).tekst(), "ab", "cd"),
        rijen=(rij(Rijsoort.IDENTITEIT), *rijen),
    )
    return replace(gewoon, **anders)


def van_elk() -> Overdrachttekst:
    return overdracht(*(rij(soort) for soort in Rijsoort if soort is not Rijsoort.IDENTITEIT))


def echt(_sleutel: str, _context: str, _tekst: bytes, _handtekening: bytes) -> bool:
    return True


def test_er_is_een_voorbeeld_van_elk_veld_van_elke_soort() -> None:
    assert {soort: set(velden) for soort, velden in VOORBEELD.items()} == {s: set(v) for s, v in VELDEN.items()}


def test_wat_meeging_is_terug_te_lezen() -> None:
    alles = van_elk()
    assert lees_overdracht(alles.tekst()) == alles


def test_de_telling_zegt_hoeveel_er_meegaat() -> None:
    tekst = overdracht(rij(Rijsoort.SCORE), rij(Rijsoort.SCORE, 50), rij(Rijsoort.PLAN))
    assert tekst.telling() == "persoonsgegevens, 2 scores, 1 plan van aanpak"
    assert overdracht().telling() == "persoonsgegevens"


def veranderd(pad: tuple[Any, ...], waarde: Any) -> str:
    """The text of everything with one value in it replaced; a path that ends in ``...`` adds a key."""
    v = copy.deepcopy(lees_canoniek(van_elk().tekst()))
    deel = v
    for stap in pad[:-1]:
        deel = deel[stap]
    deel[pad[-1]] = waarde
    return canoniek(v)


FOUT = [
    (("v",), 2),
    (("rijen",), []),
    (("rijen",), {}),
    (("rijen",), None),
    (("extra",), "x"),
    (("overdracht",), "geen id"),
    (("overdracht",), id_(10).upper().replace("0", "A")),
    (("overdracht",), 10),
    (("kluis",), None),
    (("casusnummer",), 7),
    (("casusnummer",), "x" * 401),
    (("kluisnaam",), "Zuid\nwest"),
    (("functie",), "Leerling\u200bzaken"),
    (("aangeboden_op",), "gisteren"),
    (("besluit",), None),
    (("besluit", "tekst"), 1),
    (("besluit", "nummer"), None),
    (("besluit", "extra"), ""),
    (("rijen", 0, "soort"), "kenteken"),
    (("rijen", 0, "id"), "1"),
    (("rijen", 0, "derden"), "ja"),
    (("rijen", 0, "categorie"), None),
    (("rijen", 0, "extra"), 1),
    (("rijen", 0, "waarden", "bsn"), "123456782"),
    (("rijen", 0, "waarden"), {}),
    (("rijen", 0, "waarden", "geboortedatum"), "maart"),
    (("rijen", 0, "waarden", "geboortedatum"), 2012),
    (("rijen", 0, "waarden", "in_onderzoek"), "nee"),
]


@pytest.mark.parametrize(("pad", "waarde"), FOUT)
def test_wat_geen_overdracht_is_wordt_geweigerd(pad: tuple[Any, ...], waarde: Any) -> None:
    with pytest.raises(ValueError, match="not an Overdrachttekst"):
        lees_overdracht(veranderd(pad, waarde))


RIJFOUT = [
    (Rijsoort.UITSPRAAK, "tekst", ""),
    (Rijsoort.UITSPRAAK, "tekst", "x" * 20_001),
    (Rijsoort.UITSPRAAK, "tekst", "rechts\u202elinks"),
    (Rijsoort.UITSPRAAK, "tekst", None),
    (Rijsoort.UITSPRAAK, "aard", "roddel"),
    (Rijsoort.UITSPRAAK, "doorverstrekking", ""),
    (Rijsoort.UITSPRAAK, "gezegd_op", "20261101"),
    (Rijsoort.UITSPRAAK, "gezegd_op", "2026-02-30"),
    (Rijsoort.UITSPRAAK, "gezegd_op", 5),
    (Rijsoort.SCORE, "waarde", 0),
    (Rijsoort.SCORE, "waarde", 6),
    (Rijsoort.SCORE, "waarde", True),
    (Rijsoort.SCORE, "waarde", "3"),
    (Rijsoort.SCORE, "uitspraak", id_(77)),
    (Rijsoort.PLAN, "nr", 10_000),
    (Rijsoort.PLAN, "wens", id_(77)),
    (Rijsoort.PLAN, "evaluatie_op", ""),
    (Rijsoort.ACTIE, "resultaat", id_(77)),
    (Rijsoort.DOEL, "stam", None),
    (Rijsoort.RELATIE, "geboortedatum", "31-31"),
]


@pytest.mark.parametrize(("soort", "naam", "waarde"), RIJFOUT)
def test_een_rij_met_een_veld_dat_niet_klopt_wordt_geweigerd(soort: Rijsoort, naam: str, waarde: Any) -> None:
    with pytest.raises(ValueError, match="not an Overdrachttekst"):
        lees_overdracht(overdracht(rij(soort, **{naam: waarde})).tekst())


@pytest.mark.parametrize(
    "rijen",
    [
        (rij(Rijsoort.IDENTITEIT, 50),),
        (rij(Rijsoort.PLAN), rij(Rijsoort.PLAN, 50)),
        (rij(Rijsoort.ADRES), rij(Rijsoort.ADRES, 50)),
        (rij(Rijsoort.INDELING), rij(Rijsoort.INDELING, 50)),
        (rij(Rijsoort.SCORE), rij(Rijsoort.SCORE)),
    ],
)
def test_een_casus_heeft_een_jongere_een_plan_en_geen_rij_dubbel(rijen: tuple[Rij, ...]) -> None:
    with pytest.raises(ValueError, match="not an Overdrachttekst"):
        lees_overdracht(overdracht(*rijen).tekst())


def test_een_casus_zonder_jongere_wordt_geweigerd() -> None:
    with pytest.raises(ValueError, match="not an Overdrachttekst"):
        lees_overdracht(replace(overdracht(), rijen=(rij(Rijsoort.SCORE),)).tekst())


def test_een_rij_mag_de_tekst_noemen_die_meegaat() -> None:
    tekst = overdracht(rij(Rijsoort.UITSPRAAK, 60), rij(Rijsoort.SCORE, uitspraak=id_(60)))
    assert lees_overdracht(tekst.tekst()) == tekst


@given(st.text(max_size=40))
def test_een_regel_die_kan_reist_heel_en_anders_niet(naam: str) -> None:
    tekst = overdracht(rij(Rijsoort.BETROKKENHEID, naam=naam)).tekst()
    try:
        gelezen = lees_overdracht(tekst)
    except ValueError:
        assert not naam.isprintable()
    else:
        assert gelezen.rijen[1].waarden["naam"] == naam


# what the approval carries


def tekort(tekst: Overdrachttekst, verifieer: Any = echt) -> Tekort | None:
    return toets_dekking(tekst, verifieer)[1]


def test_wat_het_akkoord_omvat_mag_mee() -> None:
    gevonden, gebrek = toets_dekking(overdracht(rij(Rijsoort.UITSPRAAK, categorie="signalen")), echt)
    assert gevonden == besluit()
    assert gebrek is None


def test_een_akkoord_dat_niet_te_lezen_is_draagt_niets() -> None:
    stuk = overdracht()
    assert toets_dekking(replace(stuk, bewijs=replace(stuk.bewijs, tekst="{}")), echt) == (None, Tekort.ONLEESBAAR)
    assert tekort(replace(stuk, bewijs=replace(stuk.bewijs, handtekening="zz"))) is Tekort.ONLEESBAAR


def test_de_handtekening_wordt_over_precies_het_akkoord_nagegaan() -> None:
    gezien: list[Any] = []

    def nee(*alles: Any) -> bool:
        gezien.append(alles)
        return False

    assert tekort(overdracht(), nee) is Tekort.HANDTEKENING
    assert gezien == [("cd", "pmg-desk/besluit/1", besluit().tekst().encode(), b"\xab")]


@pytest.mark.parametrize(
    ("onder", "verwacht"),
    [
        ({"kluis_id": id_(99)}, Tekort.ANDERE_CASUS),
        ({"manifest": (ManifestRegel(id_(99), ONTVANGER, ("identiteit",), False),)}, Tekort.ANDERE_CASUS),
        (
            {"manifest": (ManifestRegel(id_(2), replace(ONTVANGER, functie="Conciërge"), ("identiteit",), False),)},
            Tekort.ANDERE_CASUS,
        ),
        ({"oordeel": Oordeel.GEWEIGERD}, Tekort.GEEN_AKKOORD),
        ({"oordeel": Oordeel.TERUGVRAAG}, Tekort.GEEN_AKKOORD),
        ({"oordeel": Oordeel.AKKOORD_BEPERKT}, None),
        ({"besloten_op": datetime(2026, 11, 23, 8, 31, tzinfo=UTC)}, Tekort.NIET_GELDIG),
        ({"geldig_tot": date(2026, 11, 22)}, Tekort.NIET_GELDIG),
        ({"manifest": (ManifestRegel(id_(2), ONTVANGER, ("signalen",), False),)}, Tekort.MEER),
    ],
)
def test_alleen_een_geldig_akkoord_voor_deze_casus_en_ontvanger_draagt(
    onder: dict[str, Any], verwacht: Tekort | None
) -> None:
    assert tekort(overdracht(onder=besluit(**onder))) is verwacht


def test_derden_gaan_alleen_mee_als_het_akkoord_ze_omvat() -> None:
    familie = rij(Rijsoort.RELATIE, derden=True)
    ruim = besluit(manifest=(ManifestRegel(id_(2), ONTVANGER, ("identiteit",), True),))
    assert tekort(overdracht(familie)) is Tekort.MEER
    assert tekort(overdracht(familie, onder=ruim)) is None


@pytest.mark.parametrize(
    ("deel", "staand", "document"),
    [
        (rij(Rijsoort.UITSPRAAK, doorverstrekking="nee"), Tekort.MEER, Tekort.MEER),
        (rij(Rijsoort.UITSPRAAK, doorverstrekking="vragen"), Tekort.MEER, None),
        (rij(Rijsoort.ADRES, geheim=True), Tekort.MEER, None),
        (rij(Rijsoort.ADRES, geheim=False), None, None),
    ],
)
def test_wat_de_bron_verbiedt_gaat_nooit_en_wat_geheim_is_alleen_na_oordeel_over_de_tekst(
    deel: Rij, staand: Tekort | None, document: Tekort | None
) -> None:
    assert tekort(overdracht(deel)) is staand
    assert tekort(overdracht(deel, onder=besluit(soort=Soort.DOCUMENT))) is document


# the answer

JA = Antwoordtekst(id_(10), Antwoordoordeel.AANGENOMEN, "PMG-2026-00007", "")
TERUG = Antwoordtekst(id_(10), Antwoordoordeel.TERUGGEGEVEN, "", "Woont hier niet.")


@pytest.mark.parametrize("antwoord", [JA, TERUG])
def test_een_antwoord_is_terug_te_lezen(antwoord: Antwoordtekst) -> None:
    assert lees_antwoord(antwoord.inhoud()) == antwoord


@pytest.mark.parametrize(
    "anders",
    [
        {"v": 2},
        {"overdracht": "x"},
        {"oordeel": "misschien"},
        {"casusnummer": ""},
        {"casusnummer": 3},
        {"reden": "Toch niet."},
        {"reden": None},
        {"extra": ""},
    ],
)
def test_wat_geen_antwoord_is_wordt_geweigerd(anders: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="not an answer"):
        lees_antwoord({**JA.inhoud(), **anders})


@pytest.mark.parametrize("anders", [{"reden": ""}, {"casusnummer": "PMG-2026-00007"}])
def test_teruggeven_vraagt_een_reden_en_noemt_geen_nummer(anders: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="not an answer"):
        lees_antwoord({**TERUG.inhoud(), **anders})


def test_een_antwoord_zonder_een_deel_wordt_geweigerd() -> None:
    with pytest.raises(ValueError, match="not an answer"):
        lees_antwoord({"v": 1, "overdracht": id_(10)})
