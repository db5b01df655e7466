"""The log taken along: an outsider checks it with verify.py and nothing else, and whatever was changed is found."""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from pmg_desk import paths
from pmg_desk.domain.controlepunt import Aanleiding
from pmg_desk.domain.fouten import GeenToegang
from pmg_desk.exchange.wegschrijven import BestandNietGeschreven
from pmg_desk.services import logreeksen
from pmg_desk.services.controlepunten import onderteken_controlepunt
from pmg_desk.services.logexport import Loguitvoer, MapBestaatAl, export_logboek
from pmg_desk.services.oordelen import withdraw_besluit
from pmg_desk.services.verbindingen import make_sleutelkaart
from pmg_desk.storage import controlepunten as punten
from tests.aanvallen.knoeien import zet
from tests.vulling import WOORDEN, keur_goed, maak_dossier, vraag
from tests.wereld import Wereld

VERIFY = Path(__file__).resolve().parents[2] / "resources" / "controle" / "verify.py"


def laad() -> ModuleType:
    spec = importlib.util.spec_from_file_location("verify_los", VERIFY)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


verify = laad()


def vul(wereld: Wereld) -> None:
    """A log with decisions, a withdrawal, a refusal, and checkpoints of more than one person."""
    dossier = maak_dossier(wereld.regie)
    keur_goed(wereld, vraag(wereld, dossier))
    weg = keur_goed(wereld, vraag(wereld, dossier, functie="Mentor"))
    withdraw_besluit(wereld.privacy, weg, "Niet meer nodig.")
    with wereld.regie.doe() as t:
        onderteken_controlepunt(t, Aanleiding.SLOT)
    with pytest.raises(GeenToegang):
        export_logboek(wereld.regie, wereld.pad.parent / "mag-niet")


@pytest.fixture
def uitvoer(wereld: Wereld, tmp_path: Path) -> Loguitvoer:
    vul(wereld)
    return export_logboek(wereld.privacy, tmp_path / "uitvoer")


def draai(map_: Path, *rest: str) -> tuple[int, str]:
    """Run the verifier that lies in the export as a stranger would: no site packages, no environment."""
    klaar = subprocess.run(
        [sys.executable, "-I", "-S", "-B", str(map_ / "verify.py"), *rest], capture_output=True, text=True, check=False
    )
    assert klaar.stderr == ""
    return klaar.returncode, klaar.stdout


def test_een_buitenstaander_gaat_het_logboek_na(uitvoer: Loguitvoer, wereld: Wereld) -> None:
    code, tekst = draai(uitvoer.map)
    assert (code, tekst.splitlines()[0]) == (0, "In orde.")
    assert f"Kluis {wereld.kluis_id}, regel 1 tot en met {uitvoer.regels}." in tekst
    assert uitvoer.stand.startswith(tekst.split("Laatste stand: ")[1].splitlines()[0])
    sleutel = wereld.privacy.sleutels.publiek.ed25519[:16]
    assert f"P. Officer, privacy officer, {sleutel}…" in tekst
    assert sorted(pad.name for pad in uitvoer.map.iterdir()) == [
        "LEESMIJ.txt",
        "bewijzen.json",
        "controlepunten.jsonl",
        "kop.json",
        "logboek.jsonl",
        "sleutels.json",
        "verify.py",
    ]


def test_de_uitvoer_zegt_niets_over_jongeren(uitvoer: Loguitvoer) -> None:
    alles = b"".join(pad.read_bytes() for pad in uitvoer.map.iterdir())
    assert not [woord for woord in (*WOORDEN.values(), "ukasz") if woord.encode() in alles]


