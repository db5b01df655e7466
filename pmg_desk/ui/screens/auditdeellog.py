"""The sharing log of an audit: a list or counts, narrowed and exported; of this vault or of an audit package."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout, QWidget

from pmg_desk.domain.deellog import Deelfilter, Groep
from pmg_desk.exchange.uitvoer import schrijf_csv, schrijf_xlsx
from pmg_desk.exchange.wegschrijven import schrijf_heel
from pmg_desk.services.deellog import GROEP_LABELS, Deellog, Deelregel, Telregel, export_deellog, read_deellog
from pmg_desk.services.werkplek import Werkplek
from pmg_desk.ui.models.rijen import Kolom
from pmg_desk.ui.screens.wiewist import KNOP
from pmg_desk.ui.widgets import chip
from pmg_desk.ui.widgets.bestandskeuze import kies_opslaan
from pmg_desk.ui.widgets.datumvelden import DatumVeld
from pmg_desk.ui.widgets.filterkeuze import Filterkeuze
from pmg_desk.ui.widgets.formulier import Formulier, Formulierdialoog
from pmg_desk.ui.widgets.kaart import Gegevens
from pmg_desk.ui.widgets.keuzevelden import Keuze, KeuzeVeld
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.lijst import Leegtekst, Lijst
from pmg_desk.ui.widgets.melding import Melding
from pmg_desk.ui.widgets.scherm import Scherm
from pmg_desk.ui.widgets.tekstvelden import TekstVeld, VinkVeld
from pmg_desk.ui.widgets.vloei import Vloei

_KLEUR = {"uitgegeven": "geldig", "mislukt": "mislukt", "ingetrokken": "ingetrokken"}


def _schrijf(werkplek: Werkplek, filter_: Deelfilter, groep: Groep | None, dossier_id: UUID | None, pad: Path) -> None:
    kop, rijen = export_deellog(werkplek, filter_, groep, dossier_id)
    csv = pad.suffix.lower() == ".csv"
    schrijf_heel(pad, schrijf_csv(kop, rijen) if csv else schrijf_xlsx(kop, rijen, blad="Deellogboek"))


class Deellogdeel(QWidget):
    """Sits in a tab of ``scherm``. The choice beside the list says what is counted; without it all sharings stand."""

    def __init__(self, scherm: Scherm) -> None:
        super().__init__()
        self.scherm, self.omgeving = scherm, scherm.omgeving
        self.dossier_id: UUID | None = None
        self.filter = Deelfilter()
        self.log: Deellog | None = None
        instellingen = self.omgeving.instellingen
        leeg = Leegtekst(self.tr("Niets gedeeld"), self.tr("Met dit filter is er niets te zien."), "share-2")
        kolom = QVBoxLayout(self)
        kolom.setContentsMargins(0, 0, 0, 0)
        self._zin = Melding(sluitbaar=False)
        self._zin.setVisible(False)
        kolom.addWidget(self._zin)
        self.lijst: Lijst[Deelregel] = Lijst(
            "deellog",
            self.tr("Wat is gedeeld"),
            (
                Kolom("op", self.tr("Wanneer"), lambda r: r.op, "moment", breedte=145),
                Kolom("casus", self.tr("Casus"), lambda r: r.casusnummer, breedte=145, nadruk=True),
                Kolom("ontvanger", self.tr("Aan wie"), lambda r: r.ontvanger, rekt=True),
                Kolom("gegevens", self.tr("Gegevens"), lambda r: r.gegevens, breedte=200),
                Kolom("onder", self.tr("Onder"), lambda r: r.onder, breedte=160),
                Kolom(
                    "status", self.tr("Status"), lambda r: chip.status(_KLEUR[r.status], r.stand), "chip", breedte=180
                ),
                Kolom("wijze", self.tr("Hoe"), lambda r: r.wijze, breedte=110, verborgen=True),
                Kolom("grond", self.tr("Grondslag"), lambda r: r.grondslag, breedte=240, verborgen=True),
                Kolom("door", self.tr("Door"), lambda r: r.door, breedte=150, verborgen=True),
            ),
            lambda r: r.id,
            woord=("verstrekking", "verstrekkingen"),
            instellingen=instellingen,
            leeg=leeg,
        )
        self.lijst.geopend.connect(self._toon_regel)
        self.tellingen: Lijst[Telregel] = Lijst(
            "deeltelling",
            self.tr("Aantallen"),
            (
                Kolom("wat", self.tr("Wat"), lambda r: r.wat, rekt=True, nadruk=True),
                Kolom("aantal", self.tr("Keer gedeeld"), lambda r: r.aantal, "getal", breedte=120),
                Kolom("casussen", self.tr("Casussen"), lambda r: r.casussen, "getal", breedte=100),
                Kolom("ontvangers", self.tr("Ontvangers"), lambda r: r.ontvangers, "getal", breedte=110),
                Kolom("mislukt", self.tr("Mislukt"), lambda r: r.mislukt, "getal", breedte=90),
                Kolom("eerste", self.tr("Eerste keer"), lambda r: r.eerste, "moment", breedte=145),
                Kolom("laatste", self.tr("Laatste keer"), lambda r: r.laatste, "moment", breedte=145),
            ),
            lambda r: r.wat,
            woord=("regel", "regels"),
            instellingen=instellingen,
            leeg=leeg,
        )
        self.tellingen.geopend.connect(self._naar_regels)
        self.keuze = Filterkeuze(self.tr("Tellen"), self.tr("Alles op een rij"), list(GROEP_LABELS.items()))
        self.keuze.gewijzigd.connect(self._kies_groep)
        balk = QWidget()
        vloei = Vloei(balk)  # wraps where letters are large
        vloei.addWidget(self.keuze)
        vloei.addWidget(Knop(self.tr("Filteren"), icoon="search", actie=self.vraag_filter))
        vloei.addWidget(Knop(self.tr("Opslaan"), icoon="download", actie=self._bewaar))
        for deel in (balk, self.lijst, self.tellingen):
            kolom.addWidget(deel, int(deel is not balk))
        self.tellingen.setVisible(False)

    @property
    def groep(self) -> Groep | None:
        """What is counted by; None for the list."""
        waarde: Groep | None = self.keuze.waarde
        return waarde

    def laad(self, dossier_id: UUID | None = None) -> None:
        """Read the log of this vault, or of an audit."""
        self.dossier_id = dossier_id
        taak = partial(read_deellog, self.omgeving.werkplek, self.filter, self.groep or Groep.CASUS, dossier_id)
        self.omgeving.werker.doe(taak, self._zet, self.scherm.toon_fout, self)

    def _zet(self, log: Deellog) -> None:
        self.log = log
        self.lijst.zet_rijen(log.regels)
        self.tellingen.zet_rijen(log.tellingen)
        zinnen = [self.tr("Er is een filter aan: u ziet een deel.")] if self.filter != Deelfilter() else []
        ernst = "waarschuwing" if any(zin.startswith("LET OP") for zin in log.ontbreekt) else "info"
        self._zin.zet(ernst, " ".join((*zinnen, *log.ontbreekt)))
        self._zin.setVisible(bool(zinnen or log.ontbreekt))

    def _kies_groep(self) -> None:
        self.lijst.setVisible(self.groep is None)
        self.tellingen.setVisible(self.groep is not None)
        self.laad(self.dossier_id)

    def _naar_regels(self, regel: Telregel) -> None:
        """The sharings behind a count."""
        veld = {
            Groep.CASUS: "casusnummer",
            Groep.ORGANISATIE: "organisatie",
            Groep.GRONDSLAG: "grondslag",
            Groep.GEBRUIKER: "door",
        }.get(self.groep or Groep.MAAND)
        if veld is not None and regel.sleutel:
            gekozen: dict[str, Any] = {veld: regel.sleutel}
            self.filter = replace(self.filter, **gekozen)
        self.keuze.zet(None)

    def vraag_filter(self) -> None:
        """Ask on what to narrow. A name is looked up elsewhere: that search is in the log."""
        if self.log is None:
            return
        vandaag, nu = self.omgeving.vandaag, self.filter
        formulier = Formulier(
            [
                TekstVeld(
                    "casusnummer",
                    self.tr("Casusnummer"),
                    hoogstens=20,
                    hulp=self.tr("Het deellogboek kent alleen nummers. Wie een naam opzoekt, staat in het logboek."),
                ),
                KeuzeVeld("organisatie", self.tr("Organisatie"), [Keuze(o, o) for o in self.log.organisaties]),
                KeuzeVeld("grondslag", self.tr("Grondslag"), [Keuze(s, naam) for s, naam in self.log.grondslagen]),
                KeuzeVeld("door", self.tr("Medewerker"), [Keuze(m, m) for m in self.log.medewerkers]),
                DatumVeld("van", self.tr("Vanaf"), vandaag),
                DatumVeld("tot", self.tr("Tot en met"), vandaag),
                VinkVeld("zonder_intern", self.tr("Laat interne afdrukken weg")),
            ],
            knop=self.tr("Filteren"),
            annuleren=self.tr("Filter weghalen"),
        )
        namen = ("casusnummer", "organisatie", "grondslag", "door", "van", "tot")
        formulier.zet({naam: getattr(nu, naam) or None for naam in namen})
        formulier.zet({"zonder_intern": nu.zonder_intern})
        formulier.koppel_concept(self.omgeving.concepten, "deellogfilter")
        venster = Formulierdialoog(self, self.tr("Deellogboek filteren"), formulier)

        def pas_toe(waarden: dict[str, Any]) -> None:
            formulier.opgeslagen()
            gevuld = {naam: waarde for naam, waarde in waarden.items() if waarde not in (None, "")}
            if "casusnummer" in gevuld:
                gevuld["casusnummer"] = gevuld["casusnummer"].strip().upper()
            self.filter = replace(Deelfilter(), **gevuld)
            self.laad(self.dossier_id)
            venster.accept()

        def haal_weg() -> None:
            formulier.opgeslagen()
            self.filter = Deelfilter()
            self.laad(self.dossier_id)
            venster.reject()

        formulier.bewaren.connect(pas_toe)
        formulier.geannuleerd.connect(haal_weg)
        venster.toon()

    def _toon_regel(self, regel: Deelregel) -> None:
        gegevens = Gegevens()
        gegevens.zet(
            [
                (self.tr("Aan wie"), regel.ontvanger),
                (self.tr("Gegevens"), regel.gegevens),
                (self.tr("Hoe"), regel.wijze),
                (self.tr("Exemplaar"), str(regel.exemplaar) if regel.exemplaar else ""),
                (self.tr("Onder"), regel.onder),
                (self.tr("Grondslag"), regel.grondslag),
                (self.tr("Door"), regel.door),
                (self.tr("Status"), chip.status(_KLEUR[regel.status], regel.stand)),
                (self.tr("Melding"), regel.gemeld),
            ]
        )
        knop = Knop(KNOP, icoon="eye", actie=partial(self._wie_wist_wat, regel))
        self.scherm.toon_detail(self.tr("Casus {}").format(regel.casusnummer), gegevens, (knop,))

    def _wie_wist_wat(self, regel: Deelregel) -> None:
        params: dict[str, Any] = {} if self.dossier_id is None else {"dossier_id": self.dossier_id}
        terug = (self.scherm.sleutel, dict(params))
        self.omgeving.navigeer("wie_wist_wat", nummer=regel.casusnummer, terug=terug, **params)

    def _bewaar(self) -> None:
        kies_opslaan(
            self,
            self.tr("Deellogboek opslaan"),
            "deellogboek.xlsx",
            ["Excel (*.xlsx)", "Csv (*.csv)"],
            self._bewaar_naar,
            uitgang="xlsx",
        )

    def _bewaar_naar(self, pad: Path) -> None:
        klaar = partial(self.scherm.meld, self.tr("Het bestand is opgeslagen. De uitvoer staat in het logboek."))
        taak = partial(_schrijf, self.omgeving.werkplek, self.filter, self.groep, self.dossier_id, pad)
        self.omgeving.werker.doe(taak, lambda _: klaar(), self.scherm.toon_fout, self)
