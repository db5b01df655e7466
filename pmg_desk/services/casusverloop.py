"""The course of a casus: closing with reason and outcome, and opening again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from pmg_desk.domain.controle import MAX_TEKST, Veldcontrole
from pmg_desk.domain.datums import Richting
from pmg_desk.domain.fouten import Fout
from pmg_desk.services import aanmeldingen, casuseinde, doorgeleidantwoord
from pmg_desk.services.jongeren import wijk_label
from pmg_desk.services.werkplek import Werkplek
from pmg_desk.storage import casussen as opslag
from pmg_desk.storage.models import CasusPeriode, CasusStatus, Jongere


class NietGesloten(Fout):
    """Only a closed casus can be opened again."""

    wat = "Deze casus is al open."
    doe = "Ververs het scherm."


@dataclass(frozen=True, slots=True)
class Periode:
    """A stretch in which the casus was open; labels, and empty while it still is."""

    van: date
    tot: date | None
    reden_sluiting: str
    uitkomst: str
    toelichting_sluiting: str
    reden_heropening: str


@dataclass(frozen=True, slots=True)
class Verloop:
    """How the casus came in, and the stretches in which it was open, the latest first.

    ``wijk`` and ``buurt`` are as they were at aanmelding; ``wijk_geheim`` says that they are left out with the address.
    """

    aangemeld_op: date
    aangemeld_door: str
    wijk: str
    buurt: str
    wijk_geheim: bool
    perioden: tuple[Periode, ...]


def toon_verloop(werkplek: Werkplek, casus_id: UUID) -> Verloop:
    """The course of a casus. Part of an opened dossier, so not logged by itself."""
    with werkplek.doe() as t:
        casus = t.casus(casus_id)
        geheim = t.haal(Jongere, casus.jongere_id).adres_geheim
        redenen, uitkomsten = t.profiel.redenen_afsluiten, t.profiel.uitkomsten
        return Verloop(
            aangemeld_op=casus.geopend_op,
            aangemeld_door=casus.aangemeld_door,
            wijk="" if geheim else wijk_label(t.profiel, casus.wijk_bij_aanmelding),
            buurt="" if geheim else casus.buurt_bij_aanmelding,
            wijk_geheim=geheim,
            perioden=tuple(
                Periode(
                    van=rij.van,
                    tot=rij.tot,
                    reden_sluiting=redenen[rij.reden_sluiting].label
                    if rij.reden_sluiting in redenen
                    else rij.reden_sluiting,
                    uitkomst=uitkomsten[rij.uitkomst].label if rij.uitkomst in uitkomsten else rij.uitkomst,
                    toelichting_sluiting=rij.toelichting_sluiting,
                    reden_heropening=rij.reden_heropening,
                )
                for rij in opslag.perioden(t.db, casus_id)
            ),
        )


def close_casus(
    werkplek: Werkplek, casus_id: UUID, reden: str, uitkomst: str, toelichting: str = "", op: str | date | None = None
) -> None:
    """Close a casus with reason and outcome (keys of the profile). ``op`` None means today.

    The casus stays known at its tables, so that a new signal finds its way; what a table did not decide yet is
    withdrawn, and content is read-only until the casus is opened again. Raises OngeldigeInvoer, GeenToegang,
    CasusGesloten.
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
            richting=Richting.VERLEDEN,
            niet_voor=(periode.van, "het begin van de casus"),
            niet_na=(t.vandaag, "vandaag"),
        )
        veld.klaar()
        assert dag is not None
        periode.tot = dag
        periode.reden_sluiting, periode.uitkomst, periode.toelichting_sluiting = waarom, wat, uitleg
        casus.status = CasusStatus.GESLOTEN
        casus.gewijzigd_op = t.nu
        doorgeleidantwoord.beeindig(t, casus_id, dag)
        casuseinde.end_werk(t, casus_id, dag, waarom)
        aanmeldingen.beeindig(t, casus, dag)
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
