"""Pictures of every screen, made with the demo vault and without a display: for looking at, for ``make screens``.

Each user of the demo opens the real window and goes to every screen their role has; the dossier is shown tab by tab.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import UUID

from PySide6.QtCore import QEvent, QEventLoop, QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QDialog, QScrollBar, QWidget

from pmg_desk import paths
from pmg_desk.domain.delen import Gebrek
from pmg_desk.domain.klok import lokale_dag
from pmg_desk.domain.rollen import Recht
from pmg_desk.services import (
    aanmeldingen,
    aanwezigheid,
    casussen,
    delen,
    groepslezen,
    kaderconcepten,
    kluizen,
    meldpunt,
    overleggen,
    plannen,
    postvak,
    rechtinzicht,
    samenvattingen,
    tafelkaders,
    toezichtdossier,
    toezichtregister,
    uitgaven,
    verstrekkingen,
)
from pmg_desk.services.casussen import CasusRij, Filter
from pmg_desk.services.demo import Demo
from pmg_desk.services.demo_toezicht import make_toezicht
from pmg_desk.services.overleggen import OverlegRegel
from pmg_desk.services.werkplek import Werkplek
from pmg_desk.storage.models import VerzoekStatus, Wijze
from pmg_desk.ui import thema
from pmg_desk.ui.deur.venster import Deurvenster
from pmg_desk.ui.instellingen import Instellingen
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.screens import SCHERMEN
from pmg_desk.ui.screens.dossier import TABBLADEN
from pmg_desk.ui.screens.internafdruk import SOORTEN as AFDRUKSOORTEN
from pmg_desk.ui.screens.vergadering import VergaderingScherm
from pmg_desk.ui.venster import Hoofdvenster, mag_zien
from pmg_desk.ui.zoeken import maak_zoeker

MAAT = (1280, 720)
"""The smallest window that has to show everything."""
_LANGST = 30.0
"""Seconds a screen may take to fill before that is a fault."""

_WACHTWOORD = "stille boot ziet veel maan"
"""Of vaults that exist for the pictures only."""

Beeld = tuple[str, int]
"""Theme (``licht``, ``donker``) and text size in percent."""


def stil_platform() -> None:
    """Leave out what the platform without a display says of every window: that it cannot place it. The rest stays."""

    def zeg(_soort: QtMsgType, _plek: QMessageLogContext, tekst: str | None) -> None:
        if tekst and not tekst.startswith("This plugin does not support"):
            sys.stderr.write(f"Qt: {tekst}\n")

    qInstallMessageHandler(zeg)


def toon_venster(werkplek: Werkplek) -> str:
    """Show the window of an opened vault and draw its first screen; returns its size in words. For the self test.

    Raises RuntimeError when a bug was met or nothing was drawn.
    """
    app = _app()
    with (
        TemporaryDirectory(prefix="pmg-desk-venster-") as map_,
        _venster(app, werkplek, Path(map_), ("licht", 100)) as (
            omgeving,
            venster,
        ),
    ):
        storingen: list[str] = []
        omgeving.storing_gemeld.connect(storingen.append)
        _kom_tot_rust(app, omgeving)
        beeld = venster.grab()
        kleuren = {
            beeld.toImage().pixel(x, y) for x in range(0, beeld.width(), 40) for y in range(0, beeld.height(), 40)
        }
        if storingen or venster.scherm is None or len(kleuren) < 3:
            raise RuntimeError("the window stays empty or reported a bug")
        return f"{beeld.width()} bij {beeld.height()}, scherm {venster.scherm.sleutel}"


@dataclass
class Fotograaf:
    """Takes pictures of a demo vault into ``map_``. ``storingen``: screens that met a bug or never came to rest."""

    demo: Demo
    map_: Path
    aantal: int = 0
    storingen: list[str] = field(default_factory=list)

    def neem_alles(self, beelden: Sequence[Beeld]) -> None:
        """Every screen in each theme and text size: ``<theme>-<percent>/<user>-<nr>-<screen>.png``."""
        self.map_.mkdir(parents=True, exist_ok=True)
        for oud in self.map_.glob("*-*/*.png"):
            oud.unlink()
        app = _app()
        with TemporaryDirectory(prefix="pmg-desk-beelden-") as map_, _eigen_map(Path(map_)):
            self._deur(app, Path(map_), beelden)
            for mens in self.demo.gebruikers:
                if mens.gebruikersnaam == "regie2":
                    continue  # sees the same screens as the other casusregisseur
                werkplek = kluizen.open_kluis(self.demo.kluis, mens.gebruikersnaam, mens.wachtwoord)
                try:
                    for beeld in beelden:
                        self._gebruiker(app, werkplek, Path(map_), beeld)
                finally:
                    kluizen.close_kluis(werkplek)
            self._toezicht(app, Path(map_), beelden)

    def _toezicht(self, app: QApplication, map_: Path, beelden: Sequence[Beeld]) -> None:
        """The own installation of a privacy officer, beside a copy of the demo vault."""
        kopie = map_ / "kopie" / self.demo.kluis.name
        shutil.copytree(self.demo.kluis, kopie)
        pad = make_toezicht(replace(self.demo, kluis=kopie), map_ / "toezicht", _WACHTWOORD)
        werkplek = kluizen.open_kluis(pad, "toezicht", _WACHTWOORD)
        try:
            for beeld in beelden:
                self._gebruiker(app, werkplek, map_, beeld)
        finally:
            kluizen.close_kluis(werkplek)

    def druk_af(self, map_: Path) -> int:
        """Every summary that the demo issued, exactly as it was, and a new internal one; returns how many."""
        shutil.rmtree(map_, ignore_errors=True)
        map_.mkdir(parents=True)
        werkplek = kluizen.open_kluis(self.demo.kluis, "privacy", self.demo.wachtwoord("privacy"))
        try:
            # What was told or shown in the room stands in the register too, and has no page.
            op_papier = [regel for regel in verstrekkingen.list_verstrekkingen(werkplek) if regel.heeft_document]
            for nr, regel in enumerate(op_papier, start=1):
                pdf, _ = uitgaven.open_uitgave(werkplek, regel.id)
                (map_ / f"uitgegeven-{nr:02d}.pdf").write_bytes(pdf)
        finally:
            kluizen.close_kluis(werkplek)
        werkplek = kluizen.open_kluis(self.demo.kluis, "regie", self.demo.wachtwoord("regie"))
        try:
            uitgave = samenvattingen.issue_intern(werkplek, _vol(werkplek).id, Wijze.BESTAND)
            (map_ / uitgave.bestandsnaam).write_bytes(uitgave.pdf)
        finally:
            kluizen.close_kluis(werkplek)
        return len(list(map_.glob("*.pdf")))

    def _bewaar(self, app: QApplication, omgeving: Omgeving, widget: QWidget, beeld: Beeld, naam: str) -> None:
        if not _kom_tot_rust(app, omgeving):
            self.storingen.append(f"{naam} kwam niet tot rust")
        map_ = self.map_ / f"{beeld[0]}-{beeld[1]}"
        map_.mkdir(exist_ok=True)
        widget.grab().save(str(map_ / f"{re.sub(r'[^a-z0-9]+', '-', naam.lower()).strip('-')}.png"))
        self.aantal += 1

    # inside

    def _gebruiker(self, app: QApplication, werkplek: Werkplek, map_: Path, beeld: Beeld) -> None:
        wie = werkplek.gebruiker.gebruikersnaam
        with _venster(app, werkplek, map_, beeld) as (omgeving, venster):
            nu = [""]
            omgeving.storing_gemeld.connect(lambda nr: self.storingen.append(f"{nu[0]}: storing {nr}"))
            _kom_tot_rust(app, omgeving)
            for volgnr, (naam, sleutel, params) in enumerate(_bezoeken(werkplek), start=1):
                nu[0] = f"{wie}-{volgnr:02d}-{naam}"
                venster.navigeer(sleutel, **params)
                self._bewaar(app, omgeving, venster, beeld, nu[0])
                self._dialoog(app, omgeving, beeld, nu[0])
                self._zaalscherm(app, omgeving, venster, beeld, nu[0])
                for balk in _lange_balken(venster):
                    balk.setValue(balk.maximum())
                    self._bewaar(app, omgeving, venster, beeld, f"{nu[0]}-onder")
                    balk.setValue(0)

    def _dialoog(self, app: QApplication, omgeving: Omgeving, beeld: Beeld, naam: str) -> None:
        """A screen that opens a form at once: picture that too, and put it away so that the next screen may ask."""
        vraag = QApplication.activeModalWidget()
        if isinstance(vraag, QDialog):
            self._bewaar(app, omgeving, vraag, beeld, f"{naam}-formulier")
            vraag.reject()
            _kom_tot_rust(app, omgeving)

    def _zaalscherm(
        self, app: QApplication, omgeving: Omgeving, venster: Hoofdvenster, beeld: Beeld, naam: str
    ) -> None:
        """The screen for the room, with what its presenter sees beside it."""
        scherm = venster.scherm
        if not isinstance(scherm, VergaderingScherm):
            return
        scherm.wissel_scherm()
        _kom_tot_rust(app, omgeving)
        scherm.beamer.toon_scherm()
        self._bewaar(app, omgeving, venster, beeld, f"{naam}-met-scherm")
        if scherm.beamer.venster is not None:
            self._bewaar(app, omgeving, scherm.beamer.venster, beeld, f"{naam}-scherm-zelf")
        scherm.wissel_scherm()

    # the door

    def _deur(self, app: QApplication, map_: Path, beelden: Sequence[Beeld]) -> None:
        stuk = _kapotte_kluizen(self.demo.kluis, map_)
        for beeld in beelden:
            omgeving = Omgeving(instellingen=Instellingen(map_ / "deur.json"))
            omgeving.zet_thema(*beeld)
            venster = Deurvenster(omgeving)
            venster.resize(1000, 720)
            venster.show()
            try:
                self._bewaar(app, omgeving, venster, beeld, "deur-01-leeg")
                for nr, (naam, pad, invullen) in enumerate(stuk, start=2):
                    venster.kies(pad)
                    _kom_tot_rust(app, omgeving)
                    if invullen:
                        self._vul_in(app, omgeving, venster)
                    self._bewaar(app, omgeving, venster, beeld, f"deur-{nr:02d}-{naam}")
                venster.kies(stuk[0][1])
                _kom_tot_rust(app, omgeving)
                venster.toon_vergeten()
                self._bewaar(app, omgeving, venster, beeld, "deur-07-wachtwoord-vergeten")
                venster.toon_wizard()
                self._wizard(app, omgeving, venster, beeld, map_)
            finally:
                _ruim_op(app, omgeving, venster)

    def _vul_in(self, app: QApplication, omgeving: Omgeving, venster: Deurvenster) -> None:
        """Log in with a password that is not the right one."""
        blad = venster.ontgrendelen
        blad.wie.lijst.setCurrentIndex(1)
        _kom_tot_rust(app, omgeving)
        blad.wachtwoord.regel.setText("dit is het goede niet")
        blad.formulier.knop.click()

    def _wizard(self, app: QApplication, omgeving: Omgeving, venster: Deurvenster, beeld: Beeld, map_: Path) -> None:
        wizard = venster.wizard
        stap = 0

        def neem(naam: str) -> None:
            self._bewaar(app, omgeving, venster, beeld, f"wizard-{stap + 1}-{naam}")

        neem("naam")
        wizard.stappen[0].knop.click()
        neem("naam-fout")
        wizard.naam.regel.setText("Zuidwest")
        wizard.map.regel.setText(str(map_ / f"nieuw-{beeld[0]}-{beeld[1]}"))
        wizard.stappen[0].knop.click()
        stap = 1
        neem("profiel")
        wizard.profiel.zet("den-haag-zuidwest")
        wizard.stappen[1].knop.click()
        stap = 2
        neem("beheerder")
        wizard.weergavenaam.regel.setText("Berend Zilverschoon")
        wizard.gebruikersnaam.regel.setText("beheerder")
        for veld in (wizard.wachtwoord, wizard.herhaald):
            veld.regel.setText(_WACHTWOORD)
        wizard.stappen[2].knop.click()
        stap = 3
        neem("controle")
        wizard.akkoord.vink.setChecked(True)
        wizard.stappen[3].knop.click()
        stap = 4
        neem("herstelblad")
        herstel = wizard.herstel
        assert herstel is not None
        herstel.maakknop.click()
        neem("herstelblad-gemaakt")
        assert herstel.blad is not None
        groepen = herstel.blad.groepen
        herstel.verderknop.click()
        herstel.sleutel.vel.setPlainText(_met_typefout(groepen))
        herstel.formulier.knop.click()
        neem("herstelblad-typefout")


def _met_typefout(groepen: tuple[str, ...]) -> str:
    """The key as somebody types it who misread one character of the fourth group."""
    return " ".join((*groepen[:3], f"{groepen[3][:-1]}U", *groepen[4:]))


def _app() -> QApplication:
    bestaand = QApplication.instance()
    app = bestaand if isinstance(bestaand, QApplication) else QApplication(["pmg-desk"])
    app.setQuitOnLastWindowClosed(False)
    thema.zet_nederlands(app)
    return app


@contextmanager
def _eigen_map(map_: Path) -> Iterator[None]:
    """Keep the list of vaults of whoever runs this out of the pictures."""
    vorige = os.environ.get(paths.VARIABELE)
    os.environ[paths.VARIABELE] = str(map_ / "gebruiker")
    try:
        yield
    finally:
        if vorige is None:
            del os.environ[paths.VARIABELE]
        else:
            os.environ[paths.VARIABELE] = vorige


@contextmanager
def _venster(
    app: QApplication, werkplek: Werkplek, map_: Path, beeld: Beeld
) -> Iterator[tuple[Omgeving, Hoofdvenster]]:
    omgeving = Omgeving(werkplek, instellingen=Instellingen(map_ / "venster.json"))
    omgeving.zet_thema(*beeld)
    zoek, bezonken = maak_zoeker(omgeving)
    venster = Hoofdvenster(omgeving, SCHERMEN, zoek=zoek, zoek_bezonken=bezonken)
    venster.resize(*MAAT)
    venster.show()
    try:
        yield omgeving, venster
    finally:
        _ruim_op(app, omgeving, venster)


def _ruim_op(app: QApplication, omgeving: Omgeving, venster: QWidget) -> None:
    venster.close()
    omgeving.werker.stop()
    venster.deleteLater()
    omgeving.deleteLater()
    app.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _kom_tot_rust(app: QApplication, omgeving: Omgeving) -> bool:
    """Let the window work until the database thread has nothing to do for a moment; False when that never comes."""
    einde = time.monotonic() + _LANGST
    rustig = 0
    while rustig < 6:
        if time.monotonic() > einde:
            return False
        app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
        app.sendPostedEvents()
        time.sleep(0.01)
        rustig = 0 if omgeving.werker.bezig else rustig + 1
    return True


def _vol(werkplek: Werkplek) -> CasusRij:
    """The casus with the most in it: the first one a user leads, by number, that the demo told a whole story of."""
    rijen = casussen.list_casussen(werkplek, Filter(), sortering=casussen.Sortering.NUMMER).rijen
    volle = [rij for rij in rijen if rij.doelgroep is not None] or list(rijen)
    return volle[0]


def _bezoeken(werkplek: Werkplek) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Where this user goes: name of the picture, key of the screen, parameters."""
    rol = werkplek.gebruiker.rol.value
    soort = werkplek.gebruiker.soort
    mag = {scherm.sleutel: scherm for scherm in SCHERMEN if mag_zien(scherm, rol, soort)}
    for scherm in mag.values():
        if scherm.in_navigatie:
            yield scherm.sleutel, scherm.sleutel, {}
        for nr, (_, params) in enumerate(scherm.opdrachten, start=1):
            if params or not scherm.in_navigatie:
                yield f"{scherm.sleutel}-opdracht-{nr}", scherm.sleutel, dict(params)
    if "toezicht" in mag:
        for regel in toezichtregister.list_ontvangen(werkplek):
            yield f"toezichtverzoek-{regel.status.value}", "toezichtverzoek", {"verzoek_id": regel.id}
        for dossier in toezichtdossier.list_dossiers(werkplek):
            yield "toezichtdossier", "toezichtdossier", {"dossier_id": dossier.id}
    for bundel in {"oordeelbundel", "toezichtbundel"} & set(mag):
        yield bundel, bundel, {"verzoek_ids": _samen(werkplek)}
    yield from _programmabezoeken(mag)
    yield from _meldpuntbezoeken(werkplek, mag)
    yield from _overlegbezoeken(werkplek, mag)
    yield from _groepbezoeken(werkplek, "groep" in mag)
    if "dossier" in mag and (rij := _eerste(werkplek)) is not None:
        yield from _casusbezoeken(werkplek, rij.id, mag)
    yield from _kaderbezoeken(werkplek, mag)
    yield from _rechtbezoeken(werkplek, "rechtenverzoek" in mag)
    if "verzoek" in mag:
        gezien = set()
        for regel in delen.list_verzoeken(werkplek):
            if regel.status not in gezien:
                gezien.add(regel.status)
                wacht = "te-beoordelen" if regel.status is VerzoekStatus.INGEDIEND else regel.status.value
                yield f"verzoek-{wacht}", "verzoek", {"verzoek_id": regel.id}
    if "gedeeld" in mag:
        besluiten = delen.list_besluiten(werkplek)
        for besluit in sorted(besluiten, key=lambda b: b.gebrek is not Gebrek.INGETROKKEN)[:1]:
            yield "gedeeld", "gedeeld", {"besluit_id": besluit.id}


