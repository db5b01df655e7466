"""After a destruction: telling each privacy officer with an installation of their own to erase that casus as well.

Nobody can see from here what happened there, so what is kept is whether a package was made for each connection that
got something of the casus: a request about it, or an audit of the log while the casus was here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from pmg_desk.domain.canoniek import Waarde
from pmg_desk.domain.fouten import NietGevonden
from pmg_desk.domain.pakket import Pakketsoort
from pmg_desk.domain.rollen import Recht
from pmg_desk.services.gewist import ondertekend_van
from pmg_desk.services.pakketten import NieuwPakket, make_pakket
from pmg_desk.services.toezichtinhoud import ontvanger_van
from pmg_desk.services.werkplek import Transactie, Werkplek
from pmg_desk.storage import bewaren as rijen
from pmg_desk.storage import verbindingen as opslag
from pmg_desk.storage.models import Pakket, Richting, Verbinding, VerbindingSoort, Vernietiging, VernietigingStatus


@dataclass(frozen=True, slots=True)
class Wisbericht:
    """An installation that got something of a destroyed casus; ``gemaakt_op`` None: its package is still to be sent."""

    vernietiging_id: UUID
    verbinding_id: UUID
    naam: str
    gemaakt_op: datetime | None


def list_wisberichten(werkplek: Werkplek) -> tuple[Wisbericht, ...]:
    """What was or is to be sent, for each destroyed casus and each connection that did not stop."""
    with werkplek.doe() as t:
        t.eis(Recht.BEWAREN_LEZEN)
        return tuple(
            bericht
            for rij in rijen.vernietigingen(t.db, VernietigingStatus.UITGEVOERD)
            for bericht in _berichten(t, rij)
        )


def _berichten(t: Transactie, rij: Vernietiging) -> list[Wisbericht]:
    uit = opslag.pakketten(t.db, richting=Richting.UIT)
    gemaakt = {p.verbinding_id: p.op for p in uit if p.onderwerp_id == rij.id}
    return [
        Wisbericht(rij.id, verbinding.id, verbinding.naam, gemaakt.get(verbinding.id))
        for verbinding in opslag.alle_verbindingen(t.db, VerbindingSoort.PRIVACY_OFFICER)
        if verbinding.gestopt_op is None and any(_gaat_over(t, p, rij, verbinding) for p in uit)
    ]


def _gaat_over(t: Transactie, pakket: Pakket, rij: Vernietiging, verbinding: Verbinding) -> bool:
    if pakket.verbinding_id != verbinding.id:
        return False
    if pakket.soort == Pakketsoort.AUDIT.value:
        begin = rijen.eerste_regel(t.db, rij.casus_id)
        return begin is not None and begin <= pakket.op <= (rij.tweede_op or rij.op)
    return pakket.soort == Pakketsoort.VERZOEK.value and pakket.casus_id == rij.casus_id


def make_wispakket(werkplek: Werkplek, vernietiging_id: UUID, verbinding_id: UUID) -> NieuwPakket:
    """The package for one installation: the certificate and the ids of the requests. It may be made again.

    Raises GeenToegang, NietGevonden (nothing of this casus went there), VerbindingGestopt.
    """
    with werkplek.doe() as t:
        t.eis(Recht.VERNIETIGEN_VOORSTELLEN)
        rij = t.haal(Vernietiging, vernietiging_id)
        if rij.status is not VernietigingStatus.UITGEVOERD:
            raise NietGevonden
        if verbinding_id not in {bericht.verbinding_id for bericht in _berichten(t, rij)}:
            raise NietGevonden
        verbinding = t.haal(Verbinding, verbinding_id)
        ondertekend = ondertekend_van(rij)
        gestuurd = opslag.pakketten(t.db, richting=Richting.UIT, soorten=(Pakketsoort.VERZOEK.value,))
        verzoeken = sorted(
            {str(p.onderwerp_id) for p in gestuurd if p.casus_id == rij.casus_id and p.verbinding_id == verbinding_id}
        )
        inhoud: dict[str, Waarde] = {
            "certificaat": ondertekend.certificaat,
            "sleutel": ondertekend.sleutel,
            "handtekening": ondertekend.handtekening,
            "verzoeken": list(verzoeken),
        }
        naar = ontvanger_van(t, verbinding_id, verbinding.gebruiker_id or verbinding_id)
        pakket = make_pakket(t, naar, Pakketsoort.VERNIETIGING, inhoud, onderwerp_id=rij.id, casus_id=rij.casus_id)
        t.gewijzigd("bewaren", rij.casus_id)
        return pakket
