"""What a bundle is made of: for one recipient the cover and the parts, with names or with pseudonyms."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from uuid import UUID

from pmg_desk.domain.bundel import Agendaregel, Bundel, Bundeldeel, Bundelversie
from pmg_desk.services.besluiten import peilmoment
from pmg_desk.services.bundelstof import Agendastof, Stof, is_vraag
from pmg_desk.services.controlepunten import korte_stand
from pmg_desk.services.overlegpapier import Wie, maak_kop
from pmg_desk.services.pseudoniemen import Schuilnamen, Twijfel, gaat_mee
from pmg_desk.services.samenvattingen import NietsTeDelen
from pmg_desk.services.uitgaven import Keuze, stel_samen
from pmg_desk.services.werkplek import Transactie
from pmg_desk.storage.models import Overleg, Wijze


@dataclass(frozen=True, slots=True)
class Samengesteld:
    """A bundle and what it was made of, in the order of its parts; ``twijfels``: what on it may still be a name."""

    bundel: Bundel
    stof: tuple[Stof, ...]
    twijfels: tuple[Twijfel, ...]


def stel_bundel_samen(
    t: Transactie,
    overleg: Overleg,
    wie: Wie,
    versie: Bundelversie,
    wijze: Wijze,
    exemplaar: int,
    zonder: Collection[UUID] = (),
    *,
    schuilnamen: bool = False,
) -> Samengesteld:
    """The bundle of this recipient. ``zonder``: casussen to leave out; ``exemplaar`` 0: a proof.

    Raises NietsTeDelen.
    """
    agenda = Agendastof(t, overleg, versie, wijze)
    gekozen = [item for item in agenda.items if item.casus.id not in zonder]
    alle = [agenda.stof(item, wie.ontvanger) for item in gekozen]
    if schuilnamen:
        alle = [replace(deel, mee=tuple(een for een in deel.mee if gaat_mee(een.stuk))) for deel in alle]
    stof = tuple(deel for deel in alle if deel.gevuld)
    if not stof:
        raise NietsTeDelen(doe="Vraag eerst akkoord: kies 'Vraag wat ontbreekt'.")
    logstand = korte_stand(t)
    delen = tuple(_deel(t, agenda, deel, wie, overleg, exemplaar, logstand) for deel in stof)
    twijfels: tuple[Twijfel, ...] = ()
    if schuilnamen:
        schuil = Schuilnamen(t, [item.casus.id for item in agenda.items])
        paren = [(schuil.onherkenbaar(deel, s.item.casus), s) for deel, s in zip(delen, stof, strict=True)]
        delen = tuple(deel for deel, _ in paren)
        twijfels = tuple(twijfel for deel, s in paren if (twijfel := schuil.twijfel(deel, s.item.casus)) is not None)
    opschriften = {deel.punt: deel.samenvatting.naam for deel in delen}
    bekend_tm = min((deel.samenvatting.intrekkingen_bekend_tm for deel in delen), default=peilmoment(t))
    kop = maak_kop(t, overleg, wie, versie, wijze, exemplaar, logstand, bekend_tm, schuilnamen=schuilnamen)
    regels = tuple(Agendaregel(punt, opschriften.get(punt, "")) for punt in range(1, agenda.aantal + 1))
    return Samengesteld(Bundel(kop, regels, delen), stof, twijfels)


def _deel(
    t: Transactie,
    agenda: Agendastof,
    stof: Stof,
    wie: Wie,
    overleg: Overleg,
    exemplaar: int,
    logstand: str,
) -> Bundeldeel:
    besluiten = agenda.besluiten(stof)
    stukken = tuple(stuk for stuk in stof.stukken if not is_vraag(stuk) and stuk not in besluiten)
    keuze = Keuze(stof.item.casus, wie.organisatie, wie.ontvanger.functie, overleg, stukken, stof.onder)
    return Bundeldeel(
        punt=stof.item.punt,
        vraag=next((stuk.tekst for stuk in stof.stukken if is_vraag(stuk)), ""),
        samenvatting=stel_samen(t, keuze, exemplaar, logstand),
        besluiten=besluiten,
        eigen_acties=agenda.eigen_acties(stukken, wie.ontvanger, wie.persoon_id),
    )


def teken_bundel(bundel: Bundel, groot: bool) -> tuple[bytes, tuple[tuple[int, int], ...]]:
    """The file, and per part its first and last page."""
    from pmg_desk.reports.bundel import maak_bundel

    gemaakt = maak_bundel(bundel, groot=groot)
    return gemaakt.pdf, gemaakt.bladen
