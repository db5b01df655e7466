"""The people around a jongere: family, friends, co-suspects, role models, a JIM. The minimum, no more.

That somebody of them has a casus too is content of both: the link is shown only to who may see both, and to others
nothing shows that there is one. Somebody belongs to the casus that recorded them; what is said about them is a
statement of the casus in which it was said.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from pmg_desk.domain.controle import MAX_NAAM, Veldcontrole
from pmg_desk.domain.datums import OnvolledigeDatum
from pmg_desk.domain.fouten import GeenToegang
from pmg_desk.domain.netwerk import RELATIESOORTEN, Kring, soort_van
from pmg_desk.services import jongeren, toelichtingen
from pmg_desk.services.uitspraken import UitspraakInvoer, UitspraakInzicht
from pmg_desk.services.verruimingen import log_milder
from pmg_desk.services.werkplek import Transactie, Werkplek
from pmg_desk.storage import casussen as casus_opslag
from pmg_desk.storage import netwerk as netopslag
from pmg_desk.storage.models import Casus, Jongere, Relatie, Relatieduiding, Relatieplek, UitspraakSoort

SOORTEN: dict[str, str] = {sleutel: soort.label for sleutel, soort in RELATIESOORTEN.items()}
GEZAG: dict[str, str] = {"": "Niet bekend", "ja": "Heeft gezag", "nee": "Heeft geen gezag"}


@dataclass(frozen=True, slots=True)
class RelatieInvoer:
    """Somebody around the jongere. ``andere_casus_id``: that person has this casus (the user may see both).

    ``loopt_risico``: somebody who may get into trouble too, a brother or sister first; it needs a ``toelichting``.
    """

    soort: str = ""
    naam: str = ""
    geboortedatum: str | OnvolledigeDatum = ""
    gezag: str = ""
    andere_casus_id: UUID | None = None
    loopt_risico: bool = False
    toelichting: UitspraakInvoer | None = None


@dataclass(frozen=True, slots=True)
class RelatieInzicht:
    """A relation as screens show it; ``andere_casus_id``, its number and ``band`` only for who may see that casus."""

    id: UUID
    soort: str
    soort_label: str
    kring: Kring
    naam: str
    geboortedatum: OnvolledigeDatum | None
    geboren: str
    gezag: str
    gezag_label: str
    andere_casus_id: UUID | None
    andere_nummer: str
    loopt_risico: bool
    toelichting: UitspraakInzicht | None
    band: str  # "tweeling, zelfde adres": what both dossiers together show


def list_relaties(werkplek: Werkplek, casus_id: UUID) -> tuple[RelatieInzicht, ...]:
    """The people around the jongere of a casus, kind by kind in the order of the drawing, then in order of entry."""
    with werkplek.doe() as t:
        return inzichten(t, t.casus(casus_id))


def inzichten(t: Transactie, casus: Casus) -> tuple[RelatieInzicht, ...]:
    """The same inside a transaction; access to the casus has been checked."""
    rijen = netopslag.relaties(t.db, casus)
    duidingen = netopslag.duidingen(t.db, [rij.id for rij in rijen], casus.id)
    teksten = toelichtingen.inzichten(t, [duiding.uitspraak_id for duiding in duidingen.values()])
    jongere = t.haal(Jongere, casus.jongere_id)
    alle = [_inzicht(t, jongere, rij, duidingen.get(rij.id), teksten) for rij in rijen]
    kringen = list(Kring)
    volgorde = {sleutel: plek for plek, sleutel in enumerate(RELATIESOORTEN)}
    return tuple(sorted(alle, key=lambda rij: (kringen.index(rij.kring), volgorde.get(rij.soort, len(volgorde)))))


def _inzicht(
    t: Transactie,
    jongere: Jongere,
    rij: Relatie,
    duiding: Relatieduiding | None,
    teksten: dict[UUID, UitspraakInzicht],
) -> RelatieInzicht:
    andere = _zichtbare_casus(t, rij.andere_jongere_id)
    soort = soort_van(rij.soort)
    tekst = None if duiding is None or duiding.uitspraak_id is None else teksten.get(duiding.uitspraak_id)
    return RelatieInzicht(
        id=rij.id,
        soort=rij.soort,
        soort_label=soort.label,
        kring=soort.kring,
        naam=rij.naam,
        geboortedatum=rij.geboortedatum,
        geboren="" if rij.geboortedatum is None else rij.geboortedatum.toon(),
        gezag=rij.gezag,
        gezag_label=GEZAG.get(rij.gezag, f"Gezag volgens de BRP: {rij.gezag}"),
        andere_casus_id=None if andere is None else andere.id,
        andere_nummer="" if andere is None else andere.nummer,
        loopt_risico=duiding is not None and duiding.loopt_risico and tekst is not None,
        toelichting=tekst,
        band="" if andere is None else _band(rij.soort, jongere, t.haal(Jongere, andere.jongere_id)),
    )


def _zichtbare_casus(t: Transactie, jongere_id: UUID | None) -> Casus | None:
    if jongere_id is None:
        return None
    return next((c for c in casus_opslag.casussen_van(t.db, [jongere_id]) if t.mag_zien(c.id)), None)


def _band(soort: str, een: Jongere, ander: Jongere) -> str:
    """Twins, and who lives at the same address; an address under *indicatie geheim* is never compared."""
    delen = []
    if soort == "broer_zus" and een.geboortedatum.volledig and een.geboortedatum == ander.geboortedatum:
        delen.append("tweeling")
    geheim = een.adres_geheim or ander.adres_geheim or not een.postcode or not een.huisnummer
    if not geheim and (een.postcode, een.huisnummer) == (ander.postcode, ander.huisnummer):
        delen.append("zelfde adres")
    return ", ".join(delen)


def add_relatie(werkplek: Werkplek, casus_id: UUID, invoer: RelatieInvoer) -> UUID:
    """Record somebody around the jongere. Raises OngeldigeInvoer, GeenToegang, CasusGesloten."""
    with werkplek.doe() as t:
        casus = t.casus(casus_id, wijzigen=True)
        rij = Relatie(id=t.nieuw_id(), jongere_id=casus.jongere_id, door_id=t.gebruiker.id, op=t.nu)
        tekst = _vul(t, casus, rij, invoer, nieuw=True)
        t.db.add(rij)
        t.db.flush()
        plek = Relatieplek(id=t.nieuw_id(), relatie_id=rij.id, casus_id=casus_id, door_id=t.gebruiker.id, op=t.nu)
        t.db.add(plek)
        _duid(t, casus_id, rij, invoer, tekst, None)
        t.log("relatie.toevoegen", "relatie", rij.id, casus_id=casus_id, categorieen=[soort_van(rij.soort).categorie])
        _meld(t, casus)
        return rij.id


def amend_relatie(werkplek: Werkplek, casus_id: UUID, relatie_id: UUID, invoer: RelatieInvoer) -> None:
    """Change what is known of somebody. Raises OngeldigeInvoer, GeenToegang, CasusGesloten.

    Without ``andere_casus_id`` a link that this user sees is taken away; one they may not see stays as it is.
    """
    with werkplek.doe() as t:
        casus = t.casus(casus_id, wijzigen=True)
        rij = _rij_van(t, casus, relatie_id)
        eerder: dict[str, str] = {"soort": rij.soort, "naam": rij.naam, "gezag": rij.gezag}
        tekst = _vul(t, casus, rij, invoer, nieuw=False)
        duiding = netopslag.duidingen(t.db, [rij.id], casus_id).get(rij.id)
        _duid(t, casus_id, rij, invoer, tekst, duiding)
        t.log(
            "relatie.wijzigen",
            "relatie",
            rij.id,
            casus_id=casus_id,
            categorieen=[soort_van(eerder["soort"]).categorie, soort_van(rij.soort).categorie],
            detail={**eerder},
        )
        was, wordt = soort_van(eerder["soort"]).categorie, soort_van(rij.soort).categorie
        log_milder(t, "relatie", rij.id, casus_id, was, wordt)
        _meld(t, casus)


def remove_relatie(werkplek: Werkplek, casus_id: UUID, relatie_id: UUID) -> None:
    """Take a relation out; what it was stays in the log's detail, under the erasure rule of the casus."""
    with werkplek.doe() as t:
        casus = t.casus(casus_id, wijzigen=True)
        rij = _rij_van(t, casus, relatie_id)
        t.log(
            "relatie.verwijderen",
            "relatie",
            rij.id,
            casus_id=casus_id,
            categorieen=[soort_van(rij.soort).categorie],
            detail={"soort": rij.soort, "naam": rij.naam, "gezag": rij.gezag},
        )
        # What another casus of this jongere says about them is not ours to withdraw: it stays a statement there.
        for duiding in netopslag.duidingen(t.db, [rij.id], casus_id).values():
            toelichtingen.withdraw(t, duiding.uitspraak_id, "Deze persoon is uit het netwerk gehaald.")
        for bij in (*netopslag.alle_duidingen(t.db, rij.id), *netopslag.plekken(t.db, rij.id)):
            t.db.delete(bij)
        t.db.flush()
        t.db.delete(rij)
        _meld(t, casus)


