"""One request on a page: what is asked and why, the exact content, the decisions on it, and the form of the judgement.

Shared by the vault in which was asked and the own installation of a privacy officer: who judges sees the same.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, ClassVar
from uuid import UUID

from PySide6.QtWidgets import QWidget

from pmg_desk.domain.datums import toon_datum
from pmg_desk.domain.delen import Oordeel, Soort
from pmg_desk.domain.fouten import Fout, OngeldigeInvoer
from pmg_desk.domain.oordeel import BesluitInvoer
from pmg_desk.services.besluiten import BesluitInzicht
from pmg_desk.services.delen import VerzoekInzicht
from pmg_desk.ui.omgeving import Omgeving, Wijzigingen
from pmg_desk.ui.screens.delen import besluitchip, besluitzin, verzoekchip
from pmg_desk.ui.widgets.datumvelden import DatumVeld
from pmg_desk.ui.widgets.formulier import Formulier, Formulierdialoog
from pmg_desk.ui.widgets.kaart import Gegevens, Kaart
from pmg_desk.ui.widgets.keuzevelden import Keuze, KeuzeVeld, MeerKeuzeVeld
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.melding import Melding
from pmg_desk.ui.widgets.rolvak import Rolvak
from pmg_desk.ui.widgets.scherm import Scherm
from pmg_desk.ui.widgets.stukkenlijst import Stukkenlijst
from pmg_desk.ui.widgets.tekst import Tekst
from pmg_desk.ui.widgets.tekstvelden import LangeTekstVeld, VinkVeld


class Verzoekblad(Scherm):
    """Subclass per kind of vault: where the request is read, what judging and withdrawing do, and where "back" goes."""

    concept: ClassVar[str] = "oordeel"
    in_navigatie = False

    def __init__(self, omgeving: Omgeving, ouder: QWidget | None = None) -> None:
        super().__init__(omgeving, ouder)
        self._id: UUID | None = None
        self._verzoek: VerzoekInzicht | None = None
        self._labels = {c.sleutel: c.label for c in omgeving.werkplek.profiel.datacategorieen.values()}
        self.terugknop = self.voeg_actie(Knop(self._terugtekst(), icoon="arrow-left", actie=self.terug))
        self._rolvak = Rolvak()
        self.inhoud.addWidget(self._rolvak, 1)
        vak = self._rolvak.inhoud
        vak.setSpacing(14)
        self._vraag = Melding(sluitbaar=False)
        vak.addWidget(self._vraag)
        self._gegevens = Gegevens()
        kaart = Kaart(self.tr("Wat is gevraagd"))
        kaart.inhoud.addWidget(self._gegevens)
        vak.addWidget(kaart)
        self._inhoudskaart = Kaart(self.tr("Dit krijgt de ontvanger te zien"))
        self._uitleg = Tekst("", "zacht")
        self.stukken = Stukkenlijst(self.tr("Tekst die wordt gedeeld"), kiesbaar=True)
        self._inhoudskaart.inhoud.addWidget(self._uitleg)
        self._inhoudskaart.inhoud.addWidget(self.stukken)
        vak.addWidget(self._inhoudskaart)
        self._nietkaart = Kaart(self.tr("Dit gaat niet mee, ook niet met akkoord"))
        self._niet = Stukkenlijst(self.tr("Tekst die niet wordt gedeeld"))
        self._nietkaart.inhoud.addWidget(self._niet)
        vak.addWidget(self._nietkaart)
        self._besluitkaart = Kaart(self.tr("Besluiten op dit verzoek"))
        vak.addWidget(self._besluitkaart)
        self._oordeelkaart = Kaart(self.tr("Uw oordeel"))
        self.formulier = self._bouw()
        self._oordeelkaart.inhoud.addWidget(Tekst(self._hoe_zeker(), "zacht"))
        self._oordeelkaart.inhoud.addWidget(self.formulier)
        vak.addWidget(self._oordeelkaart)
        vak.addStretch(1)

    # what a subclass gives

    def _terugtekst(self) -> str:
        raise NotImplementedError

    def _hoe_zeker(self) -> str:
        """Above the form: with whose key, and what the decision is called for it."""
        raise NotImplementedError

    def _lees(self, verzoek_id: UUID) -> None:
        """Read the request and hand it to :meth:`toon_verzoek`."""
        raise NotImplementedError

    def _beslistaak(self, verzoek_id: UUID, invoer: BesluitInvoer) -> Callable[[], UUID | None]:
        raise NotImplementedError

    def _besloten(self, besluit_id: UUID | None) -> None:
        """The judgement was signed."""
        raise NotImplementedError

    def _intrektaak(self, besluit_id: UUID, reden: str) -> Callable[[], UUID | None]:
        raise NotImplementedError

    def _ingetrokken(self, intrekking_id: UUID | None) -> None:
        """A decision was withdrawn."""
        raise NotImplementedError

    def _mag_intrekken(self, besluit: BesluitInzicht) -> bool:
        raise NotImplementedError

    def _knoppen_bij(self, _besluit: BesluitInzicht) -> Sequence[Knop]:
        """More buttons below a decision."""
        return ()

    def _feiten(self, _verzoek: VerzoekInzicht) -> list[tuple[str, Any]]:
        """More facts, below the status."""
        return []

    def _toon_acties(self, _verzoek: VerzoekInzicht) -> None:
        """The buttons in the heading."""

    def terug(self) -> None:
        """Go back to where one came from."""
        raise NotImplementedError

    # what is shared

    def _bouw(self) -> Formulier:
        vandaag = self.omgeving.vandaag
        formulier = Formulier(
            [
                KeuzeVeld(
                    "oordeel",
                    self.tr("Oordeel"),
                    [
                        Keuze(Oordeel.AKKOORD, self.tr("Akkoord")),
                        Keuze(Oordeel.AKKOORD_BEPERKT, self.tr("Akkoord, maar minder of met voorwaarden")),
                        Keuze(Oordeel.GEWEIGERD, self.tr("Weigeren")),
                        Keuze(Oordeel.TERUGVRAAG, self.tr("Eerst een vraag stellen")),
                    ],
                    verplicht=True,
                ),
                MeerKeuzeVeld("categorieen", self.tr("Deze soorten gegevens"), []),
                VinkVeld("derden", self.tr("Ook wat over anderen gaat")),
                LangeTekstVeld("voorwaarden", self.tr("Voorwaarden"), hulp=self.tr("Komen op elke afdruk te staan.")),
                LangeTekstVeld("motivering", self.tr("Motivering of vraag"), verplicht=True),
                DatumVeld("geldig_tot", self.tr("Geldig tot en met"), vandaag, vroegst=vandaag),
            ],
            knop=self.tr("Besluit ondertekenen"),
        )
        formulier.bewaren.connect(self._beslis)
        formulier.veld("oordeel").gewijzigd.connect(self._ander_oordeel)
        return formulier

    def toon(self, **params: Any) -> None:
        """``verzoek_id``: load the request. Opening it is logged."""
        self._id = params.get("verzoek_id", self._id)
        if self._id is not None:
            self._lees(self._id)

    def toon_verzoek(self, verzoek: VerzoekInzicht) -> None:
        """Fill the page."""
        if self._verzoek is None or self._verzoek.regel.id != verzoek.regel.id:
            self._rolvak.verticalScrollBar().setValue(0)  # another request is read from its beginning
        self._verzoek = verzoek
        regel, tekst = verzoek.regel, verzoek.tekst
        self.zet_titel(
            self.tr("Verzoek {}").format(regel.nummer),
            self.tr("Casus {0}, gevraagd door {1}").format(regel.casusnummer, regel.aanvrager),
        )
        self._vraag.setVisible(bool(verzoek.vraag_terug))
        if verzoek.vraag_terug:
            self._vraag.zet("waarschuwing", self.tr("Vraag van de privacy officer: {}").format(verzoek.vraag_terug))
        self._gegevens.zet(
            [
                (self.tr("Status"), verzoekchip(regel)),
                *self._feiten(verzoek),
                (self.tr("Soort"), regel.soort_label),
                (self.tr("Voor wie"), regel.ontvanger),
                (self.tr("Overleg"), verzoek.overleg),
                (self.tr("Gegevens"), ", ".join(label for _, label, _ in verzoek.categorie_labels)),
                (self.tr("Over anderen"), self.tr("ja") if tekst.manifest[0].derden else self.tr("nee")),
                (self.tr("Doel"), verzoek.doel_label),
                (self.tr("Grondslag"), ", ".join(verzoek.grondslag_labels)),
                (self.tr("Waarom nodig"), tekst.noodzaak),
                (self.tr("Waarom zoveel"), tekst.proportionaliteit),
                (self.tr("Waarom niet lichter"), tekst.subsidiariteit),
                (self.tr("Jongere en ouders"), tekst.geinformeerd),
                (self.tr("Toestemming"), tekst.toestemming),
                (self.tr("Tot en met"), toon_datum(tekst.gevraagd_tot)),
            ]
        )
        self._toon_inhoud(verzoek)
        self._toon_besluiten(verzoek.besluiten)
        self._toon_acties(verzoek)
        self._toon_oordeel(verzoek)

    def _toon_inhoud(self, verzoek: VerzoekInzicht) -> None:
        document = verzoek.regel.soort is Soort.DOCUMENT
        kiezen = document and verzoek.mag_beslissen
        aantal = len(verzoek.stukken)
        if kiezen:
            uitleg = self.tr("Haal het kruisje weg bij tekst die niet mee mag.")
        elif document:
            uitleg = self.tr("Precies deze tekst is gevraagd.")
        elif aantal:
            uitleg = self.tr("Zo zou het vandaag zijn. Nieuwe tekst in deze soorten valt later ook onder het akkoord.")
        else:
            uitleg = self.tr("In deze soorten gegevens staat nu nog niets.")
        self._uitleg.setText(uitleg)
        self.stukken.zet(verzoek.stukken, self._labels, kiesbaar=kiezen)
        self._nietkaart.setVisible(bool(verzoek.niet))
        self._niet.zet(
            [stuk for stuk, _ in verzoek.niet],
            self._labels,
            vast={stuk.id: reden.value for stuk, reden in verzoek.niet},
        )

    def _toon_besluiten(self, besluiten: tuple[BesluitInzicht, ...]) -> None:
        vak = self._besluitkaart.inhoud
        while vak.count():
            deel = vak.takeAt(0)
            widget = None if deel is None else deel.widget()
            if widget is not None:
                widget.deleteLater()
        for besluit in besluiten:
            gegevens = Gegevens()
            gegevens.zet(
                [
                    (self.tr("Besluit"), besluit.nummer),
                    (self.tr("Nu"), besluitchip(besluit)),
                    (self.tr("Oordeel"), besluitzin(besluit)),
                    (self.tr("Wat mag mee"), self._wat_mee(besluit)),
                    (self.tr("Voorwaarden"), besluit.voorwaarden),
                    (self.tr("Motivering"), besluit.motivering),
                    (self.tr("Geldig t/m"), "" if besluit.geldig_tot is None else toon_datum(besluit.geldig_tot)),
                    (self.tr("Zekerheid"), "" if besluit.zekerheid is None else besluit.zekerheid.value),
                    (self.tr("Door"), besluit.door),
                ]
            )
            vak.addWidget(gegevens)
            for knop in self._knoppen_bij(besluit):
                vak.addWidget(knop)
            if self._mag_intrekken(besluit):
                vak.addWidget(Knop(self.tr("Akkoord intrekken"), "gevaar", actie=partial(self._trek_in, besluit.id)))
        self._besluitkaart.setVisible(bool(besluiten))

    def _wat_mee(self, besluit: BesluitInzicht) -> str:
        """The data that were approved, in words: with "less" that is not what was asked."""
        if besluit.oordeel not in (Oordeel.AKKOORD, Oordeel.AKKOORD_BEPERKT):
            return ""
        labels = ", ".join(self._labels.get(c, c) for c in besluit.categorieen)
        return self.tr("{}; ook over anderen").format(labels) if besluit.derden else labels

    def intrekknoppen(self) -> list[Knop]:
        """The buttons to withdraw a decision, in the order of the decisions."""
        return [k for k in self._besluitkaart.findChildren(Knop) if k.text() == self.tr("Akkoord intrekken")]

    def _toon_oordeel(self, verzoek: VerzoekInzicht) -> None:
        self._oordeelkaart.setVisible(verzoek.mag_beslissen)
        if not verzoek.mag_beslissen:
            return
        categorieen = self.formulier.veld("categorieen")
        assert isinstance(categorieen, MeerKeuzeVeld)
        categorieen.zet_keuzes(
            [
                Keuze(c, label, self.tr("gevoelig") if gevoelig else "")
                for c, label, gevoelig in verzoek.categorie_labels
            ]
        )
        self.formulier.wis()
        self.formulier.zet(
            {
                "categorieen": verzoek.tekst.manifest[0].categorieen,
                "derden": verzoek.tekst.manifest[0].derden,
                "geldig_tot": verzoek.max_geldig_tot,
            }
        )
        self._ander_oordeel()
        self.formulier.koppel_concept(self.omgeving.concepten, self.concept, verzoek.regel.id)

    def _ander_oordeel(self) -> None:
        oordeel = self.formulier.veld("oordeel").waarde()
        akkoord = oordeel in (Oordeel.AKKOORD, Oordeel.AKKOORD_BEPERKT)
        document = self._verzoek is not None and self._verzoek.regel.soort is Soort.DOCUMENT
        self.formulier.toon_veld("categorieen", akkoord and not document)
        self.formulier.toon_veld("derden", akkoord and not document)
        self.formulier.toon_veld("voorwaarden", akkoord)
        self.formulier.toon_veld("geldig_tot", akkoord)
        vraag = oordeel is Oordeel.TERUGVRAAG
        self.formulier.knop.setText(self.tr("Vraag stellen") if vraag else self.tr("Besluit ondertekenen"))

    def _beslis(self, waarden: dict[str, Any]) -> None:
        assert self._verzoek is not None
        invoer = BesluitInvoer(
            oordeel=waarden["oordeel"],
            motivering=waarden["motivering"],
            geldig_tot=waarden["geldig_tot"],
            voorwaarden=waarden["voorwaarden"] or "",
            categorieen=tuple(waarden["categorieen"] or ()),
            derden=bool(waarden["derden"]),
            stukken=self.stukken.gekozen(),
        )
        self.formulier.zet_bezig(True)
        taak = self._beslistaak(self._verzoek.regel.id, invoer)
        self.omgeving.werker.doe(taak, self._besloten, self._mislukt, self)

    def _mislukt(self, fout: Fout) -> None:
        self.formulier.toon_fouten(fout)
        if isinstance(fout, OngeldigeInvoer) and "stukken" in fout.velden:
            self.melding.zet("fout", fout.velden["stukken"])

    def _trek_in(self, besluit_id: UUID) -> None:
        formulier = Formulier(
            [LangeTekstVeld("reden", self.tr("Waarom trekt u dit akkoord in?"), verplicht=True)],
            knop=self.tr("Akkoord intrekken"),
            annuleren=self.tr("Niet intrekken"),
        )
        formulier.koppel_concept(self.omgeving.concepten, "akkoord-intrekken", besluit_id)
        venster = Formulierdialoog(self, self.tr("Akkoord intrekken"), formulier)

        def klaar(intrekking_id: UUID | None) -> None:
            formulier.opgeslagen()
            venster.accept()
            self._ingetrokken(intrekking_id)

        def bewaar(waarden: dict[str, Any]) -> None:
            taak = self._intrektaak(besluit_id, waarden["reden"])
            self.omgeving.werker.doe(taak, klaar, formulier.toon_fouten, venster)

        formulier.bewaren.connect(bewaar)
        formulier.geannuleerd.connect(venster.reject)
        venster.toon()

    def ververs(self, wijzigingen: Wijzigingen) -> None:  # noqa: ARG002 - a decision may come with any of them
        """Load again when this request or its decision changed."""
        if not self.formulier.is_gewijzigd:
            self.toon()

    def bewaar_concepten(self) -> None:
        """Hand over what was typed."""
        self.formulier.bewaar_concept()
