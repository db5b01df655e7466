"""Renewing the key of a vault: what users see of it, and what a crash at any moment leaves."""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from pmg_desk.domain.fouten import GeenToegang
from pmg_desk.domain.logboek import Resultaat
from pmg_desk.kluis import rotatie
from pmg_desk.kluis.dubbelkop import BESTANDEN
from pmg_desk.kluis.eerste_pagina import past_op_database
from pmg_desk.kluis.fouten import KluisBeschadigd, KluisNietBereikbaar, TeWeinigRuimte, VerkeerdWachtwoord
from pmg_desk.services import gebruikers, kluissleutel, kluizen, logboek, zoeken
from pmg_desk.services.gebruikers import GebruikerStatus, SleutelNietVernieuwd
from pmg_desk.services.werkplek import AlleenDatabase, Werkplek
from pmg_desk.storage.engine import controleer_bestand, maak_engine
from pmg_desk.storage.omsleutelen import schrijf_om
from tests import casusbouw
from tests.cijfers import Cijfers
from tests.kluisdoos import Kluisdoos, alle_regels
from tests.wereld import Wereld

STAPPEN = ["Gegevens opnieuw versleutelen", "Nieuw bestand controleren", "Nieuwe sleutel in gebruik nemen"]


def omgesleuteld(werkplek: Werkplek) -> list[tuple[str, int | None]]:
    return [(r.resultaat.value, r.aantal) for r in alle_regels(werkplek) if r.actie == "kluis.omsleutelen"]


def bestanden(pad: Path) -> list[str]:
    return sorted(p.name for p in pad.iterdir())


class Gestopt(Exception):
    """The user pressed cancel."""


def test_the_key_is_renewed_while_the_vault_stays_open(kluisdoos: Kluisdoos) -> None:
    carla = kluisdoos.carla()
    casus = casusbouw.maak(carla, geslachtsnaam="Vuurduin")
    kluisdoos.sluit(carla)
    bea = kluisdoos.bea()
    assert bea.kluis is not None
    oud, stappen = bea.kluis.kluissleutel, list[str]()
    assert kluissleutel.renew_kluissleutel(bea, lambda _g, _t, tekst: stappen.append(tekst)) == 2
    assert list(dict.fromkeys(stappen)) == STAPPEN
    assert omgesleuteld(bea) == [("gelukt", 2)]
    assert kluissleutel.describe_kluissleutel(bea).nummer == 2
    assert logboek.verify_logboek(bea).in_orde
    assert controleer_bestand(bea.engine) == []
    assert not past_op_database(bea.kluis.databasepad, oud)
    kluisdoos.sluit(bea)
    assert bestanden(kluisdoos.pad) == ["kluis.db", *BESTANDEN, "slot"]
    carla = kluisdoos.carla()
    assert carla.kluis is not None
    assert carla.kluis.waarschuwingen == ()
    assert casus in {gevonden.casus_id for gevonden in zoeken.zoek(carla, "vuurdu")}
    with pytest.raises(KluisBeschadigd):
        maak_engine(carla.kluis.databasepad, oud)


def test_only_the_beheerder_renews_and_looks(kluisdoos: Kluisdoos) -> None:
    carla = kluisdoos.carla()
    for poging in (kluissleutel.renew_kluissleutel, kluissleutel.describe_kluissleutel):
        with pytest.raises(GeenToegang):
            poging(carla)
    kluisdoos.sluit(carla)
    assert omgesleuteld(kluisdoos.bea()) == []


def test_without_the_header_there_is_no_key_to_renew(wereld: Wereld) -> None:
    with pytest.raises(AlleenDatabase):
        kluissleutel.renew_kluissleutel(wereld.beheer)


@pytest.mark.parametrize("stap", STAPPEN)
def test_stopping_halfway_leaves_the_old_key_and_says_so_in_the_log(kluisdoos: Kluisdoos, stap: str) -> None:
    bea = kluisdoos.bea()
    assert bea.kluis is not None
    oud = bea.kluis.kluissleutel

    def stop(_gedaan: int, _totaal: int, tekst: str) -> None:
        if tekst == stap:
            raise Gestopt

    with pytest.raises(Gestopt):
        kluissleutel.renew_kluissleutel(bea, stop)
    assert omgesleuteld(bea) == [("mislukt", 1)]
    assert (bea.kluis.kluissleutel, len(bea.kluis.kop.zegels)) == (oud, 1)
    assert kluissleutel.renew_kluissleutel(bea) == 2
    kluisdoos.sluit(bea)
    assert bestanden(kluisdoos.pad) == ["kluis.db", *BESTANDEN, "slot"]
    assert kluisdoos.carla().kluis.waarschuwingen == ()  # type: ignore[union-attr]


