"""The tab Budget of a dossier: what was asked, decided and spent, what is left, and breakthroughs step by step."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout, QWidget

from pmg_desk.domain.bedragen import toon_bedrag
from pmg_desk.domain.datums import toon_datum
from pmg_desk.services import bijlagen, budget, casussen, doorbraak, toewijzingen
from pmg_desk.services.bijlagen import BijlageInzicht
from pmg_desk.services.budget import (
    SOORT_LABELS,
    STATUS_LABELS,
    AanvraagInvoer,
    AanvraagInzicht,
    BesluitInvoer,
    CasusBudget,
    UitgaveInvoer,
    UitgaveInzicht,
)
from pmg_desk.services.casussen import CasusStatus
from pmg_desk.services.doorbraak import DoorbraakInzicht
from pmg_desk.services.toewijzingen import TafelInzicht
from pmg_desk.services.uitspraken import UitspraakInzicht
from pmg_desk.services.werkplek import Werkplek
from pmg_desk.storage.models import AanvraagStatus
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.screens import budgetformulieren as formulieren
from pmg_desk.ui.widgets.bewaardialoog import Bewaardialoog
from pmg_desk.ui.widgets.chip import Chip, Chipwaarde
from pmg_desk.ui.widgets.formulier import Formulier
from pmg_desk.ui.widgets.kaart import Gegevens, Kaart
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.leeg import LegeStaat
from pmg_desk.ui.widgets.tabblad import Tabblad
from pmg_desk.ui.widgets.tekst import Tekst
from pmg_desk.ui.widgets.uitspraakkaart import UitspraakTekst, maak_leeg
from pmg_desk.ui.widgets.vloei import Vloei

_CHIPS = {
    AanvraagStatus.GEVRAAGD: Chipwaarde(STATUS_LABELS[AanvraagStatus.GEVRAAGD], "geel"),
    AanvraagStatus.TOEGEKEND: Chipwaarde(STATUS_LABELS[AanvraagStatus.TOEGEKEND], "groen"),
    AanvraagStatus.AFGEWEZEN: Chipwaarde(STATUS_LABELS[AanvraagStatus.AFGEWEZEN], "rood"),
    AanvraagStatus.INGETROKKEN: Chipwaarde(STATUS_LABELS[AanvraagStatus.INGETROKKEN], "grijs"),
}


@dataclass(frozen=True, slots=True)
class _Stand:
    casus_id: UUID
    budget: CasusBudget
    doorbraken: tuple[DoorbraakInzicht, ...]
    bijlagen: tuple[BijlageInzicht, ...]
    tafels: tuple[TafelInzicht, ...]
    wijzigen: bool


def _lees(werkplek: Werkplek, casus_id: UUID) -> _Stand:
    kop = casussen.toon_kop(werkplek, casus_id)
    return _Stand(
        casus_id,
        budget.list_budget(werkplek, casus_id),
        doorbraak.list_doorbraken(werkplek, casus_id),
        bijlagen.list_bijlagen(werkplek, casus_id),
        tuple(tafel for tafel in toewijzingen.list_tafels(werkplek, casus_id) if tafel.geldt),
        kop.mag_wijzigen and kop.status is CasusStatus.OPEN,
    )


class BudgetTab(Tabblad):
    """Totals at the top, then a card per request and per breakthrough, newest first."""

    sleutel, titel, icoon = "budget", "Budget", "euro"
    soorten = frozenset({"budget", "bijlage", "uitspraak", "casus"})

    def __init__(self, omgeving: Omgeving, ouder: QWidget | None = None) -> None:
        super().__init__(omgeving, ouder)
        self._stand: _Stand | None = None
        kolom = QVBoxLayout(self)
        kolom.setContentsMargins(0, 0, 0, 0)
        kolom.setSpacing(12)
        self._balk = QWidget()
        vloei = Vloei(self._balk)
        self.vraagknop = Knop(self.tr("Budget aanvragen"), "primair", "plus", actie=self.vraag_aan)
        self.labknop = Knop(self.tr("Doorbraak inbrengen"), icoon="plus", actie=self.breng_in)
        vloei.addWidget(self.vraagknop)
        vloei.addWidget(self.labknop)
        self.totaal = Tekst("", "kop-3")
        self._leeg = LegeStaat(
            self.tr("Nog geen budget en geen doorbraak"),
            self.tr("Hier staat waar geld voor is gevraagd, wie erover besloot en wat er is uitgegeven."),
            icoon="euro",
        )
        kolom.addWidget(self._balk)
        kolom.addWidget(self.totaal)
        kolom.addWidget(self._leeg)
        self._kaarten = QVBoxLayout()
        self._kaarten.setSpacing(12)
        kolom.addLayout(self._kaarten)
        kolom.addStretch(1)
        for deel in (self._balk, self.totaal, self._leeg):
            deel.setVisible(False)

    def toon(self, casus_id: UUID) -> None:
        """Load the money of this casus."""
        super().toon(casus_id)
        self.omgeving.werker.doe(partial(_lees, self.omgeving.werkplek, casus_id), self._zet, eigenaar=self)

    def _zet(self, stand: _Stand) -> None:
        if stand.casus_id != self.casus_id:
            return
        self._stand = stand
        alles = stand.budget
        self._balk.setVisible(stand.wijzigen and bool(stand.tafels))
        self.totaal.setText(
            self.tr("Toegekend {} · uitgegeven {} · nog over {}").format(
                toon_bedrag(alles.toegekend), toon_bedrag(alles.besteed), toon_bedrag(alles.over)
            )
        )
        self.totaal.setVisible(bool(alles.aanvragen))
        self._leeg.setVisible(not alles.aanvragen and not stand.doorbraken)
        maak_leeg(self._kaarten)
        for aanvraag in alles.aanvragen:
            self._kaarten.addWidget(self._aanvraagkaart(aanvraag, stand))
        for een in stand.doorbraken:
            self._kaarten.addWidget(self._doorbraakkaart(een, stand))

    # cards

    def _aanvraagkaart(self, een: AanvraagInzicht, stand: _Stand) -> Kaart:
        kaart = Kaart(self.tr("{}: {}").format(SOORT_LABELS[een.soort], toon_bedrag(een.gevraagd)))
        kaart.inhoud.addWidget(_chips(_CHIPS[een.status]))
        kaart.inhoud.addWidget(UitspraakTekst(een.reden))
        paren: list[tuple[str, str]] = [
            (self.tr("Tafel"), een.tafel_label),
            (self.tr("Gevraagd"), self.tr("{} door {}").format(toon_datum(een.gevraagd_op), een.door)),
        ]
        if een.besloten_op is not None:
            paren.append(
                (self.tr("Besloten"), self.tr("{} door {}").format(toon_datum(een.besloten_op), een.besloten_door))
            )
        if een.toegekend is not None:
            paren.append((self.tr("Toegekend"), toon_bedrag(een.toegekend)))
            paren.append((self.tr("Uitgegeven"), toon_bedrag(een.besteed)))
            over = toon_bedrag(een.over) if een.over >= 0 else self.tr("{} te veel").format(toon_bedrag(-een.over))
            paren.append((self.tr("Nog over"), over))
        feiten = Gegevens()
        feiten.zet(paren)
        kaart.inhoud.addWidget(feiten)
        kop = self.tr("Waarom ingetrokken") if een.status is AanvraagStatus.INGETROKKEN else self.tr("Besluit")
        _tekst(kaart, kop, een.besluit)
        _tekst(kaart, self.tr("Reden bij wat de tafel nog had"), een.overschrijding)
        if een.uitgaven:
            kaart.inhoud.addWidget(Tekst(self.tr("Uitgaven"), "kop-3"))
        for uitgave in een.uitgaven:
            kaart.inhoud.addWidget(self._uitgave(een, uitgave, stand))
        if stand.wijzigen:
            self._aanvraagknoppen(kaart, een)
        return kaart

    def _aanvraagknoppen(self, kaart: Kaart, een: AanvraagInzicht) -> None:
        knoppen = []
        if een.status is AanvraagStatus.GEVRAAGD and een.mag_besluiten:
            knoppen.append(Knop(self.tr("Besluit vastleggen"), actie=partial(self.besluit, een)))
        if een.status is AanvraagStatus.GEVRAAGD:
            knoppen.append(Knop(self.tr("Aanvraag intrekken"), actie=partial(self.trek_in, een)))
        if een.status is AanvraagStatus.TOEGEKEND:
            knoppen.append(Knop(self.tr("Uitgave toevoegen"), icoon="plus", actie=partial(self.geef_uit, een)))
        if een.status is AanvraagStatus.GEVRAAGD and not een.mag_besluiten:
            kaart.inhoud.addWidget(
                Tekst(self.tr("U heeft dit aangevraagd. Een collega legt het besluit vast."), "zacht")
            )
        _rij(kaart, knoppen)

    def _uitgave(self, aanvraag: AanvraagInzicht, een: UitgaveInzicht, stand: _Stand) -> QWidget:
        vak = QWidget()
        kolom = QVBoxLayout(vak)
        kolom.setContentsMargins(0, 0, 0, 0)
        kolom.setSpacing(4)
        bon = next((b for b in stand.bijlagen if b.id == een.bijlage_id), None)
        delen = [toon_bedrag(een.bedrag), toon_datum(een.datum), self.tr("vastgelegd door {}").format(een.door)]
        if een.terug:
            delen.append(self.tr("draait een uitgave terug"))
        else:
            delen.append(self.tr("geen bon") if bon is None else self.tr("bon: {}").format(bon.naam))
        if een.teruggedraaid:
            delen.append(self.tr("teruggedraaid"))
        kolom.addWidget(Tekst(" · ".join(delen)))
        kolom.addWidget(UitspraakTekst(een.waarvoor))
        if een.overschrijding is not None:
            kolom.addWidget(Tekst(self.tr("Waarom meer dan is toegekend"), "zacht"))
            kolom.addWidget(UitspraakTekst(een.overschrijding))
        if stand.wijzigen and not een.terug and not een.teruggedraaid:
            knop = Knop(
                self.tr("Uitgave terugdraaien"), "koppeling", "undo-2", actie=partial(self.draai_terug, een, aanvraag)
            )
            knop.setAccessibleName(self.tr("Uitgave van {} terugdraaien").format(toon_bedrag(een.bedrag)))
            balk = QWidget()
            Vloei(balk).addWidget(knop)
            kolom.addWidget(balk)
        return vak

    def _doorbraakkaart(self, een: DoorbraakInzicht, stand: _Stand) -> Kaart:
        kaart = Kaart(self.tr("Doorbraaklab: {}").format(een.tafel_label))
        if een.gelukt is not None:
            afloop = (
                Chipwaarde(self.tr("Gelukt"), "groen") if een.gelukt else Chipwaarde(self.tr("Niet gelukt"), "rood")
            )
        elif een.afgerond_op is not None:
            afloop = Chipwaarde(self.tr("Gestopt"), "grijs")
        else:
            afloop = Chipwaarde(self.tr("Loopt"), "geel")
        kaart.inhoud.addWidget(_chips(afloop))
        kaart.inhoud.addWidget(
            Tekst(
                self.tr("Het programma (000) noemt het Doorbraaklab. Welke stappen daarbij horen, is niet in bron."),
                "zacht",
            )
        )
        ingebracht = self.tr("1. Wat vastzit ({}, {})").format(toon_datum(een.ingebracht_op), een.door)
        _tekst(kaart, ingebracht, een.blokkade)
        _tekst(kaart, self.tr("Wie er nodig is"), een.nodig)
        if een.besloten_op is not None:
            wie = self.tr("2. Besluit ({}, {})").format(toon_datum(een.besloten_op), een.besloten_door)
            _tekst(kaart, wie, een.besluit)
        if een.afgerond_op is not None:
            _tekst(kaart, self.tr("3. Uitkomst ({})").format(toon_datum(een.afgerond_op)), een.uitkomst)
        geld = [a for a in stand.budget.aanvragen if a.doorbraak_id == een.id]
        for aanvraag in geld:
            zin = self.tr("Gevraagd geld: {} ({}).").format(
                toon_bedrag(aanvraag.gevraagd), STATUS_LABELS[aanvraag.status]
            )
            kaart.inhoud.addWidget(Tekst(zin))
        loopt = stand.wijzigen and een.afgerond_op is None
        if loopt and een.besloten_op is None:
            _rij(kaart, [Knop(self.tr("Besluit over de doorbraak"), actie=partial(self.besluit_doorbraak, een))])
        elif loopt:
            _rij(kaart, [Knop(self.tr("Uitkomst vastleggen"), actie=partial(self.rond_af, een))])
        return kaart

    # steps

    def vraag_aan(self) -> None:
        """Ask for money."""
        assert self._stand is not None
        formulier = formulieren.aanvraag(self.omgeving, self._stand.tafels, self._stand.doorbraken)
        casus_id = self._stand.casus_id
        self._dialoog(
            self.tr("Budget aanvragen"),
            formulier,
            lambda werkplek, w: budget.ask_budget(werkplek, casus_id, AanvraagInvoer(**w)),
            self.tr("De aanvraag is vastgelegd."),
            concept="budgetaanvraag",
            over=casus_id,
        )

    def besluit(self, een: AanvraagInzicht) -> None:
        """Record the decision on a request."""
        self._dialoog(
            self.tr("Besluit over budget"),
            formulieren.besluit(self.omgeving, een),
            lambda werkplek, w: budget.decide_budget(werkplek, een.id, BesluitInvoer(**w)),
            self.tr("Het besluit is vastgelegd."),
            concept="budgetbesluit",
            over=een.id,
        )

    def trek_in(self, een: AanvraagInzicht) -> None:
        """Take back a request."""
        self._dialoog(
            self.tr("Aanvraag intrekken"),
            formulieren.reden(
                self.omgeving,
                self.tr("Waarom trekt u de aanvraag in"),
                self.tr("Aanvraag intrekken"),
                een.reden.categorie,
            ),
            lambda werkplek, w: budget.withdraw_aanvraag(werkplek, een.id, w["reden"]),
            self.tr("De aanvraag is ingetrokken."),
            concept="budgetintrekking",
            over=een.id,
        )

    def geef_uit(self, een: AanvraagInzicht) -> None:
        """Record what was bought."""
        assert self._stand is not None
        self._dialoog(
            self.tr("Uitgave toevoegen"),
            formulieren.uitgave(self.omgeving, een, self._stand.bijlagen),
            lambda werkplek, w: budget.spend_budget(werkplek, een.id, UitgaveInvoer(**w)),
            self.tr("De uitgave is vastgelegd."),
            concept="uitgave",
            over=een.id,
        )

    def draai_terug(self, uitgave: UitgaveInzicht, een: AanvraagInzicht) -> None:
        """Take back a mistake by an opposite row."""
        self._dialoog(
            self.tr("Uitgave terugdraaien"),
            formulieren.reden(
                self.omgeving,
                self.tr("Waarom draait u deze uitgave terug"),
                self.tr("Uitgave terugdraaien"),
                een.reden.categorie,
            ),
            lambda werkplek, w: budget.take_back(werkplek, uitgave.id, w["reden"]),
            self.tr("De uitgave is teruggedraaid. De oude regel blijft staan."),
            concept="uitgaveterug",
            over=uitgave.id,
        )

    def breng_in(self) -> None:
        """Bring the casus to the Doorbraaklab."""
        assert self._stand is not None
        casus_id = self._stand.casus_id
        self._dialoog(
            self.tr("Doorbraak inbrengen"),
            formulieren.inbrengen(self.omgeving, self._stand.tafels),
            lambda werkplek, w: doorbraak.bring_in(werkplek, casus_id, **w),
            self.tr("De casus is ingebracht bij het Doorbraaklab."),
            concept="doorbraak",
            over=casus_id,
        )

    def besluit_doorbraak(self, een: DoorbraakInzicht) -> None:
        """Record what the Doorbraaklab decided."""
        self._dialoog(
            self.tr("Besluit over de doorbraak"),
            formulieren.doorbraakbesluit(self.omgeving, een),
            lambda werkplek, w: doorbraak.decide_doorbraak(werkplek, een.id, **w),
            self.tr("Het besluit is vastgelegd."),
            concept="doorbraakbesluit",
            over=een.id,
        )

    def rond_af(self, een: DoorbraakInzicht) -> None:
        """Record what came of it."""
        self._dialoog(
            self.tr("Uitkomst van de doorbraak"),
            formulieren.uitkomst(self.omgeving, een),
            lambda werkplek, w: doorbraak.finish_doorbraak(werkplek, een.id, **w),
            self.tr("De uitkomst is vastgelegd."),
            concept="doorbraakuitkomst",
            over=een.id,
        )

    def _dialoog(
        self,
        titel: str,
        formulier: Formulier,
        doe: Callable[[Werkplek, dict[str, Any]], object],
        gelukt: str,
        *,
        concept: str,
        over: UUID,
    ) -> None:
        taak = partial(doe, self.omgeving.werkplek)
        Bewaardialoog(
            self, self.omgeving, titel, formulier, taak, gelukt=gelukt, concept=concept, object_id=over
        ).toon()


def _chips(waarde: Chipwaarde) -> QWidget:
    balk = QWidget()
    Vloei(balk).addWidget(Chip(waarde))
    return balk


def _rij(kaart: Kaart, knoppen: list[Knop]) -> None:
    balk = QWidget()
    vloei = Vloei(balk)
    for knop in knoppen:
        vloei.addWidget(knop)
    kaart.inhoud.addWidget(balk)


def _tekst(kaart: Kaart, kop: str, tekst: UitspraakInzicht | None) -> None:
    if tekst is not None:
        kaart.inhoud.addWidget(Tekst(kop, "zacht"))
        kaart.inhoud.addWidget(UitspraakTekst(tekst))
