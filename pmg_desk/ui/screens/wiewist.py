"""Wie wist wat: the answer to a judge about one casus, as of a day, from this vault or from an audit package."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from pmg_desk.domain.datums import toon_datum
from pmg_desk.domain.fouten import Fout
from pmg_desk.domain.rollen import Kluissoort, Rol
from pmg_desk.services.uitgaven import Uitgave
from pmg_desk.services.wiewist import VRAAG, Antwoord, Kennisregel, Kijkregel, answer_wie_wist_wat, print_wie_wist_wat
from pmg_desk.storage.models import Wijze
from pmg_desk.ui.models.rijen import Kolom
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.widgets import chip
from pmg_desk.ui.widgets.chip import Chipwaarde
from pmg_desk.ui.widgets.datumvelden import DatumVeld
from pmg_desk.ui.widgets.formulier import Formulier, Formulierdialoog
from pmg_desk.ui.widgets.internblad import bewaar_blad, druk_blad
from pmg_desk.ui.widgets.kaart import Gegevens, Kaart
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.lijst import Leegtekst, Lijst
from pmg_desk.ui.widgets.scherm import Scherm
from pmg_desk.ui.widgets.tabbladen import Tabbladen
from pmg_desk.ui.widgets.tekst import Tekst
from pmg_desk.ui.widgets.tekstvelden import TekstVeld

KNOP = "Wie wist wat?"
"""The button that leads here, on every screen that has one."""


def _toen(regel: Kennisregel) -> Chipwaarde:
    """On the day of sharing; of an emergency what was found of it."""
    if regel.gold is None:
        return chip.status("bekend", "Nog niet beoordeeld" if regel.spoed else "Niet te zeggen")
    if regel.spoed:
        return chip.status("geldig", "Rechtmatig") if regel.gold else chip.status("ongeldig", "Niet rechtmatig")
    return chip.status("geldig", "Gold") if regel.gold else chip.status("ongeldig", "Gold niet")


def _nu(regel: Kennisregel) -> Chipwaarde:
    if regel.spoed:
        return chip.status("bekend", "Was spoed")
    if regel.geldig is None:
        return chip.status("bekend", "Niet te zeggen")
    return chip.status("geldig", "Geldt") if regel.geldig else chip.status("ongeldig", "Geldt niet meer")


class WieWistWatScherm(Scherm):
    """``toon(casus_id=)`` or ``nummer=``, with ``op=`` a day and ``dossier_id=`` an audit; without any it asks which.

    ``terug``: the screen to go back to, and its parameters.
    """

    sleutel, titel, icoon = "wie_wist_wat", "Wie wist wat", "eye"
    rollen = frozenset({Rol.CASUSREGISSEUR, Rol.PRIVACY_OFFICER})
    kluizen = frozenset(Kluissoort)
    in_navigatie, onder = False, "delen"

    def __init__(self, omgeving: Omgeving, ouder: QWidget | None = None) -> None:
        super().__init__(omgeving, ouder)
        self._vraag: dict[str, Any] = {}
        self._terug: tuple[str, dict[str, Any]] = ("start", {})
        self.antwoord: Antwoord | None = None
        self.venster: Formulierdialoog | None = None
        self._niet: Tekst | None = None
        self._stand: Tekst | None = None
        self.voeg_actie(Knop(self.tr("Terug"), icoon="arrow-left", actie=self._ga_terug))
        self.vraagknop = self.voeg_actie(Knop(self.tr("Andere dag of casus"), icoon="search", actie=self.vraag))
        self.bewaarknop = self.voeg_actie(Knop(self.tr("Opslaan als PDF"), icoon="download", actie=self._bewaar))
        self.drukknop = self.voeg_actie(Knop(self.tr("Afdrukken"), "primair", "printer", actie=self._druk))
        self.lijst: Lijst[Kennisregel] = Lijst(
            "wiewist",
            self.tr("Wie wist wat"),
            (
                Kolom("ontvanger", self.tr("Wie"), lambda k: k.ontvanger, rekt=True, nadruk=True),
                Kolom("gegevens", self.tr("Wat"), lambda k: k.gegevens, breedte=150),
                Kolom("eerste", self.tr("Sinds"), lambda k: k.eerste, "moment", breedte=135),
                Kolom("grond", self.tr("Grondslag"), lambda k: k.grond, breedte=150),
                Kolom("door", self.tr("Ondertekend door"), lambda k: k.door, breedte=130),
                Kolom("toen", self.tr("Bij het delen"), _toen, "chip", breedte=160),
                Kolom("nu", self.tr("Nu of op die dag"), _nu, "chip", breedte=140),
                Kolom("onder", self.tr("Onder"), lambda k: k.onder, breedte=170, verborgen=True),
                Kolom("hoe", self.tr("Hoe"), lambda k: k.hoe, breedte=180, verborgen=True),
                Kolom("laatste", self.tr("Laatste keer"), lambda k: k.laatste, "moment", breedte=145, verborgen=True),
                Kolom("keren", self.tr("Keren"), lambda k: k.keren, "getal", breedte=80, verborgen=True),
            ),
            lambda k: (k.ontvanger, k.gegevens),
            woord=("regel", "regels"),
            instellingen=omgeving.instellingen,
            leeg=Leegtekst(
                self.tr("Buiten de kluis wist niemand iets"),
                self.tr("Tot en met deze dag is er over deze jongere niets gedeeld."),
                "eye",
            ),
        )
        self.lijst.geopend.connect(self._toon_regel)
        self.kijkers: Lijst[Kijkregel] = Lijst(
            "wiekeek",
            self.tr("Wie binnen keek"),
            (
                Kolom("wie", self.tr("Wie"), lambda k: k.wie or self.tr("Een collega"), rekt=True, nadruk=True),
                Kolom("rol", self.tr("Rol"), lambda k: k.rol, breedte=150),
                Kolom("eerste", self.tr("Eerste keer"), lambda k: k.eerste, "moment", breedte=145),
                Kolom("laatste", self.tr("Laatste keer"), lambda k: k.laatste, "moment", breedte=145),
                Kolom("bekeken", self.tr("Bekeken"), lambda k: k.bekeken, "getal", breedte=90),
                Kolom("gewerkt", self.tr("Gewerkt"), lambda k: k.gewerkt, "getal", breedte=90),
                Kolom("nood", self.tr("Noodtoegang"), lambda k: k.noodtoegang, "getal", breedte=120),
                Kolom("geweigerd", self.tr("Geweigerd"), lambda k: k.geweigerd, "getal", breedte=100),
            ),
            lambda k: k.sleutel,
            woord=("collega", "collega's"),
            instellingen=omgeving.instellingen,
            leeg=Leegtekst(self.tr("Niemand te zien"), self.tr("Tot en met deze dag keek hier niemand in."), "eye"),
        )
        self.tabs = Tabbladen(self.titel)
        self.tabs.voeg_toe("wist", self.tr("Wie wist wat"), lambda: self.lijst, rolt=False)
        self.tabs.voeg_toe("keek", self.tr("Wie binnen keek"), lambda: self.kijkers, rolt=False)
        self.tabs.voeg_toe("niet", self.tr("Wat hier niet uit blijkt"), self._bouw_niet)
        self.inhoud.addWidget(self.tabs, 1)

    def _bouw_niet(self) -> QWidget:
        geheel = QWidget()
        kolom = QVBoxLayout(geheel)
        kolom.setContentsMargins(0, 0, 0, 0)
        kaart = Kaart(self.tr("Wat hier niet uit blijkt"))
        self._niet, self._stand = Tekst(""), Tekst("", "zacht", kiesbaar=True)
        kaart.inhoud.addWidget(self._niet)
        kaart.inhoud.addWidget(self._stand)
        kolom.addWidget(kaart)
        kolom.addStretch(1)
        self._vul_niet()
        return geheel

    @classmethod
    def plek(cls, params: dict[str, Any]) -> str:
        """The screen somebody came from."""
        return str(params["terug"][0]) if "terug" in params else cls.sleutel

    def toon(self, **params: Any) -> None:
        """Answer for the casus that is asked about, or ask which."""
        self._terug = params.pop("terug", self._terug)
        gevraagd = {naam: params[naam] for naam in ("casus_id", "nummer", "op", "dossier_id") if params.get(naam)}
        self._vraag = gevraagd  # what was asked before is nobody's question now
        self.zet_titel(self.titel, VRAAG)
        if self._vraag.get("casus_id") or self._vraag.get("nummer"):
            self._lees()
        else:
            self._zet_knoppen(aan=False)
            self.antwoord = None
            self.lijst.zet_rijen(())
            self.kijkers.zet_rijen(())
            self.vraag()

    def _zet_knoppen(self, *, aan: bool) -> None:
        for knop in (self.bewaarknop, self.drukknop):
            knop.setEnabled(aan)

    def _lees(self, fout: Any = None) -> None:
        taak = partial(answer_wie_wist_wat, self.omgeving.werkplek, **self._vraag)
        self.omgeving.werker.doe(taak, self._zet, fout or self._mislukt, self)

    def _mislukt(self, fout: Fout) -> None:
        self._zet_knoppen(aan=False)
        self.toon_fout(fout)

    def _zet(self, antwoord: Antwoord) -> None:
        self.antwoord = antwoord
        if self.venster is not None:
            self.venster.formulier.opgeslagen()
            self.venster.accept()
            self.venster = None
        self._zet_knoppen(aan=True)
        zin = self.tr("Op {0}: wie wist wat, sinds wanneer en op welke grond?").format(toon_datum(antwoord.op))
        if antwoord.kluisnaam:
            zin += self.tr(" Uit een audit van {}.").format(antwoord.kluisnaam)
        self.zet_titel(self.tr("Casus {}").format(antwoord.casusnummer), zin)
        self.lijst.zet_rijen(antwoord.kennis)
        self.kijkers.zet_rijen(antwoord.kijkers)
        self.tabs.zet_titel("keek", self.tr("Wie binnen keek ({})").format(len(antwoord.kijkers)))
        self._vul_niet()

    def _vul_niet(self) -> None:
        if self.antwoord is not None and self._niet is not None and self._stand is not None:
            self._niet.setText("\n\n".join((*self.antwoord.zinnen, *self.antwoord.ontbreekt)))
            self._stand.setText(self.tr("Stand van het logboek: {}").format(self.antwoord.stand))

    def _toon_regel(self, regel: Kennisregel) -> None:
        gegevens = Gegevens()
        gegevens.zet(
            [
                (self.tr("Wat"), regel.gegevens),
                (self.tr("Hoe"), regel.hoe),
                (self.tr("Keren"), str(regel.keren)),
                (self.tr("Onder"), regel.onder),
                (self.tr("Grondslag"), regel.grond),
                (self.tr("Ondertekend door"), regel.door),
                (self.tr("Bij het delen"), _toen(regel)),
                (self.tr("Uitleg"), regel.toen),
                (self.tr("Nu of op die dag"), _nu(regel)),
                (self.tr("Hoe het staat"), regel.stand),
            ]
        )
        self.toon_detail(regel.ontvanger, gegevens)

    def vraag(self) -> None:
        """Ask for the number of the casus and the day."""
        vandaag = self.omgeving.vandaag
        formulier = Formulier(
            [
                TekstVeld(
                    "nummer",
                    self.tr("Casusnummer"),
                    verplicht=True,
                    hoogstens=20,
                    hulp=self.tr("Zoals PMG-2026-00001. Een naam is hier niet nodig."),
                ),
                DatumVeld("op", self.tr("Op welke dag?"), vandaag, verplicht=True, laatst=vandaag),
            ],
            knop=self.tr("Beantwoorden"),
            annuleren=self.tr("Terug"),
        )
        nummer = self._vraag.get("nummer") or (self.antwoord.casusnummer if self.antwoord is not None else "")
        op = self.antwoord.op if self.antwoord is not None else vandaag()
        formulier.zet({"nummer": nummer, "op": op})
        formulier.koppel_concept(self.omgeving.concepten, "wiewistvraag")
        venster = self.venster = Formulierdialoog(self, self.tr("Wie wist wat over deze jongere?"), formulier)

        def vraag(waarden: dict[str, Any]) -> None:
            self._vraag = {naam: self._vraag[naam] for naam in ("dossier_id",) if naam in self._vraag} | waarden
            formulier.zet_bezig(True)
            self._lees(formulier.toon_fouten)

        formulier.bewaren.connect(vraag)
        formulier.geannuleerd.connect(venster.reject)
        venster.toon()

    def _maak(self, wijze: Wijze) -> partial[Uitgave | bytes]:
        return partial(print_wie_wist_wat, self.omgeving.werkplek, wijze, **self._vraag)

    def _druk(self) -> None:
        druk_blad(self, self.omgeving, self._maak(Wijze.PAPIER))

    def _bewaar(self) -> None:
        bewaar_blad(self, self.omgeving, self._maak(Wijze.BESTAND), "wie-wist-wat.pdf")

    def _ga_terug(self) -> None:
        sleutel, params = self._terug
        self.omgeving.navigeer(sleutel, **params)
