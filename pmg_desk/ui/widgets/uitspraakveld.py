"""The field for a statement: the text, and folded under it who said it, how certain it is, and how it may go on.

Sensible defaults keep that to zero extra clicks: said today by the user, a fact, in the category that belongs here, not
about others, may be passed on. One line under the text always says what holds, so that folded is never hidden. What is
a judgement begins as one, and of a signal the nature and the source are asked: nobody knows beforehand what somebody
reports. What comes from police or is about a co-suspect begins as to be asked for (``domain.doorgeven``).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pmg_desk.domain.controle import MAX_TEKST
from pmg_desk.domain.datacategorie import is_gewoon
from pmg_desk.domain.datums import Richting
from pmg_desk.domain.doorgeven import begin_doorverstrekking
from pmg_desk.domain.profiel.sectie import label_van
from pmg_desk.domain.samenvatting import Aard, Doorverstrekking
from pmg_desk.services.uitspraken import UitspraakInvoer
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.widgets.datumvelden import DatumVeld
from pmg_desk.ui.widgets.keuzevelden import Keuze, KeuzeVeld
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.tekst import Tekst
from pmg_desk.ui.widgets.tekstvelden import LangeTekstVeld, TekstVeld, VinkVeld
from pmg_desk.ui.widgets.veld import Ruw, Veld
from pmg_desk.ui.widgets.zoekkeuzeveld import AanvulVeld


class UitspraakVeld(Veld):
    """A field of a form whose value is an UitspraakInvoer, or None when no text was typed.

    ``categorie`` is the data category that belongs here. ``aard`` and ``doorverstrekking`` are what it begins with;
    without ``aard`` it has to be chosen, so that takes ``volledig``, in which it is in sight. ``bron``: who said it to
    begin with, None the user, "" has to be asked. ``bronnen``: who may have said it, to choose from while typing (of
    each the value is the whole source); then the source is in sight. ``derden``: about others to begin with.
    ``volledig``: source, day and nature stand open and only "Delen" is folded, for the form of a statement itself;
    otherwise all of it is folded.
    ``op_leefgebied``: ``categorie`` is that of the one leefgebied it is about, and stays the least it counts as.
    Failures of the service under ``bron``, ``gezegd_op``, ``categorie`` and ``derden_wie`` are shown beside them.
    """

    def __init__(
        self,
        omgeving: Omgeving,
        sleutel: str,
        label: str,
        *,
        categorie: str,
        verplicht: bool = False,
        hulp: str = "",
        aard: Aard | None = Aard.FEIT,
        doorverstrekking: Doorverstrekking = Doorverstrekking.JA,
        bron: str | None = None,
        derden: bool = False,
        regels: int = 3,
        volledig: bool = False,
        bronnen: Sequence[Keuze] = (),
        op_leefgebied: bool = False,
    ) -> None:
        super().__init__(sleutel, label, verplicht=verplicht)
        self._omgeving = omgeving
        self._ik = omgeving.werkplek.gebruiker.naam
        self._categorie, self._aard, self._doorverstrekking = categorie, aard, doorverstrekking
        self._doorverstrekking_nu = doorverstrekking
        self._derden = derden
        self._bron: str = self._ik if bron is None else bron
        self._volledig, self._bron_open = volledig, bool(bronnen)
        self._opgevouwen = True
        self.tekst = LangeTekstVeld(sleutel, label, verplicht=verplicht, hulp=hulp, regels=regels, hoogstens=MAX_TEKST)
        self.bron = AanvulVeld("bron", self.tr("Bron: wie zei dit"), breedte=420)
        self.zet_bronnen(bronnen)
        self._schik_bron()
        self.gezegd_op = DatumVeld(
            "gezegd_op",
            self.tr("Gezegd of gezien op"),
            omgeving.vandaag,
            richting=Richting.VERLEDEN,
            laatst=omgeving.vandaag,
        )
        self.aard = KeuzeVeld(
            "aard",
            self.tr("Wat is het"),
            [
                Keuze(Aard.FEIT, self.tr("Feit"), self.tr("is vastgesteld")),
                Keuze(Aard.AANNAME, self.tr("Aanname"), self.tr("nog niet zeker")),
                Keuze(Aard.MENING, self.tr("Mening"), self.tr("oordeel van de bron")),
            ],
            verplicht=True,
        )
        self.categorie = KeuzeVeld(
            "categorie",
            self.tr("Soort gegevens"),
            [Keuze(c.sleutel, c.label) for c in omgeving.werkplek.profiel.datacategorieen.values()],
            verplicht=True,
            hulp=self.tr("Hiervan hangt af wie de tekst mag krijgen."),
        )
        self.derden = VinkVeld("derden", self.tr("De tekst gaat ook over iemand anders"), label=self.tr("Anderen"))
        self.derden_wie = TekstVeld(
            "derden_wie", self.tr("Over wie"), hulp=self.tr("Bijvoorbeeld: zusje, medeverdachte."), breedte=420
        )
        self.doorverstrekking = KeuzeVeld(
            "doorverstrekking",
            self.tr("Wat zegt de bron over doorgeven"),
            [
                Keuze(Doorverstrekking.JA, self.tr("Mag worden doorgegeven")),
                Keuze(Doorverstrekking.VRAGEN, self.tr("Eerst aan de bron vragen")),
                Keuze(Doorverstrekking.NEE, self.tr("Mag niet worden doorgegeven")),
            ],
            verplicht=True,
        )
        self._bouw()
        self.zet(None)
        for deel in self.delen:
            deel.gewijzigd.connect(self._deel_gewijzigd)
        if op_leefgebied:
            self.zet_leefgebied(categorie)

    @property
    def delen(self) -> tuple[Veld, ...]:
        """The parts, the text first."""
        return (
            self.tekst,
            self.bron,
            self.gezegd_op,
            self.aard,
            self.categorie,
            self.derden,
            self.derden_wie,
            self.doorverstrekking,
        )

    def _bouw(self) -> None:
        vak = QWidget()
        kolom = QVBoxLayout(vak)
        kolom.setContentsMargins(0, 0, 0, 0)
        kolom.setSpacing(10)
        kolom.addWidget(self.tekst)
        self._vak = QWidget()
        binnen = QVBoxLayout(self._vak)
        binnen.setContentsMargins(0, 0, 0, 4)
        binnen.setSpacing(10)
        for deel in self.delen[1:4]:
            open_ = self._volledig or (self._bron_open and deel is self.bron)
            (kolom if open_ else binnen).addWidget(deel)
        for deel in self.delen[4:]:
            binnen.addWidget(deel)
        self.stand = Tekst("", "klein")
        self.vouwknop = Knop("", "koppeling", "chevron-down", actie=self._vouw)
        onder = QVBoxLayout()
        onder.setSpacing(0)
        onder.addWidget(self.stand)
        onder.addWidget(self.vouwknop, 0, Qt.AlignmentFlag.AlignLeft)
        kolom.addLayout(onder)
        kolom.addWidget(self._vak)
        self.plaats(self.tekst.invoer, vak)
        self._kop.setVisible(False)
        self._toon_vouw()

    # folding

    def vouw_open(self, open_: bool = True) -> None:
        """Show or fold what is said about the text."""
        self._opgevouwen = not open_
        self._toon_vouw()

    def _vouw(self) -> None:
        self.vouw_open(self._opgevouwen)
        if not self._opgevouwen:
            (self.categorie if self._volledig else self.bron).invoer.setFocus()

    def _toon_vouw(self) -> None:
        self._vak.setVisible(not self._opgevouwen)
        if self._opgevouwen:
            tekst = self.tr("Delen aanpassen") if self._volledig else self.tr("Bron en delen aanpassen")
        else:
            tekst = self.tr("Inklappen")
        self.vouwknop.zet_tekst(tekst)
        self.vouwknop.setAccessibleName(f"{tekst}: {self.label}")
        self.vouwknop.zet_icoon("chevron-down" if self._opgevouwen else "chevron-up")

    def _deel_gewijzigd(self) -> None:
        self._schik_doorgeven()
        self._toon_stand()
        self.gewijzigd.emit()

    def _schik_bron(self) -> None:
        self.bron.zet_bekend(self._bron)
        self.bron.zet_verplicht(not self._bron)
        if not self._bron:
            hulp = self.tr("Naam en organisatie. Zag of hoorde u het zelf? Vul dan uw eigen naam in.")
        elif self._bron == self._ik:
            hulp = self.tr("Leeg betekent: uzelf.")
        else:
            hulp = self.tr("Leeg betekent: {}.").format(self._bron[:1].lower() + self._bron[1:])
        self.bron.zet_hulp(hulp)

    def _schik_doorgeven(self) -> None:
        """A source or a kind that asks for care changes the rule that it began with; one the user chose stays."""
        nu = self._doorverstrekking
        if nu is Doorverstrekking.JA:
            over = self.derden_wie.regel.text() if self.derden.waarde() else ""
            nu = begin_doorverstrekking(
                self.categorie.waarde() or self._categorie, self.bron.regel.text() or self._bron, over
            )
        eerst, self._doorverstrekking_nu = self._doorverstrekking_nu, nu
        if eerst is not nu and self.doorverstrekking.waarde() is eerst:
            self.doorverstrekking.zet(nu)

    def _toon_stand(self) -> None:
        derden = bool(self.derden.waarde())
        self.derden_wie.setVisible(derden)
        delen = []
        if not self._volledig:
            wie = self.bron.regel.text().strip() or self._bron or self.tr("nog in te vullen")
            delen.append(self.tr("Bron: {}").format(wie))
            delen.append(self.aard.lijst.currentText().split(" (")[0].lower())
        delen.append(
            label_van(self._omgeving.werkplek.profiel.datacategorieen, self.categorie.waarde() or self._categorie)
        )
        delen.append(self.tr("ook over anderen") if derden else self.tr("niet over anderen"))
        delen.append(self.doorverstrekking.lijst.currentText().lower())
        tekst = " · ".join(delen)
        self.stand.setText(self.tr("Delen: {}").format(tekst) if self._volledig else tekst)

    # value

    def zet_leefgebied(self, categorie: str) -> None:
        """The same of words about one leefgebied: what it says is said too, and a milder choice does not lower it."""
        self.zet_categorie(categorie)
        hulp = self.tr("Hiervan hangt af wie de tekst mag krijgen.")
        if not is_gewoon(categorie):
            label = label_van(self._omgeving.werkplek.profiel.datacategorieen, categorie).lower()
            hulp = self.tr(
                "Dit leefgebied zegt iets over {}. De tekst telt daarom zo mee bij het delen, ook als u hier een"
                " andere soort kiest die minder beschermt."
            ).format(label)
        self.categorie.zet_hulp(hulp)

    def zet_categorie(self, categorie: str) -> None:
        """Change the category that belongs here (the kind changed); one the user chose stays."""
        if self.categorie.waarde() == self._categorie:
            self.categorie.zet(categorie)
        self._categorie = categorie
        self._schik_doorgeven()
        self._toon_stand()

    def zet_bronnen(self, bronnen: Sequence[Keuze]) -> None:
        """Change who may have said it; what stands there stays."""
        zin = self.tr("‘{}’ is niemand van wie is uitgenodigd of er is. Zo komt het als bron in het dossier.")
        self.bron.zet_aanbod(bronnen, zin)

    def zet_bron(self, bron: str | None) -> None:
        """Change the source that it begins with: None the user, "" has to be asked; one the user typed stays."""
        eerst, self._bron = self._bron, self._ik if bron is None else bron
        if self.bron.regel.text().strip() == eerst:
            self.bron.zet(self._bron)
        self._schik_bron()
        self._schik_doorgeven()
        self._toon_stand()

    def zet_aard(self, aard: Aard | None) -> None:
        """Change the nature that it begins with (the kind changed); one the user chose stays."""
        if self.aard.waarde() is self._aard:
            self.aard.zet(aard)
        self._aard = aard
        self._toon_stand()

    def waarde(self) -> Any:
        """The statement, None without a text; raises ValueError with what is wrong in one of the parts."""
        tekst = self.tekst.waarde()
        if not tekst:
            return None
        aard = self.aard.waarde() or self._aard
        if aard is None:
            raise ValueError(self.aard.bezwaar())
        bron = self.bron.waarde() or self._bron
        if not bron:
            raise ValueError(self.bron.bezwaar())
        return UitspraakInvoer(
            tekst,
            bron,
            self.gezegd_op.waarde() or self._omgeving.vandaag(),
            aard,
            self.categorie.waarde() or self._categorie,
            self.derden.waarde(),
            self.derden_wie.waarde() if self.derden.waarde() else "",
            self.doorverstrekking.waarde() or self._doorverstrekking_nu,
        )

    def bezwaar(self) -> str:
        """The first thing that is wrong with a part; nothing when there is no text and none is needed."""
        if not self.tekst.ruw() and not self.verplicht:
            return ""
        return next((zin for deel in self.delen if (zin := deel.bezwaar())), "")

    def zet(self, waarde: Any) -> None:
        """Show a statement; None is empty, with the usual values under it."""
        tekst = "" if waarde is None else waarde.tekst
        invoer = waarde or UitspraakInvoer("", self._bron, derden=self._derden)
        self.tekst.zet(tekst)
        self.bron.zet(self._bron if waarde is None else invoer.bron or self._ik)
        self.gezegd_op.zet(invoer.gezegd_op or self._omgeving.vandaag())
        self.aard.zet(self._aard if waarde is None else invoer.aard)
        self.categorie.zet(invoer.categorie or self._categorie)
        self.derden.zet(invoer.derden)
        self.derden_wie.zet(invoer.derden_wie)
        self._schik_doorgeven()
        self.doorverstrekking.zet(self._doorverstrekking_nu if waarde is None else invoer.doorverstrekking)
        self._toon_stand()

    def ruw(self) -> Ruw:
        """All parts as typed."""
        return ["ja" if deel.ruw() is True else str(deel.ruw() or "") for deel in self.delen]

    def zet_ruw(self, ruw: Ruw) -> None:
        """All parts as typed."""
        if not isinstance(ruw, list) or len(ruw) != len(self.delen):
            return
        for deel, stuk in zip(self.delen, ruw, strict=True):
            deel.zet_ruw(stuk == "ja" if deel is self.derden else stuk)
        self._toon_stand()

    def rond_af(self) -> None:
        """All parts."""
        for deel in self.delen:
            deel.rond_af()

    # failures

    @property
    def sleutels(self) -> tuple[str, ...]:
        """Failures of the parts belong to this field too."""
        return tuple(deel.sleutel for deel in self.delen)

    @property
    def fout(self) -> str:
        """The first sentence beside a part."""
        return next((deel.fout for deel in self.delen if deel.fout), "")

    def toon_fout(self, zin: str) -> None:
        """Put the sentence beside the part it is about; empty takes all away."""
        if not zin:
            for deel in self.delen:
                deel.toon_fout("")
            return
        self.toon_fouten({self.sleutel: zin})

    def toon_fouten(self, fouten: Mapping[str, str]) -> None:
        """Put each sentence beside its part, and unfold when that part is folded."""
        if set(fouten) == {self.sleutel}:  # as a whole: what a part itself says about it knows the place
            fouten = {deel.sleutel: zin for deel in self.delen if (zin := deel.bezwaar())} or fouten
        fout = [deel for deel in self.delen if deel.sleutel in fouten]
        for deel in fout:
            deel.toon_fout(fouten[deel.sleutel])
        if any(self._vak.isAncestorOf(deel) for deel in fout):
            self.vouw_open()
        if fout:
            self.invoer = fout[0].invoer

    def zet_verplicht(self, verplicht: bool) -> None:
        """Change whether a text is needed."""
        super().zet_verplicht(verplicht)
        self.tekst.zet_verplicht(verplicht)

    def zet_hulp(self, hulp: str) -> None:
        """Change the help under the text."""
        self.tekst.zet_hulp(hulp)

    def _zet_toegankelijk(self) -> None:
        """The parts name themselves."""
