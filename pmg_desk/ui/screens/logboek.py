"""Logboek: who did what and who looked at which dossier, and checking it."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from pmg_desk.domain.fouten import Fout
from pmg_desk.domain.klok import AMSTERDAM
from pmg_desk.domain.logboek import Resultaat
from pmg_desk.domain.rollen import Kluissoort, Recht, Rol
from pmg_desk.exchange.uitvoer import schrijf_xlsx
from pmg_desk.exchange.wegschrijven import schrijf_heel
from pmg_desk.services import controlepunten, logboek
from pmg_desk.services.controlepunten import StandInzicht
from pmg_desk.services.logboek import ControleInzicht, Logfilter, LogregelInzicht
from pmg_desk.services.logexport import Loguitvoer, export_logboek
from pmg_desk.services.werkplek import Werkplek
from pmg_desk.ui.controleloop import controleer_logboek
from pmg_desk.ui.models.rijen import Kolom
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.screens.logverwijdering import Verwijderkaart
from pmg_desk.ui.screens.wiewist import KNOP
from pmg_desk.ui.widgets import chip
from pmg_desk.ui.widgets.bestandskeuze import kies_map, kies_opslaan
from pmg_desk.ui.widgets.bladeren import Blad, Bladvraag
from pmg_desk.ui.widgets.datumvelden import DatumVeld
from pmg_desk.ui.widgets.formulier import Formulier, Formulierdialoog
from pmg_desk.ui.widgets.kaart import Gegevens, Kaart
from pmg_desk.ui.widgets.keuzevelden import Keuze, KeuzeVeld
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.lijst import Leegtekst, Lijst
from pmg_desk.ui.widgets.melding import Melding
from pmg_desk.ui.widgets.scherm import Scherm
from pmg_desk.ui.widgets.tekst import Tekst, in_groepen
from pmg_desk.ui.widgets.tekstvelden import TekstVeld, VinkVeld

_SOORTEN = (
    (logboek.UITVOER, "Wat naar buiten ging (bestand, pakket, afdruk)"),
    ("beeld.", "Informatiebeeld: vaststellen en bestanden"),
    ("instelling.", "Instellingen"),
    ("dossier.", "Dossier geopend"),
    ("samenvatting.", "Samenvattingen"),
    ("verzoek.", "Verzoeken"),
    ("besluit.", "Besluiten"),
    ("noodtoegang.", "Noodtoegang"),
    ("gebruiker.", "Gebruikers en inloggen"),
    ("casus.", "Casussen"),
    ("zoeken.", "Zoeken"),
    ("toegang.", "Geweigerd"),
    ("logboek.", "Logboek zelf"),
)


def _exporteer(werkplek: Werkplek, filter_: Logfilter, pad: Path) -> int:
    kop, rijen = logboek.export_logregels(werkplek, filter_)
    schrijf_heel(pad, schrijf_xlsx(kop, rijen, blad="Logboek"))
    return len(rijen)


class LogboekScherm(Scherm):
    """Lines with filters, and the check in words."""

    sleutel, titel, icoon = "logboek", "Logboek", "scroll-text"
    rollen = frozenset({Rol.PRIVACY_OFFICER, Rol.BEHEERDER})
    kluizen = frozenset(Kluissoort)
    opdrachten = (("Logboek controleren", {"controleer": True}),)

    def __init__(self, omgeving: Omgeving, ouder: QWidget | None = None) -> None:
        super().__init__(omgeving, ouder)
        self._filter = Logfilter()
        self._gekoppeld = False
        self._totaal = 0  # lines when the list began: reading it is a line too, that is not in it
        gebruiker = omgeving.werkplek.gebruiker
        self.zet_titel(
            self.titel,
            self.tr("Hier staat elke handeling, ook het openen van een dossier. Geen regel noemt een jongere."),
        )
        if gebruiker.mag(Recht.LOGBOEK_EXPORTEREN):
            self.voeg_actie(Knop(self.tr("Opslaan als Excel"), icoon="download", actie=self._kies_export))
            self.uitvoerknop = self.voeg_actie(
                Knop(self.tr("Elders laten nagaan"), icoon="shield-check", actie=self._kies_uitvoer)
            )
        self.filterknop = self.voeg_actie(Knop(self.tr("Filteren"), icoon="search", actie=self._vraag_filter))
        self.controleknop = self.voeg_actie(
            Knop(self.tr("Logboek controleren"), "primair", "shield-check", actie=self.controleer)
        )
        self.stand = Tekst("", "zacht", kiesbaar=True)
        self.inhoud.addWidget(self.stand)
        self._uitkomst = Kaart(self.tr("Uitkomst van de controle"))
        self._uitkomst.setVisible(False)
        self.inhoud.addWidget(self._uitkomst)
        self._filterzin = Melding(sluitbaar=False)
        self._filterzin.setVisible(False)
        self.inhoud.addWidget(self._filterzin)
        self.verwijdering = Verwijderkaart(self)
        self.inhoud.addWidget(self.verwijdering)
        self.lijst = self._bouw_lijst()
        self._kent_casussen = gebruiker.mag(Recht.CASUS_LEZEN_VOOR_OORDEEL)
        self.inhoud.addWidget(self.lijst, 1)

    def _bouw_lijst(self) -> Lijst[LogregelInzicht]:
        lijst: Lijst[LogregelInzicht] = Lijst(
            "logregels",
            self.tr("Logregels"),
            (
                Kolom("nr", self.tr("Nr"), lambda r: r.nr, "getal", breedte=80, sorteerbaar=False),
                Kolom("tijd", self.tr("Wanneer"), lambda r: r.tijd, "moment", breedte=160, sorteerbaar=False),
                Kolom("zin", self.tr("Wat"), lambda r: r.zin, rekt=True, sorteerbaar=False, regels=2),
                Kolom("resultaat", self.tr("Resultaat"), lambda r: chip.status(r.resultaat), "chip", sorteerbaar=False),
                Kolom("rol", self.tr("Rol"), lambda r: r.rol, breedte=140, verborgen=True, sorteerbaar=False),
                Kolom("gegevens", self.tr("Gegevens"), lambda r: r.categorieen, verborgen=True, sorteerbaar=False),
                Kolom("herkomst", self.tr("Herkomst"), lambda r: r.herkomst, verborgen=True, sorteerbaar=False),
            ),
            lambda r: r.nr,
            woord=("regel", "regels"),
            instellingen=self.omgeving.instellingen,
            filterveld=False,
            rijregels=2,
            leeg=Leegtekst(self.tr("Geen regels"), self.tr("Met dit filter is er niets te zien."), "scroll-text"),
        )
        lijst.geopend.connect(self._detail)
        return lijst

    def toon(self, **params: Any) -> None:
        """Load; ``controleer=True`` also checks the log."""
        self._laad()
        if params.get("controleer"):
            self.controleer()

    def _laad(self) -> None:
        if self._gekoppeld:
            self.lijst.herlaad()
        else:
            self._gekoppeld = True
            self.lijst.koppel_bron(self.omgeving.werker, self._bron, self.toon_fout)
        self.verwijdering.laad()
        stand = partial(controlepunten.toon_stand, self.omgeving.werkplek)
        self.omgeving.werker.doe(stand, self._toon_stand, lambda fout: self.stand.setText(fout.wat), self)

    def _toon_stand(self, stand: StandInzicht) -> None:
        zin = self.tr("Stand nu: {}.").format(stand.nu)
        if stand.ondertekend is None:
            zin += self.tr(" Nog niet ondertekend.")
        else:
            moment = stand.ondertekend.op.astimezone(AMSTERDAM).strftime("%d-%m-%Y %H:%M")
            zin += self.tr(" Het laatst ondertekend door {0} op {1}: {2}.").format(
                stand.ondertekend.door, moment, stand.ondertekend.kort
            )
        self.stand.setText(zin)

    def _bron(self, vraag: Bladvraag) -> Blad[LogregelInzicht]:
        werkplek, filter_ = self.omgeving.werkplek, self._filter
        if vraag.na is None:
            self._totaal = logboek.count_logregels(werkplek, filter_)
        regels = logboek.list_logregels(werkplek, filter_, vraag.na, vraag.aantal)
        return Blad(regels, self._totaal, regels[-1].nr if len(regels) == vraag.aantal else None)

    def _detail(self, regel: LogregelInzicht) -> None:
        gegevens = Gegevens()
        gegevens.zet(
            [
                (self.tr("Wat"), regel.zin),
                (self.tr("Wie"), regel.wie),
                (self.tr("Rol"), regel.rol),
                (self.tr("Resultaat"), chip.status(regel.resultaat)),
                *regel.over,
                (self.tr("Casus"), regel.casusnummer),
                (self.tr("Ontvanger"), regel.ontvanger),
                (self.tr("Gegevens"), regel.categorieen),
                (self.tr("Herkomst"), regel.herkomst),
                (self.tr("Soort"), regel.actie),
                (self.tr("Controlegetal"), in_groepen(regel.hash)),
            ]
        )
        knoppen = (Knop(KNOP, icoon="eye", actie=partial(self._wie_wist_wat, regel.casusnummer)),)
        self.toon_detail(self.tr("Regel {}").format(regel.nr), gegevens, knoppen if regel.casusnummer else ())

    def _wie_wist_wat(self, nummer: str = "") -> None:
        self.omgeving.navigeer("wie_wist_wat", nummer=nummer, terug=(self.sleutel, {}))

    # filter

    def _vraag_filter(self) -> None:
        self.omgeving.werker.doe(
            partial(logboek.list_gebruikers, self.omgeving.werkplek), self._toon_filter, self.toon_fout, self
        )

    def _toon_filter(self, gebruikers: tuple[tuple[Any, str], ...]) -> None:
        vandaag = self.omgeving.vandaag
        velden = [
            TekstVeld(
                "tekst",
                self.tr("Woorden of nummer"),
                hoogstens=80,
                hulp=self.tr("Wat er gebeurde, wie het deed, wie het kreeg, of voor wie een bestand is gemaakt."),
            ),
            DatumVeld("van", self.tr("Vanaf"), vandaag),
            DatumVeld("tot", self.tr("Tot en met"), vandaag),
            KeuzeVeld("gebruiker_id", self.tr("Wie"), [Keuze(id_, naam) for id_, naam in gebruikers]),
            KeuzeVeld("soort", self.tr("Wat"), [Keuze(begin, label) for begin, label in _SOORTEN]),
            KeuzeVeld("resultaat", self.tr("Resultaat"), [Keuze(r, r.value) for r in Resultaat]),
            VinkVeld("alleen_inzage", self.tr("Alleen wie gegevens van een jongere bekeek")),
        ]
        if self._kent_casussen:
            velden.insert(0, TekstVeld("casusnummer", self.tr("Casusnummer"), hoogstens=20))
        formulier = Formulier(velden, knop=self.tr("Filteren"), annuleren=self.tr("Filter weghalen"))
        nu = self._filter
        formulier.zet(
            {naam: getattr(nu, naam) or None for naam in ("van", "tot", "gebruiker_id", "soort", "resultaat")}
        )
        formulier.zet({"tekst": nu.tekst})
        formulier.zet({"alleen_inzage": nu.alleen_inzage})
        formulier.koppel_concept(self.omgeving.concepten, "logfilter")
        venster = Formulierdialoog(self, self.tr("Logboek filteren"), formulier)

        def pas_toe(waarden: dict[str, Any]) -> None:
            gevuld = {naam: waarde for naam, waarde in waarden.items() if waarde not in (None, "")}
            formulier.opgeslagen()
            self.zet_filter(replace(Logfilter(), **gevuld))
            venster.accept()

        def haal_weg() -> None:
            formulier.opgeslagen()
            self.zet_filter(Logfilter())
            venster.reject()

        formulier.bewaren.connect(pas_toe)
        formulier.geannuleerd.connect(haal_weg)
        venster.toon()

    def zet_filter(self, filter_: Logfilter) -> None:
        """Show only lines that match, and say so."""
        self._filter = filter_
        self._filterzin.setVisible(filter_ != Logfilter())
        self._filterzin.zet("info", self.tr("Er is een filter aan: u ziet een deel van het logboek."))
        self.lijst.herlaad()

    # check

    def controleer(self) -> None:
        """Check the whole log in parts; other work goes on meanwhile."""
        self.controleknop.setEnabled(False)

        def klaar(controle: ControleInzicht) -> None:
            self.controleknop.setEnabled(True)
            self._toon_controle(controle)

        def fout(fout: Fout) -> None:
            self.controleknop.setEnabled(True)
            self._leeg_uitkomst()
            self.toon_fout(fout)

        werker, werkplek = self.omgeving.werker, self.omgeving.werkplek
        controleer_logboek(werker, werkplek, klaar, self, fout=fout, gevorderd=self._gevorderd)

    def _gevorderd(self, gelezen: int, totaal: int) -> None:
        self._leeg_uitkomst()
        self._uitkomst.inhoud.addWidget(
            Tekst(self.tr("Bezig met controleren: {0} van {1} regels.").format(gelezen, totaal))
        )
        self._uitkomst.setVisible(True)

    def _leeg_uitkomst(self) -> None:
        self._uitkomst.setVisible(False)
        vak = self._uitkomst.inhoud
        while vak.count():
            deel = vak.takeAt(0)
            widget = None if deel is None else deel.widget()
            if widget is not None:
                widget.deleteLater()

    def _toon_controle(self, controle: ControleInzicht) -> None:
        self._leeg_uitkomst()
        vak = self._uitkomst.inhoud
        melding = Melding(sluitbaar=False)
        vak.addWidget(melding)
        if controle.in_orde:
            melding.zet("goed", self.tr("Het logboek is in orde. Stand: {}.").format(controle.kop))
        else:
            melding.zet("fout", self.tr("Het logboek is niet in orde. Bewaar een kopie van de kluis en meld dit."))
        for zin in (*controle.bevindingen[:20], *controle.gecontroleerd):
            vak.addWidget(Tekst(zin))
        self._uitkomst.setVisible(True)

    # to be checked elsewhere

    def _kies_uitvoer(self) -> None:
        kies_map(self, self.tr("In welke map komt de uitvoer?"), self._voer_uit)

    def _voer_uit(self, map_: Path) -> None:
        """A folder in the chosen one, named after vault and moment: no names, and never one that is there already."""
        werkplek = self.omgeving.werkplek
        naam = f"logboek-{str(werkplek.kluis_id)[:8]}-{werkplek.klok.nu().astimezone(AMSTERDAM):%Y-%m-%d-%H%M%S}"

        def klaar(uitvoer: Loguitvoer) -> None:
            self.meld(
                self.tr(
                    "{} regels en {} ondertekende standen staan in de map {}. Lees daar LEESMIJ.txt: met verify.py "
                    "gaat iemand anders het logboek na, zonder dit programma."
                ).format(uitvoer.regels, uitvoer.controlepunten, uitvoer.map.name)
            )

        self.omgeving.werker.doe(partial(export_logboek, werkplek, map_ / naam), klaar, self.toon_fout, self)

    # export

    def _kies_export(self) -> None:
        kies_opslaan(
            self, self.tr("Logboek opslaan"), "logboek.xlsx", ["Excel (*.xlsx)"], self._exporteer_naar, uitgang="xlsx"
        )

    def _exporteer_naar(self, pad: Path) -> None:
        def klaar(aantal: int) -> None:
            self.meld(self.tr("{} regels opgeslagen. De uitvoer zelf staat nu ook in het logboek.").format(aantal))

        taak = partial(_exporteer, self.omgeving.werkplek, self._filter, pad)
        self.omgeving.werker.doe(taak, klaar, self.toon_fout, self)
