"""Two connected vaults and one casus, with everything that goes to and fro; and ways to cheat with the team's vault."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID

from pmg_desk.domain.controlepunt import Aanleiding, lees_notitie
from pmg_desk.domain.delen import Oordeel, Soort
from pmg_desk.domain.logboek import blad_hash
from pmg_desk.domain.merkle import bewijs_groei
from pmg_desk.domain.oordeel import BesluitInvoer
from pmg_desk.domain.pakket import Pakketsoort
from pmg_desk.domain.toezicht import Auditregel
from pmg_desk.services import pakketten_in, toezicht, toezichtaudit, toezichtregister
from pmg_desk.services.controlepunten import onderteken_controlepunt
from pmg_desk.services.pakketten import make_pakket
from pmg_desk.services.verzoekpakketten import list_officers, make_verzoekpakketten
from pmg_desk.storage import controlepunten, logregels
from pmg_desk.storage.engine import maak_engine, sluit_engine
from tests.tweekluizen import Tweetal
from tests.vulling import Dossier, vraag


@dataclass
class Zaak:
    """The request, decision and audit of one casus; ``officer`` works in an installation of their own."""

    twee: Tweetal
    dossier: Dossier
    verbindingen: tuple[UUID, UUID] = field(repr=False)  # in the team's vault, in the officer's

    def stuur(self, **anders: Any) -> UUID:
        """Ask, carry the package over and take it in."""
        return toezicht.read_verzoek(self.twee.officer, self.pakket(vraag(self.twee.team, self.dossier, **anders)))

    def pakket(self, verzoek_id: UUID) -> bytes:
        """The package of a request."""
        officer = self.twee.officer.gebruiker.id
        (pakket,) = make_verzoekpakketten(self.twee.team.regie, [verzoek_id], officer)
        return pakket.ruw

    def akkoord(self, verzoek_id: UUID, **anders: Any) -> UUID:
        """Approve as asked, unless told otherwise."""
        verzoek = toezichtregister.toon_ontvangen(self.twee.officer, verzoek_id).verzoek
        regel = verzoek.tekst.manifest[0]
        document = verzoek.regel.soort is Soort.DOCUMENT
        keuzes: dict[str, Any] = {
            "oordeel": Oordeel.AKKOORD,
            "motivering": "Nodig en niet meer dan dat.",
            "geldig_tot": verzoek.max_geldig_tot,
            "categorieen": regel.categorieen,
            "derden": regel.derden,
            "stukken": tuple(stuk.id for stuk in verzoek.stukken) if document else (),
        }
        return toezicht.judge_verzoek(self.twee.officer, verzoek_id, BesluitInvoer(**{**keuzes, **anders}))

    def lees(self, ruw: bytes) -> pakketten_in.Ingelezen:
        """The requester takes in what came back."""
        return pakketten_in.read_pakket(self.twee.team.regie, self.twee.schrijf(ruw))

    def goedgekeurd(self) -> UUID:
        """A request that was asked, approved, and of which the decision came back."""
        besluit_id = self.akkoord(self.stuur())
        self.lees(toezicht.make_besluitpakket(self.twee.officer, besluit_id).ruw)
        return besluit_id

    # the audit

    def auditinhoud(self, van_nr: int = 1, gezien: str | None = None) -> dict[str, Any]:
        """The whole log of the team from ``van_nr`` on, with a proof from ``gezien`` (a note) to its last head."""
        with self.twee.team.beheer.doe() as t:
            onderteken_controlepunt(t, Aanleiding.SLOT)
            bewaard = list(logregels.bewaarde_regels(t.db))
            notities = [punt.tekst for punt in controlepunten.punten(t.db)]
        hashes = [blad_hash(regel.blad) for regel in bewaard]
        tot = lees_notitie(notities[-1]).controlepunt.grootte
        van = 0 if gezien is None else lees_notitie(gezien).controlepunt.grootte
        return {
            "regels": [Auditregel(r.blad, r.zout, r.detail).waarde() for r in bewaard[van_nr - 1 : tot]],
            "controlepunten": notities,
            "groei": {"van": van, "tot": tot, "bewijs": bewijs_groei(hashes, van, tot)},
            "verstrekkingen": [],
        }

    def auditpakket(self, inhoud: dict[str, Any]) -> bytes:
        """That content as a package of the team's beheerder."""
        (officer,) = list_officers(self.twee.team.regie)
        with self.twee.team.beheer.doe() as t:
            return make_pakket(t, officer, Pakketsoort.AUDIT, inhoud).ruw

    def audit(self, inhoud: dict[str, Any] | None = None) -> UUID:
        """Carry an audit over and take it in; the id of the dossier."""
        return toezichtaudit.read_audit(
            self.twee.officer, self.auditpakket(self.auditinhoud() if inhoud is None else inhoud)
        )

    # cheating

    def kopie(self) -> bytes:
        """The database of the team as it is now, put aside."""
        return self.twee.team.pad.read_bytes()

    def zet_terug(self, kopie: bytes) -> None:
        """Put an older copy of the team's database back in place."""
        team = self.twee.team
        sluit_engine(team.engine)
        team.pad.write_bytes(kopie)
        team.engine = maak_engine(team.pad, team.sleutel)
        for werkplek in team.werkplekken.values():
            werkplek.engine = team.engine

    def groei(self, regels: int) -> None:
        """So many lines more in the log of the team, of which nobody asks why."""
        self.twee.team.klok.moment += timedelta(seconds=1)
        with self.twee.team.regie.doe() as t:
            for _ in range(regels):
                t.log("logboek.lezen", "logboek")

    def regels(self) -> int:
        """How many lines the log of the team has."""
        with self.twee.team.regie.doe() as t:
            return logregels.stand(t.db)[0]
