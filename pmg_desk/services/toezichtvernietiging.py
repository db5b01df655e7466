"""A casus was destroyed in a connected vault: what was sent of it to a privacy officer is erased there too.

Nothing is erased on the word of the package alone: the certificate in it must be signed by two people of that vault
whose keys are pinned here, and every request it names must be of that vault and about that casus. What stays is that
there was a request: numbers, days, how it was judged, and the certificate. It writes over no row: rows go, and what is
kept of them is a row of another kind. Details of the log that an audit brought are closed again, which leaves the log
as verifiable as it was.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from pmg_desk.domain.canoniek import Waarde, canoniek, lees_canoniek
from pmg_desk.domain.certificaat import Certificaat, Gebrek, Ondertekend, toets
from pmg_desk.domain.delen import BekendeSleutel, lees_besluittekst
from pmg_desk.domain.klok import als_tekst
from pmg_desk.domain.rollen import Rol
from pmg_desk.domain.toezicht import Auditregel, lees_auditregel, lees_regel
from pmg_desk.kluis.ondertekening import verifieer
from pmg_desk.services import wissen
from pmg_desk.services.pakketten import Binnengekomen
from pmg_desk.services.toezichtcontrole import controleer_stand, onthoud
from pmg_desk.services.verbindingen import VerbindingInzicht
from pmg_desk.services.verbindingsfouten import InhoudOnleesbaar, PakketGeweigerd
from pmg_desk.services.werkplek import Transactie
from pmg_desk.storage import toezicht as rijen
from pmg_desk.storage.models import OntvangenVerzoek, VernietigdVerzoek

_ALTIJD = datetime.min.replace(tzinfo=UTC)


class CertificaatKloptNiet(PakketGeweigerd):
    """The certificate was not signed by two people of that vault whose keys are pinned here."""

    doe = (
        "Er is niets gewist. Bel de afzender. Is een van beide ondertekenaars nieuw in die kluis, lees dan eerst hun "
        "nieuwe kaart met sleutels in."
    )

    def __init__(self, gebrek: Gebrek) -> None:
        super().__init__(f"Het certificaat van vernietiging in dit pakket klopt niet. {gebrek.value}")


class AndereVerzoeken(PakketGeweigerd):
    """The package names requests that are not about the casus of the certificate, or not of the sender's vault."""

    wat = "Dit pakket noemt verzoeken die niet bij de vernietigde casus van deze kluis horen."
    doe = "Er is niets gewist. Bel de afzender en meld dit aan de beheerder van die kluis."


def take_vernietiging(t: Transactie, binnen: Binnengekomen) -> UUID:
    """Erase here what was destroyed there; returns the id of the destruction. The caller rewrites the file afterwards.

    Raises InhoudOnleesbaar, CertificaatKloptNiet, AndereVerzoeken, GeenLogstand, LogboekGeweigerd; nothing is erased
    then.
    """
    stand = controleer_stand(t, binnen)
    ondertekend, genoemd = _lees(binnen.envelop.inhoud)
    verbinding = binnen.verbinding
    certificaat = toets(ondertekend, verbinding.kluis_id, _vastgelegd(verbinding), verifieer)
    if not isinstance(certificaat, Certificaat):
        raise CertificaatKloptNiet(certificaat)
    voorstel = certificaat.voorstel
    hier = rijen.verzoeken_over(t.db, verbinding.id, voorstel.casus_id)
    ids = {rij.id for rij in hier}
    if any(id_ not in ids and t.db.get(OntvangenVerzoek, id_) is not None for id_ in genoemd):
        raise AndereVerzoeken
    binnen.boek(t, onderwerp_id=voorstel.id)
    onthoud(t, binnen, stand)
    over = {str(id_) for id_ in ids} | {str(b.id) for id_ in ids for b, _ in rijen.besluiten(t.db, id_)}
    vermeldingen = [_vermelding(t, rij, ondertekend, binnen.pakket_id) for rij in hier]
    wissen.erase_ontvangen(t, voorstel.casus_id, ids)
    t.db.add_all(vermeldingen)
    for dossier in rijen.dossiers(t.db, verbinding.id, met_inhoud=True):
        if dossier.pakket_id is not None:
            _sluit_openingen(t, dossier.id, dossier.inhoud, str(voorstel.casus_id), over)
    t.log("toezicht.vernietigen", "vernietiging", voorstel.id, aantal=len(ids), verwerking=voorstel.reden.value)
    t.gewijzigd("ontvangen_verzoek")
    t.gewijzigd("auditdossier")
    return voorstel.id


