"""The second person for the removal of an old log: what was proposed, by whom, and the button that confirms it."""

from __future__ import annotations

from functools import partial

from pmg_desk.domain.datums import toon_datum
from pmg_desk.domain.klok import lokale_dag
from pmg_desk.services import logreeksen
from pmg_desk.services.logreeksen import Verwijdervoorstel
from pmg_desk.ui.widgets.dialoog import bevestig
from pmg_desk.ui.widgets.kaart import Kaart
from pmg_desk.ui.widgets.knop import Knop
from pmg_desk.ui.widgets.scherm import Scherm
from pmg_desk.ui.widgets.tekst import Tekst


class Verwijderkaart(Kaart):
    """Hidden unless a log waits to be removed; who proposed it reads that somebody else must confirm it."""

    def __init__(self, scherm: Scherm) -> None:
        super().__init__(scherm.tr("Oud logboek verwijderen"))
        self.scherm, self.omgeving = scherm, scherm.omgeving
        self._voorstel: Verwijdervoorstel | None = None
        self.bevestigknop = Knop(self.tr("Logboek verwijderen"), "gevaar", actie=self.vraag)
        self.voeg_actie(self.bevestigknop)
        self.zin = Tekst("")
        self.inhoud.addWidget(self.zin)
        self.setVisible(False)

    def laad(self) -> None:
        """Read whether something waits."""
        taak = partial(logreeksen.describe_voorstel, self.omgeving.werkplek)
        self.omgeving.werker.doe(taak, self._toon, self.scherm.toon_fout, self)

    def _toon(self, voorstel: Verwijdervoorstel | None) -> None:
        self._voorstel = voorstel
        self.setVisible(voorstel is not None)
        if voorstel is None:
            return
        reeks = voorstel.reeks
        self.bevestigknop.setVisible(not voorstel.eigen)
        zin = self.tr(
            "{0} stelde op {1} voor logboek {2} te verwijderen: regel {3} tot en met {4}. Het mag weg vanaf {5}."
        ).format(
            voorstel.door,
            toon_datum(lokale_dag(voorstel.op)),
            reeks.reeks,
            reeks.begin_nr,
            reeks.eind_nr,
            "" if reeks.weg_vanaf is None else toon_datum(reeks.weg_vanaf),
        )
        wie = self.tr(" Een ander moet dit bevestigen.") if voorstel.eigen else self.tr(" Klopt de datum van vandaag?")
        self.zin.setText(zin + wie)

    def vraag(self) -> None:
        """Ask, because it cannot be undone."""
        if self._voorstel is None:
            return
        reeks = self._voorstel.reeks
        bevestig(
            self,
            self.tr("Logboek {} verwijderen?").format(reeks.reeks),
            self.tr("De {} regels zijn daarna niet meer te lezen of te controleren.").format(reeks.regels),
            self.tr("Logboek verwijderen"),
            partial(self._bevestig, reeks.reeks),
        )

    def _bevestig(self, reeks: int) -> None:
        def klaar(aantal: int) -> None:
            self.omgeving.meld(self.tr("{} regels zijn verwijderd.").format(aantal), "goed")
            self.laad()

        taak = partial(logreeksen.confirm_verwijdering, self.omgeving.werkplek, reeks)
        self.omgeving.werker.doe(taak, klaar, self.scherm.toon_fout, self)
