"""One bit of the database or the header turned over: always found, always told in words, never a wrong password."""

from __future__ import annotations

import random
from pathlib import Path

from pmg_desk.domain.fouten import Fout
from pmg_desk.kluis.dubbelkop import BESTANDEN
from pmg_desk.kluis.fouten import KopBeschadigd, VerkeerdWachtwoord
from pmg_desk.services import kluizen
from pmg_desk.storage.engine import controleer_bestand
from tests.cijfers import Cijfer, Cijfers
from tests.kluisdoos import REGIE_WACHTWOORD, maak_kluisdoos
from tests.uithouden.schrijver import DATABASE, lees, maak_proef, open_proef, schrijf, sluit_proef


def _klap_om(ruw: bytes, dobbel: random.Random) -> bytes:
    plek = dobbel.randrange(len(ruw) * 8)
    anders = bytearray(ruw)
    anders[plek // 8] ^= 1 << plek % 8
    return bytes(anders)


def test_elke_omgeklapte_bit_in_de_database_valt_op(tmp_path: Path, cijfers: Cijfers) -> None:
    maak_proef(tmp_path)
    werkplek = open_proef(tmp_path)
    for nr in range(5):
        schrijf(werkplek, nr)
    sluit_proef(werkplek)
    heel = (tmp_path / DATABASE).read_bytes()
    cijfer = cijfers("bit flips in the database", kort=300, lang=8000, minuten=6)
    dobbel = random.Random(2)
    for _ in cijfer:
        (tmp_path / DATABASE).write_bytes(_klap_om(heel, dobbel))
        _kijk(tmp_path, cijfer)
    (tmp_path / DATABASE).write_bytes(heel)
    werkplek = open_proef(tmp_path)
    assert (lees(werkplek), controleer_bestand(werkplek.engine)) == ([0, 1, 2, 3, 4], [])
    sluit_proef(werkplek)


def _kijk(map_: Path, cijfer: Cijfer) -> None:
    """Work with the file first, as a user would, and then check it: one of the two must say that it is damaged."""
    try:
        werkplek = open_proef(map_)
    except Fout:
        return
    try:
        if not controleer_bestand(werkplek.engine):
            cijfer.mislukt("not found")
        lees(werkplek)
    except Fout:
        pass
    except Exception as fout:  # noqa: BLE001 - any other kind is what must not happen
        cijfer.mislukt(type(fout).__name__)
    finally:
        sluit_proef(werkplek)


def test_elke_omgeklapte_bit_in_de_kop_valt_op(tmp_path: Path, cijfers: Cijfers) -> None:
    doos = maak_kluisdoos(tmp_path)
    heel = (doos.pad / BESTANDEN[0]).read_bytes()
    assert heel == (doos.pad / BESTANDEN[1]).read_bytes()
    cijfer = cijfers("bit flips in the header", kort=200, lang=2000, minuten=4)
    dobbel = random.Random(3)
    for nr in cijfer:
        anders = _klap_om(heel, dobbel)
        (doos.pad / BESTANDEN[0]).write_bytes(anders)
        beide = nr % 20 > 0
        (doos.pad / BESTANDEN[1]).write_bytes(anders if beide else heel)
        try:
            werkplek = kluizen.open_kluis(doos.pad, "carla", REGIE_WACHTWOORD, klok=doos.klok, herkomst="test")
        except KopBeschadigd:
            if not beide:
                cijfer.mislukt("the whole copy was not used")
        except VerkeerdWachtwoord:
            cijfer.mislukt("reported as a wrong password")
        except Exception as fout:  # noqa: BLE001 - any other kind is what must not happen
            if not (isinstance(fout, Fout) and beide):
                cijfer.mislukt(type(fout).__name__)
        else:
            assert werkplek.kluis is not None
            if beide or not werkplek.kluis.waarschuwingen:
                cijfer.mislukt("not found")
            kluizen.close_kluis(werkplek)
