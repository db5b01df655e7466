"""Why a kind of data may not go to a recipient now: what is missing, and what may be shared meanwhile.

It follows the order in which :mod:`pmg_desk.domain.selectie` decides and never decides itself: what is covered has no
reason here, and what has none is covered.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from pmg_desk.domain.delen import (
    Eis,
    Gebrek,
    Getoetst,
    ManifestRegel,
    Ontvanger,
    Soort,
)
from pmg_desk.domain.klok import lokale_dag
from pmg_desk.domain.laatste import Laatste, Stand, laatste_oordeel
from pmg_desk.domain.selectie import Geinformeerde, Omstandigheden, Onthouden, Vorm, onvervulde_eis, verzoekdag
from pmg_desk.domain.tafelkader import GetoetstKader, Kadertekst, cel_van, geldende, reeks_van


class Waarom(StrEnum):
    """What stands between a kind of data and a recipient."""

    GEEN = "geen"  # nobody asked
    VERLOPEN = "verlopen"
    INGETROKKEN = "ingetrokken"
    GEWEIGERD = "geweigerd"
    BEPERKT = "beperkt"  # less was approved than was asked
    NOG_NIET = "nog_niet"  # its first day has not come
    ONGELDIG = "ongeldig"  # a decision that does not count as it lies here
    DERDEN = "derden"
    ALLEEN_MONDELING = "alleen_mondeling"
    JONGERE = "jongere"
    OUDERS = "ouders"
    NIET_IN_KADER = "niet_in_kader"  # the kader of this table has the recipient, not this kind of data
    FUNCTIE_NIET_IN_KADER = "functie_niet_in_kader"
    STILGEZET = "stilgezet"  # the processing is restricted (AVG 18): nothing goes, to nobody
    ANDERE_NAAM = "andere_naam"  # it was given to an organisation that was called otherwise
    ANDERE_TAFEL = "andere_tafel"  # a kader has it, of a table where the casus is not


@dataclass(frozen=True, slots=True)
class Gemis:
    """What is missing for one kind of data. ``dag``: of the end, the beginning, the judgement or what was asked.

    ``geinformeerd``: they were, on this day and so before that request (of a kader: before it was signed).
    ``kader``: it is about a tafelkader, not a judgement. ``naam``: what the organisation was called then. ``mondeling``
    and ``zonder_derden``: that much may go now.
    """

    waarom: Waarom
    dag: date | None = None
    kader: bool = False
    gebrek: Gebrek | None = None
    tafel: str = ""
    mondeling: bool = False
    zonder_derden: bool = False
    geinformeerd: date | None = None
    naam: str = ""

    @property
    def te_vragen(self) -> bool:
        """Whether asking approval is what helps: not where an officer already said no, or only a condition is open."""
        return self.waarom in _TE_VRAGEN or (self.kader and self.waarom is Waarom.INGETROKKEN)


_TE_VRAGEN = frozenset(
    {
        Waarom.GEEN,
        Waarom.VERLOPEN,
        Waarom.NIET_IN_KADER,
        Waarom.FUNCTIE_NIET_IN_KADER,
        Waarom.ANDERE_TAFEL,
        Waarom.ANDERE_NAAM,
    }
)
_EISEN = {
    Onthouden.ALLEEN_MONDELING: Waarom.ALLEEN_MONDELING,
    Onthouden.JONGERE_NIET_GEINFORMEERD: Waarom.JONGERE,
    Onthouden.OUDERS_NIET_GEINFORMEERD: Waarom.OUDERS,
}
_WIE = {
    Onthouden.JONGERE_NIET_GEINFORMEERD: Geinformeerde.JONGERE,
    Onthouden.OUDERS_NIET_GEINFORMEERD: Geinformeerde.OUDERS,
}
_KADERGEBREKEN: dict[Gebrek | None, Waarom] = {
    Gebrek.VERLOPEN: Waarom.VERLOPEN,
    Gebrek.INGETROKKEN: Waarom.INGETROKKEN,
    Gebrek.NIET_VOOR: Waarom.NOG_NIET,
}


def zoek_gemis(
    besluiten: Collection[Getoetst],
    casus_id: str,
    ontvanger: Ontvanger,
    categorie: str,
    omstandigheden: Omstandigheden,
    kaders: Collection[GetoetstKader] = (),
    *,
    derden: bool = False,
) -> Gemis | None:
    """What is missing for this kind of data to go to this recipient now; None when nothing is.

    ``derden``: it is also about third parties. Of a piece of text the source may still say no.
    """
    if omstandigheden.beperkt:
        return Gemis(Waarom.STILGEZET)
    if omstandigheden.beschadigd:
        return Gemis(Waarom.ONGELDIG)
    laatste = laatste_oordeel(besluiten, casus_id, ontvanger, categorie, derden=derden)
    if laatste is not None:
        return _van_oordeel(laatste, besluiten, casus_id, ontvanger, categorie, omstandigheden)
    zonder = laatste_oordeel(besluiten, casus_id, ontvanger, categorie) if derden else None
    if zonder is not None and zonder.stand is Stand.GEEFT:
        return Gemis(Waarom.DERDEN, zonder_derden=_aan_eis_van(zonder, omstandigheden) is None)
    dekking = cel_van(kaders, categorie, ontvanger, omstandigheden.tafels)
    if dekking is not None:
        kader, cel = dekking
        if not cel.ontvanger.heet_als(ontvanger):
            op = lokale_dag(kader.besloten_op)
            return Gemis(Waarom.ANDERE_NAAM, op, kader=True, naam=cel.ontvanger.organisatie)
        eis = _aan_eis(cel.eisen, omstandigheden, lokale_dag(kader.besloten_op), kader=True)
        return Gemis(Waarom.DERDEN, zonder_derden=eis is None) if derden else eis
    eerder = [
        *_eerder_besloten(besluiten, casus_id, ontvanger, categorie),
        *_eerder_kader(kaders, ontvanger, categorie, omstandigheden.tafels),
    ]
    if eerder:
        return max(eerder, key=lambda paar: paar[0])[1]
    return _zonder_oordeel(kaders, ontvanger, categorie, omstandigheden.tafels)


def _voor(regel: ManifestRegel, casus_id: str, ontvanger: Ontvanger) -> bool:
    return regel.casus_id == casus_id and regel.ontvanger.is_dezelfde(ontvanger)


def _van_oordeel(
    laatste: Laatste,
    besluiten: Collection[Getoetst],
    casus_id: str,
    ontvanger: Ontvanger,
    categorie: str,
    omstandigheden: Omstandigheden,
) -> Gemis | None:
    besluit, op = laatste.besluit, lokale_dag(laatste.besluit.besloten_op)
    match laatste.stand:
        case Stand.GEEFT:
            return _aan_eis_van(laatste, omstandigheden)
        case Stand.DERDEN:
            zonder = laatste_oordeel(besluiten, casus_id, ontvanger, categorie)
            vrij = zonder is not None and zonder.stand is Stand.GEEFT
            return Gemis(Waarom.DERDEN, zonder_derden=vrij and _aan_eis_van(laatste, omstandigheden) is None)
        case Stand.ANDERE_NAAM:
            toen = next(r.ontvanger.organisatie for r in besluit.manifest if _voor(r, casus_id, ontvanger))
            return Gemis(Waarom.ANDERE_NAAM, op, naam=toen)
        case Stand.GEWEIGERD:
            return Gemis(Waarom.GEWEIGERD, op)
        case Stand.MINDER:
            return Gemis(Waarom.BEPERKT, op)
        case Stand.INGETROKKEN:
            return Gemis(Waarom.INGETROKKEN)
        case Stand.VERLOPEN:
            return Gemis(Waarom.VERLOPEN, besluit.geldig_tot)
        case Stand.NOG_NIET:
            return Gemis(Waarom.NOG_NIET, besluit.niet_voor)
        case _:  # ONGELDIG: the last of them
            return Gemis(Waarom.ONGELDIG, op, gebrek=laatste.gebrek)


def _aan_eis_van(laatste: Laatste, omstandigheden: Omstandigheden) -> Gemis | None:
    besluit = laatste.besluit
    return _aan_eis(besluit.eisen, omstandigheden, verzoekdag(besluit, laatste.verzoek_tekst))


def _aan_eis(
    eisen: Collection[Eis], omstandigheden: Omstandigheden, sinds: date, *, kader: bool = False
) -> Gemis | None:
    gebrek = onvervulde_eis(eisen, omstandigheden, sinds)
    if gebrek is None:
        return None
    if gebrek is Onthouden.ALLEEN_MONDELING:
        gesproken = replace(omstandigheden, vorm=Vorm.MONDELING)
        return Gemis(_EISEN[gebrek], mondeling=onvervulde_eis(eisen, gesproken, sinds) is None)
    laatst = omstandigheden.laatst_geinformeerd(_WIE[gebrek])
    if laatst is None:
        return Gemis(_EISEN[gebrek])
    return Gemis(_EISEN[gebrek], sinds, kader=kader, geinformeerd=laatst)


def _eerder_besloten(
    besluiten: Iterable[Getoetst], casus_id: str, ontvanger: Ontvanger, categorie: str
) -> Iterator[tuple[datetime, Gemis]]:
    """Approvals that gave it and merely ended."""
    for getoetst in besluiten:
        besluit = getoetst.besluit
        if besluit is None or besluit.soort is not Soort.STAAND or getoetst.gebrek is not Gebrek.VERLOPEN:
            continue
        if any(_voor(regel, casus_id, ontvanger) and categorie in regel.categorieen for regel in besluit.manifest):
            yield besluit.besloten_op, Gemis(Waarom.VERLOPEN, besluit.geldig_tot)


def _eerder_kader(
    kaders: Iterable[GetoetstKader], ontvanger: Ontvanger, categorie: str, tafels: Collection[str]
) -> Iterator[tuple[datetime, Gemis]]:
    """Kaders of these tables that would give it and do not hold now, and of which no version does."""
    kaders = list(kaders)
    gelden = {reeks_van(getoetst.kader.inhoud) for getoetst in geldende(kaders) if getoetst.kader is not None}
    for getoetst in kaders:
        kader, waarom = getoetst.kader, _KADERGEBREKEN.get(getoetst.gebrek)
        if kader is None or waarom is None or kader.inhoud.tafel not in tafels or reeks_van(kader.inhoud) in gelden:
            continue
        if _heeft_cel(getoetst, kader, ontvanger, categorie):
            dagen = {Waarom.VERLOPEN: kader.inhoud.geldig_tot, Waarom.NOG_NIET: kader.inhoud.geldig_van}
            yield kader.besloten_op, Gemis(waarom, dagen.get(waarom), kader=True)


def _heeft_cel(getoetst: GetoetstKader, kader: Kadertekst, ontvanger: Ontvanger, categorie: str) -> bool:
    return categorie not in getoetst.buiten and any(
        regel.categorie == categorie and regel.ontvanger.is_dezelfde(ontvanger) for regel in kader.inhoud.regels
    )


def _zonder_oordeel(
    kaders: Iterable[GetoetstKader], ontvanger: Ontvanger, categorie: str, tafels: Collection[str]
) -> Gemis:
    """Nobody judged it: what the kaders that hold say of this recipient."""
    gelden = [(getoetst, getoetst.kader) for getoetst in geldende(kaders) if getoetst.kader is not None]
    hier = [kader for _, kader in gelden if kader.inhoud.tafel in tafels]
    if any(regel.ontvanger.is_dezelfde(ontvanger) for kader in hier for regel in kader.inhoud.regels):
        return Gemis(Waarom.NIET_IN_KADER, kader=True)
    elders = [kader.inhoud.tafel for getoetst, kader in gelden if _heeft_cel(getoetst, kader, ontvanger, categorie)]
    if elders:
        return Gemis(Waarom.ANDERE_TAFEL, kader=True, tafel=min(elders))
    return Gemis(Waarom.FUNCTIE_NIET_IN_KADER, kader=True) if hier else Gemis(Waarom.GEEN)
