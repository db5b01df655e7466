"""The course of a casus: closing with reason and outcome, and opening again."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from pmg_desk.domain.controle import MAX_TEKST, Veldcontrole
from pmg_desk.domain.fouten import Fout
from pmg_desk.services.werkplek import Werkplek
from pmg_desk.storage import casussen as opslag
from pmg_desk.storage.models import CasusPeriode, CasusStatus


class NietGesloten(Fout):
    """Only a closed casus can be opened again."""

    wat = "Deze casus is al open."
    doe = "Ververs het scherm."


def close_casus(
    werkplek: Werkplek, casus_id: UUID, reden: str, uitkomst: str, toelichting: str = "", op: str | date | None = None
) -> None:
    """Close a casus with reason and outcome (keys of the profile). ``op`` None means today.

    The casus stays known at its tables, so that a new signal finds its way; content is read-only until it is opened
    again. Raises OngeldigeInvoer, GeenToegang, CasusGesloten.
    """
    with werkplek.doe() as t:
        casus = t.casus(casus_id, wijzigen=True)
        periode = opslag.perioden(t.db, casus_id)[0]
        veld = Veldcontrole()
        waarom = veld.keuze("reden", reden, tuple(t.profiel.redenen_afsluiten))
        wat = veld.keuze("uitkomst", uitkomst, tuple(t.profiel.uitkomsten))
        uitleg = veld.tekst("toelichting", toelichting, maximum=MAX_TEKST, lang=True)
        dag = veld.datum(
            "op",
            op or t.vandaag,
            t.vandaag,
            niet_voor=(periode.van, "het begin van de casus"),
            niet_na=(t.vandaag, "vandaag"),
        )
        veld.klaar()
        periode.tot = dag
        periode.reden_sluiting, periode.uitkomst, periode.toelichting_sluiting = waarom, wat, uitleg
        casus.status = CasusStatus.GESLOTEN
        casus.gewijzigd_op = t.nu
        t.log("casus.sluiten", "casus", casus_id, casus_id=casus_id, detail={"reden": waarom, "uitkomst": wat})
        t.gewijzigd("casus", casus_id)


def reopen_casus(werkplek: Werkplek, casus_id: UUID, reden: str) -> None:
    """Open a closed casus again, from today; the earlier period stays as it was. Raises NietGesloten."""
    with werkplek.doe() as t:
        casus = t.casus(casus_id, wijzigen=True, gesloten_mag=True)
        if casus.status is not CasusStatus.GESLOTEN:
            raise NietGesloten
        veld = Veldcontrole()
        waarom = veld.tekst("reden", reden, verplicht=True, maximum=MAX_TEKST, lang=True)
        veld.klaar()
        t.db.add(CasusPeriode(id=t.nieuw_id(), casus_id=casus_id, van=t.vandaag, reden_heropening=waarom))
        casus.status = CasusStatus.OPEN
        casus.gewijzigd_op = t.nu
        t.log("casus.heropenen", "casus", casus_id, casus_id=casus_id, detail={"reden": waarom})
        t.gewijzigd("casus", casus_id)
