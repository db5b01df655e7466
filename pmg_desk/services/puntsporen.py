"""What an item of an agenda leaves before anything is committed: words in a draft, and what was told or handed out.

Who leads a meeting learns only that there are such words, also of a colleague, and never which.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from uuid import UUID

from pmg_desk.domain.canoniek import lees_canoniek
from pmg_desk.domain.fouten import Fout
from pmg_desk.services.concepten import BESPREKINGSFORMULIER
from pmg_desk.services.verstrekkingen import VERTELD
from pmg_desk.services.werkplek import Transactie
from pmg_desk.storage import concepten, vergaderplek
from pmg_desk.storage import delen as deelrijen
from pmg_desk.storage.agendavoorstel import is_gedeeld
from pmg_desk.storage.models import Overleg


class PuntGedeeld(Fout):
    """The register says that something of this casus went out for this meeting: it has to be in its minutes."""

    wat = (
        "Over deze casus is voor dit overleg al iets verteld, getoond of meegegeven. Dat staat in het register en hoort"
        " in het verslag. Daarom blijft dit agendapunt staan."
    )
    veilig = "Er is niets veranderd."
    doe = "Komt u er niet aan toe, leg dan in het overleg vast dat dit punt is aangehouden (F12)."


class PuntGetypt(Fout):
    """Words that nobody committed hang on the item, and would not be found again."""

    wat = "Bij dit agendapunt is tekst getypt die nog niet is vastgelegd. Daarom blijft het staan."
    veilig = "Er is niets veranderd, en de tekst is bewaard."
    doe = (
        "Open het punt in het overleg. Leg de tekst vast (F8), of haal hem daar weg. Ziet u geen tekst, dan typte een"
        " collega hem: vraag het die collega."
    )


def getypt_bij(t: Transactie, punt_ids: Collection[UUID]) -> frozenset[UUID]:
    """At which of these items somebody typed what is not committed."""
    gevonden = concepten.bij(t.db, BESPREKINGSFORMULIER, punt_ids)
    return frozenset(UUID(rij.object_id) for rij in gevonden if lees_canoniek(rij.inhoud).get("regels"))


def verteld_bij(t: Transactie, overleg_id: UUID, punten: Mapping[UUID, UUID]) -> frozenset[UUID]:
    """At which of these items (id and casus) of a meeting something was told to who was there."""
    casussen = {rij.casus_id for rij in deelrijen.verteld_op(t.db, overleg_id, VERTELD)}
    return frozenset(punt_id for punt_id, casus_id in punten.items() if casus_id in casussen)


def release_punten(t: Transactie, overleg: Overleg, punten: Mapping[UUID, UUID]) -> None:
    """Let go of what hangs on these items (id and casus) before they leave the agenda: where somebody was.

    Raises PuntGedeeld, PuntGetypt where something would be lost or could not be found again.
    """
    if is_gedeeld(t.db, overleg, set(punten.values())):
        raise PuntGedeeld
    if getypt_bij(t, punten):
        raise PuntGetypt
    leeg = concepten.bij(t.db, BESPREKINGSFORMULIER, punten)
    for rij in (*leeg, *(plek for punt_id in punten for plek in vergaderplek.plekken_bij(t.db, punt_id))):
        t.db.delete(rij)
    t.db.flush()