def test_een_bewaarde_stand_moet_passen(uitvoer: Loguitvoer, wereld: Wereld, tmp_path: Path) -> None:
    punten = (uitvoer.map / "controlepunten.jsonl").read_text(encoding="utf-8").splitlines()
    stand = tmp_path / "stand.txt"
    stand.write_text(json.loads(punten[0])["notitie"], encoding="utf-8")
    nieuw = export_logboek(wereld.privacy, tmp_path / "later").map
    code, tekst = draai(nieuw, "--gezien", str(stand))
    assert code == 0
    assert tekst.startswith("Past op wat u bewaarde: ")
    laatste = json.loads((nieuw / "controlepunten.jsonl").read_text(encoding="utf-8").splitlines()[-1])["notitie"]
    stand.write_text(laatste, encoding="utf-8")
    assert "korter dan het was" in draai(uitvoer.map, "--gezien", str(stand))[1]
    stand.write_text(laatste.replace(str(wereld.kluis_id), "0" * 8 + str(wereld.kluis_id)[8:]), encoding="utf-8")
    assert "andere kluis" in draai(nieuw, "--gezien", str(stand))[1]
    assert draai(nieuw, "--gezien", str(tmp_path / "weg"))[0] == 1


def test_de_sleutels_zijn_te_vergelijken_met_een_kaart(uitvoer: Loguitvoer, wereld: Wereld, tmp_path: Path) -> None:
    kaart = tmp_path / "kaart.pmgsleutels"
    gemaakt = make_sleutelkaart(wereld.beheer)
    kaart.write_bytes(gemaakt.ruw)
    code, tekst = draai(uitvoer.map, "--kaart", str(kaart))
    assert code == 0, tekst
    assert f"Haar cijfers: {gemaakt.vingerafdruk}" in tekst
    assert "  D. Regisseur: dezelfde sleutel" in tekst
    log = verify.Logboek(verify.lees_map(uitvoer.map)).controleer()
    anders = [{**s, "sleutel": "ab" * 32} if s["rol"] == "casusregisseur" else s for s in log.bekend]
    log.bekend = anders
    with pytest.raises(verify.Fout, match="een andere sleutel dan de kaart"):
        verify.vergelijk_kaart(log, kaart.read_bytes())
    ruw = kaart.read_bytes()
    for mis in (b"", b"{}", b"[1]", ruw.replace(b"D. Regisseur", b"X. Regisseur"), ruw[:-3]):
        with pytest.raises(verify.Fout, match="De kaart"):
            verify.vergelijk_kaart(log, mis)


def test_een_ander_logboek_past_niet_op_de_bewaarde_stand(uitvoer: Loguitvoer, wereld: Wereld, tmp_path: Path) -> None:
    """A rebuilt log, signed with the right keys, of the same length: only what was kept elsewhere shows it."""
    log = verify.Logboek(verify.lees_map(uitvoer.map)).controleer()
    regels = log.regels
    boom = verify.Boom()
    for _, blad in [*regels[:4], regels[5], *regels[5:10]]:
        boom.voeg_toe(blad)
    punt = f"pmg-desk/{wereld.kluis_id}/1\n10\n{verify._b64(boom.wortel())}\n"
    with pytest.raises(verify.Fout, match="niet hetzelfde als toen"):
        log.vergelijk(punt + f"\n— pmg-desk/x {verify._b64(bytes(68))}\n")
    with pytest.raises(verify.Fout, match="dat niet in deze uitvoer zit"):
        log.vergelijk(punt.replace("/1\n10", "/2\n10") + f"\n— pmg-desk/x {verify._b64(bytes(68))}\n")


def test_er_wordt_niets_overschreven_en_niets_half_geschreven(uitvoer: Loguitvoer, wereld: Wereld, monkeypatch) -> None:
    with pytest.raises(MapBestaatAl):
        export_logboek(wereld.privacy, uitvoer.map)
    doel = uitvoer.map.with_name("ander")

    def vol(*_: object) -> None:
        raise OSError

    monkeypatch.setattr(os, "fsync", vol)
    with pytest.raises(BestandNietGeschreven):
        export_logboek(wereld.privacy, doel)
    assert not doel.exists()
    assert not list(doel.parent.glob(".*"))
    code, tekst = draai(uitvoer.map)
    assert code == 0, tekst


