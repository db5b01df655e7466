"""What was erased stays erased: the vault's certificates and the register beside the backups, compared and replayed.

A line of the register that this vault does not know means that an older vault was put back: what it still holds of that
casus is erased again, logged, and told. A line that is missing is added. See ``kluis.gewist`` for what counts.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from pmg_desk.domain.canoniek import canoniek, lees_canoniek
from pmg_desk.domain.certificaat import Certificaat, Gebrek, Ondertekend, lees_certificaat, toets
from pmg_desk.domain.delen import BekendeSleutel
from pmg_desk.domain.klok import als_tekst, uit_tekst
from pmg_desk.domain.logboek import commitment, lees_blad
from pmg_desk.domain.rollen import Rol
from pmg_desk.kluis import gewist as register
from pmg_desk.kluis.fouten import KluisFout
from pmg_desk.kluis.ondertekening import verifieer
from pmg_desk.services import wissen
from pmg_desk.services.besluiten import bekende_sleutels
from pmg_desk.services.werkplek import Transactie, Werkplek
from pmg_desk.storage import bewaren as opslag
from pmg_desk.storage import logregels
from pmg_desk.storage.models import Casus, Gebruiker, Vernietiging, VernietigingStatus

if TYPE_CHECKING:
    from pmg_desk.domain.canoniek import Waarde

OUDER = (
    "Deze kluis is ouder dan het wisregister naast de reservekopieën. Casussen die al vernietigd waren, zijn opnieuw "
    "gewist: {}. Is er een reservekopie teruggezet? Meld het anders aan de privacy officer."
)
ONBEREIKBAAR = (
    "Het wisregister naast de reservekopieën is niet bereikbaar. Bij het volgende openen wordt het opnieuw geprobeerd."
)


TERUGZETTEN = "reservekopie.terugzetten"
"""The line of a restore. Its detail carries the signing keys that only the vault of before knew."""
_MEEGEKOMEN = "sleutels"


def wissleutels(t: Transactie) -> tuple[BekendeSleutel, ...]:
    """The keys that a certificate may be signed with: of this vault's log, and those that a restore carried along.

    Carried keys count for certificates of destruction only, never for a decision to share.
    """
    eigen = bekende_sleutels(t)
    regel = logregels.laatste_detail(t.db, TERUGZETTEN, t.werkplek.kluis_id)
    if regel is None or regel.detail is None or regel.zout is None:
        return eigen
    try:
        if lees_blad(regel.blad).detail != commitment(regel.zout, regel.detail):
            return eigen
        mee = [_sleutel_uit(waarde) for waarde in lees_canoniek(regel.detail).get(_MEEGEKOMEN, [])]
    except (ValueError, TypeError, AttributeError, RecursionError):
        return eigen
    return (*eigen, *mee)


def meegekomen(t: Transactie, elders: Collection[BekendeSleutel]) -> dict[str, Waarde]:
    """Part of the detail of a restore: the keys of the vault of before that this one does not know."""
    al_bekend = set(wissleutels(t))
    eerder = al_bekend - set(bekende_sleutels(t))
    mee = sorted(eerder | (set(elders) - al_bekend), key=lambda s: (s.gebruiker_id, s.sinds, s.sleutel))
    return {_MEEGEKOMEN: [_sleutel_waarde(sleutel) for sleutel in mee]}


def _sleutel_waarde(sleutel: BekendeSleutel) -> Waarde:
    tot = "" if sleutel.tot is None else als_tekst(sleutel.tot)
    return [sleutel.sleutel, sleutel.gebruiker_id, sleutel.rol.value, als_tekst(sleutel.sinds), tot]


def _sleutel_uit(waarde: list[str]) -> BekendeSleutel:
    sleutel, wie, rol, sinds, tot = waarde
    return BekendeSleutel(sleutel, wie, Rol(rol), uit_tekst(sinds), uit_tekst(tot) if tot else None)


def count_onbekend(t: Transactie, mappen: Iterable[Path], elders: Iterable[Ondertekend]) -> int:
    """How many casussen are here that were destroyed according to whole certificates of keys that nobody here knows.

    Looks in the registers in ``mappen`` and at the certificates ``elders``.
    """
    sleutels = wissleutels(t)
    entries = list(elders)
    for map_ in mappen:
        with suppress(KluisFout):  # told where it is replayed
            entries += register.lees_register(map_, t.werkplek.kluis_id, sleutels).onbekend
    casussen = {
        lees_certificaat(ondertekend.certificaat).voorstel.casus_id
        for ondertekend in entries
        if toets(ondertekend, t.werkplek.kluis_id, sleutels, verifieer) is Gebrek.SLEUTEL_ONBEKEND
    }
    return sum(t.db.get(Casus, casus_id) is not None for casus_id in casussen)


def replay(t: Transactie, entries: Iterable[Ondertekend]) -> int:
    """Erase again what this vault still holds of casussen that were destroyed; how many there were.

    Only certificates with two true signatures of keys that this vault knows (:func:`wissleutels`) are obeyed. Each new
    one is kept, so that it is known from now on; each casus that was still there gets a Logregel.
    """
    sleutels = wissleutels(t)
    bekend = {rij.id for rij in opslag.vernietigingen(t.db, VernietigingStatus.UITGEVOERD)}
    opnieuw = 0
    for ondertekend in entries:
        certificaat = toets(ondertekend, t.werkplek.kluis_id, sleutels, verifieer)
        if not isinstance(certificaat, Certificaat) or certificaat.voorstel.id in bekend:
            continue
        bekend.add(certificaat.voorstel.id)
        casus_id = certificaat.voorstel.casus_id
        was_er = t.db.get(Casus, casus_id) is not None
        aantallen = wissen.erase_casus(t, casus_id)
        bewaar(t, ondertekend, certificaat)
        t.log(
            "casus.opnieuw_wissen",
            "vernietiging",
            certificaat.voorstel.id,
            casus_id=casus_id,
            aantal=sum(aantallen.values()),
        )
        opnieuw += was_er
    return opnieuw


def bewaar(t: Transactie, ondertekend: Ondertekend, certificaat: Certificaat) -> None:
    """Keep a certificate in the vault, over the proposal when that is there."""
    voorstel = certificaat.voorstel
    rij = t.db.get(Vernietiging, voorstel.id)
    if rij is None:
        rij = Vernietiging(
            id=voorstel.id,
            casus_id=voorstel.casus_id,
            reden=voorstel.reden.value,
            door_id=voorstel.door_id,
            op=voorstel.op,
            status=VernietigingStatus.UITGEVOERD,
        )
        t.db.add(rij)
    rij.status = VernietigingStatus.UITGEVOERD
    tweede = t.db.get(Gebruiker, certificaat.tweede_id)
    rij.tweede_id = None if tweede is None else tweede.id
    rij.tweede_op = certificaat.op
    rij.certificaat = ondertekend.certificaat
    handtekeningen: dict[str, Waarde] = {
        "eerste": {"sleutel": certificaat.sleutel, "handtekening": certificaat.handtekening},
        "tweede": {"sleutel": ondertekend.sleutel, "handtekening": ondertekend.handtekening},
    }
    rij.handtekeningen = canoniek(handtekeningen)


def ondertekend_van(rij: Vernietiging) -> Ondertekend:
    """The certificate of a destruction that was carried out, as it goes into the register."""
    tweede = lees_canoniek(rij.handtekeningen)["tweede"]
    return Ondertekend(rij.certificaat, tweede["sleutel"], tweede["handtekening"])


def own_entries(t: Transactie) -> tuple[Ondertekend, ...]:
    """The certificates in this vault, oldest first: the register as the vault itself knows it."""
    rijen = opslag.vernietigingen(t.db, VernietigingStatus.UITGEVOERD)
    return tuple(ondertekend_van(rij) for rij in sorted(rijen, key=lambda rij: (rij.tweede_op or rij.op, rij.id)))


def reconcile(t: Transactie, map_: Path) -> tuple[str, ...]:
    """Compare vault and register in the transaction of the unlock; sentences for who opened it, none when all is well.

    The register is written after what it says is in the vault, and is at most behind: the next unlock adds the rest.
    """
    try:
        gelezen = register.lees_register(map_, t.werkplek.kluis_id, wissleutels(t))
    except KluisFout:
        return (ONBEREIKBAAR,)
    zinnen = list(gelezen.bevindingen)
    if gelezen.bevindingen:
        t.log("wisregister.controleren", "kluis", t.werkplek.kluis_id, aantal=len(gelezen.bevindingen))
    opnieuw = replay(t, (ondertekend for ondertekend, _ in gelezen.geldig))
    if opnieuw:
        zinnen.append(OUDER.format(opnieuw))
    eigen = own_entries(t)
    in_register = {ondertekend for ondertekend, _ in gelezen.geldig}
    ontbreekt = tuple(ondertekend for ondertekend in eigen if ondertekend not in in_register)
    beschadigd = bool(gelezen.bevindingen)
    if not gelezen.heel or not (ontbreekt or beschadigd):
        return tuple(zinnen)
    try:
        if beschadigd:
            heel = (*(o for o, _ in gelezen.geldig), *gelezen.onbekend, *gelezen.elders, *ontbreekt)
            register.herschrijf(map_, heel)
        else:
            register.voeg_toe(map_, ontbreekt)
    except KluisFout:
        zinnen.append(ONBEREIKBAAR)
    else:
        t.log("wisregister.herstellen", "kluis", t.werkplek.kluis_id, aantal=len(ontbreekt))
    return tuple(zinnen)


def at_unlock(werkplek: Werkplek, map_: Path) -> tuple[str, ...]:
    """What :func:`reconcile` has to say, in a transaction of its own, and the file written anew where that is due."""
    with werkplek.doe() as t:
        zinnen = reconcile(t, map_)
    wissen.rewrite_kluis(werkplek)
    return zinnen
