"""How pages break and what fits: no heading alone, heads repeated, nothing off the sheet, whatever the lengths are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmg_desk.domain.samenvatting import Aard, BesluitVermelding, Doorverstrekking, Rubriek, Samenvatting, Stuk, Veld
from pmg_desk.reports import stijl
from pmg_desk.reports.samenvatting import maak_pdf
from tests.papierbouw import BESLUIT, NU, samenvatting, stuk
from tests.reports.lezen import (
    bladen,
    bladen_met_inkt_in_de_marge,
    grijze_bladen,
    koppen_zonder_vervolg,
    opdrachten,
    structuur,
    zonder_wit,
)
from tests.reports.voorbeelden import VOORBEELDEN, zware_casus


@pytest.mark.parametrize("casus", [maak() for maak in VOORBEELDEN.values()], ids=list(VOORBEELDEN))
def test_niets_valt_buiten_de_zetspiegel(casus: Samenvatting):
    assert bladen_met_inkt_in_de_marge(maak_pdf(casus)) == []


def test_woorden_zonder_spatie_breken_af_in_elke_kolom():
    lap = "W" * 400
    alles = [
        stuk(nr, rubriek, lap, lap, bron=lap, aard=Aard.FEIT,
             velden=((lap, lap), *((veld, lap) for veld in (Veld.WIE, Veld.GEREED_OP, Veld.STATUS, Veld.SCORE))))
        for nr, rubriek in enumerate(Rubriek)
    ]  # fmt: skip
    velden = dict.fromkeys(
        ("gemeente", "casusnummer", "naam", "organisatie", "functie", "overleg", "gemaakt_door"), lap
    )
    besluit = BesluitVermelding(lap, lap, lap, BESLUIT.geldig_tot, lap)
    inhoud = maak_pdf(samenvatting(*alles, **velden, logstand=lap, besluiten=(besluit,)))
    assert bladen_met_inkt_in_de_marge(inhoud) == []


def _actie(nr: int, tekst: str) -> Stuk:
    return stuk(100 + nr, Rubriek.ACTIES, f"Actie {nr}", tekst, velden=((Veld.STATUS, "Open"),))


def test_geen_kop_staat_alleen_onderaan_waar_de_bladzijde_ook_eindigt():
    """Filler of every length that matters: it pushes each heading below over the foot of the first page."""
    for regels in range(10, 44):
        inhoud = maak_pdf(
            samenvatting(
                stuk(1, Rubriek.AANLEIDING, "Vulling", "\n".join(f"regel {i}" for i in range(regels))),
                stuk(2, Rubriek.LEEFGEBIEDEN, "Financiën", "Boetes.", velden=((Veld.SCORE, "2"),)),
                stuk(3, Rubriek.SIGNALEN, "Scooter", "Rijdt erop.", aard=Aard.FEIT),
                stuk(4, Rubriek.PLAN, "School", "Vier dagen.", velden=((Veld.SPOOR, "perspectief"),)),
                *[_actie(i, "Doen.") for i in range(3)],
            )
        )
        assert (regels, koppen_zonder_vervolg(inhoud)) == (regels, [])


def test_de_kop_van_een_tabel_staat_op_elk_blad_eenmaal_boven_haar_rijen():
    regels = structuur(maak_pdf(zware_casus()))
    bladen_met_actie = {blad for rol, blad, tekst in regels if rol == "TD" and tekst.startswith("Actie ")}
    koppen = [blad for rol, blad, tekst in regels if (rol, tekst) == ("TH", "Gereed op")]
    assert len(koppen) > 5
    assert koppen == sorted(bladen_met_actie)


def test_rijen_van_elke_hoogte_zetten_de_kop_niet_tweemaal_op_een_blad():
    acties = [_actie(i, "\n".join(["regel"] * (i % 17))) for i in range(120)]
    koppen = [blad for rol, blad, tekst in structuur(maak_pdf(samenvatting(*acties))) if (rol, tekst) == ("TH", "Wie")]
    assert len(koppen) > 20
    assert koppen == sorted(set(koppen))


def test_een_rij_die_op_geen_blad_past_loopt_door():
    lang = "Een afspraak die lang is. " * 400
    inhoud = maak_pdf(samenvatting(*[_actie(i, lang if i == 2 else "Kort.") for i in range(4)]))
    gelezen = zonder_wit(" ".join(tekst for rol, _, tekst in structuur(inhoud) if rol == "TD" and tekst != "Open"))
    assert zonder_wit(lang) in gelezen
    koppen = [blad for rol, blad, tekst in structuur(inhoud) if (rol, tekst) == ("TH", "Gereed op")]
    assert koppen == list(range(koppen[0], koppen[0] + len(koppen)))
    assert len(koppen) >= 3


def test_een_rij_een_regel_langer_dan_het_blad_wordt_gedrukt():
    """Around one and two pages of lines: the break would leave one line alone, which typesetting refuses."""
    for regels in (*range(50, 60), *range(98, 108)):
        tekst = "\n".join(f"regel{i}" for i in range(regels))
        inhoud = maak_pdf(samenvatting(stuk(1, Rubriek.IDENTITEIT, "Titel", tekst)))
        gelezen = [regel for rol, _, regel in structuur(inhoud) if rol == "TD"]
        assert zonder_wit(tekst) in zonder_wit("".join(gelezen))


def test_een_titel_van_vele_regels_blokkeert_de_bladzijde_niet():
    titel = "Heel lange titel. " * 700
    inhoud = maak_pdf(samenvatting(stuk(1, Rubriek.SIGNALEN, titel, "Tekst.", aard=Aard.MENING)))
    assert zonder_wit("Mening" + titel + "Tekst.") in zonder_wit(" ".join(tekst for _, _, tekst in structuur(inhoud)))


def test_scores_zijn_gevulde_vakjes():
    for score in range(1, 6):
        inhoud = maak_pdf(samenvatting(stuk(1, Rubriek.LEEFGEBIEDEN, "Financiën", velden=((Veld.SCORE, str(score)),))))
        tekens = [
            opdracht
            for (waarden, vorige), (_, opdracht) in zip(opdrachten(inhoud, 0), opdrachten(inhoud, 0)[1:], strict=False)
            if vorige == b"re" and [float(w) for w in waarden[2:]] == [8.0, 8.0]
        ]
        assert tekens == [b"B*"] * score + [b"S"] * (5 - score)


def test_te_laat_is_ook_zonder_kleur_te_zien():
    """On a black-and-white print the late row is the only one with a bar before it and a tint behind it."""
    velden = ((Veld.GEREED_OP, "2026-11-01"), (Veld.STATUS, "open"))
    laat = maak_pdf(samenvatting(stuk(1, Rubriek.ACTIES, "Laat", velden=velden)))
    op_tijd = maak_pdf(samenvatting(stuk(1, Rubriek.ACTIES, "Laat", velden=((Veld.GEREED_OP, "2026-12-01"),))))
    x = round(stijl.LINKS)
    streep, tint = zip(*[(_kolom(inhoud, x), _kolom(inhoud, x + 3)) for inhoud in (laat, op_tijd)], strict=True)
    assert sum(grijs < 60 for grijs in streep[0]) > sum(grijs < 60 for grijs in streep[1]) + 15
    assert (tint[0].count(226) > 15, tint[1].count(226)) == (True, 0)


def _kolom(inhoud: bytes, x: int) -> list[int]:
    """The greys of one column of pixels of the first page, from top to bottom."""
    beeld = grijze_bladen(inhoud)[0]
    return [int(beeld.getpixel((x, y))) for y in range(beeld.height)]  # type: ignore[arg-type]


_TEKST = (
    st.text(st.characters(codec="utf-8"), max_size=60) | st.text("aW \n", max_size=60) | st.just("lang woord " * 120)
)
_STUK = st.builds(
    Stuk,
    id=st.just("s"),
    rubriek=st.sampled_from(Rubriek),
    categorie=st.just("plan"),
    titel=_TEKST,
    tekst=_TEKST,
    gewijzigd_op=st.just(NU),
    velden=st.lists(st.tuples(st.sampled_from([*map(str, Veld), "Anders"]) | _TEKST, _TEKST), max_size=4).map(tuple),
    aard=st.none() | st.sampled_from(Aard),
    bron=_TEKST,
    datum=st.none() | st.dates(),
    derden=st.booleans(),
    doorverstrekking=st.sampled_from(Doorverstrekking),
    geheim_adres=st.booleans(),
)


@given(
    st.lists(_STUK, max_size=4),
    st.booleans(),
    st.fixed_dictionaries(
        dict.fromkeys(("gemeente", "casusnummer", "naam", "organisatie", "functie", "overleg", "logstand"), _TEKST)
    ),
)
def test_elke_samenvatting_laat_zich_drukken(stukken: list[Stuk], intern: bool, velden: dict[str, str]):
    inhoud = maak_pdf(samenvatting(*stukken, intern=intern, **velden))
    gelezen = bladen(inhoud)
    assert [f"Pagina {nr} van {len(gelezen)} " in blad for nr, blad in enumerate(gelezen, 1)] == [True] * len(gelezen)
    assert bladen_met_inkt_in_de_marge(inhoud) == []
