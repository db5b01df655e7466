"""Approval for a whole meeting: casussen by recipients with what is missing, and one form for all the requests."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QWidget

from pmg_desk.domain.datums import toon_datum
from pmg_desk.domain.delen import Ontvanger
from pmg_desk.domain.fouten import Fout, OngeldigeInvoer
from pmg_desk.domain.profiel.sectie import label_van
from pmg_desk.domain.rollen import Rol
from pmg_desk.services import overlegverzoeken
from pmg_desk.services.overlegverzoeken import Cel, Overlegcasus, Overlegmatrix, Overleguitkomst, Overlegvraag, Paar
from pmg_desk.services.verzoekbegin import EerderGebruikt
from pmg_desk.ui.models.rijen import Kolom
from pmg_desk.ui.omgeving import Omgeving, Wijzigingen
from pmg_desk.ui.screens.verzoekdelen import kolomkoppen, maak_leeg
from pmg_desk.ui.screens.verzoekvelden import EerderKaart, antwoorden, neem_over, waaromvelden
from pmg_desk.ui.widgets import chip
from pmg_desk.ui.widgets.chip import Chipwaarde
from pmg_desk.ui.widgets.formulier import Formulier
from pmg_desk.ui.widgets.kaart import Kaart
from pmg_desk.ui.widgets.keuzevelden import Keuze, MeerKeuzeVeld
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.kolomblad import Kolomblad
from pmg_desk.ui.widgets.leesvolgorde import zet_leesvolgorde
from pmg_desk.ui.widgets.lijst import Lijst
from pmg_desk.ui.widgets.rolvak import Rolvak
from pmg_desk.ui.widgets.scherm import Scherm
from pmg_desk.ui.widgets.tekst import Tekst


class OverlegverzoekScherm(Scherm):
    """``toon(overleg_id=)``: what is missing for this meeting. Looking is logged for each dossier."""

    sleutel, titel, icoon = "overlegverzoek", "Akkoord vragen voor dit overleg", "share-2"
    rollen = frozenset({Rol.CASUSREGISSEUR})
    in_navigatie, onder = False, "overleg"

    def __init__(self, omgeving: Omgeving, ouder: QWidget | None = None) -> None:
        super().__init__(omgeving, ouder)
        self._id: UUID | None = None
        self.matrix: Overlegmatrix | None = None
        self._eigen: dict[str, Any] = {}  # what was chosen before answers were taken over
        self.lijst: Lijst[Overlegcasus] | None = None
        terug = Knop(self.tr("Terug naar het overleg"), icoon="arrow-left", actie=self._terug)
        self.terugknop = self.voeg_actie(terug)
        rolvak = self._rolvak = Rolvak()
        self.inhoud.addWidget(rolvak, 1)
        vak = rolvak.inhoud
        vak.setSpacing(14)
        self._zin = Tekst("", "groot")
        vak.addWidget(self._zin)
        self._kaart = Kaart(self.tr("Wat ontbreekt per casus en ontvanger"))
        vak.addWidget(self._kaart)
        doeleinden = omgeving.werkplek.profiel.doeleinden
        self.eerder = EerderKaart(lambda doel: label_van(doeleinden, doel))
        self.eerder.gekozen.connect(self._neem_over)
        vak.addWidget(self.eerder)
        self.casussen = MeerKeuzeVeld("casussen", self.tr("Voor welke casussen?"), [], verplicht=True)
        self.ontvangers = MeerKeuzeVeld("ontvangers", self.tr("Voor wie?"), [], verplicht=True)
        self.categorieen = MeerKeuzeVeld(
            "categorieen",
            self.tr("Welke soorten gegevens?"),
            [],
            verplicht=True,
            hulp=self.tr("Alleen wat nog ontbreekt. Gaat tekst ook over anderen? Vraag dat apart, in het dossier."),
        )
        self.formulier = Formulier(
            [
                self.tr("Wat en voor wie"),
                self.categorieen,
                self.ontvangers,
                self.casussen,
                *waaromvelden(self, omgeving, samen=True),
            ],
            knop=self.tr("Akkoord vragen"),
            annuleren=self.tr("Terug"),
        )
        self.telling = Tekst("", "label")
        self.formulier.voeg_in(self.telling, self.formulier.balk)
        self.formulier.bewaren.connect(self._vraag)
        self.formulier.geannuleerd.connect(self._terug)
        for veld in (self.casussen, self.ontvangers, self.categorieen):
            veld.gewijzigd.connect(self._tel)
        vak.addWidget(self.formulier)
        vak.addStretch(1)

    def toon(self, **params: Any) -> None:
        """``overleg_id``: which meeting."""
        self._id = params.get("overleg_id", self._id)
        if self._id is not None:
            taak = partial(overlegverzoeken.prepare_overleg, self.omgeving.werkplek, self._id)
            self.omgeving.werker.doe(taak, self._zet, self._kan_niet, self)

    def _kan_niet(self, fout: Fout) -> None:
        self.formulier.setVisible(False)
        self.toon_fout(fout)

    def _zet(self, matrix: Overlegmatrix) -> None:
        self.matrix = matrix
        self.zet_titel(self.titel, f"{matrix.tafel_label} · {toon_datum(matrix.datum)}")
        labels = self.omgeving.werkplek.profiel.datacategorieen
        open_ = {paar for paar, cel in matrix.cellen.items() if cel.te_vragen}
        self._zin.setText(self._beginzin(matrix, len(open_)))
        self._toon_lijst(matrix)
        self.eerder.zet(matrix.eerder if open_ else ())
        self.formulier.setVisible(bool(open_))
        self.categorieen.zet_keuzes([Keuze(c, label_van(labels, c)) for c in matrix.te_vragen])
        wie = [o for o in matrix.ontvangers if any(paar[1:] == _sleutel(o) for paar in open_)]
        welke = [c for c in matrix.casussen if any(paar[0] == c.id for paar in open_)]
        self.ontvangers.zet_keuzes([Keuze(_sleutel(o), o.voluit) for o in wie])
        self.casussen.zet_keuzes([Keuze(c.id, f"{c.nummer} {c.naam}") for c in welke])
        self.formulier.wis()
        self.formulier.zet(
            {
                "ontvangers": tuple(_sleutel(o) for o in wie),
                "casussen": tuple(c.id for c in welke),
                "gevraagd_tot": matrix.gevraagd_tot,
            }
        )
        self._tel()
        zet_leesvolgorde(self._rolvak, self.terugknop)
        if open_ and self.focus_is_vrij:
            self.formulier.naar_begin()
        self.formulier.koppel_concept(self.omgeving.concepten, "overlegverzoek", self._id)

    def _beginzin(self, matrix: Overlegmatrix, aantal: int) -> str:
        if not matrix.cellen:
            zin = self.tr("Zet eerst casussen op de agenda en deelnemers bij het overleg.")
        elif aantal:
            zin = self.tr("Voor {0} van de {1} combinaties van casus en ontvanger ontbreekt nog akkoord.").format(
                aantal, len(matrix.cellen)
            )
        else:
            zin = self.tr("Er is niets te vragen: alles is geregeld, gevraagd of beoordeeld.")
        if matrix.buiten:
            zin += " " + self.tr("{} casussen op de agenda kunt u niet wijzigen; die staan hier niet.").format(
                matrix.buiten
            )
        return zin

    def _toon_lijst(self, matrix: Overlegmatrix) -> None:
        maak_leeg(self._kaart)
        self._kaart.setVisible(bool(matrix.cellen))
        kolommen: list[Kolom[Overlegcasus]] = [
            Kolom("naam", self.tr("Jongere"), lambda c: c.naam, breedte=200, rekt=True, nadruk=True),
            Kolom("casus", self.tr("Casus"), lambda c: c.nummer, breedte=150),
        ]
        koppen = kolomkoppen(matrix.ontvangers)
        for nr, (ontvanger, kop) in enumerate(zip(matrix.ontvangers, koppen, strict=True)):
            kolommen.append(Kolom(f"o{nr}", kop, self._stand(ontvanger), "chip", breedte=170))
        self.lijst = Lijst(
            "overlegverzoek",
            self.tr("Casussen en ontvangers"),
            tuple(kolommen),
            lambda c: c.id,
            woord=(self.tr("casus"), self.tr("casussen")),
            filterveld=False,
        )
        self.lijst.rol_uit()
        self.lijst.zet_rijen(matrix.casussen)
        wissel = [kolom.sleutel for kolom in kolommen[2:]]
        self._kaart.inhoud.addWidget(Kolomblad(self.lijst, wissel, (self.tr("ontvanger"), self.tr("ontvangers"))))
        self._kaart.inhoud.addWidget(self.lijst)

    def _stand(self, ontvanger: Ontvanger) -> Callable[[Overlegcasus], Chipwaarde]:
        def stand(casus: Overlegcasus) -> Chipwaarde:
            assert self.matrix is not None
            return celchip(self.matrix.cellen[(casus.id, *_sleutel(ontvanger))])

        return stand

    def _neem_over(self, eerder: EerderGebruikt) -> None:
        """The answers, and of what was chosen here what they were about: nothing is asked that they do not explain."""
        assert self.matrix is not None
        self._eigen = {veld.sleutel: veld.waarde() for veld in (self.categorieen, self.ontvangers)}
        wie, toen = eerder.opnieuw(self.ontvangers.waarde())
        gekozen = self.categorieen.waarde() or self.matrix.te_vragen
        soorten = tuple(c for c in gekozen if c in toen)
        neem_over(self.formulier, {**antwoorden(eerder), "categorieen": soorten, "ontvangers": wie})
        zin = self.tr("Overgenomen uit {0}: het doel, de grondslag en de drie antwoorden. Ze zijn geschreven voor {1}.")
        delen = [zin.format(eerder.nummer, eerder.ontvanger)]
        if soorten:
            delen.append(self.tr("Gekozen zijn alleen de soorten gegevens en de ontvangers waar ze toen over gingen."))
        else:
            delen.append(self.tr("Ze gingen niet over wat u hier hebt gekozen. Kies zelf wat, en voor wie."))
        delen.append(self.tr("Kiest u er iets bij? Lees dan of de antwoorden daarvoor ook kloppen."))
        if any(self._eigen[veld.sleutel] != veld.waarde() for veld in (self.categorieen, self.ontvangers)):
            terug = self.tr("Terug naar wat ik had gekozen")
            self.melding.zet("info", " ".join(delen), actietekst=terug, actie=self.kies_eigen)
        else:
            self.melding.zet("info", " ".join(delen))
        self.categorieen.invoer.setFocus()  # Tab goes on by what is asked and for whom

    def kies_eigen(self) -> None:
        """The kinds of data and recipients that were chosen before answers were taken over."""
        neem_over(self.formulier, self._eigen)
        self._tel()
        self.melding.verberg()

    def paren(self) -> dict[Paar, tuple[str, ...]]:
        """What would be asked now: the chosen pairs with what of the chosen kinds of data each lacks."""
        assert self.matrix is not None
        casussen, wie, soorten = self.casussen.waarde(), self.ontvangers.waarde(), self.categorieen.waarde()
        gekozen = {
            paar: tuple(c for c in cel.te_vragen if c in soorten)
            for paar, cel in self.matrix.cellen.items()
            if paar[0] in casussen and paar[1:] in wie
        }
        return {paar: mist for paar, mist in gekozen.items() if mist}

    def _tel(self) -> None:
        if self.matrix is None:
            return
        paren = self.paren()
        aantal = len(paren)
        kaal = {paar[0] for paar in paren}
        self._zeg_geinformeerd([c.nummer for c in self.matrix.casussen if c.id in kaal and not c.geinformeerd])
        woorden = self.tr("Dit wordt 1 verzoek.") if aantal == 1 else self.tr("Dit worden {} verzoeken.").format(aantal)
        self.telling.setText(woorden)
        self.formulier.knop.zet_tekst(self._op_de_knop(aantal))

    def _op_de_knop(self, aantal: int) -> str:
        if aantal == 1:
            return self.tr("Akkoord vragen (1 verzoek)")
        return self.tr("Akkoord vragen ({} verzoeken)").format(aantal) if aantal else self.tr("Akkoord vragen")

    def _zeg_geinformeerd(self, zonder: list[str]) -> None:
        """Whether the question must be answered here, and for which dossiers."""
        veld = self.formulier.veld("geinformeerd")
        veld.zet_hulp(
            self.tr("Komt na wat in elk dossier staat. Nog niets staat in {}.").format(", ".join(zonder))
            if zonder
            else self.tr(
                "Komt na wat in elk dossier staat. Het staat in elk gekozen dossier, dus dit mag leeg blijven."
            )
        )
        veld.zet_verplicht(bool(zonder))

    def _vraag(self, waarden: dict[str, Any]) -> None:
        assert self._id is not None
        vraag = Overlegvraag(
            self._id,
            self.paren(),
            doel=waarden["doel"],
            grondslagen=tuple(waarden["grondslagen"]),
            noodzaak=waarden["noodzaak"],
            proportionaliteit=waarden["proportionaliteit"],
            subsidiariteit=waarden["subsidiariteit"],
            geinformeerd=waarden["geinformeerd"],
            gevraagd_tot=waarden["gevraagd_tot"],
            toestemming=waarden["toestemming"],
        )
        self.formulier.zet_bezig(True)
        taak = partial(overlegverzoeken.ask_overleg, self.omgeving.werkplek, vraag)
        self.omgeving.werker.doe(taak, self._klaar, self._mislukt, self)

    def _mislukt(self, fout: Fout) -> None:
        if isinstance(fout, OngeldigeInvoer) and "paren" in fout.velden:
            fout = OngeldigeInvoer({**fout.velden, "casussen": fout.velden["paren"]})
            fout.velden.pop("paren")
        self.formulier.toon_fouten(fout)

    def _klaar(self, uitkomst: Overleguitkomst) -> None:
        self.formulier.opgeslagen()
        aantal = len(uitkomst.verzoeken)
        self.meld(
            self.tr("1 verzoek ligt bij de privacy officer.")
            if aantal == 1
            else self.tr("{} verzoeken liggen bij de privacy officer.").format(aantal)
        )
        self._terug()

    def _terug(self) -> None:
        self.omgeving.navigeer("overlegdag", overleg_id=self._id)

    def ververs(self, wijzigingen: Wijzigingen) -> None:
        """Nothing by itself: what is missing is computed again when it is asked, and nobody's form moves."""

    def bewaar_concepten(self) -> None:
        """Hand over what was typed."""
        self.formulier.bewaar_concept()


def _sleutel(ontvanger: Ontvanger) -> tuple[UUID, str]:
    return UUID(ontvanger.organisatie_id), ontvanger.functie


def celchip(cel: Cel) -> Chipwaarde:
    """How it stands with one casus and one recipient: colour and words."""
    if cel.te_vragen:
        soorten = "1 soort" if len(cel.te_vragen) == 1 else f"{len(cel.te_vragen)} soorten"
        return chip.status("gevraagd", f"{soorten} te vragen")
    if cel.gevraagd and cel.uiterlijk is not None:
        return chip.status("gepland", f"Gevraagd, tot {cel.uiterlijk:%d-%m}")
    if cel.rest:
        return chip.status("teruggevraagd", "Niet alles mag")
    return chip.status("klaar", "Geregeld") if cel.mag else chip.status("klaar", "Niets te delen")
