"""Parts of the meldpunt: the signal that is open at the right, and the windows in which something is done with it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout, QWidget

from pmg_desk.domain.controle import MAX_TEKST
from pmg_desk.domain.datums import toon_datum
from pmg_desk.domain.klok import lokale_dag
from pmg_desk.domain.samenvatting import Doorverstrekking
from pmg_desk.services import meldpunt, signaalcasus
from pmg_desk.services.meldpunt import SignaalInvoer, SignaalInzicht, SignaalRij, SignaalStatus
from pmg_desk.services.signaaltekst import EerderSignaal
from pmg_desk.services.signaalverbeteren import correct_signaal
from pmg_desk.services.uitspraken import UitspraakInvoer
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.screens.jongerevelden import volg_wijk, wijk_als_waarden, wijk_uit, wijk_velden
from pmg_desk.ui.screens.tafelzicht import zicht_van_tafel
from pmg_desk.ui.screens.terugmelden import terug_dialoog, voeg_terugwoorden
from pmg_desk.ui.widgets import chip
from pmg_desk.ui.widgets.bewaardialoog import Bewaardialoog
from pmg_desk.ui.widgets.chip import Chip, Chipwaarde, Kleur
from pmg_desk.ui.widgets.formulier import (
    Formulier,
    Keuze,
    KeuzeVeld,
    LangeTekstVeld,
    TekstVeld,
    Veld,
    VinkVeld,
    ZoekKeuzeVeld,
)
from pmg_desk.ui.widgets.kaart import Gegevens
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.tekst import Tekst
from pmg_desk.ui.widgets.uitspraakveld import UitspraakVeld
from pmg_desk.ui.widgets.vloei import Vloeibalk

_KLEUR: dict[SignaalStatus, Kleur] = {
    SignaalStatus.OPEN: "blauw",
    SignaalStatus.IN_CASUS: "groen",
    SignaalStatus.AFGEHANDELD: "grijs",
}


def signaalchip(rij: SignaalRij) -> Chipwaarde:
    """How far a signal is."""
    return Chipwaarde(rij.status_label, _KLEUR[rij.status])


def ouderdom(ouder: QWidget, dagen: int) -> str:
    """How long ago, in words."""
    if dagen == 0:
        return ouder.tr("vandaag")
    return ouder.tr("1 dag") if dagen == 1 else ouder.tr("{} dagen").format(dagen)


class Signaaldetail(QWidget):
    """What was reported, by whom, and what became of it; with the steps that need no casus, and what it said before."""

    def __init__(
        self,
        signaal: SignaalInzicht,
        handel_af: Callable[[], object],
        meld_terug: Callable[[], object],
        verbeter: Callable[[], object],
    ) -> None:
        super().__init__()
        self.signaal = signaal
        kolom = QVBoxLayout(self)
        kolom.setContentsMargins(0, 0, 0, 0)
        kolom.setSpacing(12)
        rij = signaal.rij
        chips = Vloeibalk()
        for waarde in (signaalchip(rij), chip.status(rij.aard.value)):
            chips.voeg_toe(Chip(waarde))
        if rij.verlopen:
            chips.voeg_toe(Chip(chip.status("", self.tr("Termijn voorbij"), "geel")))
        kolom.addWidget(chips)
        if signaal.tekst:
            kolom.addWidget(Tekst(signaal.tekst, kiesbaar=True))
        else:
            kolom.addWidget(
                Tekst(self.tr("De tekst van dit signaal staat nu in de casus en nergens anders meer."), "zacht")
            )
        self.gegevens = Gegevens()
        self.gegevens.zet([(woord, waarde) for woord, waarde in self._regels() if waarde])
        kolom.addWidget(self.gegevens)
        self.verbeterknop = Knop(self.tr("Signaal verbeteren"), "koppeling", "pencil", actie=verbeter)
        kolom.addWidget(self.verbeterknop)
        self.verbeterknop.setVisible(signaal.mag_verbeteren)
        self.afhandelknop = Knop(self.tr("Afhandelen zonder casus"), "koppeling", "check", actie=handel_af)
        kolom.addWidget(self.afhandelknop)
        self.afhandelknop.setVisible(rij.status is SignaalStatus.OPEN)
        kolom.addWidget(Tekst(self.tr("Wat mag de melder horen"), "kop-3"))
        voeg_terugwoorden(self, kolom, signaal.terugmelding_op, signaal.verteld, signaal.terug_te_melden)
        self.terugknop = Knop(self.tr("Terugmelding vastleggen"), "koppeling", "phone", actie=meld_terug)
        kolom.addWidget(self.terugknop)
        self.terugknop.setVisible(signaal.mag_terugmelden)
        for eerder in signaal.eerder:
            self._zet_eerder(kolom, eerder)

    def _zet_eerder(self, kolom: QVBoxLayout, eerder: EerderSignaal) -> None:
        """What it said until then, with what else stood there."""
        kop = self.tr("Tot {} stond hier").format(toon_datum(lokale_dag(eerder.op)))
        kolom.addWidget(Tekst(kop, "kop-3"))
        kolom.addWidget(Tekst(self.tr("{} verbeterde dit: {}").format(eerder.door, eerder.reden), "zacht"))
        tekst = eerder.invoer.tekst
        chips = Vloeibalk()
        chips.voeg_toe(Chip(chip.status(tekst.aard.value)))
        kolom.addWidget(chips)
        kolom.addWidget(Tekst(tekst.tekst, kiesbaar=True))
        gegevens = Gegevens()
        dag = "" if tekst.gezegd_op is None else toon_datum(tekst.gezegd_op)
        invoer = eerder.invoer
        regels = self._wie_en_wat(tekst, dag, invoer.over_wie, (eerder.wijk, invoer.buurt), eerder.categorie_label)
        gegevens.zet([(woord, waarde) for woord, waarde in regels if waarde])
        kolom.addWidget(gegevens)

    def _wie_en_wat(
        self, tekst: UitspraakInvoer, binnen: str, over_wie: str, waar: tuple[str, str], categorie: str
    ) -> list[tuple[str, str]]:
        doorgeven = {
            Doorverstrekking.JA: self.tr("mag"),
            Doorverstrekking.VRAGEN: self.tr("eerst aan de bron vragen"),
            Doorverstrekking.NEE: self.tr("mag niet"),
        }[tekst.doorverstrekking]
        return [
            (self.tr("Gemeld door"), tekst.bron),
            (self.tr("Binnen op"), binnen),
            (self.tr("Over wie"), over_wie),
            (self.tr("Wijk"), ", ".join(deel for deel in waar if deel)),
            (self.tr("Soort gegevens"), categorie),
            (self.tr("Gaat ook over"), (tekst.derden_wie or self.tr("ja")) if tekst.derden else ""),
            (self.tr("Doorgeven"), doorgeven),
        ]

    def _regels(self) -> list[tuple[str, str]]:
        signaal, rij = self.signaal, self.signaal.rij
        binnen = self.tr("{} ({})").format(toon_datum(rij.ontvangen_op), ouderdom(self, rij.dagen))
        waar = (rij.wijk, signaal.buurt)
        regels = [
            *self._wie_en_wat(signaal.als_uitspraak(), binnen, rij.over_wie, waar, signaal.categorie_label),
            (self.tr("Vastgelegd door"), signaal.door),
        ]
        if rij.status is SignaalStatus.IN_CASUS:
            regels.append((self.tr("Casus"), signaal.nummer or self.tr("bij een casus die u niet mag zien")))
        else:
            regels.append((self.tr("Blijft tot"), toon_datum(signaal.vervalt_op)))
        if signaal.afhandeling:
            regels.append((self.tr("Afgehandeld"), signaal.afhandeling))
        return regels


def _signaalvelden(ouder: QWidget, omgeving: Omgeving, tafels: tuple[tuple[str, str], ...]) -> list[Veld | str]:
    """What a signal says. Nobody knows beforehand who reports, what, nor whether they want it passed on."""
    return [
        KeuzeVeld("tafel", ouder.tr("Meldpunt van"), [Keuze(*een) for een in tafels], verplicht=True),
        UitspraakVeld(
            omgeving,
            "tekst",
            ouder.tr("Wat is er gezien of gehoord"),
            categorie="signalen",
            aard=None,
            bron="",
            doorverstrekking=Doorverstrekking.VRAGEN,
            verplicht=True,
            regels=4,
            volledig=True,
        ),
        TekstVeld(
            "over_wie",
            ouder.tr("Over wie"),
            hoogstens=400,
            hulp=ouder.tr("Voornaam en achternaam. Mag leeg blijven: een signaal kan ook over een plek gaan."),
        ),
        *wijk_velden(omgeving),
        TekstVeld("buurt", ouder.tr("Buurt of plek"), hoogstens=80),
    ]


def _invoer(waarden: dict[str, Any]) -> SignaalInvoer:
    return SignaalInvoer(waarden["tafel"], waarden["tekst"], waarden["over_wie"], wijk_uit(waarden), waarden["buurt"])


def nieuw_dialoog(
    ouder: QWidget, omgeving: Omgeving, tafels: tuple[tuple[str, str], ...], tafel: str | None
) -> Bewaardialoog:
    """Record a signal for the meldpunt of one of ``tafels`` (key and label)."""
    formulier = Formulier(_signaalvelden(ouder, omgeving, tafels), knop=ouder.tr("Signaal opslaan"))
    gekozen = tafel if tafel is not None else (tafels[0][0] if len(tafels) == 1 else None)
    formulier.zet({"tafel": gekozen})
    volg_wijk(formulier)

    def bewaar(waarden: dict[str, Any]) -> UUID:
        return meldpunt.record_signaal(omgeving.werkplek, _invoer(waarden))

    return Bewaardialoog(
        ouder,
        omgeving,
        ouder.tr("Signaal vastleggen"),
        formulier,
        bewaar,
        gelukt=ouder.tr("Het signaal is vastgelegd."),
        concept="signaal",  # as services.concepten.SIGNAALFORMULIER
    )


def verbeter_dialoog(
    ouder: QWidget, omgeving: Omgeving, tafels: tuple[tuple[str, str], ...], signaal: SignaalInzicht
) -> Bewaardialoog:
    """Correct what a signal says, and why; what it said stays readable."""
    formulier = Formulier(
        [
            *_signaalvelden(ouder, omgeving, tafels),
            TekstVeld(
                "reden",
                ouder.tr("Waarom verbetert u dit"),
                verplicht=True,
                hoogstens=300,
                hulp=ouder.tr("Wat er nu staat, blijft bij het signaal te lezen."),
            ),
        ],
        knop=ouder.tr("Verbetering opslaan"),
    )
    nu = signaal.als_invoer()
    formulier.zet(
        {
            "tafel": nu.tafel,
            "tekst": nu.tekst,
            "over_wie": nu.over_wie,
            **wijk_als_waarden(omgeving, nu.wijk),
            "buurt": nu.buurt,
        }
    )
    volg_wijk(formulier)

    def bewaar(waarden: dict[str, Any]) -> None:
        correct_signaal(omgeving.werkplek, signaal.id, _invoer(waarden), waarden["reden"], gezien=len(signaal.eerder))

    return Bewaardialoog(
        ouder,
        omgeving,
        ouder.tr("Signaal verbeteren"),
        formulier,
        bewaar,
        gelukt=ouder.tr("De verbetering is opgeslagen."),
        concept="signaal.verbeteren",
        object_id=signaal.id,
        over=_over(signaal),
    )


def koppel_dialoog(ouder: QWidget, omgeving: Omgeving, signaal: SignaalInzicht) -> Bewaardialoog:
    """Add a signal to a casus that is there already."""

    def zoek(tekst: str) -> list[Keuze]:
        gevonden = signaalcasus.find_casussen(omgeving.werkplek, tekst)
        return [Keuze(een.casus_id, een.naam, f"{een.nummer}, {een.leeftijd}") for een in gevonden]

    formulier = Formulier(
        [
            ZoekKeuzeVeld(
                "casus_id",
                ouder.tr("Welke casus"),
                zoek=zoek,
                werker=omgeving.werker,
                verplicht=True,
                hulp=ouder.tr("Zoek op naam of nummer. U ziet alleen open casussen waarin u mag werken."),
            ),
            VinkVeld(
                "aanmelden",
                ouder.tr("Meld de casus ook aan bij {}").format(signaal.rij.tafel_label),
                label=ouder.tr("Tafel"),
                hulp="\n".join(
                    (
                        ouder.tr("Gebeurt alleen als de casus daar nog niet is en de tafel niet via een andere loopt."),
                        zicht_van_tafel(ouder, signaal.rij.tafel_label, signaal.leden),
                    )
                ),
            ),
        ],
        knop=ouder.tr("Signaal bij de casus voegen"),
    )
    formulier.zet({"aanmelden": True})

    def bewaar(waarden: dict[str, Any]) -> tuple[UUID, UUID | None]:
        casus_id: UUID = waarden["casus_id"]
        aanmelden = bool(waarden["aanmelden"])
        return casus_id, signaalcasus.link_signaal(omgeving.werkplek, signaal.id, casus_id, aanmelden=aanmelden)

    return Bewaardialoog(
        ouder,
        omgeving,
        ouder.tr("Bij een casus voegen"),
        formulier,
        bewaar,
        gelukt=ouder.tr("Het signaal staat nu in de casus."),
        concept="signaal.koppelen",
        object_id=signaal.id,
        over=_over(signaal),
    )


def afhandel_dialoog(ouder: QWidget, omgeving: Omgeving, signaal: SignaalInzicht) -> Bewaardialoog:
    """Say that a signal needs no casus."""
    formulier = Formulier(
        [
            LangeTekstVeld(
                "reden",
                ouder.tr("Waarom is er geen casus nodig"),
                verplicht=True,
                hoogstens=MAX_TEKST,
                hulp=ouder.tr("Het signaal blijft nog tot {} en wordt daarna verwijderd.").format(
                    toon_datum(signaal.vervalt_op)
                ),
            )
        ],
        knop=ouder.tr("Signaal afhandelen"),
    )
    return Bewaardialoog(
        ouder,
        omgeving,
        ouder.tr("Afhandelen zonder casus"),
        formulier,
        lambda waarden: meldpunt.handle_signaal(omgeving.werkplek, signaal.id, waarden["reden"]),
        gelukt=ouder.tr("Het signaal is afgehandeld."),
        concept="signaal.afhandelen",
        object_id=signaal.id,
        over=_over(signaal),
    )


def terugmeld_dialoog(ouder: QWidget, omgeving: Omgeving, signaal: SignaalInzicht) -> Bewaardialoog:
    """Record what was told back about a signal."""
    return terug_dialoog(
        ouder,
        omgeving,
        ouder.tr("Terugmelding vastleggen"),
        signaal.terug_te_melden,
        partial(_bewaar_terugmelding, omgeving, signaal.id),
        gelukt=ouder.tr("De terugmelding is vastgelegd."),
        concept="signaal.terugmelden",
        object_id=signaal.id,
        over=_over(signaal),
    )


def _over(signaal: SignaalInzicht) -> str:
    """Which signal a window is about."""
    rij = signaal.rij
    return " · ".join(deel for deel in (rij.tafel_label, toon_datum(rij.ontvangen_op), rij.over_wie) if deel)


def _bewaar_terugmelding(omgeving: Omgeving, signaal_id: UUID, waarden: dict[str, Any]) -> None:
    meldpunt.record_terugmelding(omgeving.werkplek, signaal_id, waarden["tekst"], waarden["op"])
