"""Unlocking: which vault, who, and the password; or the one-time code of an invited user."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from pmg_desk.domain.fouten import Fout, OngeldigeInvoer
from pmg_desk.kluis.fouten import (
    GeenKluis,
    KluisInGebruik,
    KluisOntbreekt,
    OngeldigeCode,
    VerkeerdWachtwoord,
    ZwakWachtwoord,
)
from pmg_desk.services import voordeur
from pmg_desk.services.voordeur import PubliekeGebruiker, PubliekeKop
from pmg_desk.ui.deur.opener import OpenenAfgebroken, Opener
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.widgets.bestandskeuze import kies_map
from pmg_desk.ui.widgets.formulier import Formulier, Keuze, KeuzeVeld, TekstVeld, WachtwoordVeld
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.leeg import LegeStaat
from pmg_desk.ui.widgets.nieuwwachtwoord import NieuwWachtwoordVeld
from pmg_desk.ui.widgets.tekst import Tekst
from pmg_desk.ui.widgets.vloei import Vloei

LAATST = "deur.gebruiker"
"""Remembered under this key: the id of who opened last, never a name."""

_BREED = 560


class Ontgrendelen(QWidget):
    """``geopend`` carries the Werkplek; ``maken_gevraagd``: the user wants a new vault; ``vergeten``: the password is
    lost.
    """

    geopend = Signal(object)
    maken_gevraagd = Signal()
    kopie_gevraagd = Signal(object)
    """The folder of the vault whose backups are asked for."""
    vergeten = Signal()
    _stap = Signal(str)

    def __init__(self, omgeving: Omgeving, opener: Opener) -> None:
        super().__init__()
        self.omgeving, self._opener = omgeving, opener
        self._kop: PubliekeKop | None = None
        self._pad: Path | None = None
        self.kluis = KeuzeVeld("kluis", self.tr("Kluis"), (), verplicht=True, breedte=0)
        self.wie = KeuzeVeld("wie", self.tr("Wie bent u?"), (), verplicht=True, breedte=0)
        self.wachtwoord = WachtwoordVeld("wachtwoord", self.tr("Wachtwoord"))
        self.code = TekstVeld(
            "code",
            self.tr("Code van de beheerder"),
            verplicht=True,
            hulp=self.tr(
                "Zes groepjes van vier tekens. U gebruikt de code één keer en kiest dan een eigen wachtwoord."
            ),
        )
        self.code.geheim = True
        self.nieuw = NieuwWachtwoordVeld("nieuw", self.tr("Nieuw wachtwoord"), self._keur, omgeving.werker)
        self.herhaald = WachtwoordVeld("herhaald", self.tr("Nieuw wachtwoord, nog een keer"))
        self.formulier = Formulier(
            [self.kluis, self.wie, self.wachtwoord, self.code, self.nieuw, self.herhaald],
            knop=self.tr("Kluis openen"),
            breedte=_BREED,
        )
        self.formulier.knop.zet_icoon("key-round")
        self.formulier.bewaren.connect(self._open)
        self.formulier.gewijzigd.connect(self.formulier.herstelknop.hide)
        self.kluis.gewijzigd.connect(self._kluis_gekozen)
        self.wie.gewijzigd.connect(self._toon_velden)
        for veld in (self.wachtwoord, self.code, self.nieuw, self.herhaald):
            veld.regel.returnPressed.connect(self.formulier.bewaar)
        self._bouw()
        self.laad()

    def _vraag_kopie(self) -> None:
        if self._pad is not None:
            self.kopie_gevraagd.emit(self._pad)

    def _bouw(self) -> None:
        self.bezig = QProgressBar()
        self.bezig.setRange(0, 0)
        self.bezig.setAccessibleName(self.tr("De kluis wordt geopend"))
        self.bezig.setVisible(False)
        self.stap = Tekst("", "zacht")
        self.stap.setVisible(False)
        self._stap.connect(self._toon_stap)
        self.leeg = LegeStaat(
            self.tr("Op deze computer is nog geen kluis bekend"),
            self.tr(
                "In een kluis staan alle casussen van een werkplek, versleuteld. Maak er een, of kies een bestaande."
            ),
            icoon="key-round",
            knoptekst=self.tr("Nieuwe kluis maken"),
            actie=self.maken_gevraagd.emit,
        )
        self.kiesknop = Knop(self.tr("Andere kluis kiezen"), "koppeling", "folder-open", actie=self.blader)
        self.maakknop = Knop(self.tr("Nieuwe kluis maken"), "koppeling", "plus", actie=self.maken_gevraagd.emit)
        self.kopieknop = Knop(
            self.tr("Reservekopie bekijken of terugzetten"), "koppeling", "history", actie=self._vraag_kopie
        )
        self.vergetenknop = Knop(self.tr("Wachtwoord vergeten?"), "koppeling", "info", actie=self.vergeten.emit)
        knoppen = QWidget()
        rij = Vloei(knoppen)
        rij.addWidget(self.vergetenknop)
        rij.addWidget(self.kiesknop)
        rij.addWidget(self.maakknop)
        rij.addWidget(self.kopieknop)
        kolom = QVBoxLayout(self)
        kolom.setContentsMargins(0, 0, 0, 0)
        kolom.setSpacing(14)
        kolom.addWidget(Tekst(self.tr("Kluis openen"), "kop-1"))
        kolom.addWidget(self.leeg)
        kolom.addWidget(self.formulier)
        kolom.addWidget(self.bezig)
        kolom.addWidget(self.stap)
        kolom.addWidget(knoppen)

    # which vault

    def laad(self, pad: Path | None = None) -> None:
        """Show the known vaults; ``pad`` (else the latest one) is chosen."""
        bekend = voordeur.known_kluizen()
        paden = bekend if pad is None or pad.absolute() in bekend else (pad.absolute(), *bekend)
        self.leeg.setVisible(not paden)
        self.maakknop.setVisible(bool(paden))
        self.formulier.setVisible(bool(paden))
        self.formulier.wis()
        self.kluis.zet_keuzes([Keuze(str(een), een.stem, str(een.parent)) for een in paden])
        if paden:
            self.kluis.zet(str(pad.absolute() if pad is not None else paden[0]))
        else:
            self._zet_kop(None, None)

    def blader(self) -> None:
        """Choose the folder of a vault."""
        begin = self._pad.parent if self._pad is not None else Path.home()
        kies_map(self, self.tr("Kies de map van een kluis (de naam eindigt op .kluis)"), self.laad, begin=begin)

    def _kluis_gekozen(self) -> None:
        keuze = self.kluis.waarde()
        self._zet_kop(None, None if keuze is None else Path(keuze))
        if self._pad is not None:
            pad = self._pad
            self.omgeving.werker.doe(
                partial(voordeur.read_kop, pad), partial(self._kop_gelezen, pad), self._kop_mislukt, self
            )

    def _kop_gelezen(self, pad: Path, kop: PubliekeKop) -> None:
        if pad == self._pad:
            self._zet_kop(kop, pad)
            if kop.waarschuwingen:
                self.formulier.melding.zet("waarschuwing", " ".join(kop.waarschuwingen))

    def _kop_mislukt(self, fout: Fout) -> None:
        pad = self._pad
        if pad is not None and isinstance(fout, KluisOntbreekt | GeenKluis) and pad in voordeur.known_kluizen():
            self.formulier.melding.zet(
                "fout", fout.tekst(), actietekst=self.tr("Uit de lijst halen"), actie=partial(self._vergeet, pad)
            )
        else:
            self.formulier.melding.zet_fout(fout)

    def _vergeet(self, pad: Path) -> None:
        voordeur.forget_kluis(pad)
        self.laad()

    def _zet_kop(self, kop: PubliekeKop | None, pad: Path | None) -> None:
        self._kop, self._pad = kop, pad
        self.kopieknop.setVisible(pad is not None)
        self.formulier.melding.verberg()
        gebruikers = () if kop is None else kop.gebruikers
        self.wie.zet(None)
        self.wie.zet_keuzes([Keuze(str(g.gebruiker_id), g.weergavenaam, self._erbij(g)) for g in gebruikers])
        laatst = self.omgeving.instellingen.woord(LAATST, "")
        if any(str(g.gebruiker_id) == laatst for g in gebruikers):
            self.wie.zet(laatst)
        self._toon_velden()

    def _erbij(self, gebruiker: PubliekeGebruiker) -> str:
        return (
            self.tr("{}, uitgenodigd").format(gebruiker.gebruikersnaam)
            if gebruiker.uitgenodigd
            else (gebruiker.gebruikersnaam)
        )

    # who

    @property
    def gekozen_kluis(self) -> tuple[Path, PubliekeKop] | None:
        """The vault that was chosen, once its header has been read."""
        return None if self._pad is None or self._kop is None else (self._pad, self._kop)

    @property
    def gebruiker(self) -> PubliekeGebruiker | None:
        """Who was chosen."""
        if self._kop is None:
            return None
        gekozen = self.wie.waarde()
        return next((g for g in self._kop.gebruikers if str(g.gebruiker_id) == gekozen), None)

    def _toon_velden(self) -> None:
        wie = self.gebruiker
        eerste_keer = wie is not None and wie.uitgenodigd
        self.formulier.toon_veld("wie", self._kop is not None)
        self.formulier.toon_veld("wachtwoord", self._kop is not None and not eerste_keer)
        for sleutel in ("code", "nieuw", "herhaald"):
            self.formulier.toon_veld(sleutel, eerste_keer)
        self.formulier.knop.zet_tekst(
            self.tr("Wachtwoord instellen en kluis openen") if eerste_keer else self.tr("Kluis openen")
        )
        self.formulier.balk.setVisible(self._kop is not None)
        self.vergetenknop.setVisible(self._kop is not None and not eerste_keer)
        if self.isVisible() and wie is not None and not self.wie.lijst.met_toetsen:
            QTimer.singleShot(0, self.code.regel if eerste_keer else self.wachtwoord.regel, self._naar_invoer)

    def _naar_invoer(self) -> None:
        veld = self.code if not self.code.isHidden() else self.wachtwoord
        veld.invoer.setFocus()

    def _keur(self, wachtwoord: str) -> str:
        wie, kop = self.gebruiker, self._kop
        woorden = () if wie is None or kop is None else (kop.naam, wie.gebruikersnaam, wie.weergavenaam)
        return voordeur.check_wachtwoord(wachtwoord, woorden)

    # opening

    def _open(self, waarden: dict[str, Any]) -> None:
        wie, pad = self.gebruiker, self._pad
        if wie is None or pad is None:
            return
        taak: Callable[[], Any]
        if wie.uitgenodigd:
            if waarden["nieuw"] != waarden["herhaald"]:
                zin = self.tr("Dit is niet hetzelfde wachtwoord. Typ het nog eens.")
                self.formulier.toon_fouten(OngeldigeInvoer({"herhaald": zin}))
                return
            taak = partial(
                self._opener.aanvaard, pad, wie.gebruikersnaam, waarden["code"], waarden["nieuw"], self._stap.emit
            )
        else:
            taak = partial(self._opener.open, pad, wie.gebruikersnaam, waarden["wachtwoord"], self._stap.emit)
        self._zet_bezig(bezig=True)
        self.omgeving.werker.doe(taak, self._geopend, self._mislukt, self)

    def _toon_stap(self, zin: str) -> None:
        """What takes long: a vault of an older version is copied and upgraded first."""
        self.stap.setText(zin)
        self.stap.setVisible(True)

    def _geopend(self, werkplek: Any) -> None:
        try:
            self._opener.neem(werkplek)
        except OpenenAfgebroken as fout:
            self._mislukt(fout)
            return
        self._zet_bezig(bezig=False)
        self.formulier.wis()
        self.geopend.emit(werkplek)

    def _mislukt(self, fout: Fout) -> None:
        self._zet_bezig(bezig=False)
        veld = ""
        if isinstance(fout, VerkeerdWachtwoord):
            veld = "wachtwoord" if self.code.isHidden() else "code"
        elif isinstance(fout, OngeldigeCode):
            veld = "code"
        elif isinstance(fout, ZwakWachtwoord):
            veld = "nieuw"
        if isinstance(fout, KluisInGebruik):
            self.formulier.melding.zet(
                "fout", fout.tekst(), actietekst=self.tr("Opnieuw proberen"), actie=self.formulier.bewaar
            )
            return
        if not veld:
            self.formulier.toon_fouten(fout)
            return
        if veld == "wachtwoord":
            self.wachtwoord.zet("")
        self.formulier.toon_fouten(OngeldigeInvoer({veld: fout.tekst()}))
        self.formulier.melding.verberg()  # it was read out, and stands beside the field

    def _zet_bezig(self, *, bezig: bool) -> None:
        self.formulier.zet_bezig(bezig)
        self.bezig.setVisible(bezig)
        self.stap.setVisible(False)
        for deel in (self.kluis, self.wie, self.kiesknop, self.maakknop, self.vergetenknop):
            deel.setEnabled(not bezig)