def test_een_beschadigde_regel_gaat_mee_zoals_zij_is(wereld: Wereld, tmp_path: Path) -> None:
    """An export hides nothing: who checks it is told."""
    vul(wereld)
    zet(wereld, "UPDATE logregel SET blad = '{}' WHERE nr = 3")
    nieuw = export_logboek(wereld.privacy, tmp_path / "nieuw").map
    assert (nieuw / "logboek.jsonl").read_text(encoding="utf-8").splitlines()[2] == "{}"
    code, tekst = draai(nieuw)
    assert (code, tekst.splitlines()[0]) == (1, "NIET IN ORDE.")


def _bestanden(uitvoer: Loguitvoer) -> dict[str, bytes]:
    return dict(verify.lees_map(uitvoer.map))


def _regels(bestanden: dict[str, bytes], naam: str = "logboek.jsonl") -> list[bytes]:
    return bestanden[naam].splitlines(keepends=True)


def _fout(bestanden: dict[str, bytes]) -> str:
    with pytest.raises(verify.Fout) as fout:
        verify.Logboek(bestanden).controleer()
    return str(fout.value)


def test_wat_er_ook_aan_wordt_veranderd_het_valt_op(uitvoer: Loguitvoer) -> None:
    goed = _bestanden(uitvoer)
    verify.Logboek(goed).controleer()
    regels, punten = _regels(goed), _regels(goed, "controlepunten.jsonl")

    def met(naam: str, rijen: list[bytes]) -> str:
        return _fout({**goed, naam: b"".join(rijen)})

    assert "ontbreekt iets" in met("logboek.jsonl", [*regels[:5], *regels[6:]])
    assert "sluit niet aan" in met("logboek.jsonl", [regels[0].replace(b'"aantal":null', b'"aantal":7'), *regels[1:]])
    assert "afgeknipt" in met("logboek.jsonl", regels[:-1])
    assert "afgekapt" in met("logboek.jsonl", [b"".join(regels)[:-1]])
    assert "ontbreekt iets" in met("logboek.jsonl", [*regels[:4], regels[5], regels[4], *regels[6:]])
    assert "niet te lezen" in met("logboek.jsonl", [regels[0].replace(b":", b": ", 1), *regels[1:]])
    assert "ontbreekt" in met("controlepunten.jsonl", punten[1:])
    assert "dubbel" in met("controlepunten.jsonl", [punten[0], *punten])
    assert "ondertekend" in met("controlepunten.jsonl", punten[:-1])
    kop = json.loads(goed["kop.json"])
    koppen: list[dict[str, object]] = [
        {"formaat": 2},
        {"kluis": "x"},
        {"reeksen": []},
        {"reeksen": [{"reeks": 1, "begin_nr": 2}]},
    ]
    for anders in koppen:
        _fout({**goed, "kop.json": verify.canoniek({**kop, **anders}).encode()})
    assert "anders dan het logboek" in _fout({**goed, "sleutels.json": b"[]"})
    assert "niet compleet" in _fout({**goed, "bewijzen.json": b'{"groei":[],"opname":[]}'})
    bewijzen = json.loads(goed["bewijzen.json"])
    bewijzen["opname"][0]["bewijs"][0] = "00" * 32
    assert "Het bewijs dat regel" in _fout({**goed, "bewijzen.json": verify.canoniek(bewijzen).encode()})
    for naam in goed:
        assert _fout({k: v for k, v in goed.items() if k != naam}) == f"Het bestand {naam} ontbreekt."
        assert "niet te lezen" in _fout({**goed, naam: b"\xff"})


def test_een_handtekening_van_een_vreemde_telt_niet(uitvoer: Loguitvoer) -> None:
    goed = _bestanden(uitvoer)
    punten = [json.loads(rij) for rij in _regels(goed, "controlepunten.jsonl")]
    punt = verify.Punt(punten[-1]["notitie"])
    naam = punt.handtekeningen[0][0]
    vreemd = Ed25519PrivateKey.generate()
    publiek = vreemd.public_key().public_bytes_raw()
    id_ = verify._som(naam.encode(), b"\n\x01", publiek)[:4]
    handtekening = vreemd.sign(punt.tekst.encode())
    punten[-1]["notitie"] = f"{punt.tekst}\n— {naam} {verify._b64(id_ + handtekening)}\n"
    anders = "".join(verify.canoniek(rij) + "\n" for rij in punten).encode()
    assert "onbekende" in _fout({**goed, "controlepunten.jsonl": anders})


