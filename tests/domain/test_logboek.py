"""The log's own rules, without a database: leaves, chain, commitments, and what a check finds."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from datetime import UTC, datetime
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmg_desk.domain.canoniek import canoniek
from pmg_desk.domain.logboek import (
    LEEG,
    Bewaard,
    Logregel,
    Resultaat,
    blad_hash,
    commitment,
    kolommen,
    lees_blad,
)
from pmg_desk.domain.logcontrole import MEESTE_BEVINDINGEN, Anker, Houvast, controleer

KLUIS = str(uuid4())
TIJD = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
TEKST = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)


def regel(nr: int = 1, vorige: str = LEEG, **anders: object) -> Logregel:
    basis = Logregel(
        nr=nr,
        vorige=vorige,
        tijd=TIJD,
        kluis_id=KLUIS,
        actor=str(uuid4()),
        actor_naam="C. Regisseur",
        rol="casusregisseur",
        herkomst="test",
        actie="casus.openen",
        object_soort="casus",
        object_id=str(uuid4()),
        casus_id=None,
        resultaat=Resultaat.GELUKT,
        verwerking="",
        categorieen="",
        ontvanger="",
        aantal=None,
        sleutel=None,
        detail=None,
    )
    return replace(basis, **anders)  # type: ignore[arg-type]


def bewaar(r: Logregel, **anders: object) -> Bewaard:
    blad = r.blad()
    return replace(Bewaard(r.nr, blad, blad_hash(blad), kolommen(r)), **anders)  # type: ignore[arg-type]


def keten(aantal: int) -> list[Bewaard]:
    rijen: list[Bewaard] = []
    for nr in range(1, aantal + 1):
        rijen.append(bewaar(regel(nr, rijen[-1].hash if rijen else LEEG)))
    return rijen


def zinnen(rijen: list[Bewaard], ankers: list[Anker] | None = None) -> list[str]:
    return [b.tekst for b in controleer(rijen, KLUIS, Houvast(tuple(ankers or ()))).bevindingen]


def test_een_blad_is_platte_json_en_de_som_is_die_van_rfc_6962() -> None:
    blad = regel().blad()
    assert all(isinstance(w, str | int | type(None)) for w in json.loads(blad).values())
    assert blad_hash(blad) == hashlib.sha256(b"\x00" + blad.encode()).hexdigest()


@given(ontvanger=TEKST, naam=TEKST, aantal=st.none() | st.integers(0, 10**9))
def test_een_blad_lezen_geeft_dezelfde_regel(ontvanger: str, naam: str, aantal: int | None) -> None:
    een = regel(ontvanger=ontvanger, actor_naam=naam, aantal=aantal, casus_id=str(uuid4()))
    assert lees_blad(een.blad()) == een


@pytest.mark.parametrize(
    ("veld", "waarde"), [("nr", 0), ("actie", "Casus.openen"), ("actie", "casus"), ("vorige", "kort")]
)
def test_een_misvormde_regel_krijgt_geen_blad(veld: str, waarde: object) -> None:
    with pytest.raises(ValueError, match=r".+"):
        regel(**{veld: waarde}).blad()  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("veld", "waarde"),
    [
        ("v", 2),
        ("nr", True),
        ("nr", "1"),
        ("aantal", "3"),
        ("actor", None),
        ("object_id", "geen-id"),
        ("casus", "X"),
        ("casus", "0F8FAD5B-D9CB-469F-A165-70867728950E"),
        ("tijd", "2026-11-22"),
        ("resultaat", "misschien"),
        ("extra", 1),
    ],
)
def test_een_vreemd_blad_wordt_niet_gelezen(veld: str, waarde: object) -> None:
    velden = {**json.loads(regel().blad()), veld: waarde}
    with pytest.raises(ValueError, match=r".+"):
        lees_blad(canoniek(velden))


def test_een_blad_dat_anders_gespeld_is_wordt_niet_gelezen() -> None:
    een = regel()
    anders = een.blad().replace("2026-11-22T09:30:00.000000Z", "2026-11-22T09:30:00.0Z")
    with pytest.raises(ValueError, match=r".+"):
        lees_blad(anders)
    with pytest.raises(ValueError, match=r".+"):
        lees_blad("[]")


def test_een_goede_keten_heeft_geen_bevindingen() -> None:
    rijen = keten(5)
    controle = controleer(rijen, KLUIS, Houvast((Anker(3, rijen[2].hash, "besluit B-1"),)))
    assert (controle.in_orde, controle.regels, controle.kop, controle.ankers) == (True, 5, rijen[-1].hash, 1)
    assert controle.laatste_tijd == TIJD


def test_een_leeg_logboek_is_in_orde() -> None:
    assert (controleer([], KLUIS).regels, controleer([], KLUIS).kop) == (0, LEEG)


@given(st.integers(0, 9), st.integers(0, 400), st.integers(0, 7))
def test_elk_gewijzigd_bit_in_een_blad_wordt_gevonden(nr: int, plaats: int, bit: int) -> None:
    rijen = keten(10)
    ruw = bytearray(rijen[nr].blad.encode())
    ruw[plaats % len(ruw)] ^= 1 << bit
    rijen[nr] = replace(rijen[nr], blad=ruw.decode("utf-8", errors="replace"))
    assert zinnen(rijen)


def test_wat_er_mis_kan_zijn_wordt_gezegd() -> None:
    rijen = keten(6)
    gat = [*rijen[:2], *rijen[3:]]
    assert zinnen(gat) == [
        "Tussen regel 2 en regel 4 ontbreekt iets of staat iets dubbel.",
        "Regel 4 sluit niet aan op de regel ervoor.",
    ]
    assert "Regel 2 sluit niet aan op de regel ervoor." in zinnen([rijen[0], bewaar(regel(2, "f" * 64))])
    assert zinnen([replace(rijen[0], hash="0" * 64)]) == ["De tekst van regel 1 is veranderd."]
    assert zinnen([replace(rijen[0], nr=1, kolommen={})]) == [
        "De zoekgegevens bij regel 1 zijn anders dan de regel zelf."
    ]
    assert zinnen([bewaar(regel(kluis_id="een andere"))]) == ["Regel 1 komt uit een andere kluis."]
    assert zinnen([replace(rijen[0], detail="{}", zout=b"x" * 32)]) == [
        "Bij regel 1 staan details die er niet bij horen."
    ]
    assert zinnen([rijen[0]], [Anker(1, "a" * 64, "besluit B-1")]) == [
        "Regel 1 is niet de regel die is ondertekend in besluit B-1."
    ]
    assert zinnen([rijen[0]], [Anker(9, "a" * 64, "besluit B-1")]) == [
        "Regel 9 ontbreekt, terwijl die is ondertekend in besluit B-1."
    ]
    verplaatst = bewaar(regel(2), nr=1)
    assert "Regel 1 zegt zelf dat zij regel 2 is." in zinnen([verplaatst])
    kapot = replace(rijen[0], blad="{", hash=blad_hash("{"))
    assert zinnen([kapot]) == ["Regel 1 is geen geldige logregel."]


def test_details_horen_bij_hun_zegel() -> None:
    zout, detail = b"z" * 32, canoniek({"reden": "x"})
    met = bewaar(regel(detail=commitment(zout, detail)), zout=zout, detail=detail)
    assert controleer([met], KLUIS).details == 1
    assert zinnen([replace(met, detail=canoniek({"reden": "y"}))]) == ["De details bij regel 1 zijn veranderd."]
    assert zinnen([replace(met, zout=b"z" * 31)]) == ["De details bij regel 1 zijn veranderd."]
    assert zinnen([replace(met, detail=None, zout=None)]) == [
        "De details bij regel 1 ontbreken, zonder dat ze gewist zijn."
    ]
    gewist = controleer([replace(met, detail=None, zout=None, detail_gewist=True)], KLUIS)
    assert (gewist.in_orde, gewist.details_gewist) == (True, 1)
    with pytest.raises(ValueError, match="salt"):
        commitment(b"kort", detail)


def test_twee_keer_hetzelfde_detail_heeft_niet_hetzelfde_zegel() -> None:
    assert commitment(b"a" * 32, "{}") != commitment(b"b" * 32, "{}")


def test_een_kapot_logboek_vult_het_scherm_niet() -> None:
    rijen = [replace(rij, hash="0" * 64) for rij in keten(MEESTE_BEVINDINGEN + 50)]
    assert len(controleer(rijen, KLUIS).bevindingen) == MEESTE_BEVINDINGEN
