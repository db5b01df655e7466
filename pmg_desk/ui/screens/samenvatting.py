"""Make a case summary: for whom, what goes along and what not and why, the page itself, and then out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QWidget

from pmg_desk.domain.datums import toon_datum
from pmg_desk.domain.klok import lokale_dag
from pmg_desk.domain.rollen import Rol
from pmg_desk.domain.samenvatting import Rubriek, reactie_op
from pmg_desk.services import adresboek, delen, overleggen, samenvattingen
from pmg_desk.services.samenvattingen import Bestemming, GoedgekeurdDocument, Voorbereiding
from pmg_desk.services.uitgaven import Uitgave
from pmg_desk.services.werkplek import Werkplek
from pmg_desk.storage.models import Wijze
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.screens.mondeling import Mondelingvraag
from pmg_desk.ui.screens.uitgeven import Uit, Uitgeefdeel
from pmg_desk.ui.widgets.formulier import Formulier
from pmg_desk.ui.widgets.kaart import Kaart
from pmg_desk.ui.widgets.keuzevelden import Keuze, KeuzeVeld
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.melding import Melding
from pmg_desk.ui.widgets.rolvak import Rolvak
from pmg_desk.ui.widgets.scherm import Scherm
from pmg_desk.ui.widgets.stukkenlijst import Stukkenlijst
from pmg_desk.ui.widgets.tabbladen import Tabbladen
from pmg_desk.ui.widgets.tekst import Tekst
from pmg_desk.ui.widgets.tekstvelden import LangeTekstVeld, TekstVeld, VinkVeld
from pmg_desk.ui.widgets.vloei import Vloei
from pmg_desk.ui.widgets.zoekkeuzeveld import ZoekKeuzeVeld


@dataclass(frozen=True, slots=True)
class _Keuzes:
    organisaties: tuple[Keuze, ...]
    overleggen: tuple[Keuze, ...]
    eerder: tuple[Keuze, ...]  # recipients with an approval: the usual choice


def _lees(werkplek: Werkplek, casus_id: UUID) -> _Keuzes:
    geldig = [b for b in delen.list_besluiten(werkplek, casus_id=casus_id) if b.geldig]
    eerder: dict[tuple[str, str], str] = {}
    for ontvanger in (b.ontvanger for b in geldig if b.ontvanger is not None):
        eerder[ontvanger.organisatie_id, ontvanger.functie] = ontvanger.voluit
    return _Keuzes(
        tuple(Keuze(o.id, o.naam) for o in adresboek.list_organisaties(werkplek)),
        tuple(
            Keuze(o.id, f"{o.tafel_label}, {toon_datum(o.datum)}")
            for o in overleggen.list_overleggen(werkplek, vanaf=lokale_dag(werkplek.klok.nu()))
        ),
        tuple(Keuze((UUID(organisatie), functie), label) for (organisatie, functie), label in eerder.items()),
    )


class SamenvattingScherm(Scherm):
    """From top to bottom: recipient, contents, page. Nothing leaves before it is logged."""

    sleutel, titel, icoon = "samenvatting", "Samenvatting maken", "printer"
    rollen = frozenset({Rol.CASUSREGISSEUR})
    in_navigatie, onder = False, "casussen"

    def __init__(self, omgeving: Omgeving, ouder: QWidget | None = None) -> None:
        super().__init__(omgeving, ouder)
        self._casus_id: UUID | None = None
        self._voorbereiding: Voorbereiding | None = None
        self._bestemming: Bestemming | None = None
        self._intern = False
        self._heeft_eerder = False
        self._reden: str | None = None
        self._document: UUID | None = None
        self._wijze = Wijze.PAPIER
        self._labels = {c.sleutel: c.label for c in omgeving.werkplek.profiel.datacategorieen.values()}
        self.voeg_actie(Knop(self.tr("Terug naar het dossier"), icoon="arrow-left", actie=self._terug))
        self.tabs = Tabbladen(self.titel)
        self.tabs.voeg_toe("wie", self.tr("1. Voor wie"), self._bouw_wie)
        self.tabs.voeg_toe("wat", self.tr("2. Wat gaat mee"), self._bouw_wat, rolt=False)
        self.tabs.voeg_toe("blad", self.tr("3. Bekijken en uitgeven"), self._bouw_blad, rolt=False)
        self.mondeling = Mondelingvraag(self, omgeving)
        self.inhoud.addWidget(self.tabs, 1)
        for stap in ("wat", "blad", "wie"):
            self.tabs.kies(stap)
        self._zet_stappen()

    # step 1

    def _bouw_wie(self) -> QWidget:
        self.formulier = Formulier(
            [
                KeuzeVeld(
                    "soort",
                    self.tr("Soort samenvatting"),
                    [
                        Keuze("extern", self.tr("Voor een ontvanger"), self.tr("alleen wat mag")),
                        Keuze("intern", self.tr("Intern, voor uzelf"), self.tr("niet verstrekken")),
                    ],
                    verplicht=True,
                ),
                KeuzeVeld(
                    "wijze",
                    self.tr("Hoe wilt u het delen?"),
                    [
                        Keuze(Wijze.PAPIER, self.tr("Op papier of als bestand")),
                        Keuze(Wijze.MONDELING, self.tr("Alleen mondeling"), self.tr("vertellen of voorlezen")),
                    ],
                    verplicht=True,
                ),
                KeuzeVeld("eerder", self.tr("Ontvanger met een geldig akkoord"), []),
                ZoekKeuzeVeld("organisatie_id", self.tr("Organisatie"), verplicht=True),
                TekstVeld("functie", self.tr("Functie van de ontvanger"), verplicht=True, hoogstens=120),
                KeuzeVeld("overleg_id", self.tr("Voor welk overleg"), []),
                VinkVeld("geheim", self.tr("Zet ook een geheim adres op deze interne afdruk")),
                LangeTekstVeld("reden", self.tr("Waarom moet het geheime adres erop?"), verplicht=True),
            ],
            knop=self.tr("Verder"),
        )
        self.formulier.bewaren.connect(self._bereid_voor)
        self.formulier.veld("soort").gewijzigd.connect(self._andere_soort)
        self.formulier.veld("geheim").gewijzigd.connect(self._andere_soort)
        self.formulier.veld("eerder").gewijzigd.connect(self._neem_over)
        return self.formulier

    def _andere_soort(self) -> None:
        intern = self.formulier.veld("soort").waarde() == "intern"
        for sleutel in ("wijze", "organisatie_id", "functie", "overleg_id"):
            self.formulier.toon_veld(sleutel, not intern)
        self.formulier.toon_veld("eerder", not intern and self._heeft_eerder)
        self.formulier.toon_veld("geheim", intern)
        self.formulier.toon_veld("reden", intern and bool(self.formulier.veld("geheim").waarde()))

    def _neem_over(self) -> None:
        keuze = self.formulier.veld("eerder").waarde()
        if keuze is not None:
            self.formulier.veld("organisatie_id").zet(keuze[0])
            self.formulier.veld("functie").zet(keuze[1])

    # step 2

    def _bouw_wat(self) -> QWidget:
        rolvak = Rolvak()
        vak = rolvak.inhoud
        vak.setSpacing(14)
        self._nieuw = Melding(sluitbaar=False)
        vak.addWidget(self._nieuw)
        self._voorwaarden = Melding(sluitbaar=False)
        vak.addWidget(self._voorwaarden)
        self._zonder_naam = Melding(sluitbaar=False)
        vak.addWidget(self._zonder_naam)
        self._meekaart = Kaart(self.tr("Gaat mee"))
        self.mee = Stukkenlijst(self.tr("Tekst die meegaat"), kiesbaar=True)
        self.mee.gewijzigd.connect(self._zet_knop)
        self._meekaart.inhoud.addWidget(self.mee)
        vak.addWidget(self._meekaart)
        self._documentkaart = Kaart(self.tr("Beoordeelde documenten voor deze ontvanger"))
        vak.addWidget(self._documentkaart)
        self._nietkaart = Kaart(self.tr("Gaat niet mee, en waarom"))
        self.niet = Stukkenlijst(self.tr("Tekst die niet meegaat"))
        self._nietkaart.inhoud.addWidget(self.niet)
        vak.addWidget(self._nietkaart)
        balk = QWidget()
        vloei = Vloei(balk)
        self.bekijkknop = Knop(self.tr("Bladzijde bekijken"), "primair", "eye", actie=self._bekijk)
        vloei.addWidget(self.bekijkknop)
        self.vertelknop = Knop(self.tr("Vastleggen wat u vertelt"), "primair", "phone", actie=self._leg_vast)
        vloei.addWidget(self.vertelknop)
        self.vraagknop = Knop(self.tr("Akkoord vragen"), icoon="share-2", actie=self._vraag_akkoord)
        vloei.addWidget(self.vraagknop)
        vak.addWidget(balk)
        vak.addStretch(1)
        return rolvak

    def _zet_knop(self) -> None:
        self.bekijkknop.setEnabled(bool(self.mee.gekozen()))
        self.vertelknop.setEnabled(bool(self.mee.gekozen()))

    # step 3

    def _bouw_blad(self) -> QWidget:
        self.uitgeven = Uitgeefdeel(self, als_kaart=True)
        self.voorbeeld, self.opslaanknop = self.uitgeven.voorbeeld, self.uitgeven.opslaanknop
        return self.uitgeven

    # what happens

    def toon(self, **params: Any) -> None:
        """``casus_id``: begin a summary of this casus; the page seen before is gone."""
        self._casus_id = params.get("casus_id", self._casus_id)
        if self._casus_id is None:
            return
        self._voorbereiding = self._bestemming = None
        self.uitgeven.leeg()
        self._zet_stappen()
        self.tabs.kies("wie")
        lees = partial(_lees, self.omgeving.werkplek, self._casus_id)
        self.omgeving.werker.doe(lees, self._zet_keuzes, self.toon_fout, self)

    def _zet_keuzes(self, keuzes: _Keuzes) -> None:
        organisatie, overleg = self.formulier.veld("organisatie_id"), self.formulier.veld("overleg_id")
        eerder = self.formulier.veld("eerder")
        assert isinstance(organisatie, ZoekKeuzeVeld)
        assert isinstance(overleg, KeuzeVeld)
        assert isinstance(eerder, KeuzeVeld)
        organisatie.zet_keuzes(keuzes.organisaties)
        overleg.zet_keuzes(keuzes.overleggen)
        eerder.zet_keuzes(keuzes.eerder)
        self._heeft_eerder = bool(keuzes.eerder)
        self.formulier.wis()
        self.formulier.zet({"soort": "extern", "wijze": Wijze.PAPIER})
        self._andere_soort()
        self.formulier.koppel_concept(self.omgeving.concepten, "samenvatting", self._casus_id)

    def _zet_stappen(self) -> None:
        self.tabs.setTabEnabled(1, self._voorbereiding is not None)
        self.tabs.setTabEnabled(2, self.voorbeeld.paginas > 0)

    def _bereid_voor(self, waarden: dict[str, Any]) -> None:
        assert self._casus_id is not None
        self._intern = waarden["soort"] == "intern"
        werkplek = self.omgeving.werkplek
        if self._intern:
            self._reden = waarden["reden"] if waarden["geheim"] else None
            self._voorbereiding = self._bestemming = None
            taak = partial(samenvattingen.preview_intern, werkplek, self._casus_id)
            self.omgeving.werker.doe(taak, self._toon_blad, self.formulier.toon_fouten, self)
            return
        self._bestemming = Bestemming(waarden["organisatie_id"], waarden["functie"], waarden["overleg_id"])
        self._wijze = waarden["wijze"]
        self.uitgeven.leeg()
        voor = partial(samenvattingen.prepare_samenvatting, werkplek, self._casus_id, self._bestemming, self._wijze)
        self.omgeving.werker.doe(voor, self._toon_wat, self.formulier.toon_fouten, self)

    def _toon_wat(self, v: Voorbereiding) -> None:
        self._voorbereiding, self._document = v, None
        self._nieuw.setVisible(bool(v.nieuw))
        if v.nieuw:
            self._nieuw.zet(
                "waarschuwing",
                self.tr(
                    "Er is tekst bijgekomen na het besluit van de privacy officer. Die staat niet aangekruist."
                    " Lees de tekst en kruis alleen aan wat mee mag."
                ),
            )
        self._voorwaarden.setVisible(bool(v.voorwaarden))
        if v.voorwaarden:
            self._voorwaarden.zet("info", self.tr("Voorwaarden: {}").format(" ".join(v.voorwaarden)))
        naamloos = bool(v.mee) and all(deel.stuk.rubriek is not Rubriek.IDENTITEIT for deel in v.mee)
        self._zonder_naam.setVisible(naamloos)
        if naamloos:
            self._zonder_naam.zet(
                "info",
                self.tr(
                    "De naam van de jongere gaat niet mee: er is geen akkoord voor identiteit. Het casusnummer wel."
                ),
            )
        mondeling = self._wijze is Wijze.MONDELING
        kop = self.tr("Mag u vertellen aan {0} – {1}") if mondeling else self.tr("Gaat mee naar {0} – {1}")
        self._meekaart.zet_titel(kop.format(v.organisatie, v.functie))
        self._nietkaart.zet_titel(
            self.tr("Mag u niet vertellen, en waarom") if mondeling else self.tr("Gaat niet mee, en waarom")
        )
        self.bekijkknop.setVisible(not mondeling)
        self.vertelknop.setVisible(mondeling)
        bij = self.tr("Gaat altijd samen met de tekst hierboven, of er nu een vinkje staat of niet")
        samen = {deel.stuk.id: bij for deel in v.mee if reactie_op(deel.stuk)}
        self.mee.zet(
            [deel.stuk for deel in v.mee],
            self._labels,
            aan={deel.stuk.id for deel in v.mee if not deel.nieuw},
            merk=samen | {deel.stuk.id: self.tr("Nieuw sinds het besluit") for deel in v.mee if deel.nieuw},
        )
        self._meekaart.setVisible(bool(v.mee))
        self.niet.zet(
            [s for s, _ in v.niet], self._labels, vast={s.id: v.uitleg.get(s.id, reden.value) for s, reden in v.niet}
        )
        self._nietkaart.setVisible(bool(v.niet))
        self._toon_documenten(v)
        self.vraagknop.setVisible(bool(v.niet))
        self._zet_knop()
        self._zet_stappen()
        self.tabs.kies("wat")

    def _toon_documenten(self, v: Voorbereiding) -> None:
        vak = self._documentkaart.inhoud
        while vak.count():
            deel = vak.takeAt(0)
            widget = None if deel is None else deel.widget()
            if widget is not None:
                widget.deleteLater()
        for document in v.documenten:
            tekst = self.tr("Besluit {0} ({1}): {2} stukken tekst, precies zoals beoordeeld.")
            vak.addWidget(Tekst(tekst.format(document.nummer, document.zekerheid, len(document.stukken))))
            if document.verbeterd:
                self._toon_verbeterd(document)
            if not document.stukken:
                continue
            if self._wijze is Wijze.MONDELING:
                # There is no page to read it from: it may be told, and not be on paper.
                lijst = Stukkenlijst(self.tr("Tekst van besluit {}").format(document.nummer))
                lijst.zet(list(document.stukken), self._labels)
                vak.addWidget(lijst)
                tekst, actie = self.tr("Vastleggen dat u dit vertelt"), partial(self._leg_vast, document)
                vak.addWidget(Knop(tekst, icoon="phone", actie=actie))
            else:
                actie = partial(self._bekijk, document.besluit_id)
                vak.addWidget(Knop(self.tr("Dit document bekijken"), icoon="eye", actie=actie))
        self._documentkaart.setVisible(bool(v.documenten))

    def _toon_verbeterd(self, document: GoedgekeurdDocument) -> None:
        """What of it is not given any more and why, with the way to ask for it as it stands now."""
        vak = self._documentkaart.inhoud
        lijst = Stukkenlijst(self.tr("Gaat niet mee van besluit {}").format(document.nummer))
        lijst.zet(
            [een.stuk for een in document.verbeterd], self._labels, vast={e.stuk.id: e.zin for e in document.verbeterd}
        )
        vak.addWidget(lijst)
        naar = partial(
            self.omgeving.navigeer, "delingsverzoek", casus_id=self._casus_id, opnieuw_id=document.verzoek_id
        )
        vak.addWidget(Knop(self.tr("Opnieuw vragen, zoals het nu in het dossier staat"), icoon="share-2", actie=naar))

    def _weglaten(self) -> tuple[str, ...]:
        assert self._voorbereiding is not None
        mee = set(self.mee.gekozen())
        return tuple(deel.stuk.id for deel in self._voorbereiding.mee if deel.stuk.id not in mee)

    def _bekijk(self, document: UUID | None = None) -> None:
        assert self._casus_id is not None
        assert self._bestemming is not None
        self._document = document
        taak = partial(
            samenvattingen.preview_samenvatting,
            self.omgeving.werkplek,
            self._casus_id,
            self._bestemming,
            besluit_id=document,
            weglaten=() if document else self._weglaten(),
        )
        self.omgeving.werker.doe(taak, self._toon_blad, self.toon_fout, self)

    def _toon_blad(self, pdf: bytes) -> None:
        self.uitgeven.toon(
            pdf,
            Uit(
                self._uitgever(),
                f"samenvatting-{'intern' if self._intern else 'extern'}.pdf",
                self.tr("Samenvatting opslaan"),
                self.tr(
                    "Dit is een voorbeeld. Bij het uitgeven krijgt het een exemplaarnummer en komt het in het logboek."
                ),
                self.tr("Gelukt: exemplaar {} is uitgegeven. Ging er daarna iets mis? Meld het dan hier."),
                self.tr("Deze uitgifte is als mislukt gemeld en telt niet als gedeeld."),
            ),
        )
        self._zet_stappen()
        self.tabs.kies("blad")

    def _uitgever(self) -> Callable[[Wijze], Uitgave]:
        """What issues exactly the page that is shown."""
        assert self._casus_id is not None
        werkplek = self.omgeving.werkplek
        if self._intern:
            return partial(samenvattingen.issue_intern, werkplek, self._casus_id, reden_geheim_adres=self._reden)
        assert self._bestemming is not None
        assert self._voorbereiding is not None
        return partial(
            samenvattingen.issue_samenvatting,
            werkplek,
            self._casus_id,
            self._bestemming,
            besluit_id=self._document,
            weglaten=() if self._document else self._weglaten(),
            nieuw_bevestigd=self._voorbereiding.bevestig(self.mee.gekozen()),
        )

    def _leg_vast(self, document: GoedgekeurdDocument | None = None) -> None:
        """Record what is told of what is ticked, or of an approved document."""
        assert self._casus_id is not None
        assert self._bestemming is not None
        assert self._voorbereiding is not None
        gekozen = set(self.mee.gekozen())
        mee = [deel.stuk for deel in self._voorbereiding.mee if deel.stuk.id in gekozen]
        stukken = mee if document is None else list(document.stukken)
        begin = {
            "organisatie_id": self._bestemming.organisatie_id,
            "functie": self._bestemming.functie,
            "wijze": Wijze.MONDELING,
            "categorieen": tuple(sorted({stuk.categorie for stuk in stukken})),
            "derden": any(stuk.derden for stuk in stukken),
        }
        self.mondeling.vraag(self._casus_id, begin, None if document is None else document.besluit_id)

    def bewaar_concepten(self) -> None:
        """Hand over what was typed."""
        self.formulier.bewaar_concept()

    def _vraag_akkoord(self) -> None:
        wie = self._bestemming
        ontvanger = None if wie is None else (wie.organisatie_id, wie.functie)
        self.omgeving.navigeer("delingsverzoek", casus_id=self._casus_id, ontvanger=ontvanger)

    def _terug(self) -> None:
        self.omgeving.navigeer("dossier", casus_id=self._casus_id, tab="delen")
