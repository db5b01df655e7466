"""Tafelkaders in the own installation of an officer: a question comes in, a signed kader or a withdrawal goes back."""

from __future__ import annotations

from uuid import UUID

from pmg_desk.domain.canoniek import Waarde, canoniek, lees_canoniek
from pmg_desk.domain.fouten import NietGevonden
from pmg_desk.domain.pakket import Pakketsoort
from pmg_desk.domain.profiel.lezen import is_sleutel
from pmg_desk.domain.rollen import Recht
from pmg_desk.services.kadertoezicht import laatste_vraag, lees_vraag
from pmg_desk.services.pakketten import Binnengekomen, NieuwPakket, make_pakket
from pmg_desk.services.toezicht import VanEenAnder
from pmg_desk.services.toezichtcontrole import controleer_stand, laatst_gezien, medeondertekend, onthoud
from pmg_desk.services.toezichtinhoud import MeerDanGevraagd, ontvanger_van
from pmg_desk.services.verbindingen import Persoonssleutel
from pmg_desk.services.verbindingsfouten import InhoudOnleesbaar
from pmg_desk.services.werkplek import Transactie, Werkplek
from pmg_desk.storage import tafelkaders as rijen
from pmg_desk.storage.models import Kaderintrekking, Kadervraag, Tafelkader


def take_kadervraag(t: Transactie, binnen: Binnengekomen) -> UUID:
    """Take a question in, inside the use case that opened the package. Raises InhoudOnleesbaar, MeerDanGevraagd."""
    stand = controleer_stand(t, binnen)
    vraag = lees_vraag(binnen.envelop.inhoud)
    if canoniek(vraag.waarde()) != canoniek(dict(binnen.envelop.inhoud)):
        raise MeerDanGevraagd  # only what a kader is made of may come along
    kluis_id = str(binnen.verbinding.kluis_id)
    ruimte = vraag.ruimte
    # A line of the log names table, purpose and kinds of data for ever: keys of a profile, no other text.
    sleutels = (ruimte.tafel, vraag.doel, *(categorie.sleutel for categorie in ruimte.categorieen))
    if not all(is_sleutel(sleutel) for sleutel in sleutels):
        raise InhoudOnleesbaar
    if vraag.doel not in dict(ruimte.doelen) or any(kader.kluis_id != kluis_id for _, kader in vraag.huidig):
        raise InhoudOnleesbaar
    binnen.boek(t)
    onthoud(t, binnen, stand)
    rij = Kadervraag(
        id=t.nieuw_id(),
        verbinding_id=binnen.verbinding.id,
        tafel=vraag.ruimte.tafel,
        tekst=canoniek({"vraag": vraag.waarde(), "vrager": str(binnen.persoon.persoon_id)}),
        pakket_id=binnen.pakket_id,
        door_id=t.gebruiker.id,
        op=t.nu,
    )
    t.db.add(rij)
    t.log("toezicht.kadervraag", "kadervraag", rij.id, verwerking=f"{vraag.ruimte.tafel}/{vraag.doel}")
    t.gewijzigd("kadervraag", rij.id)
    return rij.id


def make_kaderpakket(werkplek: Werkplek, kader_id: UUID, naar_id: UUID | None = None) -> NieuwPakket:
    """The package that brings a kader to its vault; may be made again. Raises VanEenAnder, VerbindingGestopt."""
    with werkplek.doe() as t:
        t.eis(Recht.TOEZICHT_HOUDEN)
        rij, naar = _van(t, kader_id, naar_id)
        gezien = laatst_gezien(t, naar.verbinding_id)
        inhoud: dict[str, Waarde] = {
            "kader": rij.tekst,
            "handtekening": rij.handtekening.hex(),
            "sleutel": rij.sleutel,
            "nummer": rij.nummer,
            "controlepunt_gezien": None if gezien is None else medeondertekend(t, gezien.tekst),
        }
        if rij.door_id != t.gebruiker.id:
            raise VanEenAnder
        pakket = make_pakket(t, naar, Pakketsoort.KADER, inhoud, onderwerp_id=rij.id)
        t.gewijzigd("tafelkader", rij.id)
        return pakket


def make_kaderintrekpakket(werkplek: Werkplek, kader_id: UUID, naar_id: UUID | None = None) -> NieuwPakket:
    """The package that brings the withdrawal of a kader to the vault; may be made again. Raises NietGevonden."""
    with werkplek.doe() as t:
        t.eis(Recht.TOEZICHT_HOUDEN)
        rij, naar = _van(t, kader_id, naar_id)
        intrekking = _intrekking(t, rij)
        inhoud: dict[str, Waarde] = {
            "kader": str(rij.id),
            "tekst": intrekking.tekst,
            "handtekening": intrekking.handtekening.hex(),
            "sleutel": intrekking.sleutel,
        }
        pakket = make_pakket(t, naar, Pakketsoort.KADERINTREKKING, inhoud, onderwerp_id=rij.id)
        t.gewijzigd("tafelkader", rij.id)
        return pakket


def _intrekking(t: Transactie, rij: Tafelkader) -> Kaderintrekking:
    """The own withdrawal: the other vault takes it from nobody else."""
    alle = [i for i in rijen.intrekkingen(t.db) if i.kader_id == rij.id]
    if not alle:
        raise NietGevonden
    eigen = next((i for i in reversed(alle) if i.door_id == t.gebruiker.id), None)
    if eigen is None:
        raise VanEenAnder
    return eigen


def _van(t: Transactie, kader_id: UUID, naar_id: UUID | None) -> tuple[Tafelkader, Persoonssleutel]:
    """A kader that was made for another vault, and who gets the package: who asked, unless somebody was chosen."""
    rij = t.haal(Tafelkader, kader_id)
    if rij.verbinding_id is None:
        raise NietGevonden
    vraag, _ = laatste_vraag(t, rij.verbinding_id, rij.tafel)
    vrager = UUID(lees_canoniek(vraag.tekst)["vrager"])
    return rij, ontvanger_van(t, rij.verbinding_id, vrager, naar_id)
