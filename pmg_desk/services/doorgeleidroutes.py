"""Where a casus can go from here: the tables that the profile refers to, and ways out with rules of their own.

All rules come from the profile. What cannot go is shown too, with the sentence why: "this must pass PGA lokaal".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from pmg_desk.domain.doorgeleiding import DoorgeleidingSoort
from pmg_desk.domain.leeftijdsgrenzen import mijlpaal
from pmg_desk.domain.profiel.model import Doorgeleidregel, Tafel
from pmg_desk.services.casussen import doelgroep_label
from pmg_desk.services.jongeren import leeftijd_tekst
from pmg_desk.services.stukken_route import STRAFRECHT, categorie_van
from pmg_desk.services.werkplek import Transactie, Werkplek
from pmg_desk.storage import routes as opslag
from pmg_desk.storage.casussen import tafelhistorie
from pmg_desk.storage.models import Casus, CasusTafel, Jongere, Weg

_KEUZES = (DoorgeleidingSoort.OPSCHALEN, DoorgeleidingSoort.AFSCHALEN, DoorgeleidingSoort.OVERDRAGEN)


@dataclass(frozen=True, slots=True)
class Route:
    """One way on. ``bezwaar``: why it cannot go now, empty when it can; ``letop``: what the professional weighs."""

    sleutel: str
    label: str
    soorten: tuple[DoorgeleidingSoort, ...]  # to choose from, the likely one first
    regel: str
    van_tafel: str
    naar_tafel: str
    naar: str
    weg: Weg
    uitleg: str
    vragen: tuple[str, ...]
    voorwaarden: tuple[str, ...]
    perspectief: bool
    verstrekking: bool
    categorie: str  # the data category of what is said about it
    via: tuple[str, ...]  # tables by which it usually runs, when the casus was at none of them: then one says why
    letop: tuple[str, ...]
    bezwaar: str
    leden: int = 0  # users of this vault at the receiving table: they see the whole dossier once it is put before them
    beslissers: tuple[str, ...] = ()  # who of them decide on it, by name


def list_routes(werkplek: Werkplek, casus_id: UUID) -> tuple[Route, ...]:
    """Where this casus can go, those that can go now first. Part of an opened dossier: not logged by itself."""
    with werkplek.doe() as t:
        return routes_van(t, t.casus(casus_id))


def routes_van(t: Transactie, casus: Casus) -> tuple[Route, ...]:
    """The same inside a transaction; access has been checked."""
    zicht = _Zicht(t, casus)
    return tuple(sorted((*zicht.tafels(), *zicht.regels()), key=lambda route: bool(route.bezwaar)))


class _Zicht:
    """One casus against the profile."""

    def __init__(self, t: Transactie, casus: Casus) -> None:
        self.t, self.casus, self.profiel = t, casus, t.profiel
        self.jongere = t.haal(Jongere, casus.jongere_id)
        plekken: Sequence[CasusTafel] = tafelhistorie(t.db, casus.id)
        self.ooit = [plek.tafel for plek in plekken]
        self.nu = [plek.tafel for plek in plekken if plek.tot is None or plek.tot >= t.vandaag]
        self.leden = opslag.tafelleden(t.db, t.vandaag)
        self.beslissers = opslag.beslissers(t.db, t.vandaag)
        self.leeftijd = leeftijd_tekst(self.jongere.geboortedatum, t.vandaag)

    def tafels(self) -> Iterator[Route]:
        """To the tables that a table where it is now refers to, back to those that refer to it, and then the others.

        Where a table of the profile has a rule for a receiver, there is no plain way there around it.
        """
        eigen = {regel.naar for tafel in self.profiel.tafels.values() for regel in tafel.doorgeleidingen.values()}
        gehad: set[str] = set()
        for van in (tafel for tafel in dict.fromkeys(self.nu) if tafel in self.profiel.tafels):
            verder = [naar for naar in self.profiel.tafels[van].verwijst_naar if naar not in eigen]
            terug = [tafel.sleutel for tafel in self.profiel.tafels.values() if van in tafel.verwijst_naar]
            for naar, soort in (
                *((naar, DoorgeleidingSoort.OPSCHALEN) for naar in verder),
                *((naar, DoorgeleidingSoort.AFSCHALEN) for naar in terug),
                *((naar, DoorgeleidingSoort.OVERDRAGEN) for naar in self.profiel.tafels if naar not in eigen),
            ):
                if naar not in gehad and naar != van:
                    gehad.add(naar)
                    yield self._tafel(van, self.profiel.tafels[naar], soort, naar in (*verder, *terug))

    def _tafel(self, van: str, naar: Tafel, soort: DoorgeleidingSoort, genoemd: bool) -> Route:
        al = naar.sleutel in self.nu
        return Route(
            sleutel=f"tafel:{naar.sleutel}",
            label=naar.label,
            soorten=(soort, *(ander for ander in _KEUZES if ander is not soort)),
            regel="",
            van_tafel=van,
            naar_tafel=naar.sleutel,
            naar=naar.label,
            weg=self._weg(naar.sleutel),
            uitleg=naar.voor_wie,
            vragen=naar.triage,
            voorwaarden=naar.voorwaarden,
            perspectief=False,
            verstrekking=False,
            categorie=categorie_van(self.profiel, van, naar.sleutel),
            via=self._via(naar),
            letop=(
                *(
                    ()
                    if genoemd
                    else (f"{self.profiel.tafels[van].label} verwijst volgens het profiel niet hierheen.",)
                ),
                *self._letop_tafel(naar),
            ),
            bezwaar=f"De casus is al bij {naar.label}." if al else "",
            leden=self.leden.get(naar.sleutel, 0),
            beslissers=self.beslissers.get(naar.sleutel, ()),
        )

    def _letop_tafel(self, naar: Tafel) -> Iterator[str]:
        via = self._via(naar)
        if via:
            yield f"Aanmelden bij {naar.label} loopt via {' of '.join(via)}. Deze casus is daar niet geweest."
        yield from self._letop_leeftijd(naar.leeftijd_van, naar.leeftijd_tot)
        if self.casus.doelgroep is not None and naar.doelgroepen and self.casus.doelgroep not in naar.doelgroepen:
            yield (
                f"Deze tafel is niet bedoeld voor de doelgroep {doelgroep_label(self.profiel, self.casus.doelgroep)}."
            )

    def _via(self, naar: Tafel) -> tuple[str, ...]:
        if set(naar.aanmelding_via) & set(self.ooit):
            return ()
        return tuple(self.profiel.tafels[tafel].label for tafel in naar.aanmelding_via)

    def _letop_leeftijd(self, van: int | None, tot: int | None) -> Iterator[str]:
        bereik = self.jongere.geboortedatum.leeftijd_op(self.t.vandaag)
        te_oud = tot is not None and (bereik.max is None or bereik.max > tot)
        te_jong = van is not None and (bereik.min is None or bereik.min < van)
        if te_oud or te_jong:
            grens = f"tot en met {tot} jaar" if te_oud else f"vanaf {van} jaar"
            yield f"Bedoeld {grens}. Leeftijd van deze jongere: {self.leeftijd}."

    def regels(self) -> Iterator[Route]:
        """The ways out with rules of their own, of every table of the profile."""
        for tafel in self.profiel.tafels.values():
            for regel in tafel.doorgeleidingen.values():
                yield self._regel(tafel, regel)

    def _regel(self, van: Tafel, regel: Doorgeleidregel) -> Route:
        naar = None if regel.naar is None else self.profiel.tafels[regel.naar]
        tafels = (van.sleutel,) if naar is None else (van.sleutel, naar.sleutel)
        strafrecht = regel.soort in STRAFRECHT
        return Route(
            sleutel=f"regel:{van.sleutel}:{regel.sleutel}",
            label=regel.label,
            soorten=(regel.soort,),
            regel=regel.sleutel,
            van_tafel=van.sleutel,
            naar_tafel="" if naar is None else naar.sleutel,
            naar=regel.naar_wie if naar is None else naar.label,
            weg=Weg.BUITEN if naar is None else self._weg(naar.sleutel),
            uitleg=regel.uitleg,
            vragen=(*regel.vragen, *(() if naar is None else naar.triage)),
            voorwaarden=() if naar is None else naar.voorwaarden,
            perspectief=regel.perspectief,
            verstrekking=regel.verstrekking,
            categorie="politiegegevens" if strafrecht else categorie_van(self.profiel, *tafels),
            via=() if naar is None else self._via(naar),
            letop=(
                *self._letop_leeftijd(None, regel.leeftijd_tot),
                *self._mijlpaal(regel),
                *(() if naar is None else self._letop_tafel(naar)),
            ),
            bezwaar=self._bezwaar(van, regel),
            leden=0 if naar is None else self.leden.get(naar.sleutel, 0),
            beslissers=() if naar is None else self.beslissers.get(naar.sleutel, ()),
        )

    def _mijlpaal(self, regel: Doorgeleidregel) -> Iterator[str]:
        if regel.rond_leeftijd is None:
            return
        wanneer = mijlpaal(self.jongere.geboortedatum, regel.rond_leeftijd)
        if wanneer is None:
            yield f"Het geboortejaar is niet bekend: kijk na wanneer deze jongere {regel.rond_leeftijd} wordt."
        else:
            yield f"Deze jongere {wanneer.zin(self.t.vandaag)}."

    def _bezwaar(self, van: Tafel, regel: Doorgeleidregel) -> str:
        """The rule of the table itself: it, or another of its kind, looked at the casus, now or before."""
        soorten = {self.profiel.tafels[tafel].soort for tafel in self.ooit if tafel in self.profiel.tafels}
        if van.soort not in soorten:
            return (
                f"Dit kan alleen via {van.label}. Deze casus is daar niet en was daar niet. Meld de casus eerst aan bij"
                f" {van.label}."
            )
        if regel.naar is not None and regel.naar in self.nu:
            return f"De casus is al bij {self.profiel.tafels[regel.naar].label}."
        if regel.rond_leeftijd is not None:
            wanneer = mijlpaal(self.jongere.geboortedatum, regel.rond_leeftijd)
            if wanneer is not None and not wanneer.in_beeld(self.t.vandaag, regel.dagen_ervoor, regel.dagen_erna):
                return (
                    f"Deze jongere {wanneer.zin(self.t.vandaag)}. Dit kan van {regel.dagen_ervoor} dagen ervoor tot en"
                    f" met {regel.dagen_erna} dagen erna."
                )
        return ""

    def _weg(self, tafel: str) -> Weg:
        """As an aanmelding when somebody of this vault sits at the table; else it is looked after elsewhere."""
        return Weg.KLUIS if tafel in self.leden else Weg.BUITEN
