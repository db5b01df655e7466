"""Bundles as files: closed to all but the recipient, kept in the vault as issued, and never open paper."""

from __future__ import annotations

import logging
import shutil
import subprocess
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from uuid import UUID

import pikepdf
import pyrage
import pytest
from pyrage import x25519

from pmg_desk.domain.bundel import Bundelversie
from pmg_desk.domain.fouten import GeenToegang, OngeldigeInvoer
from pmg_desk.exchange.wegschrijven import BestandNietGeschreven
from pmg_desk.services import digitaaluitdelen as dienst
from pmg_desk.services.bundelregister import list_bundels, list_open_exemplaren
from pmg_desk.services.bundels import Bundelkeuze, open_bundel
from pmg_desk.services.digitaaluitdelen import Beveiliging, Digitaaluitslag, GeenSleutel, hand_out_digitaal
from pmg_desk.services.organisatiesleutels import GEHOORD, drop_sleutel, set_sleutel, show_sleutel
from pmg_desk.storage import delen as deelrijen
from pmg_desk.storage.models import Basis, GebruikerTafel, VerstrekkingStatus
from tests.casusbouw import regels
from tests.kaderbouw import cellen, teken
from tests.reports.lezen import tekst
from tests.tafelbouw import Tafel, maak_tafel
from tests.vulling import WOORDEN
from tests.wereld import Wereld

WACHTWOORD, SLEUTEL = Beveiliging.WACHTWOORD, Beveiliging.SLEUTEL


@dataclass(frozen=True)
class Zaal:
    wereld: Wereld
    tafel: Tafel
    map_: Path

    @property
    def keuzes(self) -> list[Bundelkeuze]:
        return [Bundelkeuze(UUID(wie.organisatie_id), wie.functie) for wie in self.tafel.ontvangers]

    def geef(self, beveiliging: Beveiliging, *keuzes: Bundelkeuze) -> Digitaaluitslag:
        return hand_out_digitaal(
            self.wereld.regie, self.tafel.overleg_id, keuzes, Bundelversie.VOORAF, beveiliging, self.map_
        )

    def standen(self) -> list[tuple[VerstrekkingStatus, str]]:
        with self.wereld.regie.doe() as t:
            return [(v.status, v.status_reden) for v in deelrijen.verstrekkingen(t.db)]


@pytest.fixture
def zaal(wereld: Wereld, tmp_path: Path) -> Zaal:
    """One casus; the kader gives both organisations the plan."""
    tafel = maak_tafel(wereld, 1)
    teken(wereld.privacy, tuple(cel for wie in tafel.ontvangers for cel in cellen(wie, "plan")))
    map_ = tmp_path / "uit"
    map_.mkdir()
    return Zaal(wereld, tafel, map_)


def geef_sleutel(zaal: Zaal, nr: int) -> x25519.Identity:
    eigen = x25519.Identity.generate()
    publiek = str(eigen.to_public())
    set_sleutel(zaal.wereld.regie, zaal.keuzes[nr].organisatie_id, f" {publiek}\n", publiek[-GEHOORD:].upper())
    return eigen


