"""The form by which a casusregisseur asks approval to share: standing approval, or exactly this text."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QWidget

from pmg_desk.domain.datums import toon_datum
from pmg_desk.domain.delen import Soort
from pmg_desk.domain.fouten import Fout, OngeldigeInvoer
from pmg_desk.domain.profiel import Profiel
from pmg_desk.domain.rollen import Rol
from pmg_desk.domain.samenvatting import Doorverstrekking, Stuk
from pmg_desk.services import adresboek, casussen, delen, overleggen, verzoeken
from pmg_desk.services.verzoeken import VerzoekInvoer
from pmg_desk.services.werkplek import Werkplek
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.widgets.datumvelden import DatumVeld
from pmg_desk.ui.widgets.formulier import Formulier
from pmg_desk.ui.widgets.kaart import Kaart
from pmg_desk.ui.widgets.keuzevelden import Keuze, KeuzeVeld, MeerKeuzeVeld, ZoekKeuzeVeld
from pmg_desk.ui.widgets.melding import Melding
from pmg_desk.ui.widgets.rolvak import Rolvak
from pmg_desk.ui.widgets.scherm import Scherm
from pmg_desk.ui.widgets.stukkenlijst import Stukkenlijst
from pmg_desk.ui.widgets.tekst import Tekst
from pmg_desk.ui.widgets.tekstvelden import LangeTekstVeld, TekstVeld, VinkVeld


@dataclass(frozen=True, slots=True)
class _Gegevens:
    """Everything the form needs, read in one go."""

    over: str  # the casus, whose it is, and its tables
    stukken: tuple[Stuk, ...]
    organisaties: tuple[Keuze, ...]
    overleggen: tuple[Keuze, ...]
    vorige: delen.VerzoekInzicht | None


def _lees(werkplek: Werkplek, casus_id: UUID, vorige_id: UUID | None) -> _Gegevens:
    _, stukken = verzoeken.toon_stukken(werkplek, casus_id)
    kop = casussen.toon_kop(werkplek, casus_id)
    return _Gegevens(
        " · ".join((kop.nummer, kop.naam, *kop.tafels)),
        stukken,
        tuple(Keuze(o.id, o.naam) for o in adresboek.list_organisaties(werkplek)),
        tuple(
            Keuze(o.id, f"{o.tafel_label}, {toon_datum(o.datum)}")
            for o in overleggen.list_overleggen(werkplek, vanaf=werkplek.klok.nu().date())
        ),
        None if vorige_id is None else delen.toon_verzoek(werkplek, vorige_id),
    )


class DelingsverzoekScherm(Scherm):
    """Ask approval. What is asked stays on screen when something is missing; drafts come back."""

    sleutel, titel, icoon = "delingsverzoek", "Akkoord vragen om te delen", "share-2"
    rollen = frozenset({Rol.CASUSREGISSEUR})
    in_navigatie, onder = False, "delen"

    def __init__(self, omgeving: Omgeving, ouder: QWidget | None = None) -> None:
        super().__init__(omgeving, ouder)
        self._casus_id: UUID | None = None
        self._vorige_id: UUID | None = None
        self._gegevens: _Gegevens | None = None
        self._rolvak = Rolvak()
        self.inhoud.addWidget(self._rolvak, 1)
        self._vraag = Melding(sluitbaar=False)
        self._vraag.setVisible(False)
        self._rolvak.inhoud.addWidget(self._vraag)
        self.formulier = self._bouw(omgeving.werkplek.profiel)
        self._kaart = Kaart(self.tr("Welke tekst precies?"))
        self.stukken = Stukkenlijst(self.tr("Tekst uit het dossier"), kiesbaar=True)
        self._stukkenfout = Tekst("", "veldfout")
        self._stukkenfout.setVisible(False)
        self._kaart.inhoud.addWidget(
            Tekst(
                self.tr("Kruis aan wat de ontvanger krijgt. De privacy officer beoordeelt precies deze tekst."), "zacht"
            )
        )
        self._kaart.inhoud.addWidget(self._stukkenfout)
        self._kaart.inhoud.addWidget(self.stukken)
        self._kaart.setVisible(False)
        self._rolvak.inhoud.addWidget(self._kaart)
        self._rolvak.inhoud.addWidget(self.formulier)
        self._rolvak.inhoud.addStretch(1)

    def _bouw(self, profiel: Profiel) -> Formulier:
        vandaag = self.omgeving.vandaag
        formulier = Formulier(
            [
                self.tr("Wat en voor wie"),
                KeuzeVeld(
                    "soort",
                    self.tr("Wat wilt u vragen?"),
                    [
                        Keuze(Soort.STAAND, self.tr("Staand akkoord"), self.tr("soorten gegevens, tot een datum")),
                        Keuze(Soort.DOCUMENT, self.tr("Precies deze tekst"), self.tr("eenmalig, voor gevoelige tekst")),
                    ],
                    verplicht=True,
                ),
                ZoekKeuzeVeld("organisatie_id", self.tr("Organisatie"), verplicht=True),
                TekstVeld(
                    "functie",
                    self.tr("Functie van de ontvanger"),
                    verplicht=True,
                    hoogstens=120,
                    hulp=self.tr("Niet een naam, maar de functie. Bijvoorbeeld: wijkagent."),
                ),
                KeuzeVeld("overleg_id", self.tr("Voor een overleg"), []),
                MeerKeuzeVeld(
                    "categorieen",
                    self.tr("Welke soorten gegevens?"),
                    [
                        Keuze(c.sleutel, c.label, self.tr("gevoelig") if c.bijzonder else "")
                        for c in profiel.datacategorieen.values()
                    ],
                    hulp=self.tr("Vraag niet meer dan nodig is."),
                ),
                VinkVeld("derden", self.tr("Ook wat over anderen gaat (ouders, broers, zussen, vrienden)")),
                self.tr("Waarom het mag"),
                KeuzeVeld(
                    "doel",
                    self.tr("Doel"),
                    [Keuze(sleutel, doel.label) for sleutel, doel in profiel.doeleinden.items()],
                    verplicht=True,
                ),
                MeerKeuzeVeld(
                    "grondslagen",
                    self.tr("Grondslag"),
                    [
                        Keuze(g.sleutel, g.label, self.tr("niet nagegaan") if g.zekerheid == "U" else "")
                        for g in profiel.grondslagen.values()
                    ],
                    verplicht=True,
                ),
                LangeTekstVeld("noodzaak", self.tr("Waarom is delen nodig?"), verplicht=True),
                LangeTekstVeld("proportionaliteit", self.tr("Waarom zoveel, en niet minder?"), verplicht=True),
                LangeTekstVeld("subsidiariteit", self.tr("Waarom kan het niet lichter?"), verplicht=True),
                LangeTekstVeld(
                    "geinformeerd",
                    self.tr("Weten de jongere en ouders dit?"),
                    verplicht=True,
                    hulp=self.tr("Schrijf wanneer en hoe, of waarom (nog) niet."),
                ),
                LangeTekstVeld(
                    "toestemming",
                    self.tr("Toestemming"),
                    hulp=self.tr("Alleen als toestemming de grondslag is: wie, wanneer en hoe."),
                ),
                DatumVeld("gevraagd_tot", self.tr("Tot en met"), vandaag, verplicht=True, vroegst=vandaag),
            ],
            knop=self.tr("Akkoord vragen"),
            annuleren=self.tr("Terug"),
        )
        formulier.bewaren.connect(self._vraag_aan)
        formulier.geannuleerd.connect(self._terug)
        formulier.veld("soort").gewijzigd.connect(self._andere_soort)
        return formulier

    def toon(self, **params: Any) -> None:
        """``casus_id``, and ``vorige_id`` for a request that was asked back."""
        self._casus_id, self._vorige_id = params["casus_id"], params.get("vorige_id")
        self.omgeving.werker.doe(
            partial(_lees, self.omgeving.werkplek, self._casus_id, self._vorige_id), self._toon, eigenaar=self
        )

    def _toon(self, gegevens: _Gegevens) -> None:
        self._gegevens = gegevens
        profiel = self.omgeving.werkplek.profiel
        self.zet_titel(self.titel, self.tr("Casus {}").format(gegevens.over))
        organisatie, overleg = self.formulier.veld("organisatie_id"), self.formulier.veld("overleg_id")
        assert isinstance(organisatie, ZoekKeuzeVeld)
        assert isinstance(overleg, KeuzeVeld)
        organisatie.zet_keuzes(gegevens.organisaties)
        overleg.zet_keuzes(gegevens.overleggen)
        vorige = gegevens.vorige
        self._vraag.setVisible(vorige is not None)
        self.formulier.wis()
        gekozen: set[str] = set()
        if vorige is not None:
            self._vraag.zet("waarschuwing", self.tr("De privacy officer vroeg: {}").format(vorige.vraag_terug))
            self.formulier.zet(_van_vorige(vorige))
            gekozen = {stuk.id for stuk in vorige.stukken} if vorige.regel.soort is Soort.DOCUMENT else set()
        else:
            self.formulier.zet({"soort": Soort.STAAND})
        self.stukken.zet(
            gegevens.stukken,
            {c.sleutel: c.label for c in profiel.datacategorieen.values()},
            aan=gekozen,
            vast={
                stuk.id: self.tr("De bron staat doorverstrekken niet toe.")
                for stuk in gegevens.stukken
                if stuk.doorverstrekking is Doorverstrekking.NEE
            },
        )
        self._andere_soort()
        self.formulier.koppel_concept(self.omgeving.concepten, "delingsverzoek", self._casus_id)

    def _andere_soort(self) -> None:
        document = self.formulier.veld("soort").waarde() is Soort.DOCUMENT
        self.formulier.toon_veld("categorieen", not document)
        self.formulier.toon_veld("derden", not document)
        self._kaart.setVisible(document)

    def _vraag_aan(self, waarden: dict[str, Any]) -> None:
        assert self._casus_id is not None
        document = waarden["soort"] is Soort.DOCUMENT
        invoer = VerzoekInvoer(
            casus_id=self._casus_id,
            soort=waarden["soort"],
            organisatie_id=waarden["organisatie_id"],
            functie=waarden["functie"],
            doel=waarden["doel"],
            grondslagen=tuple(waarden["grondslagen"]),
            noodzaak=waarden["noodzaak"],
            proportionaliteit=waarden["proportionaliteit"],
            subsidiariteit=waarden["subsidiariteit"],
            geinformeerd=waarden["geinformeerd"],
            gevraagd_tot=waarden["gevraagd_tot"],
            categorieen=() if document else tuple(waarden["categorieen"]),
            derden=not document and bool(waarden["derden"]),
            stukken=self.stukken.gekozen() if document else (),
            toestemming=waarden["toestemming"],
            overleg_id=waarden["overleg_id"],
        )
        self.formulier.zet_bezig(True)
        self._stukkenfout.setVisible(False)
        self.omgeving.werker.doe(
            partial(verzoeken.request_deling, self.omgeving.werkplek, invoer, self._vorige_id),
            self._klaar,
            self._mislukt,
            self,
        )

    def _mislukt(self, fout: Fout) -> None:
        if isinstance(fout, OngeldigeInvoer) and "stukken" in fout.velden:
            self._stukkenfout.setText(fout.velden["stukken"])
            self._stukkenfout.setVisible(True)
        self.formulier.toon_fouten(fout)

    def _klaar(self, _id: UUID) -> None:
        self.formulier.opgeslagen()
        self.meld(self.tr("Het verzoek ligt bij de privacy officer."))
        self._terug()

    def _terug(self) -> None:
        self.omgeving.navigeer("dossier", casus_id=self._casus_id, tab="delen")

    def bewaar_concepten(self) -> None:
        """Hand over what was typed."""
        self.formulier.bewaar_concept()


def _van_vorige(vorige: delen.VerzoekInzicht) -> dict[str, Any]:
    tekst = vorige.tekst
    regel = tekst.manifest[0]
    return {
        "soort": tekst.soort,
        "organisatie_id": UUID(regel.ontvanger.organisatie_id),
        "functie": regel.ontvanger.functie,
        "categorieen": regel.categorieen,
        "derden": regel.derden,
        "doel": tekst.doel,
        "grondslagen": tekst.grondslagen,
        "noodzaak": tekst.noodzaak,
        "proportionaliteit": tekst.proportionaliteit,
        "subsidiariteit": tekst.subsidiariteit,
        "geinformeerd": tekst.geinformeerd,
        "toestemming": tekst.toestemming,
        "gevraagd_tot": tekst.gevraagd_tot,
    }
