"""Connections with other installations: the card with public keys that goes out, and pinning one that came in.

A card proves nothing by itself: anyone can make one with any name on it. What makes it trusted is that the user types
the fingerprint that the other reads out. The pinned keys are lines of the log, so that a swapped one is seen later. A
pinned privacy officer becomes a user of this vault *without a way in* (``Gebruiker.extern``).
"""

from __future__ import annotations

import hmac
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from uuid import UUID

from pmg_desk.domain.controle import onzichtbaar_teken
from pmg_desk.domain.logboek import Resultaat
from pmg_desk.domain.pakket import Kaartpersoon, Sleutelkaart
from pmg_desk.domain.rollen import Kluissoort, Recht, Rol
from pmg_desk.domain.sleutelboek import EXTERN, SLEUTELREGEL, Bekrachtigingsoort
from pmg_desk.kluis.namen import LANGSTE_NAAM, gelijke_naam
from pmg_desk.kluis.pakket import EXTENSIE_KAART, GROOTSTE_KAART, GeenPakket, lees_bestand, lees_kaart, onderteken_kaart
from pmg_desk.kluis.sleutels import PubliekeSleutels
from pmg_desk.services.sleutelboek import bekrachtig, eis_geldige_sleutel, lees_sleutelboek
from pmg_desk.services.verbindingsfouten import (
    AndereSoort,
    KaartBotst,
    KaartVanHier,
    KaartZonderOfficer,
    NietOpDeKaart,
    VerbindingGestopt,
    VingerafdrukAnders,
)
from pmg_desk.services.werkplek import Transactie, Werkplek
from pmg_desk.storage import gebruikers as gebruikersopslag
from pmg_desk.storage import verbindingen as opslag
from pmg_desk.storage.models import Gebruiker, Verbinding, VerbindingSleutel, VerbindingSoort

OP_DE_KAART: dict[Kluissoort, frozenset[Rol]] = {
    Kluissoort.TEAM: frozenset({Rol.CASUSREGISSEUR, Rol.BEHEERDER}),
    Kluissoort.TOEZICHT: frozenset({Rol.PRIVACY_OFFICER}),
}
"""Who takes part in packages. A privacy officer who logs in on the team's own vault does not: they need none."""

SOORT_LABELS: dict[VerbindingSoort, str] = {
    VerbindingSoort.PRIVACY_OFFICER: "Privacy officer met een eigen installatie",
    VerbindingSoort.KLUIS: "Andere kluis",
}


class Kaartstand(StrEnum):
    """A person on a card, compared with what is pinned."""

    NIEUW = "nieuw"
    GELIJK = "gelijk"
    GEWIJZIGD = "gewijzigd"  # other keys, another name or role
    VERVALT = "vervalt"  # pinned now, and not on this card


@dataclass(frozen=True, slots=True)
class Kaartregel:
    """One person of a card that came in."""

    persoon_id: UUID
    naam: str = field(repr=False)
    rol: str
    stand: Kaartstand


@dataclass(frozen=True, slots=True)
class KaartInzicht:
    """A card that came in. A screen must not show ``vingerafdruk``: it would be copied instead of heard."""

    kluis_id: UUID
    kluisnaam: str
    gemaakt_op: datetime
    vingerafdruk: str = field(repr=False)
    personen: tuple[Kaartregel, ...]
    soort: VerbindingSoort  # what it would be pinned as: by whether a privacy officer is on it
    verbinding_id: UUID | None  # the connection that it would change
    ongewijzigd: bool  # everybody on it is pinned exactly so


