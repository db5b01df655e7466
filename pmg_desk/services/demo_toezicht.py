"""The own installation of a privacy officer beside a demo vault: connected, with a request judged and an audit done.

Everything goes as it goes for users: by cards and packages in files.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from uuid import UUID

from pmg_desk.domain.delen import Oordeel, Soort
from pmg_desk.domain.klok import Klok, SysteemKlok, lokale_dag
from pmg_desk.domain.oordeel import BesluitInvoer
from pmg_desk.domain.rollen import Kluissoort
from pmg_desk.services import auditpakketten, delen, kluizen, toezicht, toezichtaudit, verbindingen, verzoekpakketten
from pmg_desk.services.demo import Demo
from pmg_desk.services.kluizen import KluisInvoer
from pmg_desk.services.verzoeken import VerzoekInvoer, request_deling
from pmg_desk.services.voordeur import Beheerder
from pmg_desk.services.werkplek import Werkplek
from pmg_desk.storage.models import VerbindingSoort, VerzoekStatus

OFFICER = "Petra Oosterling"
_KLOK = SysteemKlok()


def make_toezicht(demo: Demo, map_: Path, wachtwoord: str, *, klok: Klok = _KLOK) -> Path:
    """Make the installation in ``map_`` and let it work with the demo vault, which it changes; returns its folder.

    The officer logs in as ``toezicht`` with ``wachtwoord``. Two requests are sent over; one is refused, so that the
    register shows a decision, and one waits. Raises what ``kluizen.make_kluis`` raises.
    """
    invoer = KluisInvoer(
        map_,
        "Toezicht",
        "den-haag-zuidwest",
        Beheerder("toezicht", OFFICER, wachtwoord),
        soort=Kluissoort.TOEZICHT,
    )
    officer = kluizen.make_kluis(invoer, klok=klok)
    assert officer.kluis is not None
    try:
        stick = map_ / "stick"
        stick.mkdir()
        with _ingelogd(demo, "beheerder", klok) as beheer:
            _koppel(officer, beheer, stick / "officer", VerbindingSoort.PRIVACY_OFFICER)
            _koppel(beheer, officer, stick / "kluis", VerbindingSoort.KLUIS)
        with _ingelogd(demo, "regie", klok) as regie:
            _vraag(regie, officer)
            _audit(regie, officer, stick / "auditvraag")
    finally:
        kluizen.close_kluis(officer)
    return officer.kluis.pad


@contextmanager
def _ingelogd(demo: Demo, wie: str, klok: Klok) -> Iterator[Werkplek]:
    werkplek = kluizen.open_kluis(demo.kluis, wie, demo.wachtwoord(wie), klok=klok)
    try:
        yield werkplek
    finally:
        kluizen.close_kluis(werkplek)


def _koppel(van: Werkplek, bij: Werkplek, pad: Path, soort: VerbindingSoort) -> None:
    kaart = verbindingen.make_sleutelkaart(van)
    pad.write_bytes(kaart.ruw)
    verbindingen.pin_kaart(bij, pad, soort, kaart.vingerafdruk)


def _vraag(regie: Werkplek, officer: Werkplek) -> None:
    """Two requests go over: one is refused there, the other waits."""
    wachtend = [
        regel.id
        for regel in delen.list_verzoeken(regie, alleen_open=True)
        if regel.eigen and regel.status is VerzoekStatus.INGEDIEND
    ]
    gevraagd = [*wachtend, _vraag_opnieuw(regie), _vraag_opnieuw(regie)][:2]
    eerste, tweede = verzoekpakketten.make_verzoekpakketten(regie, gevraagd, officer.gebruiker.id)
    verzoek_id = toezicht.read_verzoek(officer, eerste.ruw)
    toezicht.read_verzoek(officer, tweede.ruw)
    invoer = BesluitInvoer(Oordeel.GEWEIGERD, "De ontvanger kan met minder toe. Vraag het nog eens, korter.")
    toezicht.make_besluitpakket(officer, toezicht.judge_verzoek(officer, verzoek_id, invoer))


def _vraag_opnieuw(regie: Werkplek) -> UUID:
    """Ask once more what was asked for good before, for the same recipient."""
    oud = next(r for r in reversed(delen.list_verzoeken(regie)) if r.eigen and r.soort is Soort.STAAND)
    tekst = delen.toon_verzoek(regie, oud.id).tekst
    regel = tekst.manifest[0]
    invoer = VerzoekInvoer(
        casus_id=oud.casus_id,
        soort=Soort.STAAND,
        organisatie_id=UUID(regel.ontvanger.organisatie_id),
        functie=regel.ontvanger.functie,
        doel=tekst.doel,
        grondslagen=tekst.grondslagen,
        noodzaak=tekst.noodzaak,
        proportionaliteit=tekst.proportionaliteit,
        subsidiariteit=tekst.subsidiariteit,
        geinformeerd=tekst.geinformeerd,
        toestemming=tekst.toestemming,
        gevraagd_tot=lokale_dag(regie.klok.nu()) + timedelta(days=60),
        categorieen=regel.categorieen,
        derden=regel.derden,
    )
    return request_deling(regie, invoer)


def _audit(regie: Werkplek, officer: Werkplek, pad: Path) -> None:
    (verbinding,) = verbindingen.list_verbindingen(officer)
    vraag = toezichtaudit.ask_audit(officer, verbinding.id, "Jaarlijkse steekproef.", naar_id=regie.gebruiker.id)
    pad.write_bytes(vraag.ruw)
    toezichtaudit.read_audit(officer, auditpakketten.make_auditpakket(regie, pad).ruw)