def test_een_vervolgd_logboek_begint_met_de_slotstand_van_het_vorige(wereld: Wereld, tmp_path: Path) -> None:
    vul(wereld)
    logreeksen.start_reeks(wereld.beheer)
    beide = export_logboek(wereld.privacy, tmp_path / "beide").map
    assert draai(beide)[0] == 0
    slot = verify.Logboek(verify.lees_map(beide)).controleer().slotstanden[2]
    _verwijder_oudste(wereld)
    kort = export_logboek(wereld.privacy, tmp_path / "kort").map
    code, tekst = draai(kort)
    assert code == 0, tekst
    assert f"Dit logboek vervolgt een eerder, met als slotstand {slot.kort()}." in tekst
    goed = dict(verify.lees_map(kort))
    kop = json.loads(goed["kop.json"])
    nr = kop["reeksen"][0]["begin_nr"]
    stand = kop["slotstanden"][0]
    ander = json.loads(stand["detail"])["notitie"].replace(f"\n{slot.grootte}\n", f"\n{slot.grootte + 1}\n")
    for slotstanden, zin in (
        ([], "de vorm die het moet hebben"),
        ([5], "de vorm die het moet hebben"),
        ([{**stand, "zout": "00" * 32}], f"De slotstand waarmee regel {nr} begint"),
        ([{**stand, "detail": verify.canoniek({"notitie": ander})}], f"De slotstand waarmee regel {nr} begint"),
        ([{"reeks": 2}], f"De slotstand waarmee regel {nr} begint"),
    ):
        anders = verify.canoniek({**kop, "slotstanden": slotstanden}).encode()
        assert zin in _fout({**goed, "kop.json": anders})
    # A log that calls itself the first may not begin halfway.
    eerste = {**kop, "reeksen": [{"reeks": 1, "begin_nr": nr}], "slotstanden": []}
    assert "Het begin van het logboek ontbreekt" in _fout({**goed, "kop.json": verify.canoniek(eerste).encode()})


def _verwijder_oudste(wereld: Wereld) -> None:
    """What a removal leaves, without the steps that lead to it: those have tests of their own."""
    with wereld.beheer.doe() as t:
        eind = punten.reeksen(t.db)[1].begin_nr - 1
        punten.verwijder(t.db, 1, eind)
        t.log("logboek.verwijderen", "logboek", aantal=eind)


def test_wie_is_gestopt_ondertekent_niets_meer(wereld: Wereld, tmp_path: Path) -> None:
    vul(wereld)
    with wereld.beheer.doe() as t:
        t.log("gebruiker.stoppen", "gebruiker", wereld.regie.gebruiker.id)
    with wereld.regie.doe() as t:
        onderteken_controlepunt(t, Aanleiding.SLOT)
    goed = dict(verify.lees_map(export_logboek(wereld.privacy, tmp_path / "uitvoer").map))
    assert "klopt niet of is van een onbekende" in _fout(goed)


@pytest.mark.parametrize(
    "anders",
    [
        {"reeksen": 5},
        {"reeksen": [1]},
        {"reeksen": [{"reeks": "1", "begin_nr": 1}]},
        {"reeksen": [{"reeks": True, "begin_nr": 1}]},
        {"reeksen": [{"reeks": 1, "begin_nr": 1, "x": 1}]},
        {"formaat": True},
        {"kluis": None},
        {"slotstanden": None},
    ],
)
def test_een_kop_met_de_verkeerde_soorten_is_een_zin_en_geen_traceback(uitvoer: Loguitvoer, anders) -> None:
    goed = _bestanden(uitvoer)
    kop = json.loads(goed["kop.json"])
    assert _fout({**goed, "kop.json": verify.canoniek({**kop, **anders}).encode()})