def test_stopping_a_user_renews_the_key(kluisdoos: Kluisdoos) -> None:
    carla = kluisdoos.carla()
    assert carla.kluis is not None
    oude_sleutel, id_ = carla.kluis.kluissleutel, carla.gebruiker.id
    kluisdoos.sluit(carla)
    kopie = kluisdoos.pad.with_name("Oud.kluis")
    shutil.copytree(kluisdoos.pad, kopie)
    bea = kluisdoos.bea()
    assert not kluissleutel.describe_kluissleutel(bea).verouderd
    gebruikers.stop_gebruiker(bea, id_)
    inzicht = kluissleutel.describe_kluissleutel(bea)
    assert (inzicht.nummer, inzicht.vernieuwd_op, inzicht.verouderd) == (2, kluisdoos.klok.nu(), False)
    kluisdoos.sluit(bea)
    with pytest.raises(VerkeerdWachtwoord):
        kluisdoos.carla()
    with pytest.raises(KluisBeschadigd):
        maak_engine(kluisdoos.pad / "kluis.db", oude_sleutel)
    # What the question says: a copy from before still opens for them.
    Kluisdoos(kopie, kluisdoos.klok).carla()


def test_when_only_the_renewal_fails_the_user_is_out_and_the_beheerder_hears_it(
    kluisdoos: Kluisdoos, monkeypatch: pytest.MonkeyPatch
) -> None:
    bea = kluisdoos.bea()
    carla = next(g for g in gebruikers.list_gebruikers(bea) if g.gebruikersnaam == "carla")
    with monkeypatch.context() as even:
        even.setattr(shutil, "disk_usage", lambda _pad: Ruimte(1))
        with pytest.raises(SleutelNietVernieuwd) as fout:
            gebruikers.stop_gebruiker(bea, carla.id)
    assert "te weinig ruimte" in fout.value.doe
    assert kluissleutel.describe_kluissleutel(bea).verouderd
    carla = next(g for g in gebruikers.list_gebruikers(bea) if g.gebruikersnaam == "carla")
    assert carla.status is GebruikerStatus.GESTOPT
    kluissleutel.renew_kluissleutel(bea)
    assert not kluissleutel.describe_kluissleutel(bea).verouderd
    kluisdoos.sluit(bea)
    with pytest.raises(VerkeerdWachtwoord):
        kluisdoos.carla()


class Ruimte(NamedTuple):
    free: int


def test_without_room_the_key_stays_and_nothing_is_logged(
    kluisdoos: Kluisdoos, monkeypatch: pytest.MonkeyPatch
) -> None:
    bea = kluisdoos.bea()
    with monkeypatch.context() as even:
        even.setattr(shutil, "disk_usage", lambda _pad: Ruimte(1))
        with pytest.raises(TeWeinigRuimte):
            kluissleutel.renew_kluissleutel(bea)
    assert omgesleuteld(bea) == []


def test_a_new_file_that_was_badly_written_is_never_used(kluisdoos: Kluisdoos, monkeypatch: pytest.MonkeyPatch) -> None:
    bea = kluisdoos.bea()
    echt = schrijf_om

    def slecht(engine: Any, doel: Path, sleutel: bytes, meld: Callable[[int, int], None]) -> None:
        echt(engine, doel, sleutel, meld)
        ruw = bytearray(doel.read_bytes())
        ruw[3 * 4096 + 17] ^= 4
        doel.write_bytes(ruw)

    monkeypatch.setattr("pmg_desk.services.kluissleutel.schrijf_om", slecht)
    with pytest.raises(KluisBeschadigd) as fout:
        kluissleutel.renew_kluissleutel(bea)
    assert fout.value.veilig == "De kluis zelf is niet veranderd."
    assert omgesleuteld(bea) == [("mislukt", 1)]


def test_a_file_that_misses_the_last_line_of_the_log_is_never_used(
    kluisdoos: Kluisdoos, monkeypatch: pytest.MonkeyPatch
) -> None:
    bea = kluisdoos.bea()
    echt = schrijf_om

    def te_vroeg(engine: Any, doel: Path, sleutel: bytes, meld: Callable[[int, int], None]) -> None:
        echt(engine, doel, sleutel, meld)
        with bea.doe() as t:
            t.log("kluis.proef", "kluis")

    monkeypatch.setattr("pmg_desk.services.kluissleutel.schrijf_om", te_vroeg)
    with pytest.raises(KluisBeschadigd):
        kluissleutel.renew_kluissleutel(bea)
    assert [r.actie for r in alle_regels(bea)][-2:] == ["kluis.proef", "kluis.omsleutelen"]


def test_when_the_last_step_fails_the_vault_opens_and_finishes_next_time(
    kluisdoos: Kluisdoos, monkeypatch: pytest.MonkeyPatch
) -> None:
    bea = kluisdoos.bea()
    assert bea.kluis is not None

    def weiger(*_: object, **__: object) -> None:
        raise KluisNietBereikbaar

    with monkeypatch.context() as even:
        even.setattr(rotatie, "rond_af", weiger)
        kluissleutel.renew_kluissleutel(bea)
    assert len(bea.kluis.kop.zegels) == 2
    assert "niet worden afgerond" in bea.kluis.waarschuwingen[0]
    assert omgesleuteld(bea) == []
    kluisdoos.sluit(bea)
    carla = kluisdoos.carla()
    assert omgesleuteld(carla) == [("gelukt", 2)]
    assert len(carla.kluis.kop.zegels) == 1  # type: ignore[union-attr]


