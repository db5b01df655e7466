"""Packages between installations: who can read them, whose they are, and what happens to anything else."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import pyrage
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyrage import x25519

from pmg_desk.domain.canoniek import canoniek, lees_canoniek
from pmg_desk.domain.pakket import (
    PAKKET_CONTEXT,
    Envelop,
    Kaartpersoon,
    Pakketsoort,
    Partij,
    Sleutelkaart,
    lees_envelop,
    lees_sleutelkaart,
)
from pmg_desk.kluis import pakket
from pmg_desk.kluis.ondertekening import onderteken
from pmg_desk.kluis.pakket import (
    BestandOnleesbaar,
    GeenKaart,
    GeenPakket,
    KaartVeranderd,
    NietVoorU,
    PakketTeGroot,
    PakketVeranderd,
    lees_bestand,
    lees_kaart,
    onderteken_kaart,
    open_pakket,
    verzegel_pakket,
)
from pmg_desk.kluis.sleutels import EigenSleutels

NU = datetime(2026, 11, 23, 8, 30, tzinfo=UTC)
CARLA, PETRA = EigenSleutels.nieuw(), EigenSleutels.nieuw()
VAN = Partij(str(uuid4()), str(uuid4()), "Carla Casus", "casusregisseur")
AAN = Partij(str(uuid4()), str(uuid4()), "Petra Privacy", "privacy_officer")


def envelop(**anders: object) -> Envelop:
    basis = Envelop(str(uuid4()), Pakketsoort.VERZOEK, VAN, AAN, NU, None, None, {"tekst": "Zoë 'Łukasz' 🙂"})
    return replace(basis, **anders)  # type: ignore[arg-type]


def kaart(**anders: object) -> Sleutelkaart:
    publiek = CARLA.publiek
    persoon = Kaartpersoon(str(uuid4()), "Carla Casus", "casusregisseur", publiek.age, publiek.ed25519)
    return replace(Sleutelkaart(str(uuid4()), "Zuidwest", (persoon,), NU), **anders)  # type: ignore[arg-type]


@given(
    soort=st.sampled_from(Pakketsoort),
    inhoud=st.dictionaries(st.text(max_size=20), st.text() | st.integers(-(2**50), 2**50) | st.booleans() | st.none()),
    controlepunt=st.none() | st.text(),
    antwoord=st.none() | st.uuids().map(str),
)
def test_wat_is_verzegeld_komt_precies_zo_terug(soort, inhoud, controlepunt, antwoord) -> None:
    gemaakt = envelop(soort=soort, inhoud=inhoud, controlepunt=controlepunt, antwoord_op=antwoord)
    geopend = open_pakket(verzegel_pakket(gemaakt, CARLA, PETRA.publiek.age), PETRA)
    assert (geopend.envelop, geopend.sleutel) == (gemaakt, CARLA.publiek.ed25519)


def test_alleen_de_ontvanger_kan_het_lezen() -> None:
    ruw = verzegel_pakket(envelop(), CARLA, PETRA.publiek.age)
    assert b"ukasz" not in ruw
    for ander in (CARLA, EigenSleutels.nieuw()):
        with pytest.raises(NietVoorU):
            open_pakket(ruw, ander)


@pytest.mark.skipif(shutil.which("age") is None, reason="Debian's age is not installed")
def test_age_van_debian_opent_het_pakket(tmp_path: Path) -> None:
    gemaakt = envelop()
    (tmp_path / "pakket").write_bytes(verzegel_pakket(gemaakt, CARLA, PETRA.publiek.age))
    (tmp_path / "sleutel").write_text(str(PETRA.age))
    uit = subprocess.run(
        ["age", "-d", "-i", str(tmp_path / "sleutel"), str(tmp_path / "pakket")], capture_output=True, check=True
    )
    delen = lees_canoniek(uit.stdout.decode())
    assert delen["tekst"] == gemaakt.tekst()
    assert delen["handtekening"] == onderteken(CARLA.ondertekening, PAKKET_CONTEXT, gemaakt.tekst().encode()).hex()


def _zelf_gemaakt(**anders: object) -> bytes:
    """A package as someone who knows the format would forge it."""
    tekst = envelop().tekst()
    delen = {
        "formaat": pakket.FORMAAT_PAKKET,
        "tekst": tekst,
        "sleutel": CARLA.publiek.ed25519,
        "handtekening": onderteken(CARLA.ondertekening, PAKKET_CONTEXT, tekst.encode()).hex(),
        **anders,
    }
    return pyrage.encrypt(canoniek(delen).encode(), [x25519.Recipient.from_str(PETRA.publiek.age)])  # type: ignore[arg-type]


def test_de_zelfgemaakte_proef_klopt_zonder_verandering() -> None:
    assert open_pakket(_zelf_gemaakt(), PETRA).sleutel == CARLA.publiek.ed25519


@pytest.mark.parametrize(
    ("anders", "fout"),
    [
        ({"tekst": envelop().tekst()}, PakketVeranderd),
        ({"sleutel": PETRA.publiek.ed25519}, PakketVeranderd),
        ({"handtekening": "00" * 64}, PakketVeranderd),
        ({"sleutel": "00" * 32}, PakketVeranderd),
        ({"formaat": pakket.FORMAAT_KAART}, GeenPakket),
        ({"extra": "x"}, GeenPakket),
        ({"handtekening": "geen hex"}, GeenPakket),
        ({"handtekening": 12}, GeenPakket),
        ({"tekst": None}, GeenPakket),
    ],
)
def test_een_veranderd_pakket_wordt_geweigerd(anders, fout) -> None:
    with pytest.raises(fout):
        open_pakket(_zelf_gemaakt(**anders), PETRA)


@pytest.mark.parametrize(
    "tekst",
    [
        "[]",
        "{}",
        canoniek({**lees_canoniek(envelop().tekst()), "v": 2}),
        canoniek({**lees_canoniek(envelop().tekst()), "extra": 1}),
        canoniek({**lees_canoniek(envelop().tekst()), "pakket": "geen id"}),
        canoniek({**lees_canoniek(envelop().tekst()), "pakket": str(uuid4()).upper()}),
        canoniek({**lees_canoniek(envelop().tekst()), "controlepunt": 3}),
        canoniek({**lees_canoniek(envelop().tekst()), "inhoud": "x"}),
        canoniek({**lees_canoniek(envelop().tekst()), "van": {**VAN.waarde(), "naam": 3}}),
    ],
)
def test_een_goed_ondertekende_maar_vreemde_tekst_is_geen_pakket(tekst: str) -> None:
    handtekening = onderteken(CARLA.ondertekening, PAKKET_CONTEXT, tekst.encode()).hex()
    with pytest.raises(GeenPakket):
        open_pakket(_zelf_gemaakt(tekst=tekst, handtekening=handtekening), PETRA)
    with pytest.raises(ValueError, match=r"."):
        lees_envelop(tekst)


def test_elk_veranderd_teken_van_het_bestand_wordt_gezien() -> None:
    ruw = verzegel_pakket(envelop(inhoud={}), CARLA, PETRA.publiek.age)
    for plek in range(0, len(ruw), 3):
        veranderd = bytearray(ruw)
        veranderd[plek] ^= 4
        with pytest.raises((GeenPakket, NietVoorU)):
            open_pakket(bytes(veranderd), PETRA)


@pytest.mark.parametrize(
    "ruw", [b"", b"PK\x03\x04", b"age-encryption.org/v1\n", b"age-encryption.org/v1\n" + b"\0" * 99]
)
def test_een_ander_bestand_is_geen_pakket(ruw: bytes) -> None:
    with pytest.raises(GeenPakket):
        open_pakket(ruw, PETRA)


def test_een_te_groot_bestand_wordt_niet_gelezen(tmp_path: Path, monkeypatch) -> None:
    pad = tmp_path / "groot"
    pad.write_bytes(b"age-encryption.org/v1\n" + b"x" * 100)
    assert len(lees_bestand(pad)) == 122
    with pytest.raises(GeenPakket):
        lees_bestand(pad, 121)
    monkeypatch.setattr(pakket, "GROOTSTE_KAART", 121)
    with pytest.raises(GeenKaart):
        lees_bestand(pad, 121)
    with pytest.raises(BestandOnleesbaar) as fout:
        lees_bestand(tmp_path / "weg")
    assert fout.value.tekst().startswith("Het gekozen bestand kan niet worden gelezen. De kluis is heel")
    ruw = verzegel_pakket(envelop(), CARLA, PETRA.publiek.age)
    monkeypatch.setattr(pakket, "GROOTSTE_PAKKET", len(ruw))
    assert open_pakket(ruw, PETRA).sleutel == CARLA.publiek.ed25519
    monkeypatch.setattr(pakket, "GROOTSTE_PAKKET", len(ruw) - 1)
    with pytest.raises(GeenPakket):
        open_pakket(ruw, PETRA)


def test_een_te_groot_pakket_wordt_niet_gemaakt(monkeypatch) -> None:
    monkeypatch.setattr(pakket, "GROOTSTE_PAKKET", 10)
    with pytest.raises(PakketTeGroot):
        verzegel_pakket(envelop(), CARLA, PETRA.publiek.age)


def test_een_kaart_komt_precies_zo_terug_en_zegt_wie_hem_tekende() -> None:
    gemaakt = kaart()
    assert lees_kaart(onderteken_kaart(gemaakt, CARLA)) == (gemaakt, CARLA.publiek.ed25519)


def test_de_vingerafdruk_hangt_aan_alles_behalve_de_datum() -> None:
    een = kaart()
    assert replace(een, gemaakt_op=datetime(2027, 1, 1, tzinfo=UTC)).vingerafdruk() == een.vingerafdruk()
    anders = [
        replace(een, kluis_id=str(uuid4())),
        replace(een, kluisnaam="Zuidoost"),
        *(
            replace(een, personen=(replace(een.personen[0], **{veld: waarde}),))
            for veld, waarde in (
                ("persoon_id", str(uuid4())),
                ("naam", "Iemand Anders"),
                ("rol", "beheerder"),
                ("age", PETRA.publiek.age),
                ("ed25519", PETRA.publiek.ed25519),
            )
        ),
    ]
    afdrukken = {een.vingerafdruk(), *(ander.vingerafdruk() for ander in anders)}
    assert len(afdrukken) == 8
    assert all(len(afdruk.split()) == 6 and afdruk.replace(" ", "").isdigit() for afdruk in afdrukken)


@pytest.mark.parametrize(
    "anders",
    [
        {"age": "age1onzin"},
        {"ed25519": "00" * 32},
        {"ed25519": "kort"},
    ],
)
def test_een_kaart_met_een_onbruikbare_sleutel_is_geen_kaart(anders: dict[str, str]) -> None:
    een = kaart()
    persoon = replace(een.personen[0], **anders)
    with pytest.raises(GeenKaart):
        lees_kaart(onderteken_kaart(replace(een, personen=(persoon,)), CARLA))


def test_een_kaart_van_wie_er_niet_op_staat_wordt_geweigerd() -> None:
    with pytest.raises(KaartVeranderd):
        lees_kaart(onderteken_kaart(kaart(), PETRA))
    with pytest.raises(KaartVeranderd) as fout:
        lees_kaart(onderteken_kaart(kaart(), CARLA).replace(b"Carla", b"Clara"))
    assert "pakket" not in fout.value.tekst()


@pytest.mark.parametrize(
    "bom", [b"[" + b"[]," * 600 + b"[]]", b'{"a":[' + b"1," * 1200 + b"1]}", b'["' + b'","' * 3000 + b'"]']
)
def test_een_bestand_met_te_veel_waarden_wordt_niet_ontleed(bom: bytes, monkeypatch) -> None:
    """What is small on disk and huge in memory is refused before it is parsed."""

    def ontleed(*_: object) -> object:
        raise AssertionError("parsed")

    ruw = pyrage.encrypt(bom, [x25519.Recipient.from_str(PETRA.publiek.age)])
    monkeypatch.setattr(pakket, "MEESTE_WAARDEN", 1000)
    monkeypatch.setattr(pakket, "lees_canoniek", ontleed)
    with pytest.raises(GeenPakket):
        open_pakket(ruw, PETRA)


def test_te_veel_waarden_in_de_ondertekende_tekst_ook_niet(monkeypatch) -> None:
    ruw = _zelf_gemaakt()
    monkeypatch.setattr(pakket, "MEESTE_WAARDEN", 10)  # the line around it has four, the text itself more
    with pytest.raises(GeenPakket):
        open_pakket(ruw, PETRA)
    monkeypatch.setattr(pakket, "MEESTE_WAARDEN", 100)
    assert open_pakket(ruw, PETRA).sleutel == CARLA.publiek.ed25519


def test_een_pakket_is_geen_kaart_en_een_grote_kaart_ook_niet(monkeypatch) -> None:
    with pytest.raises(GeenKaart):
        lees_kaart(verzegel_pakket(envelop(), CARLA, PETRA.publiek.age))
    ruw = onderteken_kaart(kaart(), CARLA)
    monkeypatch.setattr(pakket, "GROOTSTE_KAART", 10)
    with pytest.raises(GeenKaart) as fout:
        lees_kaart(ruw)
    assert "pakket" not in fout.value.tekst()


@pytest.mark.parametrize(
    "anders",
    [{"v": 2}, {"personen": []}, {"personen": [3]}, {"kluisnaam": 3}, {"extra": 1}, {"kluis": "x"}],
)
def test_een_vreemde_kaart_wordt_niet_gelezen(anders) -> None:
    with pytest.raises(ValueError, match=r"."):
        lees_sleutelkaart(canoniek({**lees_canoniek(kaart().tekst()), **anders}))


def test_dezelfde_persoon_staat_er_maar_een_keer_op() -> None:
    een = kaart()
    with pytest.raises(ValueError, match="Sleutelkaart"):
        lees_sleutelkaart(replace(een, personen=een.personen * 2).tekst())
