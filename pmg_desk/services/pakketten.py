"""Packages in and out, for any kind of content: making one for a pinned person, and opening one that came in.

What comes in counts only when the signing key is pinned *now* for the person whom the envelope names, when it is for
this vault and this user, when this sender may send this kind, and when it was not taken in before. A refusal changes
nothing and is logged in a transaction of its own.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

from pmg_desk.domain.canoniek import Waarde, sha256_hex
from pmg_desk.domain.controlepunt import Aanleiding
from pmg_desk.domain.fouten import Fout
from pmg_desk.domain.logboek import Resultaat
from pmg_desk.domain.pakket import Envelop, Pakketsoort, Partij
from pmg_desk.domain.rollen import Rol
from pmg_desk.kluis.pakket import (
    EXTENSIE_PAKKET,
    GeenPakket,
    NietVoorU,
    PakketVeranderd,
    lees_bestand,
    open_pakket,
    verzegel_pakket,
)
from pmg_desk.services.controlepunten import onderteken_controlepunt
from pmg_desk.services.verbindingen import Persoonssleutel, VerbindingInzicht, sleutel_van, verbinding_bij
from pmg_desk.services.verbindingsfouten import (
    AfzenderOnbekend,
    AlIngelezen,
    AndersBedoeld,
    PakketGeweigerd,
    VerbindingGestopt,
    VoorIemandAnders,
)
from pmg_desk.services.werkplek import Transactie, Werkplek
from pmg_desk.storage import verbindingen as opslag
from pmg_desk.storage.models import Pakket, Richting, VerbindingSoort

_OFFICER = (VerbindingSoort.PRIVACY_OFFICER, frozenset({Rol.PRIVACY_OFFICER}))
_TEAM = (VerbindingSoort.KLUIS, frozenset({Rol.CASUSREGISSEUR, Rol.BEHEERDER}))
VAN_WIE: dict[Pakketsoort, tuple[VerbindingSoort, frozenset[Rol]]] = {
    Pakketsoort.VERZOEK: (VerbindingSoort.KLUIS, frozenset({Rol.CASUSREGISSEUR})),
    Pakketsoort.BESLUIT: _OFFICER,
    Pakketsoort.INTREKKING: _OFFICER,
    Pakketsoort.AUDITVRAAG: _OFFICER,
    Pakketsoort.AUDIT: _TEAM,
    Pakketsoort.OVERDRACHT: _TEAM,
    Pakketsoort.ANTWOORD: _TEAM,
    Pakketsoort.VERNIETIGING: _TEAM,
    Pakketsoort.KADERVRAAG: (VerbindingSoort.KLUIS, frozenset({Rol.CASUSREGISSEUR})),
    Pakketsoort.KADER: _OFFICER,
    Pakketsoort.KADERINTREKKING: _OFFICER,
}
"""Per kind: over which sort of connection it may come, and with which pinned roles."""


@dataclass(frozen=True, slots=True)
class NieuwPakket:
    """A package to save somewhere: nobody's name is in ``bestandsnaam``."""

    id: UUID
    ruw: bytes = field(repr=False)
    bestandsnaam: str


@dataclass(frozen=True, slots=True)
class Binnengekomen:
    """A package that opened and was found to be of ``persoon``. Its *content* is still to be judged by its kind."""

    envelop: Envelop = field(repr=False)
    sha256: str
    verbinding: VerbindingInzicht
    persoon: Persoonssleutel
    geboekt: bool = False  # a question that was answered before: only where ``bekijken`` was asked

    @property
    def pakket_id(self) -> UUID:
        """The id of the package, and of its row."""
        return UUID(self.envelop.pakket_id)

    def boek(self, t: Transactie, *, onderwerp_id: UUID | None = None, casus_id: UUID | None = None) -> None:
        """Register it as taken in, and say what it was about. Once, before rows that refer to it."""
        _registreer(t, self.envelop, Richting.IN, self.verbinding.id, self.sha256, onderwerp_id, casus_id)
        t.log(
            "pakket.lezen",
            "pakket",
            self.pakket_id,
            casus_id=casus_id,
            verwerking=self.envelop.soort.value,
            sleutel=self.persoon.ed25519,
        )


