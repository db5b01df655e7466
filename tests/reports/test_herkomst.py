"""What a heading says once for all that stands under it, and what a statement that differs says itself."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from pmg_desk.domain.bundel import Bundel
from pmg_desk.domain.samenvatting import Aard, Doorverstrekking, Rubriek, Stuk
from pmg_desk.reports.bundel import maak_bundel
from pmg_desk.reports.herkomst import Gedeeld, lees_gedeeld, zeg_herkomst
from tests.papierbouw import stuk
from tests.reports.bundelvoorbeelden import bundel, deel
from tests.reports.lezen import structuur

MEI, JUNI = date(2026, 5, 1), date(2026, 6, 2)


def _zegt(aard: Aard | None, bron: str, datum: date | None, **anders: object) -> Stuk:
    return stuk(1, Rubriek.SIGNALEN, "", "Tekst.", aard=aard, bron=bron, datum=datum, **anders)


def test_wat_de_meeste_delen_staat_een_keer_bij_de_kop() -> None:
    gelijk = [_zegt(Aard.FEIT, "school", MEI)] * 3
    assert lees_gedeeld(gelijk) == Gedeeld(Aard.FEIT, "school", MEI, overal=True)
    assert lees_gedeeld(gelijk).regel() == "Feit · bron: school · 01-05-2026"  # type: ignore[union-attr]
    ander = lees_gedeeld([*gelijk, _zegt(Aard.MENING, "moeder", MEI)])
    assert ander is not None
    assert ander.regel() == "Feit · bron: school · 01-05-2026, tenzij anders vermeld"


def test_zonder_meerderheid_of_bron_zegt_de_kop_niets() -> None:
    een, twee, drie = (_zegt(Aard.FEIT, bron, MEI) for bron in ("a", "b", "c"))
    assert lees_gedeeld([een]) is None
    assert lees_gedeeld([een, twee, drie]) is None
    assert lees_gedeeld([een, een, twee, drie, drie]) is None
    assert lees_gedeeld([_zegt(Aard.FEIT, "", MEI)] * 4) is None
    assert lees_gedeeld([_zegt(Aard.FEIT, "x" * 61, MEI)] * 4) is None


def test_wie_afwijkt_zegt_dat_zelf_ook_waar_iets_ontbreekt() -> None:
    gedeeld = Gedeeld(Aard.FEIT, "school", MEI, overal=False)

    def zeg(*wat: object) -> str:
        return zeg_herkomst(_zegt(*wat), gedeeld, aard=True)  # type: ignore[arg-type]

    assert zeg(Aard.FEIT, "school", MEI) == ""
    assert zeg(Aard.FEIT, "school", JUNI) == "02-06-2026"
    assert zeg(Aard.FEIT, "school", None) == "zonder datum"
    assert zeg(Aard.MENING, "school", MEI) == "Mening · bron: school"
    assert zeg(None, "moeder", JUNI) == "zonder aard · bron: moeder · 02-06-2026"
    assert zeg(Aard.AANNAME, "", MEI) == "Aanname · zonder bron · 01-05-2026"
    assert zeg(None, "", None) == "zonder bron"
    regel = _zegt(Aard.FEIT, "school", MEI, doorverstrekking=Doorverstrekking.NEE)
    assert "niet doorgeven" in zeg_herkomst(regel, gedeeld, aard=True)


_SOMS = st.tuples(
    st.none() | st.sampled_from(Aard), st.sampled_from(["", "a", "b"]), st.sampled_from([None, MEI, JUNI])
)


@given(st.lists(_SOMS, min_size=1, max_size=6))
def test_kop_en_regel_samen_zeggen_van_ieder_precies_wat_het_is(
    wat: list[tuple[Aard | None, str, date | None]],
) -> None:
    """Read as a reader does: what a line does not say is what its heading says; two different ones never look alike."""
    stukken = [_zegt(*een) for een in wat]
    gedeeld = lees_gedeeld(stukken)
    gelezen = {zeg_herkomst(een, gedeeld, aard=True): (een.aard, een.bron, een.datum) for een in stukken}
    assert {gelezen[zeg_herkomst(een, gedeeld, aard=True)] for een in stukken} == set(wat)
    if gedeeld is not None:
        assert gedeeld.overal == (len(set(wat)) == 1)


def _regels(b: Bundel) -> list[tuple[str, str]]:
    alles = structuur(maak_bundel(b).pdf)
    begin = next(nr for nr, (rol, _, tekst) in enumerate(alles) if (rol, tekst) == ("H2", "Signalen"))
    return [(rol, tekst) for rol, _, tekst in alles[begin:]]


def test_op_het_blad_staat_de_bron_een_keer_en_de_afwijking_met_haar_aard() -> None:
    gelijk = [
        stuk(nr, Rubriek.SIGNALEN, "", f"Nummer {nr}.", aard=Aard.FEIT, bron="school", datum=MEI) for nr in (1, 2)
    ]
    anders = stuk(3, Rubriek.SIGNALEN, "", "Nummer 3.", aard=Aard.MENING, bron="moeder", datum=MEI)
    assert _regels(bundel(deel(1, *gelijk, anders))) == [
        ("H2", "Signalen"),
        ("P", "Feit · bron: school · 01-05-2026, tenzij anders vermeld"),
        ("P", "Nummer 1."),
        ("P", "Nummer 2."),
        ("P", "Mening Nummer 3. · bron: moeder"),
    ]