@dataclass(frozen=True, slots=True)
class NieuweKaart:
    """The card of this vault, to be given to the other; ``vingerafdruk`` is read out over the phone."""

    ruw: bytes = field(repr=False)
    bestandsnaam: str
    vingerafdruk: str
    personen: tuple[str, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Persoonssleutel:
    """Pinned keys of one person of another installation: age recipient, Ed25519 key (64 hex digits)."""

    verbinding_id: UUID
    kluis_id: UUID
    persoon_id: UUID
    naam: str = field(repr=False)
    rol: str
    age: str
    ed25519: str
    sinds: datetime
    tot: datetime | None

    @property
    def vingerafdruk(self) -> str:
        """Of this person's keys alone."""
        return PubliekeSleutels(self.age, self.ed25519).vingerafdruk()


@dataclass(frozen=True, slots=True)
class VerbindingInzicht:
    """A connection as screens show it."""

    id: UUID
    soort: VerbindingSoort
    soort_label: str
    naam: str
    kluis_id: UUID
    vingerafdruk: str
    sinds: datetime
    gestopt_op: datetime | None
    personen: tuple[Persoonssleutel, ...]

    @property
    def loopt(self) -> bool:
        """Whether packages can go to and fro."""
        return self.gestopt_op is None


def make_sleutelkaart(werkplek: Werkplek) -> NieuweKaart:
    """The card of this vault: everybody who takes part in packages, signed by the user who is logged in.

    Raises GeenToegang (not the beheerder), NietOpDeKaart.
    """
    with werkplek.doe() as t:
        t.eis(Recht.GEBRUIKERS_BEHEREN)
        kaart = _kaart(t)
        if str(t.gebruiker.id) not in {persoon.persoon_id for persoon in kaart.personen}:
            raise NietOpDeKaart
        t.log("sleutelkaart.maken", "kluis", werkplek.kluis_id, aantal=len(kaart.personen))
        return NieuweKaart(
            ruw=onderteken_kaart(kaart, werkplek.sleutels),
            bestandsnaam=f"sleutels-{werkplek.kluis_id.hex[:4]}{EXTENSIE_KAART}",
            vingerafdruk=kaart.vingerafdruk(),
            personen=tuple(sorted(persoon.naam for persoon in kaart.personen)),
        )


def _kaart(t: Transactie) -> Sleutelkaart:
    """Only keys that count by the log: not one that waits for endorsement, nor one that was put in the row."""
    boek = lees_sleutelboek(t)
    personen = tuple(
        Kaartpersoon(str(g.id), g.naam, g.rol.value, g.agesleutel or "", g.ondertekensleutel or "")
        for g in opslag.deelnemers(t.db, OP_DE_KAART[t.gebruiker.soort])
        if boek.geldt(str(g.id), g.ondertekensleutel or "")
    )
    kluis = t.werkplek.kluis
    naam = t.profiel.naam if kluis is None else kluis.kop.naam
    return Sleutelkaart(str(t.werkplek.kluis_id), naam, personen, t.nu)


def read_sleutelkaart(werkplek: Werkplek, pad: Path) -> KaartInzicht:
    """What is on a card that came in, compared with what is pinned; nothing changes.

    Raises GeenToegang, GeenPakket, PakketVeranderd, KluisNietBereikbaar, KaartVanHier, KaartBotst.
    """
    kaart = _lees(pad)
    with werkplek.doe() as t:
        t.eis(Recht.GEBRUIKERS_BEHEREN)
        verbinding = opslag.lopende_verbinding(t.db, UUID(kaart.kluis_id))
        _eis_vreemd(t, kaart, verbinding)
        regels = _vergelijk(t, kaart, verbinding)
        return KaartInzicht(
            kluis_id=UUID(kaart.kluis_id),
            kluisnaam=kaart.kluisnaam,
            gemaakt_op=kaart.gemaakt_op,
            vingerafdruk=kaart.vingerafdruk(),
            personen=regels,
            soort=VerbindingSoort.PRIVACY_OFFICER if _officers(kaart) else VerbindingSoort.KLUIS,
            verbinding_id=None if verbinding is None else verbinding.id,
            ongewijzigd=all(regel.stand is Kaartstand.GELIJK for regel in regels),
        )


def pin_kaart(werkplek: Werkplek, pad: Path, soort: VerbindingSoort, getypte_vingerafdruk: str) -> UUID:
    """Pin the keys of a card after its fingerprint was heard and typed; returns the connection's id.

    A later card of the same installation ends the keys that changed or are no longer on it. Raises what
    :func:`read_sleutelkaart` raises, and VingerafdrukAnders (logged), KaartZonderOfficer, AndereSoort,
    SleutelNietBekrachtigd.
    """
    kaart = _lees(pad)
    with werkplek.doe() as t:
        t.eis(Recht.GEBRUIKERS_BEHEREN)
        verbinding = opslag.lopende_verbinding(t.db, UUID(kaart.kluis_id))
        _eis_vreemd(t, kaart, verbinding)
        if (soort is VerbindingSoort.PRIVACY_OFFICER) != bool(_officers(kaart)):
            raise KaartZonderOfficer if soort is VerbindingSoort.PRIVACY_OFFICER else AndereSoort
        if verbinding is not None and verbinding.soort is not soort:
            raise AndereSoort
        klopt = _zelfde_cijfers(getypte_vingerafdruk, kaart.vingerafdruk())
        if not klopt:
            t.log("verbinding.weigeren", "kluis", UUID(kaart.kluis_id), resultaat=Resultaat.GEWEIGERD)
        else:
            eis_geldige_sleutel(t)
            verbinding = _leg_vast(t, kaart, soort, verbinding)
    if not klopt or verbinding is None:
        raise VingerafdrukAnders
    return verbinding.id


def stop_verbinding(werkplek: Werkplek, verbinding_id: UUID) -> None:
    """End a connection and every key of it: what was signed before stays valid, later packages are refused."""
    with werkplek.doe() as t:
        t.eis(Recht.GEBRUIKERS_BEHEREN)
        verbinding = t.haal(Verbinding, verbinding_id)
        if verbinding.gestopt_op is not None:
            raise VerbindingGestopt
        for sleutel in opslag.sleutels(t.db, verbinding.id):
            _beeindig(t, verbinding, sleutel)
        verbinding.gestopt_op = t.nu
        t.log("verbinding.stoppen", "verbinding", verbinding.id, verwerking=verbinding.soort.value)
        t.gewijzigd("verbinding", verbinding.id)


def list_verbindingen(werkplek: Werkplek, soort: VerbindingSoort | None = None) -> tuple[VerbindingInzicht, ...]:
    """Connections with their pinned persons; those that stopped come last. No secret is in it: for every user."""
    with werkplek.doe() as t:
        lijst = [verbinding_inzicht(t, rij) for rij in opslag.alle_verbindingen(t.db, soort)]
    return tuple(sorted(lijst, key=lambda v: not v.loopt))


def verbinding_inzicht(t: Transactie, rij: Verbinding) -> VerbindingInzicht:
    """A row as a read model."""
    return VerbindingInzicht(
        id=rij.id,
        soort=rij.soort,
        soort_label=SOORT_LABELS[rij.soort],
        naam=rij.naam,
        kluis_id=rij.andere_kluis_id,
        vingerafdruk=rij.vingerafdruk,
        sinds=rij.op,
        gestopt_op=rij.gestopt_op,
        personen=tuple(_feiten(rij, sleutel) for sleutel in opslag.sleutels(t.db, rij.id)),
    )


def verbinding_bij(t: Transactie, andere_kluis_id: UUID) -> VerbindingInzicht | None:
    """The connection with that vault that did not stop."""
    rij = opslag.lopende_verbinding(t.db, andere_kluis_id)
    return None if rij is None else verbinding_inzicht(t, rij)


def sleutel_van(t: Transactie, verbinding_id: UUID, persoon_id: UUID, moment: datetime) -> Persoonssleutel | None:
    """The keys of a person as they were pinned at ``moment``, or None."""
    rij = opslag.sleutel_op(t.db, verbinding_id, persoon_id, moment)
    return None if rij is None else _feiten(t.haal(Verbinding, verbinding_id), rij)


def _feiten(verbinding: Verbinding, rij: VerbindingSleutel) -> Persoonssleutel:
    return Persoonssleutel(
        verbinding_id=verbinding.id,
        kluis_id=verbinding.andere_kluis_id,
        persoon_id=rij.persoon_id,
        naam=rij.naam,
        rol=rij.rol,
        age=rij.agesleutel,
        ed25519=rij.ondertekensleutel,
        sinds=rij.sinds,
        tot=rij.tot,
    )


def _lees(pad: Path) -> Sleutelkaart:
    kaart, _ = lees_kaart(lees_bestand(pad, GROOTSTE_KAART))
    namen = [kaart.kluisnaam, *(persoon.naam for persoon in kaart.personen)]
    if any(persoon.rol not in set(Rol) for persoon in kaart.personen) or not all(_leesbaar(naam) for naam in namen):
        raise GeenPakket
    return kaart


def _leesbaar(naam: str) -> bool:
    """Whether a name is one line that can be seen: what does not show could make two names look the same."""
    return 0 < len(naam) <= LANGSTE_NAAM and onzichtbaar_teken(naam, lang=False) is None


def _officers(kaart: Sleutelkaart) -> list[Kaartpersoon]:
    return [persoon for persoon in kaart.personen if persoon.rol == Rol.PRIVACY_OFFICER.value]


def _eis_vreemd(t: Transactie, kaart: Sleutelkaart, verbinding: Verbinding | None) -> None:
    """Nobody on the card is of this vault or pinned elsewhere: a card must not take over a user's id or key."""
    sleutels = [sleutel for persoon in kaart.personen for sleutel in (persoon.age, persoon.ed25519)]
    ids = {UUID(persoon.persoon_id) for persoon in kaart.personen}
    eigen = {g.id for g in gebruikersopslag.alle_gebruikers(t.db) if not g.extern}
    if UUID(kaart.kluis_id) == t.werkplek.kluis_id or ids & eigen or opslag.sleutels_van_hier(t.db) & set(sleutels):
        raise KaartVanHier
    verbinding_id = None if verbinding is None else verbinding.id
    if len(set(sleutels)) != len(sleutels) or opslag.elders_vastgelegd(t.db, verbinding_id, ids, set(sleutels)):
        raise KaartBotst


def _vergelijk(t: Transactie, kaart: Sleutelkaart, verbinding: Verbinding | None) -> tuple[Kaartregel, ...]:
    bekend = {} if verbinding is None else {rij.persoon_id: rij for rij in opslag.sleutels(t.db, verbinding.id)}
    regels = []
    for persoon in sorted(kaart.personen, key=lambda p: p.naam):
        rij = bekend.pop(UUID(persoon.persoon_id), None)
        stand = (
            Kaartstand.NIEUW if rij is None else Kaartstand.GELIJK if _gelijk(rij, persoon) else Kaartstand.GEWIJZIGD
        )
        regels.append(Kaartregel(UUID(persoon.persoon_id), persoon.naam, persoon.rol, stand))
    return (*regels, *(Kaartregel(id_, rij.naam, rij.rol, Kaartstand.VERVALT) for id_, rij in bekend.items()))


def _gelijk(rij: VerbindingSleutel, persoon: Kaartpersoon) -> bool:
    return (rij.naam, rij.rol, rij.agesleutel, rij.ondertekensleutel) == (
        persoon.naam,
        persoon.rol,
        persoon.age,
        persoon.ed25519,
    )


def _zelfde_cijfers(getypt: str, echt: str) -> bool:
    """Whether the digits are the same; how they are grouped does not matter, anything that is no digit or gap does."""
    kaal = "".join(teken for teken in getypt if teken not in " \t\n\u00a0-.")
    return hmac.compare_digest(kaal.encode("utf-8"), echt.replace(" ", "").encode("utf-8"))


def _leg_vast(t: Transactie, kaart: Sleutelkaart, soort: VerbindingSoort, verbinding: Verbinding | None) -> Verbinding:
    if verbinding is None:
        verbinding = Verbinding(
            id=t.nieuw_id(),
            soort=soort,
            naam=kaart.kluisnaam,
            andere_kluis_id=UUID(kaart.kluis_id),
            vingerafdruk=kaart.vingerafdruk(),
            door_id=t.gebruiker.id,
            op=t.nu,
        )
        t.db.add(verbinding)
        t.db.flush()
    verbinding.naam, verbinding.vingerafdruk = kaart.kluisnaam, kaart.vingerafdruk()
    t.log("verbinding.vastleggen", "verbinding", verbinding.id, verwerking=soort.value, aantal=len(kaart.personen))
    bekend = {rij.persoon_id: rij for rij in opslag.sleutels(t.db, verbinding.id)}
    op_kaart = {UUID(persoon.persoon_id): persoon for persoon in kaart.personen}
    for id_, rij in bekend.items():
        if id_ not in op_kaart or not _gelijk(rij, op_kaart[id_]):
            _beeindig(t, verbinding, rij)
    for id_, persoon in op_kaart.items():
        if id_ not in bekend or not _gelijk(bekend[id_], persoon):
            _voeg_toe(t, verbinding, id_, persoon)
    officers = sorted(_officers(kaart), key=lambda p: p.persoon_id)
    if _heeft_gebruikers(t, verbinding):
        verbinding.gebruiker_id = UUID(officers[0].persoon_id)
    t.gewijzigd("verbinding", verbinding.id)
    return verbinding


def _heeft_gebruikers(t: Transactie, verbinding: Verbinding) -> bool:
    """Only in a vault with casussen do officers of elsewhere become users: there their decisions are weighed."""
    return t.gebruiker.soort is Kluissoort.TEAM and verbinding.soort is VerbindingSoort.PRIVACY_OFFICER


def _voeg_toe(t: Transactie, verbinding: Verbinding, id_: UUID, persoon: Kaartpersoon) -> None:
    t.db.add(
        VerbindingSleutel(
            id=t.nieuw_id(),
            verbinding_id=verbinding.id,
            persoon_id=id_,
            naam=persoon.naam,
            rol=persoon.rol,
            agesleutel=persoon.age,
            ondertekensleutel=persoon.ed25519,
            sinds=t.nu,
        )
    )
    if _heeft_gebruikers(t, verbinding) and persoon.rol == Rol.PRIVACY_OFFICER.value:
        _maak_gebruiker(t, id_, persoon)
    else:
        t.log("verbinding.sleutel", "verbinding", verbinding.id, verwerking=persoon.rol, sleutel=persoon.ed25519)


def _maak_gebruiker(t: Transactie, id_: UUID, persoon: Kaartpersoon) -> None:
    """The officer as a user who works elsewhere: with the id of there, so that what they sign names the same person."""
    rij = t.db.get(Gebruiker, id_)
    if rij is None:
        rij = Gebruiker(
            id=id_,
            gebruikersnaam=_vrije_naam(t, persoon.naam),
            naam=persoon.naam,
            rol=Rol.PRIVACY_OFFICER,
            functie="",
            uitgenodigd_op=t.nu,
            extern=True,
        )
        t.db.add(rij)
    rij.naam, rij.actief_sinds, rij.gestopt_op = persoon.naam, t.nu, None
    rij.ondertekensleutel, rij.agesleutel = persoon.ed25519, persoon.age
    t.db.flush()
    publiek = PubliekeSleutels(persoon.age, persoon.ed25519)
    bekrachtig(t, Bekrachtigingsoort.VERBINDING, id_, Rol.PRIVACY_OFFICER, publiek)
    t.log(SLEUTELREGEL, EXTERN, id_, verwerking=persoon.rol, sleutel=persoon.ed25519)
    t.gewijzigd("gebruiker", id_)


def _vrije_naam(t: Transactie, naam: str) -> str:
    """A user name that nobody has: it is shown only, because there is nothing to log in to."""
    bezet = [g.gebruikersnaam for g in gebruikersopslag.alle_gebruikers(t.db)]
    keuze, nummer = naam[:50], 1
    while any(gelijke_naam(ander, keuze) for ander in bezet):
        nummer += 1
        keuze = f"{naam[:50]} ({nummer})"
    return keuze


def _beeindig(t: Transactie, verbinding: Verbinding, sleutel: VerbindingSleutel) -> None:
    sleutel.tot = t.nu
    gebruiker = t.db.get(Gebruiker, sleutel.persoon_id) if _heeft_gebruikers(t, verbinding) else None
    if gebruiker is not None and gebruiker.extern:
        gebruiker.gestopt_op = t.nu
        t.log("gebruiker.stoppen", EXTERN, gebruiker.id)
        t.gewijzigd("gebruiker", gebruiker.id)