def _overlegbezoeken(werkplek: Werkplek, mag: Mapping[str, object]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    vandaag = lokale_dag(werkplek.klok.nu())
    alle = overleggen.list_overleggen(werkplek, vanaf=vandaag) if "overlegdag" in mag else ()
    komend = [overleg for overleg in alle if overleg.datum > vandaag]
    for scherm in ("overlegdag", "vergadering", "overlegverzoek"):
        if komend and scherm in mag:
            id_ = _van_vandaag(werkplek, komend[0]) if scherm == "vergadering" else komend[0].id
            yield scherm, scherm, {"overleg_id": id_}
    if komend:
        yield "overlegdag-uitdelen", "overlegdag", {"overleg_id": komend[0].id, "tab": "uitdelen"}
        yield "overlegdag-verslag", "overlegdag", {"overleg_id": komend[0].id, "tab": "verslag"}


def _van_vandaag(werkplek: Werkplek, komend: OverlegRegel) -> UUID:
    """A meeting that runs: that of today, or one as the coming one, with its first casussen and one of its people."""
    dag = lokale_dag(werkplek.klok.nu())
    if al := overleggen.list_overleggen(werkplek, vanaf=dag, tot=dag):
        aanwezigheid.mark_everyone_present(werkplek, al[0].id)
        return al[0].id
    straks = overleggen.toon_overleg(werkplek, komend.id)
    overleg_id = overleggen.plan_overleg(werkplek, overleggen.OverlegInvoer(komend.tafel, dag, "09:00"))
    overleggen.set_deelnemers(werkplek, overleg_id, [mens.id for mens in straks.deelnemers[:1]])
    for punt in straks.agenda[:3]:
        overleggen.add_agendapunt(werkplek, overleg_id, punt.casus_id, punt.vraag)
    aanwezigheid.mark_everyone_present(werkplek, overleg_id)
    return overleg_id


def _samen(werkplek: Werkplek) -> tuple[UUID, ...]:
    """Requests that can be judged together: those that most are like."""
    wachtend = [regel for regel in postvak.list_postvak(werkplek) if regel.wacht]
    meeste = max(wachtend, key=lambda regel: regel.soortgelijk, default=None)
    return tuple(regel.id for regel in wachtend if meeste is not None and regel.groep == meeste.groep)


def _kaderbezoeken(werkplek: Werkplek, mag: Mapping[str, object]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for kader in tafelkaders.list_kaders(werkplek)[:1] if "tafelkader" in mag else ():
        yield "tafelkader-geldt", "tafelkader", {"kader_id": kader.id}
    for kader in tafelkaders.list_kaders(werkplek)[-1:] if "gedeeld" in mag else ():
        yield "gedeeld-kader", "gedeeld", {"kader_id": kader.id}
    for concept in kaderconcepten.list_concepten(werkplek)[:1] if "tafelkaderbouw" in mag else ():
        yield "tafelkaderbouw", "tafelkaderbouw", {"concept_id": concept.id}


def _rechtbezoeken(werkplek: Werkplek, mag: bool) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for verzoek in rechtinzicht.list_verzoeken(werkplek)[:1] if mag else ():
        for tab in ("verzoek", "stukken", "blad", "log"):
            yield f"rechtenverzoek-{tab}", "rechtenverzoek", {"id": verzoek.id, "tab": tab}


def _casusbezoeken(
    werkplek: Werkplek, casus_id: UUID, mag: Mapping[str, object]
) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Every tab of a dossier, and the screens that one opens from it."""
    for tab in TABBLADEN:
        yield f"dossier-{tab.sleutel}", "dossier", {"casus_id": casus_id, "tab": tab.sleutel}
    yield from _planversies(werkplek, casus_id)
    for sleutel in ("persoonsgegevens", "delingsverzoek", "samenvatting", "doorgeleiden"):
        if sleutel in mag:
            yield sleutel, sleutel, {"casus_id": casus_id}
    if "brief" in mag and "dossier" in mag:
        yield "brief-informeren", "brief", {"casus_id": casus_id}
    if "wie_wist_wat" in mag:
        yield "wie-wist-wat", "wie_wist_wat", {"casus_id": casus_id}
    for soort in AFDRUKSOORTEN if "internafdruk" in mag else ():
        yield f"internafdruk-{soort}", "internafdruk", {"casus_id": casus_id, "soort": soort}


def _programmabezoeken(mag: Mapping[str, object]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """An effort and a number, each with its detail; a table, a split that is refused, and what is beside the tables."""
    tabel = {"meting": "stand", "assen": ("wijk", "leeftijd")}
    for naam, sleutel, params in (
        ("programma-open", "programma", {"inspanning": "9"}),
        ("monitoring-open", "monitoring", {"meting": "aanmeldingen"}),
        ("beeld-tabel", "beeld", tabel),
        ("beeld-geweigerd", "beeld", {**tabel, "vast": ("tafel", "pga_lokaal")}),
        ("beeld-bestanden", "beeld", {"tab": "uitvoer"}),
        ("beeld-caseload", "beeld", {"tab": "caseload"}),
    ):
        if sleutel in mag:
            yield naam, sleutel, params


def _meldpuntbezoeken(werkplek: Werkplek, mag: Mapping[str, object]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """The newest signal, what waits, and registering that begins with a signal."""
    if "meldpunt" in mag and (signalen := meldpunt.list_signalen(werkplek).rijen):
        nieuwste = signalen[-1].id
        yield "meldpunt-signaal", "meldpunt", {"tab": "signalen", "signaal_id": nieuwste}
        yield "meldpunt-aanmeldingen", "meldpunt", {"tab": "aanmeldingen"}
        yield "registreren-vanuit-signaal", "registreren", {"signaal_id": nieuwste}
    if "aanmelding" in mag and (wachtend := _aanmelding(werkplek)) is not None:
        yield "aanmelding", "aanmelding", {"aanmelding_id": wachtend}


def _aanmelding(werkplek: Werkplek) -> UUID | None:
    """An aanmelding that waits at a table of this user, or else one of the casus that is pictured."""
    if werkplek.gebruiker.mag(Recht.CASUS_SCHRIJVEN) and (wachtend := aanmeldingen.list_lopende(werkplek).rijen):
        return wachtend[0].id
    rij = _eerste(werkplek)
    van = () if rij is None else aanmeldingen.list_aanmeldingen(werkplek, rij.id)
    return van[0].id if van else None


def _groepbezoeken(werkplek: Werkplek, mag: bool) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for groep in groepslezen.list_groepen(werkplek)[:1] if mag else ():
        for deel in ("leden", "plan", "stappen"):
            yield f"groep-{deel}", "groep", {"groep_id": groep.id, "tab": deel}


def _planversies(werkplek: Werkplek, casus_id: UUID) -> Iterator[tuple[str, str, dict[str, Any]]]:
    if len(plannen.list_plannen(werkplek, casus_id)) > 1:
        yield "planvergelijking", "planvergelijking", {"casus_id": casus_id, "oud": 1, "nieuw": 2}


def _eerste(werkplek: Werkplek) -> CasusRij | None:
    return _vol(werkplek) if casussen.count_casussen(werkplek) else None


def _lange_balken(venster: Hoofdvenster) -> list[QScrollBar]:
    """The scroll bar of the largest part of the screen that goes on below the fold, if there is one."""
    vakken = [vak for vak in venster.stapel.findChildren(QAbstractScrollArea) if vak.isVisible()]
    lange = [vak for vak in vakken if vak.verticalScrollBar().maximum() > 120 and vak.height() > 200]
    return [max(lange, key=lambda vak: vak.width() * vak.height()).verticalScrollBar()] if lange else []


def _kapotte_kluizen(kluis: Path, map_: Path) -> list[tuple[str, Path, bool]]:
    """The vault, and copies that cannot be opened for each reason: name, folder, and whether to try a password."""

    def kopie(naam: str) -> Path:
        doel = map_ / f"{naam}.kluis"
        shutil.copytree(kluis, doel)
        return doel

    gewoon = kopie("Zuidwest")
    weg = map_ / "Weg.kluis"
    vreemd = map_ / "Vakantie.kluis"
    vreemd.mkdir()
    kop_kapot = kopie("Kop beschadigd")
    for kop in kop_kapot.glob("kop-*.json"):
        kop.write_bytes(b"{}")
    return [
        ("kiezen", gewoon, False),
        ("verkeerd-wachtwoord", gewoon, True),
        ("ontbreekt", weg, False),
        ("geen-kluis", vreemd, False),
        ("kop-beschadigd", kop_kapot, False),
    ]
