"""Adresboek: the professionals and the organisations, and at the right the one that was chosen."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from pmg_desk.domain.datums import toon_datum
from pmg_desk.domain.rollen import Recht
from pmg_desk.services import adresboek
from pmg_desk.services.adresboek import OrganisatieInzicht, ProfessionalInzicht
from pmg_desk.services.organisatiesleutels import drop_sleutel, show_sleutel
from pmg_desk.services.werkplek import Werkplek
from pmg_desk.ui.models.rijen import Kolom
from pmg_desk.ui.omgeving import Omgeving, Wijzigingen
from pmg_desk.ui.screens.adresboek_formulieren import organisatie_dialoog, professional_dialoog, stop_dialoog
from pmg_desk.ui.screens.organisatiesleutel import sleutel_dialoog
from pmg_desk.ui.widgets import chip
from pmg_desk.ui.widgets.bewaardialoog import Bewaardialoog
from pmg_desk.ui.widgets.chip import Chipwaarde
from pmg_desk.ui.widgets.kaart import Gegevens
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.lijst import Leegtekst, Lijst
from pmg_desk.ui.widgets.scherm import Scherm
from pmg_desk.ui.widgets.tabbladen import Tabbladen
from pmg_desk.ui.widgets.tekst import Tekst

_Boek = tuple[tuple[OrganisatieInzicht, ...], tuple[ProfessionalInzicht, ...]]


def _lees(werkplek: Werkplek) -> _Boek:
    return (
        adresboek.list_organisaties(werkplek, ook_gestopt=True),
        adresboek.list_professionals(werkplek, ook_gestopt=True),
    )


def doet_mee(een: OrganisatieInzicht | ProfessionalInzicht) -> Chipwaarde:
    """Whether somebody or a partner takes part now."""
    return chip.status("actief", "Doet mee") if een.actief else chip.status("gesloten", "Doet niet meer mee")


class AdresboekScherm(Scherm):
    """``toon(professional=id)`` or ``toon(organisatie=id)`` chooses one; that is where the search field leads."""

    sleutel, titel, icoon = "adresboek", "Adresboek", "book-user"
    soorten = frozenset({"organisatie", "professional"})

    def __init__(self, omgeving: Omgeving, ouder: QWidget | None = None) -> None:
        super().__init__(omgeving, ouder)
        self.mag_wijzigen = omgeving.werkplek.gebruiker.mag(Recht.ADRESBOEK_SCHRIJVEN)
        self.organisatieknop = Knop(self.tr("Organisatie toevoegen"), icoon="building-2", actie=self.nieuwe_organisatie)
        self.professionalknop = Knop(
            self.tr("Professional toevoegen"), "primair", "plus", actie=self.nieuwe_professional
        )
        for knop in (self.organisatieknop, self.professionalknop):
            self.voeg_actie(knop).setVisible(self.mag_wijzigen)
        self._boek: _Boek = ((), ())
        self._gevraagd: tuple[str, UUID] | None = None
        self.professionals = self._professionallijst()
        self.organisaties = self._organisatielijst()
        self.ook_gestopt = {
            naam: self._keuzevak(lijst)
            for naam, lijst in (("professional", self.professionals), ("organisatie", self.organisaties))
        }
        self.tabs = Tabbladen(self.titel)
        self.tabs.voeg_toe("professional", self.tr("Professionals"), lambda: self.professionals, rolt=False)
        self.tabs.voeg_toe("organisatie", self.tr("Organisaties"), lambda: self.organisaties, rolt=False)
        self.tabs.gekozen.connect(self._toon_gekozen)
        self.inhoud.addWidget(self.tabs, 1)
        for lijst in (self.professionals, self.organisaties):
            lijst.gekozen.connect(self._toon_gekozen)
            lijst.geopend.connect(self._toon_gekozen)
        self.detail: QWidget | None = None

    def _professionallijst(self) -> Lijst[ProfessionalInzicht]:
        return Lijst(
            "professionals",
            self.tr("Professionals"),
            (
                Kolom("naam", self.tr("Naam"), lambda p: p.naam, breedte=180, rekt=True, nadruk=True),
                Kolom("functie", self.tr("Functie"), lambda p: p.functie, breedte=160),
                Kolom("organisatie", self.tr("Organisatie"), lambda p: p.organisatie, breedte=195),
                Kolom("telefoon", self.tr("Telefoon"), lambda p: p.telefoon, breedte=130),
                Kolom("email", self.tr("E-mail"), lambda p: p.email, breedte=220, verborgen=True),
                Kolom("actief", self.tr("Nu"), doet_mee, "chip", breedte=170, verborgen=True),
            ),
            lambda p: p.id,
            woord=(self.tr("professional"), self.tr("professionals")),
            instellingen=self.omgeving.instellingen,
            leeg=Leegtekst(
                self.tr("Nog geen professionals"),
                self.tr("Hier komen de mensen met wie u werkt. Voeg eerst hun organisatie toe."),
                "users",
                self.tr("Professional toevoegen") if self.mag_wijzigen else "",
                self.nieuwe_professional,
            ),
        )

    def _organisatielijst(self) -> Lijst[OrganisatieInzicht]:
        return Lijst(
            "organisaties",
            self.tr("Organisaties"),
            (
                Kolom("naam", self.tr("Naam"), lambda o: o.naam, breedte=220, rekt=True, nadruk=True),
                Kolom("soort", self.tr("Soort"), lambda o: o.soort_label, breedte=240),
                Kolom("telefoon", self.tr("Telefoon"), lambda o: o.telefoon, breedte=130),
                Kolom("email", self.tr("E-mail"), lambda o: o.email, breedte=220),
                Kolom("actief", self.tr("Nu"), doet_mee, "chip", breedte=170, verborgen=True),
            ),
            lambda o: o.id,
            woord=(self.tr("organisatie"), self.tr("organisaties")),
            instellingen=self.omgeving.instellingen,
            leeg=Leegtekst(
                self.tr("Nog geen organisaties"),
                self.tr("Hier komen de partners: scholen, politie, hulpverlening."),
                "building-2",
                self.tr("Organisatie toevoegen") if self.mag_wijzigen else "",
                self.nieuwe_organisatie,
            ),
        )

    def _keuzevak(self, lijst: Lijst[Any]) -> QCheckBox:
        vak = QCheckBox(self.tr("Ook wie niet meer meedoet"))
        vak.toggled.connect(self._vul)
        lijst.voeg_naast_filter(vak)
        return vak

    def toon(self, **params: Any) -> None:
        """Load, and choose what was asked for."""
        for soort in ("professional", "organisatie"):
            if params.get(soort) is not None:
                self._gevraagd = (soort, params[soort])
        self.omgeving.werker.doe(partial(_lees, self.omgeving.werkplek), self._zet, self.toon_fout, self)

    def ververs(self, wijzigingen: Wijzigingen) -> None:
        """Load again."""
        del wijzigingen
        self.toon()

    def _zet(self, boek: _Boek) -> None:
        self._boek = boek
        self._vul()
        if self._gevraagd is None:
            return
        (soort, id_), self._gevraagd = self._gevraagd, None
        self.tabs.kies(soort)
        lijst: Lijst[Any] = self.professionals if soort == "professional" else self.organisaties
        lijst.filter.clear()
        if not lijst.kies(id_):
            self.ook_gestopt[soort].setChecked(True)
            lijst.kies(id_)
        self._toon_gekozen()

    def _vul(self) -> None:
        organisaties, professionals = self._boek
        ook = {soort: vak.isChecked() for soort, vak in self.ook_gestopt.items()}
        self.organisaties.zet_rijen([o for o in organisaties if o.actief or ook["organisatie"]])
        self.professionals.zet_rijen([p for p in professionals if p.actief or ook["professional"]])

    # the detail

    def _toon_gekozen(self) -> None:
        """The detail is of the row under the cursor of the tab in front."""
        if self.tabs.sleutel == "organisatie":
            organisatie = self.organisaties.huidige()
            if organisatie is not None:
                self._toon_organisatie(organisatie)
                return
        else:
            professional = self.professionals.huidige()
            if professional is not None:
                self._toon_professional(professional)
                return
        self.detail = None
        self.sluit_detail()

    def _toon_organisatie(self, organisatie: OrganisatieInzicht) -> None:
        mensen = [p for p in self._boek[1] if p.organisatie_id == organisatie.id and p.actief]
        feiten: list[tuple[str, Any]] = [
            (self.tr("Soort"), organisatie.soort_label),
            (self.tr("Telefoon"), organisatie.telefoon),
            (self.tr("E-mail"), organisatie.email),
            (self.tr("Opmerking"), organisatie.opmerking),
            (self.tr("Nu"), doet_mee(organisatie)),
        ]
        if organisatie.gestopt_op is not None:
            feiten.append((self.tr("Gestopt"), toon_datum(organisatie.gestopt_op)))
        detail = _Detail(feiten)
        if mensen:
            detail.kolom.addWidget(Tekst(self.tr("Wie hier werkt"), "kop-3"))
            for mens in mensen:
                detail.kolom.addWidget(Tekst(f"{mens.naam}, {mens.functie}"))
        knoppen: list[Knop] = []
        if self.mag_wijzigen:
            knoppen.append(
                Knop(
                    self.tr("Organisatie wijzigen"),
                    icoon="pencil",
                    actie=partial(self._wijzig_organisatie, organisatie),
                )
            )
            if organisatie.actief:
                bij = partial(self.nieuwe_professional, organisatie.id)
                knoppen.append(Knop(self.tr("Professional toevoegen"), icoon="plus", actie=bij))
            knoppen.append(self._stopknop(organisatie))
        self.detail = detail
        self.toon_detail(organisatie.naam, detail, tuple(knoppen))
        sleutel = partial(show_sleutel, self.omgeving.werkplek, organisatie.id)
        doen = (partial(self._zet_sleutel, organisatie), partial(self._laat_sleutel_vervallen, organisatie))
        mag = self.mag_wijzigen and organisatie.actief
        self.omgeving.werker.doe(sleutel, partial(detail.zet_sleutel, doen if mag else None), eigenaar=detail)

    def _toon_professional(self, professional: ProfessionalInzicht) -> None:
        feiten: list[tuple[str, Any]] = [
            (self.tr("Functie"), professional.functie),
            (self.tr("Organisatie"), professional.organisatie),
            (self.tr("Telefoon"), professional.telefoon),
            (self.tr("E-mail"), professional.email),
            (self.tr("Nu"), doet_mee(professional)),
        ]
        if professional.gestopt_op is not None:
            feiten.append((self.tr("Gestopt"), toon_datum(professional.gestopt_op)))
        detail = _Detail(feiten)
        knoppen: list[Knop] = []
        if self.mag_wijzigen:
            knoppen.append(
                Knop(
                    self.tr("Professional wijzigen"),
                    icoon="pencil",
                    actie=partial(self._wijzig_professional, professional),
                )
            )
            knoppen.append(self._stopknop(professional))
        self.detail = detail
        self.toon_detail(professional.naam, detail, tuple(knoppen))
        if self.omgeving.werkplek.gebruiker.mag(Recht.CASUS_LEZEN):
            self.omgeving.werker.doe(
                partial(adresboek.count_casussen, self.omgeving.werkplek, professional.id),
                detail.zet_aantal,
                eigenaar=detail,
            )

    def _stopknop(self, een: OrganisatieInzicht | ProfessionalInzicht) -> Knop:
        if een.gestopt_op is not None:
            return Knop(self.tr("Doet weer mee"), icoon="undo-2", actie=partial(self._hervat, een))
        return Knop(self.tr("Doet niet meer mee"), icoon="archive", actie=partial(self._stop, een))

    # what can be done

    def nieuwe_organisatie(self) -> None:
        """Ask for an organisation."""
        self._vraag(organisatie_dialoog(self, self.omgeving), "organisatie")

    def nieuwe_professional(self, organisatie_id: UUID | None = None) -> None:
        """Ask for a professional."""
        vraag = professional_dialoog(self, self.omgeving, self._boek[0], organisatie_id=organisatie_id)
        self._vraag(vraag, "professional")

    def _vraag(self, dialoog: Bewaardialoog, soort: str) -> None:
        dialoog.bewaard.connect(partial(self._bewaard, soort))
        dialoog.toon()

    def _bewaard(self, soort: str, id_: UUID) -> None:
        self.toon(**{soort: id_})

    def _wijzig_organisatie(self, organisatie: OrganisatieInzicht) -> None:
        organisatie_dialoog(self, self.omgeving, organisatie).toon()

    def _zet_sleutel(self, organisatie: OrganisatieInzicht) -> None:
        dialoog = sleutel_dialoog(self, self.omgeving, organisatie)
        dialoog.bewaard.connect(partial(self._sleutel_anders, organisatie))
        dialoog.toon()

    def _laat_sleutel_vervallen(self, organisatie: OrganisatieInzicht) -> None:
        taak = partial(drop_sleutel, self.omgeving.werkplek, organisatie.id)
        self.omgeving.werker.doe(taak, partial(self._sleutel_anders, organisatie), self.toon_fout, self)

    def _sleutel_anders(self, organisatie: OrganisatieInzicht, _niets: object) -> None:
        """The row in the list is as it was, so the list does not tell that the detail is not."""
        self._toon_organisatie(organisatie)

    def _wijzig_professional(self, professional: ProfessionalInzicht) -> None:
        professional_dialoog(self, self.omgeving, self._boek[0], professional).toon()

    def _stop(self, een: OrganisatieInzicht | ProfessionalInzicht) -> None:
        hulp = self.tr("Vanaf deze dag komen er geen nieuwe acties en rollen bij. Wat er al staat, blijft staan.")
        stop: Any = adresboek.stop_professional
        if isinstance(een, OrganisatieInzicht):
            hulp = self.tr("Vanaf deze dag doen ook de mensen van deze organisatie niet meer mee.") + " " + hulp
            stop = adresboek.stop_organisatie
        stop_dialoog(self, self.omgeving, self.tr("Doet niet meer mee"), hulp, stop, een.id).toon()

    def _hervat(self, een: OrganisatieInzicht | ProfessionalInzicht) -> None:
        hervat: Any = adresboek.return_professional
        if isinstance(een, OrganisatieInzicht):
            hervat = adresboek.return_organisatie
        self.omgeving.werker.doe(
            partial(hervat, self.omgeving.werkplek, een.id), self._hervat_klaar, self.toon_fout, self
        )

    def _hervat_klaar(self, _niets: None) -> None:
        self.meld(self.tr("Opgeslagen."))


class _Detail(QWidget):
    """Facts, and room under them."""

    def __init__(self, feiten: list[tuple[str, Any]]) -> None:
        super().__init__()
        self.kolom = QVBoxLayout(self)
        self.kolom.setContentsMargins(0, 0, 0, 0)
        self.kolom.setSpacing(10)
        gegevens = Gegevens()
        gegevens.zet(feiten)
        self.kolom.addWidget(gegevens)

    def zet_sleutel(self, doen: tuple[Callable[[], object], Callable[[], object]] | None, sleutel: str) -> None:
        """Show the key of an organisation; ``doen``: how to give it one and how to end it, where that is allowed."""
        self.kolom.addWidget(Tekst(self.tr("Sleutel voor versleutelde bestanden"), "kop-3"))
        viertallen = " ".join(sleutel[i : i + 4] for i in range(0, len(sleutel), 4))
        self.kolom.addWidget(Tekst(viertallen, kiesbaar=True) if sleutel else Tekst(self.tr("Nog geen."), "zacht"))
        if doen is not None:
            self.kolom.addWidget(Knop(self.tr("Sleutel vastleggen"), icoon="key-round", actie=doen[0]))
            if sleutel:
                self.kolom.addWidget(Knop(self.tr("Sleutel laten vervallen"), actie=doen[1]))

    def zet_aantal(self, aantal: int) -> None:
        """Say in how many casussen somebody is involved."""
        if aantal == 0:
            tekst = self.tr("Nu niet betrokken bij een casus die u mag zien.")
        elif aantal == 1:
            tekst = self.tr("Nu betrokken bij 1 casus die u mag zien.")
        else:
            tekst = self.tr("Nu betrokken bij {} casussen die u mag zien.").format(aantal)
        self.kolom.addWidget(Tekst(tekst, "zacht"))
