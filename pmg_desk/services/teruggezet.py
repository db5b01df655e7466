"""What a user hears once after a backup was put back: when, and by whom."""

from __future__ import annotations

from pmg_desk.domain.klok import AMSTERDAM
from pmg_desk.services.gewist import TERUGZETTEN
from pmg_desk.services.sleutelboek import gelukte_regels
from pmg_desk.services.werkplek import Transactie
from pmg_desk.storage import herstelblad as opslag


def sinds_vorige_keer(t: Transactie) -> tuple[str, ...]:
    """A sentence for each restore since this user's last log-in or their invitation, as the restored log has those."""
    vorige = opslag.laatste_nr(t.db, ("gebruiker.inloggen", "gebruiker.toevoegen"), t.gebruiker.id)
    return tuple(
        f"Op {regel.tijd.astimezone(AMSTERDAM):%d-%m-%Y om %H:%M} zette {regel.actor_naam} een reservekopie terug. Wat "
        "na die kopie was vastgelegd, staat er niet meer in. Wist u dit niet? Meld het aan de privacy officer."
        for regel in gelukte_regels(t, TERUGZETTEN)
        if regel.nr > vorige
    )
