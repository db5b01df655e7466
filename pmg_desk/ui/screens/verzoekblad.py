"""One request on a page: what is asked and why, the exact content, the decisions on it, and the form of the judgement.

Shared by the vault in which was asked and the own installation of a privacy officer: who judges sees the same.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, ClassVar
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from pmg_desk.domain.datums import toon_datum
from pmg_desk.domain.delen import Eis, Oordeel, Soort, Toetsvraag
from pmg_desk.domain.fouten import Fout, OngeldigeInvoer
from pmg_desk.domain.oordeel import BesluitInvoer
from pmg_desk.services import oordeelbeeld
from pmg_desk.services.besluitecht import is_echt
from pmg_desk.services.besluiten import BesluitInzicht
from pmg_desk.services.delen import VerzoekInzicht
from pmg_desk.services.oordeelbeeld import Oordeelbeeld, Oordeelbegin
from pmg_desk.ui.omgeving import Omgeving, Wijzigingen
from pmg_desk.ui.screens.delen import besluitchip, besluitzin
from pmg_desk.ui.screens.oordeelformulier import VRAAG_LABELS, Oordeelformulier
from pmg_desk.ui.screens.tekstblokken import Tekstblokbalk
from pmg_desk.ui.screens.verzoekdelen import (
    Belangdialoog,
    Bladkaart,
    Gelijkkaart,
    Grondkaart,
    Intrekdialoog,
    maak_leeg,
)
from pmg_desk.ui.screens.verzoekwoorden import geen_blad, statuschip, voorwaarden
from pmg_desk.ui.widgets.kaart import Gegevens, Kaart
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.melding import Melding
from pmg_desk.ui.widgets.rolvak import Rolvak
from pmg_desk.ui.widgets.scherm import Scherm
from pmg_desk.ui.widgets.sprongbalk import Sprongbalk
from pmg_desk.ui.widgets.stukkenlijst import Stukkenlijst
from pmg_desk.ui.widgets.tekst import Tekst
from pmg_desk.ui.widgets.tekstvelden import LangeTekstVeld
from pmg_desk.ui.widgets.vouwkaart import Vouwkaart


class Verzoekblad(Scherm):
    """Subclass per kind of vault: where the request is read, what judging and withdrawing do, and where "back" goes."""

    concept: ClassVar[str] = "oordeel"
    in_navigatie = False

    def __init__(self, omgeving: Omgeving, ouder: QWidget | None = None) -> None:
        super().__init__(omgeving, ouder)
        self._id: UUID | None = None
        self._verzoek: VerzoekInzicht | None = None
        self._beeld = Oordeelbeeld({}, (), ())
        self._labels = {c.sleutel: c.label for c in omgeving.werkplek.profiel.datacategorieen.values()}
        self.terugknop = self.voeg_actie(Knop(self._terugtekst(), icoon="arrow-left", actie=self.terug))
        self.belangknop = self.voeg_actie(Knop(self.tr("Dit raakt mij of mijn familie"), actie=self._meld_belang))
        self._rolvak = Rolvak()
        self.sprong = Sprongbalk(self._rolvak)
        self.inhoud.addWidget(self.sprong)
        self.inhoud.addWidget(self._rolvak, 1)
        vak = self._rolvak.inhoud
        vak.setSpacing(14)
        self._vraag = Melding(sluitbaar=False)
        vak.addWidget(self._vraag)
        self._gegevens = Gegevens()
        self._gevraagd = Kaart(self.tr("Wat is gevraagd"))
        self._gevraagd.inhoud.addWidget(self._gegevens)
        vak.addWidget(self._gevraagd)
        self._inhoudskaart = Kaart(self.tr("Dit krijgt de ontvanger te zien"))
        self._uitleg = Tekst("", "zacht")
        self.stukken = Stukkenlijst(self.tr("Tekst die wordt gedeeld"), kiesbaar=True)
        self.bekendknop = Knop(self.tr("Laat weg wat de ontvanger al heeft"), actie=self._laat_bekend_weg)
        self._inhoudskaart.inhoud.addWidget(self._uitleg)
        self._inhoudskaart.inhoud.addWidget(self.bekendknop, 0, Qt.AlignmentFlag.AlignLeft)
        self._inhoudskaart.inhoud.addWidget(self.stukken)
        vak.addWidget(self._inhoudskaart)
        self.blad = Bladkaart(omgeving, self._bladtaak, self)
        self.stukken.gewijzigd.connect(self.blad.anders)
        self.stukken.gewijzigd.connect(self._tel_weggelaten)
        toets = QShortcut(QKeySequence("Ctrl+Return"), self.stukken)
        toets.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        toets.activated.connect(self._vraag_en_beslis)
        vak.addWidget(self.blad)
        self._nietkaart = Vouwkaart(self.tr("Dit gaat niet mee, ook niet met akkoord"))
        self._niet = Stukkenlijst(self.tr("Tekst die niet wordt gedeeld"))
        self._nietkaart.inhoud.addWidget(self._niet)
        vak.addWidget(self._nietkaart)
        self._gronden = Grondkaart(self.tr("Grondslag"))
        vak.addWidget(self._gronden)
        self._gelijke = Gelijkkaart(self.tr("Eerder besloten over iets dergelijks"))
        vak.addWidget(self._gelijke)
        self._besluitkaart = Kaart(self.tr("Besluiten op dit verzoek"))
        vak.addWidget(self._besluitkaart)
        self._oordeelkaart = Kaart(self.tr("Uw oordeel"))
        self.formulier = self._bouw()
        vellen = [v.vel for v in self.formulier.findChildren(LangeTekstVeld)]
        self.tekstblokken = Tekstblokbalk(self, vellen)
        self.formulier.voeg_in(self.tekstblokken, self.formulier.veld("motivering"))
        self.formulier.gewijzigd.connect(self.blad.anders)
        self._oordeelkaart.inhoud.addWidget(Tekst(self._hoe_zeker(), "zacht"))
        self.begonnen = Tekst("", "label")
        self._oordeelkaart.inhoud.addWidget(self.begonnen)
        self._oordeelkaart.inhoud.addWidget(self.formulier)
        vak.addWidget(self._oordeelkaart)
        vak.addStretch(1)
        self._bouw_sprong()

    def _bouw_sprong(self) -> None:
        self.sprong.voeg_deel_toe(self.tr("Wat is gevraagd"), self._gevraagd)
        self.sprong.voeg_deel_toe(self.tr("De tekst"), self._inhoudskaart)
        self.sprong.voeg_deel_toe(self.tr("Het blad"), self.blad)
        self.sprong.voeg_deel_toe(self.tr("Gaat niet mee"), self._nietkaart)
        self.sprong.voeg_deel_toe(self.tr("Grondslag"), self._gronden)
        self.sprong.voeg_deel_toe(self.tr("Eerder besloten"), self._gelijke)
        self.sprong.voeg_deel_toe(self.tr("Besluiten"), self._besluitkaart)
        self.sprong.voeg_deel_toe(self.tr("Vijf vragen"), self.formulier, binnen=self._oordeelkaart)
        self.oordeelsprong = self.sprong.voeg_deel_toe(
            self.tr("Uw oordeel"), self.formulier.veld("oordeel"), sneltoets="Alt+O", binnen=self._oordeelkaart
        )

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

    def _bouw(self) -> Oordeelformulier:
        formulier = Oordeelformulier(self.omgeving)
        formulier.bewaren.connect(self._beslis)
        return formulier

    def toon(self, **params: Any) -> None:
        """``verzoek_id``: load the request. Opening it is logged."""
        self._id = params.get("verzoek_id", self._id)
        if self._id is not None:
            self._lees(self._id)

    def geweigerd(self, fout: Fout) -> None:
        """The request may not be read (any more): nothing of it stays in sight."""
        self._rolvak.hide()
        self.sprong.hide()
        self.belangknop.hide()
        self.toon_fout(fout)

    def toon_verzoek(self, verzoek: VerzoekInzicht) -> None:
        """Fill the page."""
        self._rolvak.show()
        if self._verzoek is None or self._verzoek.regel.id != verzoek.regel.id:
            self._rolvak.verticalScrollBar().setValue(0)  # another request is read from its beginning
            for kaart in (self._nietkaart, self._gronden, self._gelijke):
                kaart.vouw(dicht=True)
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
                (self.tr("Status"), statuschip(verzoek)),
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
        self._beeld = Oordeelbeeld({}, (), ())
        self._toon_inhoud(verzoek)
        self._toon_besluiten(verzoek.besluiten)
        self._toon_acties(verzoek)
        self._toon_oordeel(verzoek)
        self.sprong.pas_aan()

    def _toon_inhoud(self, verzoek: VerzoekInzicht) -> None:
        document, kiezen = verzoek.regel.soort is Soort.DOCUMENT, verzoek.mag_beslissen
        aantal = len(verzoek.stukken)
        if kiezen:
            uitleg = self.tr("Haal het vinkje weg bij een tekst of veld dat niet mee mag.")
            if not document:
                uitleg += " " + self.tr("Nieuwe tekst in deze soorten valt later ook onder het akkoord.")
        elif document:
            uitleg = self.tr("Precies deze tekst is gevraagd.")
        elif aantal:
            uitleg = self.tr("Zo zou het vandaag zijn. Nieuwe tekst in deze soorten valt later ook onder het akkoord.")
        elif verzoek.niet:
            uitleg = self.tr("Van deze soorten gegevens gaat nu niets mee. Waarom niet, staat hieronder.")
        else:
            uitleg = self.tr("In deze soorten gegevens staat nu nog niets.")
        for soort, dag in self._beeld.verteld:
            uitleg += " " + self.tr("Al verteld: {0}, op {1}.").format(soort, toon_datum(dag))
        self._uitleg.setText(uitleg)
        gehad = self._beeld.gehad
        self.stukken.zet(
            verzoek.stukken,
            self._labels,
            kiesbaar=kiezen,
            per_veld=kiezen,
            merk={id_: self.tr("Had de ontvanger al op {}").format(toon_datum(dag)) for id_, dag in gehad.items()},
        )
        self.bekendknop.setVisible(kiezen and any(stuk.id in gehad for stuk in verzoek.stukken))
        self._nietkaart.setVisible(bool(verzoek.niet))
        aantal = len(verzoek.niet)
        self._nietkaart.zet_kort(self.tr("1 tekst") if aantal == 1 else self.tr("{} teksten").format(aantal))
        self._niet.zet(
            [stuk for stuk, _ in verzoek.niet],
            self._labels,
            vast={stuk.id: reden.value for stuk, reden in verzoek.niet},
        )

    def _toon_besluiten(self, besluiten: tuple[BesluitInzicht, ...]) -> None:
        maak_leeg(self._besluitkaart)
        vak = self._besluitkaart.inhoud
        for besluit in besluiten:
            gegevens = Gegevens()
            gegevens.zet(
                [
                    (self.tr("Besluit"), besluit.nummer),
                    (self.tr("Nu"), besluitchip(besluit)),
                    (self.tr("Oordeel"), besluitzin(besluit)),
                    *([(self.tr("Ingetrokken"), besluit.ingetrokken)] if besluit.ingetrokken else []),
                    *self._woorden(besluit),
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

    def _woorden(self, besluit: BesluitInzicht) -> list[tuple[str, str]]:
        """What the officer decided and wrote; of what nobody signed like this not a word."""
        if not is_echt(besluit.gebrek):
            return [(self.tr("Inhoud"), self.tr("Niet te controleren, en daarom niet getoond."))]
        return [
            (self.tr("Wat mag mee"), self._wat_mee(besluit)),
            (self.tr("Voorwaarden"), voorwaarden(besluit, self._titels())),
            (self.tr("Motivering"), besluit.motivering),
            *((VRAAG_LABELS[vraag], tekst) for vraag, tekst in besluit.bevindingen),
        ]

    def _titels(self) -> dict[str, str]:
        assert self._verzoek is not None
        stukken = (*self._verzoek.stukken, *(stuk for stuk, _ in self._verzoek.niet))
        return {stuk.id: stuk.titel or self._labels.get(stuk.categorie, "") for stuk in stukken}

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
        kan = verzoek.mag_beslissen
        self._oordeelkaart.setVisible(kan)
        self.blad.setVisible(kan and bool(verzoek.stukken))
        self.belangknop.setVisible(kan)
        self._gronden.zet(())
        self._gelijke.zet(())
        if verzoek.bezwaar:
            self.melding.zet("waarschuwing", verzoek.bezwaar)
        elif kan and verzoek.naamgenoot:
            self.melding.zet(
                "info",
                self.tr("Uw achternaam komt ook bij deze casus voor. Raakt dit u of uw familie?"),
                actietekst=self.tr("Ja, dit raakt mij"),
                actie=self._meld_belang,
            )
        self.begonnen.setVisible(False)
        if not kan:
            return
        regel = verzoek.tekst.manifest[0]
        self.blad.verberg()
        self.formulier.begin(
            ontvanger=verzoek.regel.ontvanger,
            categorieen=verzoek.categorie_labels,
            derden=regel.derden,
            geldig_tot=verzoek.max_geldig_tot,
            document=verzoek.regel.soort is Soort.DOCUMENT,
        )
        self.formulier.zet_grondslagen(verzoek.tekst.grondslagen, verzoek.categorie_labels)
        self.formulier.zet_aanvrager(
            {
                Toetsvraag.DOELBINDING: verzoek.doel_label,
                Toetsvraag.GRONDSLAG: ", ".join(verzoek.grondslag_labels),
                Toetsvraag.NOODZAAK: verzoek.tekst.noodzaak,
                Toetsvraag.PROPORTIONALITEIT: verzoek.tekst.proportionaliteit,
                Toetsvraag.SUBSIDIARITEIT: verzoek.tekst.subsidiariteit,
            }
        )
        self.formulier.koppel_concept(self.omgeving.concepten, self.concept, verzoek.regel.id)
        self.tekstblokken.laad()
        taak = partial(oordeelbeeld.load_beeld, self.omgeving.werkplek, verzoek.regel.id)
        self.omgeving.werker.doe(taak, self._toon_beeld, self.toon_fout, self)

    def _toon_beeld(self, beeld: Oordeelbeeld) -> None:
        assert self._verzoek is not None
        self._beeld = beeld
        if beeld.gehad or beeld.verteld:
            self._toon_inhoud(self._verzoek)
        self._gronden.zet(beeld.gronden)
        self._gelijke.zet(beeld.gelijke, beeld.onecht)
        if beeld.begin is not None:
            self._begin_met(beeld.begin)
        self.sprong.pas_aan()

    def _begin_met(self, begin: Oordeelbegin) -> None:
        if self.formulier.begin_met(begin):
            zin = self.tr("Begonnen met de voorwaarden van besluit {}; pas aan wat anders moet.")
        else:
            zin = self.tr("U had al iets ingevuld. Van besluit {} is alleen overgenomen wat toen is weggelaten.")
        self.stukken.pas_weglatingen_toe(begin.weglaten)
        self.begonnen.setText(zin.format(begin.nummer))
        self.begonnen.setVisible(True)

    def _laat_bekend_weg(self) -> None:
        self.stukken.laat_weg(self._beeld.gehad)

    def _tel_weggelaten(self) -> None:
        self.formulier.zet_weggelaten(len(self.stukken.weggelaten()))

    def _vraag_en_beslis(self) -> None:
        if not self._oordeelkaart.isHidden():
            self.formulier.bewaar_met_toets()

    def _bladtaak(self) -> Callable[[], bytes]:
        assert self._verzoek is not None
        invoer = self.formulier.lees(self.stukken.gekozen(), self.stukken.weggelaten())
        if Eis.ALLEEN_MONDELING in self.formulier.veld("eisen").waarde():
            return geen_blad
        return partial(oordeelbeeld.preview_oordeel, self.omgeving.werkplek, self._verzoek.regel.id, invoer)

    def _meld_belang(self) -> None:
        assert self._verzoek is not None
        Belangdialoog(self, (self._verzoek.regel.id,), self._belang_gemeld).toon()

    def _belang_gemeld(self) -> None:
        self.meld(self.tr("Uw belang is vastgelegd. Een andere privacy officer beoordeelt dit."))
        self.terug()

    def _beslis(self, waarden: dict[str, Any]) -> None:
        assert self._verzoek is not None
        invoer = self.formulier.invoer(waarden, self.stukken.gekozen(), self.stukken.weggelaten())
        self.formulier.zet_bezig(True)
        taak = self._beslistaak(self._verzoek.regel.id, invoer)
        self.omgeving.werker.doe(taak, self._besloten, self._mislukt, self)

    def _mislukt(self, fout: Fout) -> None:
        self.formulier.toon_fouten(fout)
        if isinstance(fout, OngeldigeInvoer):
            inhoud = [zin for veld, zin in fout.velden.items() if veld in ("stukken", "weglaten")]
            if inhoud:
                self.melding.zet("fout", " ".join(inhoud))

    def _trek_in(self, besluit_id: UUID) -> None:
        Intrekdialoog(self, besluit_id, partial(self._intrektaak, besluit_id), self._ingetrokken).toon()

    def _schik(self) -> None:
        super()._schik()
        self._rolvak.rol_uit(self.is_laag)

    def ververs(self, wijzigingen: Wijzigingen) -> None:  # noqa: ARG002 - a decision may come with any of them
        """Load again when this request or its decision changed."""
        if not self.formulier.is_gewijzigd:
            self.toon()

    def bewaar_concepten(self) -> None:
        """Hand over what was typed."""
        self.formulier.bewaar_concept()