def _rij_van(t: Transactie, casus: Casus, relatie_id: UUID) -> Relatie:
    rij = t.haal(Relatie, relatie_id)
    if not netopslag.is_relatie_van(t.db, relatie_id, casus):
        raise GeenToegang
    return rij


def _vul(t: Transactie, casus: Casus, rij: Relatie, invoer: RelatieInvoer, *, nieuw: bool) -> UitspraakInvoer | None:
    """Check the input and put it in the row; gives the checked explanation."""
    veld = Veldcontrole()
    andere = None if invoer.andere_casus_id is None else t.casus(invoer.andere_casus_id)
    bekend = tuple(SOORTEN) if nieuw else (*SOORTEN, rij.soort)
    soort = veld.keuze("soort", invoer.soort, bekend)
    naam = invoer.naam
    if andere is not None:
        veld.eis(andere.jongere_id != casus.jongere_id, "naam", "Dit is de jongere zelf.")
        naam = naam or jongeren.naam_van(t.haal(Jongere, andere.jongere_id)).volledige_naam
    naam = veld.tekst("naam", naam, verplicht=True, maximum=MAX_NAAM)
    geboren = None
    if not (isinstance(invoer.geboortedatum, str) and not invoer.geboortedatum.strip()):
        geboren = veld.geboortedatum("geboortedatum", invoer.geboortedatum, t.vandaag)
    gezagen = tuple(GEZAG) if nieuw else (*GEZAG, rij.gezag)  # what a BRP list says in its own words may stay
    gezag = veld.keuze("gezag", invoer.gezag, gezagen, verplicht=False)
    tekst = toelichtingen.controleer(t, veld, invoer.toelichting, UitspraakSoort.NETWERK, soort_van(soort).categorie)
    veld.eis(
        tekst is not None or not invoer.loopt_risico, "toelichting", "Schrijf op waarom deze persoon risico loopt."
    )
    veld.klaar()
    rij.soort, rij.naam, rij.geboortedatum, rij.gezag = soort, naam, geboren, gezag
    if andere is not None:
        rij.andere_jongere_id = andere.jongere_id
    elif _zichtbare_casus(t, rij.andere_jongere_id) is not None:
        rij.andere_jongere_id = None
    # It is always about somebody else than the jongere.
    return None if tekst is None else replace(tekst, derden=True, derden_wie=tekst.derden_wie or SOORTEN.get(soort, ""))


