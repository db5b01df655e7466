"""What an approval carries of a transfer: the rule that giver and receiver both apply."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from pmg_desk.domain.delen import Eis, ManifestRegel, Oordeel, Soort, Weglating, maak_bundel
from pmg_desk.domain.overdracht import Overdrachttekst
from pmg_desk.domain.overdrachtdekking import Tekort, rijen_van, te_informeren, toets_dekking
from pmg_desk.domain.overdrachtrij import Rij, Rijsoort
from pmg_desk.domain.selectie import Geinformeerde
from tests.domain.overdrachtbouw import ONTVANGER, besluit, echt, id_, overdracht, rij

CATEGORIEEN = (
    "identiteit",
    "signalen",
    "plan",
    "acties",
    "leefgebieden",
    "politiegegevens",
    "gezondheid",
    "gezin",
    "doelgroep",
)


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


@pytest.mark.parametrize("soort", Rijsoort)
def test_van_elke_soort_gaat_alleen_de_categorie_die_het_akkoord_noemt(soort: Rijsoort) -> None:
    """The matrix: every category of a row of this kind, against an approval for each category."""
    for mag in CATEGORIEEN:
        regel = ManifestRegel(id_(2), ONTVANGER, tuple({"identiteit", mag}), False)
        for van in CATEGORIEEN:
            for derden in (False, True):
                tekst = overdracht(rij(soort, 50, categorie=van, derden=derden), onder=besluit(manifest=(regel,)))
                verwacht = None if van in ("identiteit", mag) and not derden else Tekort.MEER
                assert tekort(tekst) is verwacht, (mag, van, derden)


def test_een_besluit_over_een_tafelkader_draagt_geen_overdracht() -> None:
    assert tekort(overdracht(onder=besluit(soort=Soort.TAFELKADER))) is Tekort.GEEN_AKKOORD


# what the program itself keeps to (format 3 of a decision)


@pytest.mark.parametrize(("dag", "verwacht"), [(23, None), (24, Tekort.NIET_GELDIG)])
def test_voor_de_eerste_dag_draagt_het_niet(dag: int, verwacht: Tekort | None) -> None:
    onder = besluit(niet_voor=date(2026, 11, dag), geldig_tot=date(2026, 12, 1))
    assert tekort(overdracht(onder=onder)) is verwacht


def test_alleen_mondeling_draagt_nooit() -> None:
    wie = frozenset(Geinformeerde)
    assert tekort(overdracht(onder=besluit(eisen=(Eis.ALLEEN_MONDELING,)), geinformeerd=wie)) is Tekort.ALLEEN_MONDELING


@pytest.mark.parametrize(
    ("eis", "wie", "verwacht"),
    [
        (Eis.JONGERE_GEINFORMEERD, {Geinformeerde.OUDERS}, Tekort.JONGERE),
        (Eis.JONGERE_GEINFORMEERD, {Geinformeerde.JONGERE}, None),
        (Eis.OUDERS_GEINFORMEERD, {Geinformeerde.JONGERE}, Tekort.OUDERS),
        (Eis.OUDERS_GEINFORMEERD, {Geinformeerde.OUDERS}, None),
    ],
)
def test_wie_eerst_geinformeerd_moet_zijn_staat_in_het_aanbod(
    eis: Eis, wie: set[Geinformeerde], verwacht: Tekort | None
) -> None:
    onder = besluit(eisen=(eis,))
    assert tekort(overdracht(onder=onder, geinformeerd=frozenset(wie))) is verwacht
    assert len(te_informeren(onder)) == 1
    assert te_informeren(besluit(eisen=(Eis.ALLEEN_MONDELING,))) == frozenset()


@pytest.mark.parametrize("veld", ["", "Score"])
@pytest.mark.parametrize(
    ("stuk", "deel"),
    [
        (f"score:{id_(50)}", rij(Rijsoort.SCORE, 50)),
        (f"score:{id_(50)}+{id_(60)}", rij(Rijsoort.SCORE, 50)),
        (f"score:{id_(50)}+{id_(60)}", rij(Rijsoort.UITSPRAAK, 60)),
        (f"uitspraak:{id_(60)}", rij(Rijsoort.UITSPRAAK, 60)),
        (f"reactie:{id_(61).replace('-', '')}+{id_(60)}", rij(Rijsoort.REACTIE, 60)),
    ],
)
def test_wat_de_privacy_officer_wegliet_zit_er_niet_in(stuk: str, deel: Rij, veld: str) -> None:
    """Also a row of which only a field was taken out, and the text of a row under whatever stuk it comes."""
    onder = besluit(weglaten=(Weglating(stuk, veld),))
    assert tekort(overdracht(deel, onder=onder)) is Tekort.WEGGELATEN
    ander = replace(deel, id=id_(70))
    assert tekort(overdracht(ander, onder=onder)) is None


def test_een_tekst_gaat_niet_zonder_de_reactie_die_is_weggelaten() -> None:
    over, reactie = rij(Rijsoort.UITSPRAAK, 60), id_(61)
    onder = besluit(weglaten=(Weglating(f"reactie:{over.id.replace('-', '')}+{reactie}"),))
    assert tekort(overdracht(over, onder=onder)) is Tekort.ZONDER_REACTIE
    assert tekort(overdracht(rij(Rijsoort.UITSPRAAK, 62), onder=onder)) is None


def test_een_stuk_is_van_deze_rijen() -> None:
    assert rijen_van("actie:1+2") == {("actie", "1"), ("uitspraak", "2")}
    assert rijen_van("uitspraak:2") == {("uitspraak", "2")}
    assert rijen_van("reactie:ab+2") == {("reactie", "2")}
    assert rijen_van("plan:1") == {("plan", "1")}


def test_een_handtekening_onder_een_lijst_telt_alleen_voor_wat_erin_staat() -> None:
    gezien: list[Any] = []

    def kijk(*alles: Any) -> bool:
        gezien.append(alles)
        return True

    gewoon = overdracht()
    lijst = maak_bundel(["een ander besluit", gewoon.bewijs.tekst])
    assert tekort(replace(gewoon, bewijs=replace(gewoon.bewijs, bundel=lijst)), kijk) is None
    assert gezien == [("cd", "pmg-desk/besluitbundel/1", lijst.encode(), b"\xab")]
    zonder = maak_bundel(["een ander besluit"])
    assert tekort(replace(gewoon, bewijs=replace(gewoon.bewijs, bundel=zonder))) is Tekort.BUNDEL
