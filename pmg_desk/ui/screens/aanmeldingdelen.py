"""Parts of an aanmelding: the form to put a casus before a table, and the cards of its triage."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout, QWidget

from pmg_desk.domain.controle import MAX_TEKST
from pmg_desk.domain.datums import Richting, toon_datum
from pmg_desk.domain.profiel import Profiel
from pmg_desk.domain.samenvatting import Aard
from pmg_desk.services import aanmeldingen
from pmg_desk.services.aanmeldingen import (
    AanmeldingInvoer,
    AanmeldingInzicht,
    AanmeldingRij,
    AanmeldingStatus,
    Tafelkeuze,
    Urgentie,
)
from pmg_desk.services.stukken_route import categorie_van
from pmg_desk.services.triage import (
    Oordeel,
    Triageantwoordinvoer,
    Triagefeit,
    TriageInzicht,
    Voorwaarde,
    withdraw_aanmelding,
)
from pmg_desk.services.uitspraken import UitspraakInvoer
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.screens.tafelzicht import zicht_van_tafel
from pmg_desk.ui.widgets.bewaardialoog import Bewaardialoog
from pmg_desk.ui.widgets.chip import Chip, Chipwaarde, Kleur
from pmg_desk.ui.widgets.formulier import (
    DatumVeld,
    Formulier,
    Keuze,
    KeuzeVeld,
    LangeTekstVeld,
    TekstVeld,
    Veld,
)
from pmg_desk.ui.widgets.kaart import Gegevens, Kaart
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.tekst import Tekst
from pmg_desk.ui.widgets.uitspraakkaart import UitspraakTekst, maak_leeg
from pmg_desk.ui.widgets.uitspraakveld import UitspraakVeld
from pmg_desk.ui.widgets.vloei import Vloeibalk

_KLEUR: dict[AanmeldingStatus, Kleur] = {
    AanmeldingStatus.NIEUW: "blauw",
    AanmeldingStatus.TRIAGE: "geel",
    AanmeldingStatus.AANGENOMEN: "groen",
    AanmeldingStatus.AFGEWEZEN: "grijs",
    AanmeldingStatus.VERWEZEN: "paars",
    AanmeldingStatus.INGETROKKEN: "grijs",
}
_OORDEEL: dict[Oordeel, tuple[str, Kleur]] = {
    Oordeel.PAST: ("Past", "groen"),
    Oordeel.PAST_NIET: ("Past niet", "rood"),
    Oordeel.ONZEKER: ("Onzeker", "geel"),
    Oordeel.GEEN_EIS: ("Geen eis", "grijs"),
}
ELDERS = "elders"


def aanmeldingchip(rij: AanmeldingRij) -> Chipwaarde:
    """How far an aanmelding is."""
    return Chipwaarde(rij.status_label, _KLEUR[rij.status])


def urgentiechip(rij: AanmeldingRij) -> Chipwaarde:
    """Whether it is urgent."""
    return Chipwaarde(rij.urgentie_label, "rood" if rij.urgentie is Urgentie.SPOED else "grijs")


def oordeelchip(oordeel: Oordeel) -> Chipwaarde:
    """How a fact relates to what the table asks."""
    woord, kleur = _OORDEEL[oordeel]
    return Chipwaarde(woord, kleur)


def zet_tafels(profiel: Profiel, velden: Sequence[Veld], *tafels: str) -> None:
    """Give texts about these tables the data category that belongs to them."""
    for veld in velden:
        if isinstance(veld, UitspraakVeld):
            veld.zet_categorie(categorie_van(profiel, *tafels))


class Aanmeldformulier(Formulier):
    """At which table, how urgent, by whom and why; why not by the usual way only where that is so."""

    def __init__(self, zegger: QWidget, omgeving: Omgeving, tafels: Sequence[Tafelkeuze]) -> None:
        self._tafels = {tafel.tafel: tafel for tafel in tafels}
        self._zegger, self._profiel = zegger, omgeving.werkplek.profiel
        categorie = categorie_van(self._profiel)
        super().__init__(
            [
                KeuzeVeld(
                    "tafel",
                    zegger.tr("Bij welke tafel"),
                    [Keuze(tafel.tafel, tafel.label) for tafel in tafels if not tafel.bezwaar],
                    verplicht=True,
                ),
                UitspraakVeld(
                    omgeving,
                    "afwijking",
                    zegger.tr("Waarom niet via de gewone weg"),
                    categorie=categorie,
                    aard=Aard.MENING,
                    verplicht=True,
                ),
                UitspraakVeld(
                    omgeving,
                    "reden",
                    zegger.tr("Waarom meldt u de casus hier aan"),
                    categorie=categorie,
                    aard=Aard.MENING,
                    verplicht=True,
                ),
                KeuzeVeld(
                    "urgentie",
                    zegger.tr("Urgentie"),
                    [Keuze(urgentie, label) for urgentie, label in aanmeldingen.URGENTIE_LABELS.items()],
                    verplicht=True,
                ),
                TekstVeld(
                    "aangemeld_door",
                    zegger.tr("Wie vraagt hierom"),
                    hulp=zegger.tr("Naam en organisatie. Leeg betekent: uzelf."),
                ),
                DatumVeld(
                    "aangemeld_op",
                    zegger.tr("Aangemeld op"),
                    omgeving.vandaag,
                    richting=Richting.VERLEDEN,
                    laatst=omgeving.vandaag,
                    hulp=zegger.tr("Leeg betekent: vandaag."),
                ),
            ],
            knop=zegger.tr("Casus aanmelden"),
        )
        self.zet({"urgentie": Urgentie.GEWOON})
        self.veld("tafel").gewijzigd.connect(self._andere_tafel)
        self._andere_tafel()

    def _andere_tafel(self) -> None:
        tafel = self.veld("tafel").waarde()
        gekozen = self._tafels.get(tafel or "")
        via = () if gekozen is None else gekozen.via
        wie = "" if gekozen is None else zicht_van_tafel(self._zegger, gekozen.label, gekozen.leden)
        self.veld("tafel").zet_hulp(wie)
        zet_tafels(self._profiel, (self.veld("afwijking"), self.veld("reden")), *((tafel,) if tafel else ()))
        self.toon_veld("afwijking", bool(via))
        afwijking = self.veld("afwijking")
        if via and isinstance(afwijking, UitspraakVeld):
            afwijking.zet_hulp(
                self._zegger.tr("Aanmelden bij deze tafel loopt via {}. Daar is de casus nog niet geweest.").format(
                    self._zegger.tr(" of ").join(via)
                )
            )


def aanmeld_dialoog(ouder: QWidget, omgeving: Omgeving, casus_id: UUID, tafels: Sequence[Tafelkeuze]) -> Bewaardialoog:
    """Put a casus before a table; ``bewaard`` carries the id of the aanmelding."""
    return Bewaardialoog(
        ouder,
        omgeving,
        ouder.tr("Aanmelden bij een tafel"),
        Aanmeldformulier(ouder, omgeving, tafels),
        partial(_meld_aan, omgeving, casus_id),
        gelukt=ouder.tr("De casus is aangemeld."),
        concept="aanmelding",
        object_id=casus_id,
    )


def _meld_aan(omgeving: Omgeving, casus_id: UUID, waarden: dict[str, Any]) -> UUID:
    return aanmeldingen.meld_aan(omgeving.werkplek, casus_id, AanmeldingInvoer(**waarden))


def trekin_dialoog(
    ouder: QWidget,
    omgeving: Omgeving,
    aanmelding: AanmeldingInzicht,
    antwoorden: Sequence[Triageantwoordinvoer],
    reden: UitspraakInvoer | None,
) -> Bewaardialoog:
    """Take an aanmelding back; ``antwoorden`` that were not saved are kept with it, and it begins with ``reden``."""
    formulier = Formulier(
        [
            UitspraakVeld(
                omgeving,
                "reden",
                ouder.tr("Waarom trekt u de aanmelding in"),
                categorie=categorie_van(omgeving.werkplek.profiel, aanmelding.rij.tafel),
                verplicht=True,
            )
        ],
        knop=ouder.tr("Aanmelding intrekken"),
    )
    if reden is not None:
        formulier.zet({"reden": reden})
    return Bewaardialoog(
        ouder,
        omgeving,
        ouder.tr("Aanmelding intrekken"),
        formulier,
        lambda waarden: withdraw_aanmelding(omgeving.werkplek, aanmelding.id, waarden["reden"], antwoorden),
        gelukt=ouder.tr("De aanmelding is ingetrokken."),
        concept="aanmelding.intrekken",
        object_id=aanmelding.id,
    )


class Aanmeldingkaart(Kaart):
    """What was asked, by whom and why; and how it ended."""

    def __init__(self, titel: str) -> None:
        super().__init__(titel)
        self._chips = Vloeibalk()
        self.inhoud.addWidget(self._chips)
        self.gegevens = Gegevens()
        self.inhoud.addWidget(self.gegevens)
        self._teksten = QVBoxLayout()
        self._teksten.setSpacing(8)
        self.inhoud.addLayout(self._teksten)

    def zet(self, een: AanmeldingInzicht) -> None:
        """Show this one."""
        self._chips.leeg()
        for waarde in (aanmeldingchip(een.rij), urgentiechip(een.rij)):
            self._chips.voeg_toe(Chip(waarde))
        regels = [
            (self.tr("Tafel"), een.rij.tafel_label),
            (self.tr("Aangemeld op"), toon_datum(een.rij.aangemeld_op)),
            (self.tr("Aangemeld door"), een.rij.aangemeld_door),
        ]
        if een.besloten_op is not None:
            regels.append(
                (self.tr("Besloten"), self.tr("{} door {}").format(toon_datum(een.besloten_op), een.besloten_door))
            )
        if een.verwezen_naar:
            regels.append((self.tr("Verwezen naar"), een.verwezen_naar))
        self.gegevens.zet(regels)
        maak_leeg(self._teksten)
        for kop, tekst in (
            (self.tr("Waarom"), een.reden),
            (self.tr("Waarom niet via de gewone weg"), een.afwijking),
            (self.tr("Motivering van het besluit"), een.besluit),
        ):
            if tekst is not None:
                self._teksten.addWidget(Tekst(kop, "kop-3"))
                self._teksten.addWidget(UitspraakTekst(tekst))


class Feitenkaart(Kaart):
    """What the program can show beside the questions; a person decides."""

    def __init__(self, titel: str) -> None:
        super().__init__(titel)
        self._rijen = QVBoxLayout()
        self._rijen.setSpacing(10)
        self.inhoud.addLayout(self._rijen)

    def zet(self, triage: TriageInzicht) -> None:
        """Show these."""
        maak_leeg(self._rijen)
        if triage.voor_wie:
            self._rijen.addWidget(Tekst(self.tr("Deze tafel is voor: {}").format(triage.voor_wie), "zacht"))
        for feit in triage.feiten:
            self._rijen.addWidget(self._feit(feit))

    def _feit(self, feit: Triagefeit) -> QWidget:
        vak = QWidget()
        kolom = QVBoxLayout(vak)
        kolom.setContentsMargins(0, 0, 0, 0)
        kolom.setSpacing(3)
        kop = Vloeibalk()
        kop.voeg_toe(Tekst(feit.titel, "kop-3", omslaan=False))
        kop.voeg_toe(Chip(oordeelchip(feit.oordeel)))
        kolom.addWidget(kop)
        zin = self.tr("Hier: {}.").format(feit.bekend)
        if feit.eis:
            zin = self.tr("{} De tafel: {}.").format(zin, feit.eis)
        kolom.addWidget(Tekst(zin))
        if feit.let_op:
            kolom.addWidget(Tekst(feit.let_op, "zacht"))
        return vak


class Bekendkaart(Kaart):
    """Where the casus or the person is known besides; of what one may not see only whom to ask."""

    def __init__(self, omgeving: Omgeving, titel: str) -> None:
        super().__init__(titel)
        self._omgeving = omgeving
        self._rijen = QVBoxLayout()
        self._rijen.setSpacing(8)
        self.inhoud.addLayout(self._rijen)

    def zet(self, triage: TriageInzicht) -> None:
        """Show these."""
        maak_leeg(self._rijen)
        regels = []
        if triage.tafels_nu:
            regels.append(self.tr("Deze casus is nu ook bij {}.").format(", ".join(triage.tafels_nu)))
        if triage.tafels_eerder:
            regels.append(self.tr("Deze casus was eerder bij {}.").format(", ".join(triage.tafels_eerder)))
        for regel in regels:
            self._rijen.addWidget(Tekst(regel))
        for ander in triage.andere:
            self._rijen.addWidget(Tekst(ander.uitleg))
            knop = Knop(
                self.tr("Naar casus {}").format(ander.nummer),
                "koppeling",
                "folder-open",
                actie=partial(self._omgeving.navigeer, "dossier", casus_id=ander.casus_id),
            )
            self._rijen.addWidget(knop)
        for verwijzing in triage.elders:
            self._rijen.addWidget(Tekst(verwijzing.zin()))
        if not (regels or triage.andere or triage.elders):
            self._rijen.addWidget(Tekst(self.tr("Nergens anders, voor zover deze kluis weet."), "zacht"))


class Besluitformulier(Formulier):
    """Accept, reject or refer, with the reason; to whom only when it refers, and why against a condition only then."""

    def __init__(self, zegger: QWidget, omgeving: Omgeving, tafel: str, naar: Sequence[tuple[str, str]]) -> None:
        self._zegger, self._profiel, self._tafel = zegger, omgeving.werkplek.profiel, tafel
        self._niet_voldaan: tuple[Voorwaarde, ...] = ()
        super().__init__(
            [
                KeuzeVeld(
                    "status",
                    zegger.tr("Wat besluit de tafel"),
                    [
                        Keuze(AanmeldingStatus.AANGENOMEN, zegger.tr("Aannemen")),
                        Keuze(AanmeldingStatus.AFGEWEZEN, zegger.tr("Afwijzen")),
                        Keuze(AanmeldingStatus.VERWEZEN, zegger.tr("Verwijzen")),
                    ],
                    verplicht=True,
                ),
                KeuzeVeld(
                    "verwezen_naar",
                    zegger.tr("Naar welke tafel"),
                    [*(Keuze(*een) for een in naar), Keuze(ELDERS, zegger.tr("Een andere organisatie"))],
                    verplicht=True,
                    hulp=zegger.tr("Een tafel uit de lijst krijgt de casus meteen als aanmelding."),
                ),
                TekstVeld("organisatie", zegger.tr("Welke organisatie"), verplicht=True, hoogstens=160),
                UitspraakVeld(
                    omgeving,
                    "reden",
                    zegger.tr("Waarom"),
                    categorie=categorie_van(self._profiel, tafel),
                    aard=Aard.MENING,
                    verplicht=True,
                    hulp=zegger.tr("Zo dat iemand die er niet bij was, het besluit begrijpt."),
                ),
                LangeTekstVeld(
                    "ondanks",
                    zegger.tr("Waarom neemt de tafel de casus toch aan"),
                    verplicht=True,
                    hoogstens=MAX_TEKST,
                    regels=2,
                ),
                DatumVeld(
                    "op",
                    zegger.tr("Besloten op"),
                    omgeving.vandaag,
                    richting=Richting.VERLEDEN,
                    laatst=omgeving.vandaag,
                    hulp=zegger.tr("Leeg betekent: vandaag."),
                ),
            ],
            knop=zegger.tr("Besluit vastleggen"),
        )
        for sleutel in ("status", "verwezen_naar"):
            self.veld(sleutel).gewijzigd.connect(self._schik)
        self._schik()

    def zet_voorwaarden(self, niet_voldaan: Sequence[Voorwaarde]) -> None:
        """Which conditions of the table are not met now: accepting then asks why."""
        self._niet_voldaan = tuple(niet_voldaan)
        vragen = " ".join(
            self._zegger.tr("{} Antwoord: {}.").format(deel.vraag, deel.antwoord) for deel in niet_voldaan
        )
        veld = self.veld("ondanks")
        assert isinstance(veld, LangeTekstVeld)
        veld.zet_hulp(self._zegger.tr("Niet voldaan aan de voorwaarde van de tafel: {}").format(vragen))
        self._schik()

    def _schik(self) -> None:
        status = self.veld("status").waarde()
        verwijst = status is AanmeldingStatus.VERWEZEN
        naar = self.veld("verwezen_naar").waarde() if verwijst else None
        self.toon_veld("verwezen_naar", verwijst)
        self.toon_veld("organisatie", naar == ELDERS)
        self.toon_veld("ondanks", status is AanmeldingStatus.AANGENOMEN and bool(self._niet_voldaan))
        zet_tafels(self._profiel, (self.veld("reden"),), self._tafel, *((naar,) if naar else ()))
