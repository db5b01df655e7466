"""The demo's request to see data: recorded, half looked at, and still to be decided on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from pmg_desk.domain.klok import lokale_dag
from pmg_desk.domain.rechten import Gezag, Mag, Mening, Rechtsoort
from pmg_desk.domain.selectie import Geinformeerde
from pmg_desk.services import inzage, rechtbevoegd, rechtenverzoeken, rechtinzicht
from pmg_desk.services.rechtenverzoeken import MeningInvoer, RechtInvoer

if TYPE_CHECKING:
    from pmg_desk.services.demo_verhaal import Rijk, Verhaal

_DAGEN_GELEDEN = 9
_NAAM = "Mevrouw A. Voorbeeld"


def verhalen(verhaal: Verhaal) -> list[Iterator[datetime]]:
    """One story; it is about the first casus of which youth and parents may both ask, or else the first."""
    return [_inzageverzoek(verhaal)]


def _inzageverzoek(v: Verhaal) -> Iterator[datetime]:
    yield v.agenda.op(_DAGEN_GELEDEN, 11)
    if 0 not in v.casussen:
        return
    casus = next((een for een in v.casussen.values() if _mag(een) == {*Geinformeerde}), v.casussen[0])
    ouders = Geinformeerde.OUDERS in _mag(casus)
    verzoek = rechtenverzoeken.record_verzoek(
        casus.regie,
        casus.id,
        RechtInvoer(
            Rechtsoort.INZAGE,
            Geinformeerde.OUDERS if ouders else Geinformeerde.JONGERE,
            _NAAM,
            gezag=Gezag.JA,
            identiteit="Paspoort gezien aan de balie, gezagsregister bekeken.",
            vraag="Ik wil graag weten wat er is opgeschreven en wie dat heeft gezien.",
        ),
    )
    if rechtinzicht.show_verzoek(casus.regie, verzoek, openen=False).moet_mening:
        gevraagd = v.agenda.op(_DAGEN_GELEDEN - 2, 15)
        yield gevraagd
        mening = MeningInvoer(Mening.EENS, lokale_dag(gevraagd), "C. Voorbeeld, jongerenwerker", "Ik lees graag mee.")
        rechtenverzoeken.set_mening(casus.regie, verzoek, mening)
    yield v.agenda.op(3, 14)
    stukken = inzage.list_stukken(casus.regie, verzoek).stukken
    vrij = [stuk.id for stuk in stukken if not stuk.let_op]
    inzage.choose_stukken(casus.regie, verzoek, vrij[: len(vrij) // 2], tonen=True)
    if anderen := [stuk.id for stuk in stukken if stuk.let_op]:
        inzage.choose_stukken(
            casus.regie, verzoek, anderen[:3], tonen=False, reden="Hieraan is te zien wie dit vertelde."
        )


def _mag(casus: Rijk) -> set[Geinformeerde]:
    mag = rechtbevoegd.check_bevoegd
    return {wie for wie in Geinformeerde if mag(casus.regie, casus.id, wie, Gezag.JA).mag is Mag.JA}
