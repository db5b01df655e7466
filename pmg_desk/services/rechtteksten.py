"""Which text a request to correct is about, and what came of it: the better text or the reaction beside it (AVG 16).

The casusregisseur chooses among the texts of the dossier. The privacy officer reads no dossier for this: only the text
that is disputed and what came of it, through the request.
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from pmg_desk.domain.controle import Veldcontrole
from pmg_desk.domain.fouten import Fout, IntussenGewijzigd
from pmg_desk.domain.rechten import RechtOordeel, Rechtsoort
from pmg_desk.domain.rollen import Recht
from pmg_desk.services import reacties, uitspraken
from pmg_desk.services.rechtenverzoeken import koppel
from pmg_desk.services.rechttoegang import haal_verzoek, vind_casus
from pmg_desk.services.uitspraken import WIJZIGBARE_SOORTEN, UitspraakInvoer, UitspraakInzicht, inzicht, inzichten
from pmg_desk.services.werkplek import Transactie, Werkplek
from pmg_desk.storage import inhoud
from pmg_desk.storage.models import Casus, Rechtenverzoek, RechtStatus, Uitspraak


class NietTeVerbeteren(Fout):
    """Not decided so, no text was chosen, or it was done before."""

    wat = "Bij dit verzoek hoort nu geen verbetering of reactie."
    veilig = "Er is niets veranderd."
    doe = "Bekijk het besluit en de tekst bij het verzoek."


@dataclass(frozen=True, slots=True)
class Teksten:
    """``over``: as it was disputed; ``nu``: what stands there now. The rest: what who looks may do with it."""

    over: UitspraakInzicht | None
    nu: UitspraakInzicht | None
    gevolg: UitspraakInzicht | None
    mag_kiezen: bool
    mag_verbeteren: bool
    mag_reageren: bool
    mag_koppelen: bool


def show_teksten(werkplek: Werkplek, rechtenverzoek_id: UUID) -> Teksten:
    """What belongs to a request; part of opening it, so not logged by itself. Raises GeenToegang, NietGevonden."""
    with werkplek.doe() as t:
        rij, casus = haal_verzoek(t, rechtenverzoek_id)
        return _teksten(t, rij, casus)


def _teksten(t: Transactie, rij: Rechtenverzoek, casus: Casus) -> Teksten:
    over = None if rij.over_id is None else inzicht(t, t.haal(Uitspraak, rij.over_id))
    huidig = {} if rij.over_id is None else inhoud.huidige_van(t.db, [rij.over_id])
    nu = next((inzicht(t, een) for een in huidig.values()), None)
    schrijft = _te_kiezen(rij) and t.mag_wijzigen(casus.id)
    besloten = schrijft and rij.status is RechtStatus.BESLOTEN and rij.gevolg_id is None
    return Teksten(
        over,
        nu,
        None if rij.gevolg_id is None else inzicht(t, t.haal(Uitspraak, rij.gevolg_id)),
        mag_kiezen=schrijft and rij.gevolg_id is None,
        mag_verbeteren=(
            besloten and nu is not None and nu.soort in WIJZIGBARE_SOORTEN and rij.oordeel is not RechtOordeel.AFGEWEZEN
        ),
        mag_reageren=besloten and nu is not None and rij.oordeel is not RechtOordeel.TOEGEWEZEN,
        mag_koppelen=besloten and over is not None,
    )


def list_teksten(werkplek: Werkplek, casus_id: UUID) -> tuple[UitspraakInzicht, ...]:
    """What holds now about the casus, newest first, to choose among; for who may change it. Raises GeenToegang."""
    with werkplek.doe() as t:
        t.eis(Recht.CASUS_SCHRIJVEN)
        casus = vind_casus(t, casus_id)
        return inzichten(t, reversed(inhoud.huidige_uitspraken(t.db, casus.id)))


def set_over(werkplek: Werkplek, rechtenverzoek_id: UUID, uitspraak_id: UUID) -> None:
    """Which text is said to be wrong, until something came of it.

    Raises GeenToegang, NietGevonden, OngeldigeInvoer (``uitspraak_id``).
    """
    with werkplek.doe() as t:
        t.eis(Recht.CASUS_SCHRIJVEN)
        rij, casus = haal_verzoek(t, rechtenverzoek_id)
        tekst = t.haal(Uitspraak, uitspraak_id)
        veld = Veldcontrole()
        veld.eis(
            tekst.casus_id == casus.id and _te_kiezen(rij) and rij.gevolg_id is None,
            "uitspraak_id",
            "Kies een tekst uit dit dossier, bij een verzoek om te verbeteren dat nog niet is uitgevoerd.",
        )
        veld.klaar()
        rij.over_id = tekst.id
        t.log("rechtenverzoek.betwisten", "rechtenverzoek", rij.id, casus_id=casus.id)
        t.gewijzigd("rechten", casus.id)


def correct_tekst(
    werkplek: Werkplek, rechtenverzoek_id: UUID, uitspraak_id: UUID, invoer: UitspraakInvoer, reden: str
) -> UUID:
    """Replace the disputed text by a better one that belongs to the request: both, or neither; gives its id.

    ``uitspraak_id``: what stood there when the words were typed. Raises GeenToegang, CasusGesloten, NietTeVerbeteren,
    IntussenGewijzigd when something else stands there now, OngeldigeInvoer.
    """
    with werkplek.doe() as t:
        rij, casus, tekst = _uit_te_voeren(t, rechtenverzoek_id, uitspraak_id, reactie=False)
        nieuw = uitspraken.wijzig(t, tekst, invoer, reden)
        koppel(t, rij, casus, nieuw)
        return nieuw.id


def add_reactie(werkplek: Werkplek, rechtenverzoek_id: UUID, uitspraak_id: UUID, invoer: UitspraakInvoer) -> UUID:
    """Record what the youth or parent says beside the text, as what came of the request: both, or neither.

    Raises as :func:`correct_tekst`.
    """
    with werkplek.doe() as t:
        rij, casus, tekst = _uit_te_voeren(t, rechtenverzoek_id, uitspraak_id, reactie=True)
        nieuw = reacties.voeg_toe(t, tekst, invoer)
        koppel(t, rij, casus, nieuw)
        return nieuw.id


def _uit_te_voeren(
    t: Transactie, rechtenverzoek_id: UUID, uitspraak_id: UUID, *, reactie: bool
) -> tuple[Rechtenverzoek, Casus, Uitspraak]:
    t.eis(Recht.CASUS_SCHRIJVEN)
    rij, casus = haal_verzoek(t, rechtenverzoek_id)
    teksten = _teksten(t, rij, casus)
    if not (teksten.mag_reageren if reactie else teksten.mag_verbeteren):
        raise NietTeVerbeteren
    if teksten.nu is None or teksten.nu.id != uitspraak_id:
        raise IntussenGewijzigd
    return rij, casus, t.haal(Uitspraak, uitspraak_id)


def _te_kiezen(rij: Rechtenverzoek) -> bool:
    return rij.soort is Rechtsoort.CORRECTIE and rij.status is not RechtStatus.INGETROKKEN
