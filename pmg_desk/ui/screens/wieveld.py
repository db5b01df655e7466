"""The field in which one chooses who does something: yourself, a colleague, or somebody of the address book."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any
from uuid import UUID

from pmg_desk.domain.profiel.sectie import label_van
from pmg_desk.domain.rollen import Recht
from pmg_desk.services import actiehouders, adresboek
from pmg_desk.services.aanwezigheid import Deelneming
from pmg_desk.services.actiehouders import Houder
from pmg_desk.services.adresboek import OrganisatieInzicht
from pmg_desk.storage.models import Aanwezigheidsstand
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.screens.adresboek_formulieren import professional_dialoog
from pmg_desk.ui.widgets.dialoog import Dialoog
from pmg_desk.ui.widgets.formulier import Keuze, ZoekKeuzeVeld

_ZORG = "gezondheid"
"""What it counts as that somebody of a care organisation does something (AVG 9)."""


class WieVeld(ZoekKeuzeVeld):
    """Who is not there can be added over the form, under the name that was typed, and is chosen then.

    ``vast`` is who holds it already and may no longer be among ``houders``.
    """

    def __init__(
        self,
        omgeving: Omgeving,
        sleutel: str,
        label: str,
        houders: Sequence[Houder],
        *,
        vast: Keuze | None = None,
        hulp: str = "",
    ) -> None:
        super().__init__(sleutel, label, verplicht=True, hulp=hulp)
        self._omgeving, self._vast, self._hulptekst = omgeving, vast, hulp
        self._tafel: dict[UUID, Deelneming] | None = None
        self._ik: frozenset[UUID] = frozenset()
        self._zorg: frozenset[UUID] = frozenset()
        self.zet_houders(houders)
        if omgeving.werkplek.gebruiker.mag(Recht.ADRESBOEK_SCHRIJVEN):
            self.zet_uitweg(self.tr("Professional toevoegen"), self._lees_organisaties)
        self.gewijzigd.connect(self._zeg_erbij)

    def zet_tafel(self, mensen: Iterable[Deelneming]) -> None:
        """Who is invited to the meeting or there: of somebody else the field says that they get no list.

        Of who sent word that they would not come, or did not come, it says that too.
        """
        self._tafel = {een.professional_id: een for een in mensen}
        self._zeg_erbij()

    def zet(self, waarde: Any) -> None:
        """Choose; see :class:`ZoekKeuzeVeld`."""
        super().zet(waarde)
        self._zeg_erbij()

    def _zeg_erbij(self) -> None:
        wie = None if self.keuze is None else self.keuze.waarde
        buiten = self._tafel is not None and wie is not None and wie not in self._tafel.keys() | self._ik
        genodigd = None if self._tafel is None or wie is None or wie in self._ik else self._tafel.get(wie)
        zinnen = [self._hulptekst]
        if buiten:
            zinnen.append(self.tr("Zit niet aan deze tafel: krijgt geen actielijst. Laat het zelf weten."))
        if genodigd is not None and genodigd.stand is Aanwezigheidsstand.AFGEMELD:
            zinnen.append(self.tr("Heeft zich afgemeld en hoort dit nu niet. Laat het zelf weten."))
        elif genodigd is not None and genodigd.stand is Aanwezigheidsstand.NIET_VERSCHENEN:
            zinnen.append(self.tr("Is niet verschenen en hoort dit nu niet. Laat het zelf weten."))
        if wie in self._zorg:
            zin = self.tr("Werkt in de zorg: voor anderen telt deze actie als {0}. Wie dat niet mag, krijgt haar niet.")
            zinnen.append(zin.format(label_van(self._omgeving.werkplek.profiel.datacategorieen, _ZORG).lower()))
        self.zet_hulp(" ".join(filter(None, zinnen)))

    def zet_houders(self, houders: Sequence[Houder]) -> None:
        """Who can be chosen, in this order; a choice that was made stays."""
        uzelf = self.tr("uzelf")
        self._ik = frozenset(h.id for h in houders if h.ik)
        self._zorg = frozenset(h.id for h in houders if h.zorg)
        keuzes = [
            Keuze(h.id, h.naam, ", ".join((*((uzelf,) if h.ik else ()), h.functie, h.organisatie))) for h in houders
        ]
        if self._vast is not None and all(keuze.waarde != self._vast.waarde for keuze in keuzes):
            keuzes.append(self._vast)
        self.zet_keuzes(keuzes)

    def _lees_organisaties(self) -> None:
        taak = partial(adresboek.list_organisaties, self._omgeving.werkplek)
        self._omgeving.werker.doe(taak, self._vraag_professional, eigenaar=self)

    def _vraag_professional(self, organisaties: Sequence[OrganisatieInzicht]) -> None:
        onder = self.window()
        naam = self.regel.text().strip()
        dialoog = professional_dialoog(onder, self._omgeving, organisaties, naam=naam)
        dialoog.bewaard.connect(self._lees_houders)
        dialoog.toon(boven=onder if isinstance(onder, Dialoog) else None)

    def _lees_houders(self, professional_id: UUID) -> None:
        taak = partial(actiehouders.list_houders, self._omgeving.werkplek)
        self._omgeving.werker.doe(taak, partial(self._kies_nieuwe, professional_id), eigenaar=self)

    def _kies_nieuwe(self, professional_id: UUID, houders: Sequence[Houder]) -> None:
        self.zet_houders(houders)
        self.zet(professional_id)
        self.meld_wijziging()
        self.regel.setFocus()