def in_kind(doe: Callable[[], None]) -> int:
    """Run in a child process of this one, which keeps what is in memory and on disk; its exit status."""
    kind = os.fork()
    if kind == 0:
        try:
            doe()
        finally:
            os._exit(3)
    return os.waitpid(kind, 0)[1]


class Val:
    """Kills the process with SIGKILL at the ``n``-th call that changes files: nothing is cleaned up."""

    def __init__(self, n: int) -> None:
        self.n, self.keren = n, 0
        for naam in ("open", "fsync", "replace", "unlink", "ftruncate"):
            setattr(os, naam, self._om(getattr(os, naam)))

    def tik(self, *_: object) -> None:
        self.keren += 1
        if self.keren == self.n:
            os.kill(os.getpid(), signal.SIGKILL)

    def _om(self, echt: Callable[..., Any]) -> Callable[..., Any]:
        def om(*args: Any, **kwargs: Any) -> Any:
            self.tik()
            return echt(*args, **kwargs)

        return om


def test_killed_at_any_step_the_vault_opens_for_who_is_left_and_for_nobody_else(
    tmp_path: Path, kluisdoos: Kluisdoos, cijfers: Cijfers
) -> None:
    """Short: one step of each three. Long: every one."""
    cijfer = cijfers("SIGKILL while the key is renewed", kort=0)
    bea = kluisdoos.bea()
    code = gebruikers.invite_gebruiker(bea, gebruikers.NieuweUitnodiging("piet", "Piet", "meelezer"))
    kluisdoos.sluit(bea)
    piet_wachtwoord = "stille boot ziet veel maan"
    piet = kluizen.accept_uitnodiging(kluisdoos.pad, "piet", code.code, piet_wachtwoord, klok=kluisdoos.klok)
    kluisdoos.sluit(kluisdoos.volg(piet))
    uitkomsten = []
    for n in range(1, 200, 1 if cijfers.lang else 3):
        doos = Kluisdoos(tmp_path / f"{n}.kluis", kluisdoos.klok)
        shutil.copytree(kluisdoos.pad, doos.pad)

        def roteer(doos: Kluisdoos = doos, n: int = n) -> None:
            plek = doos.bea()
            val = Val(n)
            gebruikers.stop_gebruiker(plek, code.gebruiker_id, val.tik)
            os._exit(0)

        status = in_kind(roteer)
        assert status in (0, signal.SIGKILL), status
        carla = doos.carla()
        stand = omgesleuteld(carla)
        assert len(carla.kluis.kop.zegels) == 1  # type: ignore[union-attr]
        gestopt = any(r.actie == "gebruiker.stoppen" for r in alle_regels(carla))
        doos.sluit(carla)
        doos.sluit(doos.bea())
        assert not (doos.pad / "kluis.db.nieuw").exists()
        if gestopt:
            with pytest.raises(VerkeerdWachtwoord):
                doos.open("piet", piet_wachtwoord)
        uitkomsten.append((gestopt, *stand))
        shutil.rmtree(doos.pad)
        if status == 0:
            break
    else:
        pytest.fail("the rotation never ended")
    cijfer.tel(len(uitkomsten))
    assert len(uitkomsten) > (25 if cijfers.lang else 8)
    assert (True, ("mislukt", 1)) in uitkomsten
    assert uitkomsten[-1] == (True, ("gelukt", 2))
    assert set(uitkomsten) <= {(False,), (True,), (True, ("mislukt", 1)), (True, ("gelukt", 2))}


def test_half_a_first_page_beside_its_journal_still_finds_its_key(kluisdoos: Kluisdoos) -> None:
    """Killed while writing with two keys in the header: which one fits shows only after the journal was rolled back."""
    bea = kluisdoos.bea()
    assert bea.kluis is not None
    rotatie.begin(bea.kluis, klok=kluisdoos.klok)
    pad = bea.kluis.databasepad

    def schrijf() -> None:
        ruw = bea.engine.raw_connection()
        ruw.cursor().execute("PRAGMA cache_spill = 1")
        ruw.cursor().execute("BEGIN IMMEDIATE")
        ruw.cursor().execute("PRAGMA cache_size = 1")
        ruw.cursor().execute("CREATE TABLE proef (a TEXT)")
        for _ in range(3000):
            ruw.cursor().execute("INSERT INTO proef VALUES (hex(randomblob(2000)))")
        os.kill(os.getpid(), signal.SIGKILL)

    assert in_kind(schrijf) == signal.SIGKILL
    journaal = pad.with_name(pad.name + "-journal")
    assert journaal.stat().st_size > 0
    bewaard = journaal.read_bytes()
    kluisdoos.sluit(bea)
    journaal.write_bytes(bewaard)
    with pad.open("r+b") as bestand:
        bestand.seek(2000)
        bestand.write(bytes(50))
    weer = kluisdoos.bea()
    assert omgesleuteld(weer) == [("mislukt", 1)]
    assert [r.resultaat for r in alle_regels(weer) if r.actie == "kluis.omsleutelen"] == [Resultaat.MISLUKT]
    assert controleer_bestand(weer.engine) == []