def test_a_pdf_opens_with_its_own_password_only(zaal: Zaal, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    uit = zaal.geef(WACHTWOORD, *zaal.keuzes)
    assert uit.mislukt == ()
    een, twee = uit.uitgedeeld
    assert [p.name for p in sorted(zaal.map_.iterdir())] == [een.bestandsnaam, twee.bestandsnaam]
    assert een.bestandsnaam == "overlegbundel-2026-11-23-exemplaar-1.pdf"
    assert een.wachtwoord != twee.wachtwoord
    for fout in ("", twee.wachtwoord, een.wachtwoord.lower()):
        with pytest.raises(pikepdf.PasswordError):
            pikepdf.open(zaal.map_ / een.bestandsnaam, password=fout)
    with pikepdf.open(zaal.map_ / een.bestandsnaam, password=een.wachtwoord) as pdf:
        assert (pdf.encryption.R, pdf.encryption.bits) == (6, 256)
    bewaard, _ = open_bundel(zaal.wereld.regie, een.bundel_id)
    assert WOORDEN["plan"] in tekst(bewaard)
    # What is in the file is what is kept, text for text.
    with pikepdf.open(zaal.map_ / een.bestandsnaam, password=een.wachtwoord) as pdf:
        los = BytesIO()
        pdf.save(los)
    assert tekst(los.getvalue()) == tekst(bewaard)
    ruw = (zaal.map_ / een.bestandsnaam).read_bytes()
    assert [w for w in (WOORDEN["plan"], "Łukasz", "PMG-2026") if w.encode() in ruw] == []
    # The password is nowhere: not in the vault, its log, what is printed of the outcome, a file name or a log line.
    wachtwoorden = [een.wachtwoord, een.wachtwoord.replace("-", "")]
    with zaal.wereld.engine.connect() as verbinding:
        inhoud = repr([verbinding.execute(tabel.select()).all() for tabel in Basis.metadata.sorted_tables])
    plekken = (inhoud, repr(uit), caplog.text, *(str(p) for p in tmp_path.rglob("*")))
    assert [w for w in wachtwoorden for plek in plekken if w in plek] == []


@pytest.mark.skipif(shutil.which("qpdf") is None or shutil.which("pdftotext") is None, reason="no other reader here")
def test_other_readers_open_it_too(zaal: Zaal) -> None:
    (een,) = zaal.geef(WACHTWOORD, zaal.keuzes[0]).uitgedeeld
    pad = zaal.map_ / een.bestandsnaam

    def lees(*opdracht: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run([*opdracht], capture_output=True, text=True, check=False)

    assert lees("qpdf", f"--password={een.wachtwoord}", "--check", str(pad)).returncode == 0
    assert "AESv3" in lees("qpdf", f"--password={een.wachtwoord}", "--show-encryption", str(pad)).stdout
    assert lees("qpdf", "--password=anders", "--check", str(pad)).returncode == 2
    assert WOORDEN["plan"] in lees("pdftotext", "-upw", een.wachtwoord, str(pad), "-").stdout
    assert lees("pdftotext", "-upw", "anders", str(pad), "-").stdout == ""


def test_a_file_for_a_key_opens_with_that_key_only(zaal: Zaal) -> None:
    eigen, ander = geef_sleutel(zaal, 0), geef_sleutel(zaal, 1)
    (een,) = zaal.geef(SLEUTEL, zaal.keuzes[0]).uitgedeeld
    assert (een.bestandsnaam, een.wachtwoord) == ("overlegbundel-2026-11-23-exemplaar-1.pdf.age", "")
    ruw = (zaal.map_ / een.bestandsnaam).read_bytes()
    bewaard, _ = open_bundel(zaal.wereld.regie, een.bundel_id)
    assert pyrage.decrypt(ruw, [eigen]) == bewaard
    with pytest.raises(pyrage.DecryptError):
        pyrage.decrypt(ruw, [ander])
    (regel,) = regels(zaal.wereld.regie, "bundel.versleutelen")
    assert (regel.object_id, regel.verwerking, regel.sleutel) == (
        str(een.bundel_id),
        "sleutel",
        str(eigen.to_public()),
    )


def test_who_has_no_key_gets_nothing_and_the_others_do(zaal: Zaal) -> None:
    geef_sleutel(zaal, 1)
    uit = zaal.geef(SLEUTEL, *zaal.keuzes)
    assert [(m.ontvanger, type(m.fout)) for m in uit.mislukt] == [(zaal.tafel.ontvangers[0].voluit, GeenSleutel)]
    assert [u.ontvanger for u in uit.uitgedeeld] == [zaal.tafel.ontvangers[1].voluit]
    assert len(zaal.standen()) == 1
    drop_sleutel(zaal.wereld.regie, zaal.keuzes[1].organisatie_id)
    assert zaal.geef(SLEUTEL, zaal.keuzes[1]).uitgedeeld == ()


def test_a_key_that_ended_while_files_were_made_is_not_used_any_more(zaal: Zaal) -> None:
    geef_sleutel(zaal, 0)
    uit = hand_out_digitaal(
        zaal.wereld.regie,
        zaal.tafel.overleg_id,
        zaal.keuzes[:1],
        Bundelversie.VOORAF,
        SLEUTEL,
        zaal.map_,
        stap=lambda _nr, _totaal: drop_sleutel(zaal.wereld.regie, zaal.keuzes[0].organisatie_id),
    )
    assert (uit.uitgedeeld, [type(m.fout) for m in uit.mislukt]) == ((), [GeenSleutel])
    assert [stand for stand, _ in zaal.standen()] == [VerstrekkingStatus.MISLUKT]
    assert list(zaal.map_.iterdir()) == []


def test_a_key_counts_only_when_its_end_was_heard(zaal: Zaal) -> None:
    regie, wie = zaal.wereld.regie, zaal.keuzes[0].organisatie_id
    publiek, ander = (str(x25519.Identity.generate().to_public()) for _ in range(2))
    for sleutel, gehoord, veld in (
        (publiek, ander[-GEHOORD:], "gehoord"),
        (publiek, publiek[-6:], "gehoord"),
        (publiek[:-1], publiek[-GEHOORD:], "sleutel"),
        ("", "", "sleutel"),
    ):
        with pytest.raises(OngeldigeInvoer) as fout:
            set_sleutel(regie, wie, sleutel, gehoord)
        assert veld in fout.value.velden
    assert show_sleutel(regie, wie) == ""
    eind = publiek[-GEHOORD:]
    set_sleutel(regie, wie, publiek, " ".join(eind[i : i + 4] for i in range(0, GEHOORD, 4)))
    assert show_sleutel(regie, wie) == publiek
    with pytest.raises(GeenToegang):
        set_sleutel(zaal.wereld.lezer, wie, publiek, eind)
    with pytest.raises(GeenToegang):
        drop_sleutel(zaal.wereld.lezer, wie)
    drop_sleutel(regie, wie)
    drop_sleutel(regie, wie)
    assert show_sleutel(regie, wie) == ""
    assert len(regels(regie, "organisatie.sleutel_weg")) == 1


@pytest.mark.parametrize("stap", ["sluit_pdf", "schrijf_nieuw"])
def test_a_file_that_was_not_written_was_not_shared(zaal: Zaal, stap: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def mislukt(*_: object) -> None:
        raise BestandNietGeschreven

    monkeypatch.setattr(dienst, stap, mislukt)
    uit = zaal.geef(WACHTWOORD, zaal.keuzes[0])
    assert (uit.uitgedeeld, [type(m.fout) for m in uit.mislukt]) == ((), [BestandNietGeschreven])
    assert zaal.standen() == [(VerstrekkingStatus.MISLUKT, dienst.SCHRIJFSTORING)]
    assert list(zaal.map_.iterdir()) == []


def test_what_is_there_stays_and_a_file_is_no_paper(zaal: Zaal) -> None:
    (zaal.map_ / "overlegbundel-2026-11-23-exemplaar-1.pdf").write_bytes(b"van een andere tafel")
    (een,) = zaal.geef(WACHTWOORD, zaal.keuzes[0]).uitgedeeld
    assert een.bestandsnaam == "overlegbundel-2026-11-23-exemplaar-1-2.pdf"
    assert (zaal.map_ / "overlegbundel-2026-11-23-exemplaar-1.pdf").read_bytes() == b"van een andere tafel"
    (inzicht,) = list_bundels(zaal.wereld.regie, zaal.tafel.overleg_id)
    assert (inzicht.papier, inzicht.is_open, inzicht.wijze) == (None, False, "Bestand met wachtwoord")
    zaal.wereld.klok.moment = zaal.wereld.klok.moment.replace(day=30)
    assert list_open_exemplaren(zaal.wereld.regie, zaal.tafel.overleg_id) == ()


def test_who_loses_the_right_half_way_keeps_the_passwords_of_what_was_made(zaal: Zaal) -> None:
    def niet_meer(nr: int, _totaal: int) -> None:
        if nr:
            with zaal.wereld.beheer.doe() as t:
                t.db.query(GebruikerTafel).delete()
                t.log("gebruiker.tafels", "gebruiker")

    uit = hand_out_digitaal(
        zaal.wereld.regie,
        zaal.tafel.overleg_id,
        zaal.keuzes,
        Bundelversie.VOORAF,
        WACHTWOORD,
        zaal.map_,
        stap=niet_meer,
    )
    assert ([een.exemplaar for een in uit.uitgedeeld], type(uit.gestopt_door)) == ([1], GeenToegang)
    assert len(zaal.standen()) == 1


def test_who_stops_keeps_the_passwords_of_what_was_made(zaal: Zaal) -> None:
    class Gestopt(Exception):
        pass

    def stop_voor(grens: int) -> Digitaaluitslag:
        def stap(gedaan: int, _totaal: int) -> None:
            if gedaan == grens:
                raise Gestopt

        werkplek, overleg_id = zaal.wereld.regie, zaal.tafel.overleg_id
        return hand_out_digitaal(
            werkplek, overleg_id, zaal.keuzes, Bundelversie.VOORAF, WACHTWOORD, zaal.map_, stap=stap
        )

    with pytest.raises(Gestopt):
        stop_voor(0)
    uit = stop_voor(1)
    assert ([u.exemplaar for u in uit.uitgedeeld], type(uit.gestopt_door)) == ([1], Gestopt)
    pikepdf.open(zaal.map_ / uit.uitgedeeld[0].bestandsnaam, password=uit.uitgedeeld[0].wachtwoord).close()


def test_the_officer_hands_nothing_out(zaal: Zaal) -> None:
    with pytest.raises(GeenToegang):
        hand_out_digitaal(
            zaal.wereld.privacy, zaal.tafel.overleg_id, zaal.keuzes, Bundelversie.VOORAF, WACHTWOORD, zaal.map_
        )
