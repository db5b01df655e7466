"""The demo's meetings: one that was held with bundles, besluiten and actions, one today, and a series.

Told through the use cases a user has; nothing here is drawn by chance.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from pmg_desk.domain.bundel import Bundelversie
from pmg_desk.domain.herhaling import Herhaling
from pmg_desk.domain.samenvatting import Aard
from pmg_desk.services import (
    aanwezigheid,
    actielijsten,
    bespreken,
    bundelbeeld,
    bundelregister,
    bundels,
    overleggen,
    overlegreeksen,
    overlegverslag,
    plannen,
)
from pmg_desk.services.actielijsten import Actielijstkeuze
from pmg_desk.services.acties import ActieInvoer
from pmg_desk.services.bespreken import Actieregel, BesprekingInvoer, Regel
from pmg_desk.services.bundels import Bundelkeuze
from pmg_desk.services.overleggen import OverlegInvoer
from pmg_desk.services.uitspraken import UitspraakInvoer
from pmg_desk.services.werkplek import Werkplek
from pmg_desk.storage.models import Aanwezigheidsstand, Besprekingsstand, OverlegStatus, Papierstand, Wijze

if TYPE_CHECKING:
    from pmg_desk.services.demo_verhaal import Rijk, Verhaal

_GESLOTEN = (8, 15, 22)
_BUNDELS = 2
_PLAATS = "Stadhuis, kamer 4.12"
_VRAGEN = ("Akkoord op het plan?", "Wie pakt de schuld op?", "Is opschalen nodig?", "")
_BESPROKEN = (
    ("Is de laatste twee weken niet meer op het plein gezien.", "W. van Buntgras, wijkagent", Aard.FEIT),
    ("Lijkt afstand te nemen van de oudere groep.", "R. Amattengah, jongerenwerker", Aard.AANNAME),
    ("Een vaste begeleider werkt beter dan drie verschillende.", "F. Lamoenstra, leerkracht", Aard.MENING),
)
_BESLUITEN = (
    "De school en het jongerenwerk maken samen één weekrooster.",
    "De schuld gaat naar de schuldhulp van de gemeente. De jongerenwerker gaat mee naar het eerste gesprek.",
    "Opschalen is nu niet nodig. De tafel kijkt er over vier weken opnieuw naar.",
)
_ACTIE = "Belt de ouders met wat de tafel heeft besloten."


def verhalen(verhaal: Verhaal) -> list[Iterator[datetime]]:
    """The meetings of both tables; the first has the one with bundles, and meets today."""
    return [_tafel(verhaal, "regie", "pga_lokaal"), _tafel(verhaal, "regie2", "top_x")]


def _tafel(v: Verhaal, wie: str, tafel: str) -> Iterator[datetime]:
    """Two meetings that were held and three to come, the next one with a full agenda; then one every two weeks."""
    regie, agenda = v.plekken[wie], v.agenda
    eerste = wie == "regie"
    uur = "10:00" if eerste else "13:30"
    for over in (28, 14):
        yield agenda.op(over, 8, 45)
        overleg = overleggen.plan_overleg(regie, OverlegInvoer(tafel, agenda.werkdag(over), uur, _PLAATS))
        overleggen.set_deelnemers(regie, overleg, v.mensen[:6])
        besproken = [casus for casus in _eigen(v, regie) if casus.doelgroep and casus.begin > over + 20][:3]
        if over == 14 and eerste and besproken:
            _bereid_voor(regie, overleg, besproken)
            yield agenda.op(over, 10)
            _houd(v, regie, overleg, agenda.werkdag(over))
        else:
            overleggen.set_overlegstatus(regie, overleg, OverlegStatus.GEHOUDEN)
    yield agenda.op(2, 16)
    dag = _werkdag(agenda.dag(0 if eerste else 1))
    for volgnr in range(3):
        dag += timedelta(days=7 if volgnr else 0)
        overleg = overleggen.plan_overleg(regie, OverlegInvoer(tafel, dag, uur, _PLAATS))
        overleggen.set_deelnemers(regie, overleg, v.mensen[volgnr : volgnr + 7])
        for plaats, casus in enumerate(_eigen(v, regie)[volgnr * 4 : volgnr * 4 + 5]):
            overleggen.add_agendapunt(regie, overleg, casus.id, _VRAGEN[plaats % 4])
    reeks = overlegreeksen.ReeksInvoer(tafel, dag, Herhaling.TWEE_WEKEN, None, uur, _PLAATS)
    overlegreeksen.start_reeks(regie, reeks)


def _werkdag(dag: date) -> date:
    """That day, or the Monday after it."""
    return dag + timedelta(days=7 - dag.weekday()) if dag.weekday() > 4 else dag


def _eigen(v: Verhaal, regie: Werkplek) -> list[Rijk]:
    return [casus for casus in v.casussen.values() if casus.regie is regie and casus.nr not in _GESLOTEN]


def _bereid_voor(regie: Werkplek, overleg: UUID, besproken: Sequence[Rijk]) -> None:
    """The agenda, and a bundle on paper for whoever may have something."""
    for plaats, casus in enumerate(besproken):
        overleggen.add_agendapunt(regie, overleg, casus.id, _VRAGEN[plaats])
    beeld = bundelbeeld.prepare_bundels(regie, overleg)
    keuzes = [
        Bundelkeuze(*een.plek, bevestigd=frozenset(stuk.id for _, stuk in beeld.nieuw(een.plek)))
        for een in beeld.ontvangers
        if beeld.casussen_voor(een.plek)
    ][:_BUNDELS]
    if keuzes:
        bundels.issue_bundels(regie, overleg, keuzes, Bundelversie.VOORAF, Wijze.PAPIER)


def _houd(v: Verhaal, regie: Werkplek, overleg: UUID, dag: date) -> None:
    """Who came, what was said and decided of each casus, and the first copy that came back."""
    afgemeld, weggelopen = v.mensen[2], v.mensen[3]
    aanwezigheid.set_aanwezigheid(regie, overleg, afgemeld, Aanwezigheidsstand.AFGEMELD)
    aanwezigheid.mark_everyone_present(regie, overleg)
    agenda = overleggen.toon_overleg(regie, overleg).agenda
    aanwezigheid.leave_for_punt(regie, agenda[-1].id, weggelopen)
    for nr, punt in enumerate(agenda):
        gezegd, bron, aard = _BESPROKEN[nr]
        doelen = plannen.list_plannen(regie, punt.casus_id)[0].doelen
        actie = ActieInvoer(UitspraakInvoer(_ACTIE), v.mensen[5], dag + timedelta(days=7 + 14 * nr))
        invoer = BesprekingInvoer(
            Besprekingsstand.BESPROKEN,
            (Regel(UitspraakInvoer(gezegd, bron, dag, aard)),),
            (Regel(UitspraakInvoer(_BESLUITEN[nr])),),
            (Actieregel(doelen[0].stam_id, actie),),
        )
        bespreken.save_bespreking(regie, punt.id, invoer)
    bespreken.finish_overleg(regie, overleg)
    uitgedeeld = bundelregister.list_bundels(regie, overleg)
    for een in uitgedeeld[1:]:
        bundelregister.mark_papier(regie, een.id, een.versie, Papierstand.INGELEVERD, dag)
    _volg_op(regie, overleg)


def _volg_op(regie: Werkplek, overleg: UUID) -> None:
    """The minutes for the own files, and their own actions for whoever may have them on paper."""
    overlegverslag.issue_verslag(regie, overleg, Wijze.PAPIER)
    keuzes = [
        Actielijstkeuze(een.professional_id, frozenset(id_ for tekst in een.nieuw for id_ in tekst.ids))
        for een in actielijsten.prepare_actielijsten(regie, overleg)
        if een.acties
    ]
    if keuzes:
        actielijsten.issue_actielijsten(regie, overleg, keuzes)