def make_pakket(
    t: Transactie,
    naar: Persoonssleutel,
    soort: Pakketsoort,
    inhoud: dict[str, Waarde],
    *,
    antwoord_op: UUID | None = None,
    onderwerp_id: UUID | None = None,
    casus_id: UUID | None = None,
) -> NieuwPakket:
    """A package of the user who is logged in for one pinned person; registered and logged in this transaction.

    The signed head of the log, with the line about this package in it, goes along: an anchor outside this machine.
    Raises VerbindingGestopt when these keys are not the pinned ones any more, LogAfgeknipt.
    """
    if sleutel_van(t, naar.verbinding_id, naar.persoon_id, t.nu) != naar:
        raise VerbindingGestopt
    ik, pakket_id = t.gebruiker, t.nieuw_id()
    t.log("pakket.maken", "pakket", pakket_id, casus_id=casus_id, verwerking=soort.value, sleutel=naar.ed25519)
    envelop = Envelop(
        pakket_id=str(pakket_id),
        soort=soort,
        van=Partij(str(t.werkplek.kluis_id), str(ik.id), ik.naam, ik.rol.value),
        aan=Partij(str(naar.kluis_id), str(naar.persoon_id), naar.naam, naar.rol),
        gemaakt_op=t.nu,
        antwoord_op=None if antwoord_op is None else str(antwoord_op),
        controlepunt=onderteken_controlepunt(t, Aanleiding.PAKKET).tekst,
        inhoud=inhoud,
    )
    ruw = verzegel_pakket(envelop, t.werkplek.sleutels, naar.age)
    som = sha256_hex(envelop.tekst().encode("utf-8"))
    _registreer(t, envelop, Richting.UIT, naar.verbinding_id, som, onderwerp_id, casus_id)
    return NieuwPakket(pakket_id, ruw, f"{soort.value}-{pakket_id.hex[:8]}{EXTENSIE_PAKKET}")


@contextmanager
def open_binnengekomen(
    werkplek: Werkplek, ruw: bytes, soorten: Collection[Pakketsoort], *, bekijken: bool = False
) -> Iterator[tuple[Transactie, Binnengekomen]]:
    """One use case around a package that came in: opened and checked; the body takes it over and books it, or raises.

    ``bekijken``: the body may book it or only look; a question for an audit opens again, because answering it twice
    harms nobody and the first answer may not have reached its file. A failure, also one raised in the body,
    undoes everything; a refused package is logged. Raises GeenPakket, NietVoorU, PakketVeranderd, and the subclasses of
    PakketGeweigerd.
    """
    try:
        with werkplek.doe() as t:
            binnen = _open(t, ruw, soorten, bekijken=bekijken)
            yield t, binnen
            if not bekijken and not opslag.is_ingenomen(t.db, binnen.pakket_id, binnen.sha256):
                raise AssertionError("a package was taken over without being booked")
    except (GeenPakket, NietVoorU, PakketVeranderd, PakketGeweigerd) as fout:
        _log_weigering(werkplek, fout)
        raise


def herken_pakket(werkplek: Werkplek, pad: Path) -> Pakketsoort:
    """What a package that came in is for; takes nothing in. Raises as :func:`open_binnengekomen`."""
    with open_binnengekomen(werkplek, lees_bestand(pad), tuple(Pakketsoort), bekijken=True) as (_, binnen):
        return binnen.envelop.soort


def _open(t: Transactie, ruw: bytes, soorten: Collection[Pakketsoort], *, bekijken: bool) -> Binnengekomen:
    geopend = open_pakket(ruw, t.werkplek.sleutels)
    envelop = geopend.envelop
    if (envelop.aan.kluis_id, envelop.aan.persoon_id) != (str(t.werkplek.kluis_id), str(t.gebruiker.id)):
        raise VoorIemandAnders
    verbinding = verbinding_bij(t, UUID(envelop.van.kluis_id))
    persoon = None if verbinding is None else sleutel_van(t, verbinding.id, UUID(envelop.van.persoon_id), t.nu)
    # The key must be the one that is pinned now: the time in the envelope is only the sender's word.
    if verbinding is None or persoon is None or persoon.ed25519 != geopend.sleutel:
        raise AfzenderOnbekend
    over, rollen = VAN_WIE[envelop.soort]
    if envelop.soort not in soorten or verbinding.soort is not over or persoon.rol not in rollen:
        raise AndersBedoeld
    geboekt = opslag.is_ingenomen(t.db, UUID(envelop.pakket_id), geopend.sha256)
    if geboekt and not (bekijken and envelop.soort is Pakketsoort.AUDITVRAAG):
        raise AlIngelezen
    return Binnengekomen(envelop, geopend.sha256, verbinding, persoon, geboekt)


def _registreer(
    t: Transactie,
    envelop: Envelop,
    richting: Richting,
    verbinding_id: UUID,
    som: str,
    onderwerp_id: UUID | None,
    casus_id: UUID | None,
) -> None:
    t.db.add(
        Pakket(
            id=UUID(envelop.pakket_id),
            richting=richting,
            soort=envelop.soort.value,
            verbinding_id=verbinding_id,
            onderwerp_id=onderwerp_id,
            casus_id=casus_id,
            sha256=som,
            antwoord_op=None if envelop.antwoord_op is None else UUID(envelop.antwoord_op),
            gemaakt_op=min(envelop.gemaakt_op, t.nu),
            door_id=t.gebruiker.id,
            op=t.nu,
        )
    )
    t.db.flush()
    t.gewijzigd("pakket", UUID(envelop.pakket_id))


def _log_weigering(werkplek: Werkplek, fout: Fout) -> None:
    """The kind of refusal goes along; nothing of what stood in the package does."""
    with werkplek.doe() as t:
        t.log(
            "pakket.weigeren",
            "pakket",
            resultaat=Resultaat.GEWEIGERD,
            verwerking="".join(f"_{c.lower()}" if c.isupper() else c for c in type(fout).__name__).lstrip("_"),
        )
