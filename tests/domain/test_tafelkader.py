"""Tafelkaders as pure rules: reading exactly or not at all, validity, which version holds, and what a cell covers."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmg_desk.domain import tafelkader
from pmg_desk.domain.canoniek import Waarde, canoniek, lees_canoniek
from pmg_desk.domain.delen import (
    BekendeSleutel,
    Besluittekst,
    BewaardBesluit,
    Eis,
    Gebrek,
    Getoetst,
    ManifestRegel,
    Ontvanger,
    Oordeel,
    Soort,
    Toetskader,
    Verzoektekst,
    Zekerheid,
)
from pmg_desk.domain.rollen import Rol
from pmg_desk.domain.samenvatting import Rubriek, Stuk
from pmg_desk.domain.selectie import (
    Geinformeerde,
    Omstandigheden,
    Onthouden,
    Selectie,
    Vorm,
    dekking_van_categorie,
    selecteer,
)
from pmg_desk.domain.tafelkader import (
    BewaardKader,
    GetoetstKader,
    Kaderinhoud,
    Kaderregel,
    Kadertekst,
    Versie,
    dekking_van,
    geldende,
    lees_kadertekst,
    opvolger_van,
    reeks_van,
    toets_kader,
    zin_van,
    zonder_vervangen,
)

NU = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
VANDAAG = date(2026, 11, 23)
SCHOOL = Ontvanger("school", "School De Brug", "Leerlingzaken")
TAFELS = frozenset({"pga"})
CATEGORIEEN = ("plan", "signalen", "gezondheid")


def inhoud(**anders: object) -> Kaderinhoud:
    een = Kaderinhoud(
        "pga", "plan", "Convenant", (Kaderregel(SCHOOL, "plan", ("g",)),), "", "m", VANDAAG, date(2027, 5, 1),
        date(2027, 4, 1),
    )  # fmt: skip
    return replace(een, **anders)  # type: ignore[arg-type]


def kader(**anders: object) -> Kadertekst:
    een = Kadertekst("k", "kluis", 1, None, inhoud(), "officer", Zekerheid.PROCEDUREEL, NU, 3, "0" * 64, None)
    return replace(een, **anders)  # type: ignore[arg-type]


def toets(**anders: object) -> Toetskader:
    een = Toetskader(
        kluis_id="kluis",
        sleutels=(BekendeSleutel("sleutel", "officer", Rol.PRIVACY_OFFICER, NU),),
        ingetrokken=frozenset(),
        moment=NU,
        max_dagen=730,
        verifieer=lambda *wat: wat[3] == b"goed",
        regels={"k": 4, "k2": 5},
    )
    return replace(een, **anders)  # type: ignore[arg-type]


def getoetst(k: Kadertekst | None = None, t: Toetskader | None = None, **anders: object) -> GetoetstKader:
    tekst = (k or kader()).tekst()
    bewaard = BewaardKader((k or kader()).kader_id, tekst, b"goed", "sleutel")
    return toets_kader(replace(bewaard, **anders), t or toets(), ("plan", "signalen"))  # type: ignore[arg-type]


# the format


_WOORD = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
_DAG = st.dates(date(2000, 1, 1), date(2100, 1, 1))
_REGEL = st.builds(
    Kaderregel,
    st.builds(Ontvanger, _WOORD, _WOORD, _WOORD),
    _WOORD,
    st.lists(_WOORD, max_size=3, unique=True).map(lambda w: tuple(sorted(w))),
    st.lists(st.sampled_from(Eis), unique=True).map(lambda e: tuple(sorted(e))),
)
_INHOUD = st.builds(
    Kaderinhoud, _WOORD, _WOORD, _WOORD,
    st.lists(_REGEL, max_size=4).map(lambda r: tuple(sorted(r, key=tafelkader._volgorde))),
    _WOORD, _WOORD, _DAG, _DAG, _DAG,
)  # fmt: skip
_KADER = st.builds(
    Kadertekst, _WOORD, _WOORD, st.integers(1, 999), st.none() | _WOORD, _INHOUD, _WOORD,
    st.sampled_from(Zekerheid), st.integers(0, 10**8).map(lambda s: NU + timedelta(seconds=s)),
    st.integers(0, 9999), _WOORD, st.none() | _WOORD,
)  # fmt: skip


@given(_KADER)
def test_een_kader_leest_terug_als_geschreven(k: Kadertekst) -> None:
    gelezen = lees_kadertekst(k.tekst())
    assert (gelezen, gelezen.hash()) == (k, k.hash())


@given(_KADER, st.data())
def test_een_veranderd_teken_is_een_ander_kader_of_geen(k: Kadertekst, data: st.DataObject) -> None:
    """Whatever can be read spells exactly what was signed, so a change is a change of the signed bytes."""
    tekst = k.tekst()
    plaats = data.draw(st.integers(0, len(tekst) - 1))
    teken = data.draw(st.characters(exclude_categories=["Cs"]).filter(lambda t: t != tekst[plaats]))
    anders = tekst[:plaats] + teken + tekst[plaats + 1 :]
    try:
        gelezen = lees_kadertekst(anders)
    except ValueError:
        return
    assert gelezen.tekst() == anders != tekst


@pytest.mark.parametrize(
    "stuk",
    [
        {"v": 2},
        {"inhoud": {}},
        {"inhoud": None},
        {"besloten_op": 3},
        {"zekerheid": "x"},
        {"extra": 1},
        {"versie": []},
        {"versie": True},
        {"kader": 1},
    ],
)
def test_wat_geen_kader_is_wordt_niet_gelezen(stuk: dict[str, Waarde]) -> None:
    goed = lees_canoniek(kader().tekst())
    with pytest.raises(ValueError, match=r".*"):
        lees_kadertekst(canoniek({**goed, **stuk}))


def test_een_cel_die_niet_in_volgorde_staat_is_een_ander_kader() -> None:
    regels = (Kaderregel(SCHOOL, "signalen", ("g",)), Kaderregel(SCHOOL, "plan", ("g",)))
    assert kader(inhoud=inhoud(regels=regels)).tekst() == kader(inhoud=inhoud(regels=regels[::-1])).tekst()
    ruw = lees_canoniek(kader(inhoud=inhoud(regels=regels)).tekst())
    ruw["inhoud"]["regels"].reverse()
    with pytest.raises(ValueError, match="not a Kadertekst"):
        lees_kadertekst(canoniek(ruw))


# validity


def test_een_goed_kader_geldt() -> None:
    assert getoetst().gebrek is None
    assert getoetst().geldig


@pytest.mark.parametrize(
    ("verwacht", "k", "t", "rij"),
    [
        (Gebrek.ONLEESBAAR, {}, {}, {"tekst": "{}"}),
        (Gebrek.ANDER_NUMMER, {}, {}, {"id": "k2"}),
        (Gebrek.ANDERE_KLUIS, {}, {"kluis_id": "ander"}, {}),
        (Gebrek.SLEUTEL_ONBEKEND, {}, {}, {"sleutel": "vreemd"}),
        (Gebrek.SLEUTEL_ONBEKEND, {"beslisser_id": "ander"}, {}, {}),
        (Gebrek.SLEUTEL_ONBEKEND, {"besloten_op": NU - timedelta(seconds=1)}, {}, {}),
        (Gebrek.HANDTEKENING, {}, {}, {"handtekening": b"fout"}),
        (Gebrek.ZEKERHEID, {"zekerheid": Zekerheid.CRYPTOGRAFISCH}, {}, {}),
        (Gebrek.GEEN_REGEL, {}, {"regels": {}}, {}),
        (Gebrek.TE_LANG, {"inhoud": inhoud(geldig_tot=VANDAAG + timedelta(days=731))}, {}, {}),
        (Gebrek.NOG_NIET, {"besloten_op": NU + timedelta(hours=1)}, {}, {}),
        (Gebrek.INGETROKKEN, {}, {"ingetrokken": frozenset({"k"})}, {}),
        (Gebrek.VERLOPEN, {}, {"moment": datetime(2027, 5, 2, 0, 0, tzinfo=UTC)}, {}),
        (Gebrek.NIET_VOOR, {"inhoud": inhoud(geldig_van=date(2026, 11, 24))}, {}, {}),
    ],
)
def test_elk_gebrek(verwacht: Gebrek, k: dict[str, object], t: dict[str, object], rij: dict[str, object]) -> None:
    uitkomst = getoetst(kader(**k), toets(**t), **rij)
    assert uitkomst.gebrek is verwacht
    assert not uitkomst.geldig
    assert geldende([uitkomst]) == ()


@pytest.mark.parametrize("rol", [rol for rol in Rol if rol is not Rol.PRIVACY_OFFICER])
def test_alleen_een_privacy_officer_tekent(rol: Rol) -> None:
    sleutels = (BekendeSleutel("sleutel", "officer", rol, NU),)
    assert getoetst(t=toets(sleutels=sleutels)).gebrek is Gebrek.SLEUTEL_ONBEKEND


@pytest.mark.parametrize(
    ("tot", "tot_nr", "verwacht"),
    [
        (NU + timedelta(days=1), 9, None),  # its line stands before the end of the key
        (NU + timedelta(days=1), 4, Gebrek.GEEN_REGEL),
        (NU, 9, Gebrek.SLEUTEL_ONBEKEND),
    ],
)
def test_een_gestopte_sleutel(tot: datetime, tot_nr: int, verwacht: Gebrek | None) -> None:
    sleutel = BekendeSleutel("sleutel", "officer", Rol.PRIVACY_OFFICER, NU, tot=tot, tot_nr=tot_nr)
    assert getoetst(t=toets(sleutels=(sleutel,), moment=NU + timedelta(days=2))).gebrek is verwacht


def test_tot_en_met_de_laatste_dag_en_niet_langer_dan_mag() -> None:
    laatste = datetime(2027, 5, 1, 21, 59, tzinfo=UTC)
    assert getoetst(t=toets(moment=laatste)).gebrek is None
    assert getoetst(t=toets(moment=laatste + timedelta(minutes=1))).gebrek is Gebrek.VERLOPEN  # midnight in Amsterdam
    precies = inhoud(geldig_tot=VANDAAG + timedelta(days=730))
    assert getoetst(kader(inhoud=precies)).gebrek is None


def test_waarom_een_kader_niet_geldt_gaat_over_een_kader() -> None:
    zinnen = {gebrek: zin_van(gebrek) for gebrek in Gebrek}
    assert zinnen[Gebrek.VERLOPEN] == "Het tafelkader is verlopen."
    for gebrek in (Gebrek.ONLEESBAAR, Gebrek.ANDER_NUMMER, Gebrek.ANDERE_KLUIS, Gebrek.NOG_NIET, Gebrek.GEEN_REGEL):
        assert "verzoek" not in zinnen[gebrek]
        assert zinnen[gebrek].startswith("Het tafelkader")


# versions


def test_een_nieuwe_versie_neemt_de_plaats_in() -> None:
    oud, nieuw = getoetst(), getoetst(kader(kader_id="k2", versie=2))
    assert geldende([oud, nieuw]) == geldende([nieuw, oud]) == (nieuw,)


def test_bij_gelijke_versie_telt_het_laatste_moment() -> None:
    later = NU + timedelta(hours=1)
    oud, nieuw = getoetst(), getoetst(kader(kader_id="k2", besloten_op=later), toets(moment=later))
    assert geldende([nieuw, oud]) == (nieuw,)


@pytest.mark.parametrize("wat", [Gebrek.INGETROKKEN, Gebrek.VERLOPEN, Gebrek.TE_LANG])
def test_een_versie_die_ophield_brengt_de_vorige_niet_terug(wat: Gebrek) -> None:
    nieuw = replace(getoetst(kader(kader_id="k2", versie=2)), gebrek=wat)
    assert geldende([getoetst(), nieuw]) == ()


@pytest.mark.parametrize("wat", [Gebrek.NIET_VOOR, Gebrek.NOG_NIET, Gebrek.HANDTEKENING, Gebrek.GEEN_REGEL])
def test_een_versie_die_nog_niet_begon_of_onecht_is_vervangt_niets(wat: Gebrek) -> None:
    oud, nieuw = getoetst(), replace(getoetst(kader(kader_id="k2", versie=2)), gebrek=wat)
    assert geldende([oud, nieuw]) == (oud,)


def test_andere_tafels_en_doelen_staan_los() -> None:
    ander = getoetst(kader(kader_id="k2", inhoud=inhoud(tafel="zvh")))
    doel = getoetst(kader(kader_id="k2", inhoud=inhoud(doel="nazorg")))
    assert set(geldende([getoetst(), ander, doel])) == {getoetst(), ander, doel}


def test_een_onleesbaar_kader_telt_niet_mee() -> None:
    assert geldende([getoetst(tekst="niets")]) == ()
    assert opvolger_van(getoetst(tekst="niets"), [getoetst()]) is None


def test_de_opvolger_is_de_laatste_die_begon_ook_als_die_zelf_niet_meer_geldt() -> None:
    oud, midden = getoetst(), getoetst(kader(kader_id="k2", versie=2))
    nieuw = replace(getoetst(kader(kader_id="k3", versie=3)), gebrek=Gebrek.INGETROKKEN)
    later = replace(getoetst(kader(kader_id="k4", versie=4)), gebrek=Gebrek.NIET_VOOR)
    alles = [oud, midden, nieuw, later]
    assert [opvolger_van(g, alles) for g in alles] == [nieuw, nieuw, None, None]
    assert opvolger_van(oud, [later]) is None


def test_een_vermiste_nieuwere_versie_houdt_de_oude_tegen() -> None:
    reeks = reeks_van(inhoud())
    onleesbaar = getoetst(tekst="niets")
    verlopen = getoetst(t=toets(moment=datetime(2028, 1, 1, tzinfo=UTC)))
    alles = [getoetst(), verlopen, onleesbaar]
    assert zonder_vervangen(alles, ()) == tuple(alles)
    assert zonder_vervangen(alles, [Versie(reeks, 1), Versie("zvh/plan", 9)]) == tuple(alles)
    weg = zonder_vervangen(alles, [Versie(reeks, 3), Versie(reeks, 2)])
    assert [g.gebrek for g in weg] == [Gebrek.VERVANGEN, Gebrek.VERLOPEN, Gebrek.ONLEESBAAR]


# what a cell covers


def stuk(**anders: object) -> Stuk:
    een = Stuk("uitspraak:1", Rubriek.PLAN, "plan", "Plan", "tekst", NU - timedelta(days=1))
    return replace(een, **anders)  # type: ignore[arg-type]


def kies(een: Stuk, *kaders: GetoetstKader, ontvanger: Ontvanger = SCHOOL, **anders: object) -> Selectie:
    nu = replace(Omstandigheden(Vorm.PAPIER, frozenset(), TAFELS), **anders)  # type: ignore[arg-type]
    return selecteer([een], [], "casus", ontvanger, nu, kaders)


def reden(selectie: Selectie) -> Onthouden:
    ((_, waarom),) = selectie.niet
    return waarom


def test_een_vakje_dekt_zijn_soort_voor_zijn_ontvanger() -> None:
    (gedekt,) = kies(stuk(), getoetst()).mee
    assert (gedekt.besluit_id, gedekt.kader, gedekt.nieuw_sinds_besluit) == ("k", True, False)
    zelfde = replace(SCHOOL, organisatie=f" {SCHOOL.organisatie.upper()} ", functie=" Leerlingzaken ")
    assert kies(stuk(), getoetst(), ontvanger=zelfde).mee


@pytest.mark.parametrize(
    ("een", "ontvanger", "anders", "verwacht"),
    [
        (stuk(categorie="signalen"), SCHOOL, {}, Onthouden.GEEN_AKKOORD),
        (stuk(), replace(SCHOOL, functie="Conciërge"), {}, Onthouden.GEEN_AKKOORD),
        (stuk(), replace(SCHOOL, organisatie_id="ander"), {}, Onthouden.GEEN_AKKOORD),
        (stuk(), replace(SCHOOL, organisatie="De Brug"), {}, Onthouden.ANDERE_NAAM),
        (stuk(derden=True), replace(SCHOOL, organisatie="De Brug"), {}, Onthouden.ANDERE_NAAM),
        (stuk(), SCHOOL, {"tafels": frozenset({"zvh"})}, Onthouden.GEEN_AKKOORD),
        (stuk(), SCHOOL, {"tafels": frozenset()}, Onthouden.GEEN_AKKOORD),
        (stuk(derden=True), SCHOOL, {}, Onthouden.DERDEN),
        (stuk(geheim_adres=True), SCHOOL, {}, Onthouden.GEHEIM_ADRES),
    ],
)
def test_wat_een_kader_niet_dekt(
    een: Stuk, ontvanger: Ontvanger, anders: dict[str, object], verwacht: Onthouden
) -> None:
    assert reden(kies(een, getoetst(), ontvanger=ontvanger, **anders)) is verwacht


def test_een_soort_die_niet_in_een_kader_mag_dekt_niets() -> None:
    """Also truly signed: it was signed past the program, or the profile changed since."""
    breed = getoetst(kader(inhoud=inhoud(regels=tuple(Kaderregel(SCHOOL, c, ("g",)) for c in CATEGORIEEN))))
    assert (breed.gebrek, breed.buiten) == (None, frozenset({"gezondheid"}))
    assert [reden(kies(stuk(categorie=c), breed)) for c in ("gezondheid",)] == [Onthouden.GEEN_AKKOORD]
    assert all(kies(stuk(categorie=c), breed).mee for c in ("plan", "signalen"))


@pytest.mark.parametrize(
    ("eis", "goed", "fout", "verwacht"),
    [
        (Eis.ALLEEN_MONDELING, {"vorm": Vorm.MONDELING}, {"vorm": Vorm.BESTAND}, Onthouden.ALLEEN_MONDELING),
        (
            Eis.JONGERE_GEINFORMEERD,
            {"geinformeerd": frozenset({(Geinformeerde.JONGERE, VANDAAG)})},
            {"geinformeerd": frozenset({(Geinformeerde.OUDERS, VANDAAG)})},
            Onthouden.JONGERE_NIET_GEINFORMEERD,
        ),
        (
            Eis.OUDERS_GEINFORMEERD,
            {"geinformeerd": frozenset({(Geinformeerde.OUDERS, VANDAAG)})},
            {"geinformeerd": frozenset({(Geinformeerde.JONGERE, VANDAAG)})},
            Onthouden.OUDERS_NIET_GEINFORMEERD,
        ),
    ],
)
def test_een_eis_van_een_vakje(eis: Eis, goed: dict[str, Any], fout: dict[str, Any], verwacht: Onthouden) -> None:
    streng = getoetst(kader(inhoud=inhoud(regels=(Kaderregel(SCHOOL, "plan", ("g",), (eis,)),))))
    assert kies(stuk(), streng, **goed).mee
    assert reden(kies(stuk(), streng, **fout)) is verwacht


def test_het_laatste_van_twee_kaders_telt_met_zijn_eisen() -> None:
    later = NU + timedelta(hours=1)
    regels = (Kaderregel(SCHOOL, "plan", ("g",), (Eis.ALLEEN_MONDELING,)),)
    ander = kader(kader_id="k2", inhoud=inhoud(doel="nazorg", regels=regels), besloten_op=later)
    paar = [getoetst(t=toets(moment=later)), getoetst(ander, toets(moment=later))]
    gevonden = dekking_van(paar, "plan", SCHOOL, TAFELS)
    assert gevonden == (ander, regels[0])
    assert reden(kies(stuk(), *paar)) is Onthouden.ALLEEN_MONDELING


def akkoord(*categorieen: str, derden: bool = False, **anders: object) -> Getoetst:
    """A standing decision for the school, as checked."""
    regel = ManifestRegel("casus", SCHOOL, categorieen, derden)
    besluit = Besluittekst(
        "b", "kluis", "v", "0" * 64, "aanvrager", "officer", Soort.STAAND, Oordeel.AKKOORD, Zekerheid.PROCEDUREEL,
        (regel,), None, "doel", ("g",), "", "m", NU, date(2027, 1, 1), 3, "0" * 64,
    )  # fmt: skip
    besluit = replace(besluit, **anders)  # type: ignore[arg-type]
    verzoek = Verzoektekst(
        "v", "kluis", Soort.STAAND, "aanvrager", NU, (regel,), "doel", ("g",), "n", "p", "s", "g", "",
        date(2027, 1, 1), None,
    )  # fmt: skip
    return Getoetst(BewaardBesluit("b", "v", "", b"", "", verzoek.tekst(), None), besluit, None)


def test_een_oordeel_gaat_voor_het_kader() -> None:
    """What an officer judged for this casus is not undone by what holds for every casus."""
    streng, nu = akkoord("plan", eisen=(Eis.ALLEEN_MONDELING,)), Omstandigheden(Vorm.PAPIER, frozenset(), TAFELS)
    assert reden(selecteer([stuk()], [streng], "casus", SCHOOL, nu, [getoetst()])) is Onthouden.ALLEEN_MONDELING
    weg = replace(akkoord("plan"), gebrek=Gebrek.INGETROKKEN)
    assert reden(selecteer([stuk()], [weg], "casus", SCHOOL, nu, [getoetst()])) is Onthouden.INGETROKKEN
    assert selecteer([stuk()], [], "casus", SCHOOL, nu, [getoetst()]).mee


@pytest.mark.parametrize(
    ("verwacht", "anders", "dag"),
    [
        ("k", {}, VANDAAG),
        (None, {}, VANDAAG - timedelta(days=1)),
        (None, {"derden": True}, VANDAAG),
        (None, {"categorie": "signalen"}, VANDAAG),
        (None, {"eisen": (Eis.JONGERE_GEINFORMEERD,)}, VANDAAG),
        (None, {"geldig_van": VANDAAG + timedelta(days=3)}, VANDAAG + timedelta(days=2)),
    ],
)
def test_wat_wordt_verteld(verwacht: str | None, anders: dict[str, object], dag: date) -> None:
    regels = (Kaderregel(SCHOOL, "plan", ("g",), anders.get("eisen", ())),)  # type: ignore[arg-type]
    van = anders.get("geldig_van", VANDAAG)
    een = getoetst(kader(inhoud=inhoud(regels=regels, geldig_van=van)), toets(moment=NU + timedelta(days=4)))
    gevonden = dekking_van_categorie(
        [],
        "casus",
        SCHOOL,
        str(anders.get("categorie", "plan")),
        Omstandigheden(Vorm.MONDELING, frozenset(), TAFELS),
        [een],
        derden=bool(anders.get("derden")),
        dag=dag,
    )
    assert gevonden == verwacht
