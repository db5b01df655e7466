"""The form by which a casusregisseur asks approval to share: standing approval, or exactly this text."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QWidget

from pmg_desk.domain.datums import toon_datum
from pmg_desk.domain.delen import Soort
from pmg_desk.domain.fouten import Fout, OngeldigeInvoer
from pmg_desk.domain.klok import lokale_dag
from pmg_desk.domain.profiel import Profiel
from pmg_desk.domain.profiel.sectie import label_van
from pmg_desk.domain.rollen import Rol
from pmg_desk.domain.samenvatting import Doorverstrekking, Stuk
from pmg_desk.services import adresboek, casussen, delen, hernieuwen, overleggen, verzoekbegin, verzoeken
from pmg_desk.services.verzoekbegin import EerderGebruikt, Verzoekbegin
from pmg_desk.services.verzoeken import VerzoekInvoer
from pmg_desk.services.werkplek import Werkplek
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.screens.verzoekvelden import EerderKaart, antwoorden, neem_over, waaromvelden
from pmg_desk.ui.widgets.formulier import Formulier
from pmg_desk.ui.widgets.kaart import Kaart
from pmg_desk.ui.widgets.keuzevelden import Keuze, KeuzeVeld, MeerKeuzeVeld
from pmg_desk.ui.widgets.melding import Melding
from pmg_desk.ui.widgets.rolvak import Rolvak
from pmg_desk.ui.widgets.scherm import Scherm
from pmg_desk.ui.widgets.stukkenlijst import Stukkenlijst
from pmg_desk.ui.widgets.tekst import Tekst
from pmg_desk.ui.widgets.tekstvelden import TekstVeld, VinkVeld
from pmg_desk.ui.widgets.zoekkeuzeveld import ZoekKeuzeVeld


@dataclass(frozen=True, slots=True)
class _Gegevens:
    """Everything the form needs, read in one go."""

    over: str  # the casus, whose it is, and its tables
    stukken: tuple[Stuk, ...]
    organisaties: tuple[Keuze, ...]
    overleggen: tuple[Keuze, ...]
    vorige: delen.VerzoekInzicht | None
    begin: Verzoekbegin
    opnieuw: VerzoekInvoer | None


def _lees(
    werkplek: Werkplek, casus_id: UUID, vorige_id: UUID | None, overleg_id: UUID | None, opnieuw_id: UUID | None
) -> _Gegevens:
    _, stukken = verzoeken.toon_stukken(werkplek, casus_id)
    kop = casussen.toon_kop(werkplek, casus_id)
    return _Gegevens(
        " · ".join((kop.nummer, kop.naam, *kop.tafels)),
        stukken,
        tuple(Keuze(o.id, o.naam) for o in adresboek.list_organisaties(werkplek)),
        tuple(
            Keuze(o.id, f"{o.tafel_label}, {toon_datum(o.datum)}")
            for o in overleggen.list_overleggen(werkplek, vanaf=lokale_dag(werkplek.klok.nu()))
        ),
        None if vorige_id is None else delen.toon_verzoek(werkplek, vorige_id),
        verzoekbegin.begin_verzoek(werkplek, casus_id, overleg_id),
        None if opnieuw_id is None else hernieuwen.prefill_verbeterd(werkplek, opnieuw_id),
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
        self._overleg_id: UUID | None = None
        self._ontvanger: tuple[UUID, str] | None = None
        self._gegevens: _Gegevens | None = None
        self._rolvak = Rolvak()
        self.inhoud.addWidget(self._rolvak, 1)
        self._vraag = Melding(sluitbaar=False)
        self._vraag.setVisible(False)
        self._rolvak.inhoud.addWidget(self._vraag)
        doeleinden = omgeving.werkplek.profiel.doeleinden
        self.eerder = EerderKaart(lambda doel: label_van(doeleinden, doel))
        self.eerder.gekozen.connect(self._neem_antwoorden_over)
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
        self._rolvak.inhoud.addWidget(self.eerder)
        self._rolvak.inhoud.addWidget(self._kaart)
        self._rolvak.inhoud.addWidget(self.formulier)
        self._rolvak.inhoud.addStretch(1)

    def _bouw(self, profiel: Profiel) -> Formulier:
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
                KeuzeVeld(
                    "ontvanger",
                    self.tr("Wie aan tafel zit of betrokken is"),
                    [],
                    hulp=self.tr("Vult de organisatie, de functie en wat nog ontbreekt voor u in."),
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
                *waaromvelden(self, self.omgeving),
            ],
            knop=self.tr("Akkoord vragen"),
            annuleren=self.tr("Terug"),
        )
        formulier.bewaren.connect(self._vraag_aan)
        formulier.geannuleerd.connect(self._terug)
        formulier.veld("soort").gewijzigd.connect(self._andere_soort)
        formulier.veld("ontvanger").gewijzigd.connect(self._neem_ontvanger_over)
        return formulier

    def toon(self, **params: Any) -> None:
        """``casus_id``; ``vorige_id`` for a request that was asked back; ``overleg_id`` and ``ontvanger``
        (organisation and function) for which and whom it is asked; ``opnieuw_id`` for a request whose words were
        amended since.
        """
        self._casus_id, self._vorige_id = params["casus_id"], params.get("vorige_id")
        self._overleg_id, self._ontvanger = params.get("overleg_id"), params.get("ontvanger")
        opnieuw = params.get("opnieuw_id")
        taak = partial(_lees, self.omgeving.werkplek, self._casus_id, self._vorige_id, self._overleg_id, opnieuw)
        self.omgeving.werker.doe(taak, self._toon, self.toon_fout, self)

    def _toon(self, gegevens: _Gegevens) -> None:
        self._gegevens = gegevens
        profiel = self.omgeving.werkplek.profiel
        self.zet_titel(self.titel, self.tr("Casus {}").format(gegevens.over))
        organisatie, overleg = self.formulier.veld("organisatie_id"), self.formulier.veld("overleg_id")
        assert isinstance(organisatie, ZoekKeuzeVeld)
        assert isinstance(overleg, KeuzeVeld)
        organisatie.zet_keuzes(gegevens.organisaties)
        overleg.zet_keuzes(gegevens.overleggen)
        vorige, begin = gegevens.vorige, gegevens.begin
        self._vraag.setVisible(vorige is not None)
        self._zet_ontvangers(begin)
        self.eerder.zet(begin.eerder if vorige is None else ())
        self.formulier.wis()
        gekozen: set[str] = set()
        if vorige is not None:
            self._vraag.zet("waarschuwing", self.tr("De privacy officer vroeg: {}").format(vorige.vraag_terug))
            self.formulier.zet(_van_vorige(vorige))
            gekozen = {stuk.id for stuk in vorige.stukken} if vorige.regel.soort is Soort.DOCUMENT else set()
        elif gegevens.opnieuw is not None:
            opnieuw = asdict(gegevens.opnieuw)
            gekozen = set(opnieuw.pop("stukken"))
            self.formulier.zet({sleutel: opnieuw[sleutel] for sleutel in _OPNIEUW})
        else:
            self.formulier.zet(
                {
                    "soort": Soort.STAAND,
                    "doel": begin.doel or None,
                    "grondslagen": begin.grondslagen,
                    "geinformeerd": begin.geinformeerd,
                    "gevraagd_tot": begin.gevraagd_tot,
                    "overleg_id": begin.overleg_id,
                }
            )
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
        if vorige is None and self._ontvanger is not None:
            organisatie_id, functie = self._ontvanger
            self.formulier.zet({"organisatie_id": organisatie_id, "functie": functie})
            if any((o.organisatie_id, o.functie) == self._ontvanger for o in begin.ontvangers):
                self.formulier.veld("ontvanger").zet(self._ontvanger)
        self._andere_soort()
        self.formulier.koppel_concept(self.omgeving.concepten, "delingsverzoek", self._casus_id)

    def _zet_ontvangers(self, begin: Verzoekbegin) -> None:
        veld = self.formulier.veld("ontvanger")
        assert isinstance(veld, KeuzeVeld)
        mist = self.tr("{} soorten ontbreken")
        veld.zet_keuzes(
            [
                Keuze(
                    (o.organisatie_id, o.functie),
                    o.label,
                    mist.format(len(o.ontbreekt)) if o.ontbreekt else self.tr("niets te vragen"),
                )
                for o in begin.ontvangers
            ]
        )
        self.formulier.toon_veld("ontvanger", bool(begin.ontvangers))

    def _neem_ontvanger_over(self) -> None:
        """Who was chosen, and of the kinds of data those that this recipient lacks: fewer may be asked."""
        gekozen = self.formulier.veld("ontvanger").waarde()
        ontvangers = () if self._gegevens is None else self._gegevens.begin.ontvangers
        for ontvanger in ontvangers:
            if (ontvanger.organisatie_id, ontvanger.functie) == gekozen:
                wie = {"organisatie_id": ontvanger.organisatie_id, "functie": ontvanger.functie}
                neem_over(self.formulier, {**wie, "categorieen": ontvanger.ontbreekt})

    def _neem_antwoorden_over(self, eerder: EerderGebruikt) -> None:
        neem_over(self.formulier, antwoorden(eerder))
        self.formulier.veld("noodzaak").setFocus()

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


_OPNIEUW = (
    "soort",
    "organisatie_id",
    "functie",
    "doel",
    "grondslagen",
    "noodzaak",
    "proportionaliteit",
    "subsidiariteit",
    "geinformeerd",
    "toestemming",
    "gevraagd_tot",
)


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