def _duid(
    t: Transactie,
    casus_id: UUID,
    rij: Relatie,
    invoer: RelatieInvoer,
    tekst: UitspraakInvoer | None,
    oud: Relatieduiding | None,
) -> None:
    uitspraak_id = toelichtingen.bewaar(
        t, casus_id, UitspraakSoort.NETWERK, tekst, None if oud is None else oud.uitspraak_id
    )
    if uitspraak_id is None:
        return
    if oud is not None and (oud.uitspraak_id, oud.loopt_risico) == (uitspraak_id, invoer.loopt_risico):
        return
    t.db.add(
        Relatieduiding(
            id=t.nieuw_id(),
            relatie_id=rij.id,
            loopt_risico=invoer.loopt_risico,
            uitspraak_id=uitspraak_id,
            door_id=t.gebruiker.id,
            op=t.nu,
        )
    )


def _meld(t: Transactie, casus: Casus) -> None:
    casus.gewijzigd_op = t.nu
    t.gewijzigd("relatie", casus.id)


@dataclass(frozen=True, slots=True)
class Suggestie:
    """Somebody who may be family: another casus at the same address. Only a suggestion; a person decides."""

    casus_id: UUID
    nummer: str
    naam: str
    reden: str


def suggest_familie(t: Transactie, casus: Casus) -> tuple[Suggestie, ...]:
    """Casussen that this user may see, of people at the same address who are not in the network yet."""
    jongere = t.haal(Jongere, casus.jongere_id)
    gevonden: dict[UUID, Suggestie] = {}
    for andere, ander in netopslag.op_zelfde_adres(t.db, casus, jongere, t.zichtbaar()):
        zelfde = jongere.geslachtsnaam and jongere.geslachtsnaam == ander.geslachtsnaam
        reden = "zelfde adres en achternaam" if zelfde else "zelfde adres"
        naam = jongeren.naam_van(ander).volledige_naam
        gevonden.setdefault(ander.id, Suggestie(andere.id, andere.nummer, naam, reden))
    return tuple(gevonden.values())


def aantal_per_kring(relaties: Sequence[RelatieInzicht]) -> dict[Kring, int]:
    """How many people there are of each kind, for a summary."""
    return {kring: sum(rij.kring is kring for rij in relaties) for kring in Kring}