def _lees(inhoud: Any) -> tuple[Ondertekend, tuple[UUID, ...]]:
    try:
        delen = (inhoud["certificaat"], inhoud["sleutel"], inhoud["handtekening"])
        if not all(isinstance(deel, str) for deel in delen):
            raise TypeError("text expected")
        return Ondertekend(*delen), tuple(UUID(id_) for id_ in inhoud["verzoeken"])
    except (KeyError, TypeError, ValueError, AttributeError):
        raise InhoudOnleesbaar from None


def _vastgelegd(verbinding: VerbindingInzicht) -> tuple[BekendeSleutel, ...]:
    """The keys that are pinned *now*, for whatever day: the day in a certificate is only its writers' word."""
    return tuple(
        BekendeSleutel(sleutel=p.ed25519, gebruiker_id=str(p.persoon_id), rol=Rol(p.rol), sinds=_ALTIJD)
        for p in verbinding.personen
    )


def _vermelding(t: Transactie, rij: OntvangenVerzoek, ondertekend: Ondertekend, pakket_id: UUID) -> VernietigdVerzoek:
    ingetrokken = {i.besluit_id: i.op for i in rijen.intrekkingen(t.db)}
    besluiten: list[Waarde] = [
        {
            "id": str(besluit.id),
            "nummer": besluit.nummer,
            "oordeel": lees_besluittekst(besluit.tekst).oordeel.value,
            "op": als_tekst(besluit.op),
            "ingetrokken_op": als_tekst(ingetrokken[besluit.id]) if besluit.id in ingetrokken else None,
        }
        for besluit, _ in rijen.besluiten(t.db, rij.id)
    ]
    return VernietigdVerzoek(
        id=rij.id,
        verbinding_id=rij.verbinding_id,
        nummer=rij.nummer,
        ontvangen_op=rij.op,
        besluiten=canoniek(besluiten),
        certificaat=canoniek(
            {
                "certificaat": ondertekend.certificaat,
                "sleutel": ondertekend.sleutel,
                "handtekening": ondertekend.handtekening,
            }
        ),
        pakket_id=pakket_id,
        door_id=t.gebruiker.id,
        op=t.nu,
    )


def _sluit_openingen(t: Transactie, dossier_id: UUID, inhoud: str, casus_id: str, over: Collection[str]) -> None:
    """Close what an audit opened of lines about the casus, and leave out its entries of the sharing register."""
    bewaard: dict[str, Any] = lees_canoniek(inhoud)
    audit = bewaard["audit"]
    weg = set(over)
    regels: list[Waarde] = []
    for waarde in audit["regels"]:
        gelezen = lees_regel(lees_auditregel(waarde).blad)
        if gelezen is not None and (gelezen.casus_id == casus_id or gelezen.object_id in over):
            weg.add(str(gelezen.object_id))
            regels.append(Auditregel(waarde[0]).waarde())
        else:
            regels.append(waarde)
    gedeeld = [v for v in audit["verstrekkingen"] if v["id"] not in weg]
    if regels != audit["regels"] or gedeeld != audit["verstrekkingen"]:
        nieuw = {**bewaard, "audit": {**audit, "regels": regels, "verstrekkingen": gedeeld}}
        rijen.vervang_inhoud(t.db, dossier_id, canoniek(nieuw))