def test_een_controlepunt_met_een_lijst_als_id_is_een_zin(uitvoer: Loguitvoer) -> None:
    goed = _bestanden(uitvoer)
    rij = json.loads(_regels(goed, "controlepunten.jsonl")[0])
    anders = (verify.canoniek({**rij, "id": ["x"]}) + "\n").encode()
    assert "vorm" in _fout({**goed, "controlepunten.jsonl": anders})


def test_wat_in_het_logboek_staat_stuurt_het_scherm_niet(capsys: pytest.CaptureFixture[str]) -> None:
    verify.zeg("rol\x1b[2J\nIn orde.")
    assert capsys.readouterr().out == "rol?[2J?In orde.\n"


def test_zonder_uitvoer_zegt_het_dat(tmp_path: Path) -> None:
    shutil.copyfile(VERIFY, tmp_path / "verify.py")
    assert draai(tmp_path) == (2, "Hier staat geen uitvoer van een logboek.\n")
    (tmp_path / "kop.json").write_text("{}")
    assert draai(tmp_path)[0] == 1


RFC8032 = (
    # RFC 8032 §7.1: secret key, public key, message, signature.
    (
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
    ),
    (
        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    ),
    (
        "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
    ),
    (
        "833fe62409237b9d62ec77587520911e9a759cec1d19755b7da901b96dca3d42",
        "ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf",
        "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f",
        "dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b58909351fc9ac90b3ecfdfbc7c66431e0303dca179c138ac17ad9bef1177331a704",
    ),
)


@pytest.mark.parametrize(("geheim", "publiek", "bericht", "handtekening"), RFC8032)
def test_ed25519_volgens_rfc_8032(geheim: str, publiek: str, bericht: str, handtekening: str) -> None:
    sleutel = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(geheim))
    assert sleutel.public_key().public_bytes_raw().hex() == publiek
    assert sleutel.sign(bytes.fromhex(bericht)).hex() == handtekening
    delen = [bytes.fromhex(deel) for deel in (publiek, bericht, handtekening)]
    assert verify.verifieer(*delen)
    assert not verify.verifieer(delen[0], delen[1] + b"x", delen[2])


@given(bericht=st.binary(max_size=200), plek=st.integers(0, 511), zaad=st.binary(min_size=32, max_size=32))
def test_ed25519_zegt_hetzelfde_als_de_bibliotheek(bericht: bytes, plek: int, zaad: bytes) -> None:
    sleutel = Ed25519PrivateKey.from_private_bytes(zaad)
    publiek, handtekening = sleutel.public_key().public_bytes_raw(), bytearray(sleutel.sign(bericht))
    assert verify.verifieer(publiek, bericht, bytes(handtekening))
    handtekening[plek // 8] ^= 1 << plek % 8
    assert not verify.verifieer(publiek, bericht, bytes(handtekening))


def test_een_handtekening_heeft_een_spelling_en_een_zwakke_sleutel_telt_niet() -> None:
    sleutel = Ed25519PrivateKey.generate()
    publiek, goed = sleutel.public_key().public_bytes_raw(), sleutel.sign(b"x")
    s = int.from_bytes(goed[32:], "little")
    assert not verify.verifieer(publiek, b"x", goed[:32] + (s + verify.L).to_bytes(32, "little"))
    assert not verify.verifieer(publiek, b"x", goed[:63])
    een = (1).to_bytes(32, "little")  # the neutral point: as a key it would let anything pass
    assert not verify.verifieer(een, b"x", een + bytes(32))
    assert not verify.verifieer((verify.P + 1).to_bytes(32, "little"), b"x", goed)
    assert not verify.verifieer(((1 << 255) + 1).to_bytes(32, "little"), b"x", goed)
    assert not verify.verifieer((2).to_bytes(32, "little"), b"x", goed)


def test_het_programma_dat_meegaat_is_dat_van_deze_map(uitvoer: Loguitvoer) -> None:
    assert (uitvoer.map / "verify.py").read_bytes() == (paths.resources_map() / "controle" / "verify.py").read_bytes()
    invoer = [regel for regel in VERIFY.read_text().splitlines() if regel.startswith(("import ", "from "))]
    namen = {regel.split()[1] for regel in invoer}
    assert namen <= set(sys.stdlib_module_names)
