"""Files of a casus as stukken: a line that says what the file is. Its bytes never ride along on a print.

The name of the file is left out: people put names in it, and a title is printed whenever the stuk is.
"""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from pmg_desk.domain.samenvatting import Rubriek, Stuk
from pmg_desk.exchange.bijlagesoort import SOORTEN
from pmg_desk.services.werkplek import Transactie
from pmg_desk.storage import bijlagen, inhoud


def bijlagestukken(t: Transactie, casus_id: UUID) -> Iterator[Stuk]:
    """One per file, under the category and the limits of what is said about it."""
    rijen = bijlagen.van_casus(t.db, casus_id)
    teksten = inhoud.huidige_van(t.db, [rij.uitspraak_id for rij in rijen])
    for rij in rijen:
        tekst = teksten[rij.uitspraak_id]
        soort = SOORTEN.get(rij.soort)
        yield Stuk(
            id=f"bijlage:{rij.id}+{tekst.id}",
            rubriek=Rubriek.BIJLAGEN,
            categorie=tekst.categorie,
            titel="Bijlage" if soort is None else f"Bijlage: {soort.label}",
            tekst=tekst.tekst,
            gewijzigd_op=max(rij.op, tekst.op),
            velden=(("Bestand", "niet bijgevoegd"),),
            aard=tekst.aard,
            bron=tekst.bron,
            datum=tekst.gezegd_op,
            derden=tekst.derden,
            doorverstrekking=tekst.doorverstrekking,
        )
