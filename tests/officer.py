"""An officer at work in an installation of their own, for tests: can do it right, and can do every part of it wrong.

Built on the real second vault of ``tests.tweekluizen``; what is signed is put together by hand here, so that a test can
send what the program itself would never make.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from pmg_desk.domain.canoniek import sha256_hex
from pmg_desk.domain.controlepunt import met_handtekening, sleutelnaam
from pmg_desk.domain.delen import (
    BESLUIT_CONTEXT,
    INTREKKING_CONTEXT,
    Besluittekst,
    Oordeel,
    Verzoektekst,
    Zekerheid,
    lees_verzoektekst,
    tekst_van_intrekking,
)
from pmg_desk.domain.logboek import LEEG
from pmg_desk.domain.pakket import Envelop, Pakketsoort, Partij
from pmg_desk.kluis.ondertekening import onderteken, onderteken_notitie
from pmg_desk.kluis.pakket import open_pakket, verzegel_pakket
from pmg_desk.kluis.sleutels import EigenSleutels
from pmg_desk.services.verzoekpakketten import make_verzoekpakketten
from tests.eenmaal import eenmaal
from tests.tweekluizen import Tweetal
from tests.vulling import Dossier, maak_dossier, vraag


@dataclass
class Officer:
    """What the officer got from the team, and their answers to it."""

    twee: Tweetal
    envelop: Envelop  # of the request package, as it opened with the officer's key

    @property
    def verzoek(self) -> Verzoektekst:
        tekst = self.envelop.inhoud["verzoek"]
        assert isinstance(tekst, str)
        return lees_verzoektekst(tekst)

    @property
    def sleutels(self) -> EigenSleutels:
        return self.twee.officer.sleutels

    def besluittekst(self, **anders: Any) -> Besluittekst:
        """An approval of all that was asked; override what the test is about."""
        verzoek, nu = self.verzoek, self.twee.team.klok.nu()
        besluit = Besluittekst(
            besluit_id=str(uuid4()),
            kluis_id=verzoek.kluis_id,
            verzoek_id=verzoek.verzoek_id,
            verzoek_hash=verzoek.hash(),
            aanvrager_id=verzoek.aanvrager_id,
            beslisser_id=str(self.twee.officer.gebruiker.id),
            soort=verzoek.soort,
            oordeel=Oordeel.AKKOORD,
            zekerheid=Zekerheid.CRYPTOGRAFISCH,
            manifest=verzoek.manifest,
            document_hash=verzoek.document_hash,
            doel=verzoek.doel,
            grondslagen=verzoek.grondslagen,
            voorwaarden="",
            motivering="Dit is genoeg.",
            besloten_op=nu,
            geldig_tot=nu.date() + timedelta(days=30),
            log_nr=0,
            log_hash=LEEG,
        )
        return replace(besluit, **anders)

    def besluit(self, tekst: Besluittekst | None = None, **inhoud: Any) -> dict[str, Any]:
        """The content of a decision package, truly signed."""
        ruw = (tekst or self.besluittekst()).tekst()
        return {
            "besluit": ruw,
            "handtekening": onderteken(self.sleutels.ondertekening, BESLUIT_CONTEXT, ruw.encode()).hex(),
            "sleutel": self.sleutels.publiek.ed25519,
            "nummer": "T-2026-00001",
            "document": self.envelop.inhoud["document"],
            "vraag_terug": "",
            "controlepunt_gezien": self.medeondertekend(self.envelop.controlepunt or ""),
            **inhoud,
        }

    def medeondertekend(self, notitie: str) -> str:
        """A head of the team's log with the officer's signature below it."""
        return met_handtekening(
            notitie,
            sleutelnaam(self.twee.officer.gebruiker.id),
            self.sleutels.publiek.ed25519,
            lambda bericht: onderteken_notitie(self.sleutels.ondertekening, bericht),
        )

    def intrekking(self, besluit_id: UUID | str, **inhoud: Any) -> dict[str, Any]:
        """The content of a withdrawal package, truly signed."""
        tekst = tekst_van_intrekking(
            str(besluit_id),
            str(self.twee.team.kluis_id),
            str(self.twee.officer.gebruiker.id),
            "Bezwaar van de ouders.",
            self.twee.team.klok.nu(),
        )
        return {
            "tekst": tekst,
            "handtekening": onderteken(self.sleutels.ondertekening, INTREKKING_CONTEXT, tekst.encode()).hex(),
            "sleutel": self.sleutels.publiek.ed25519,
            "besluit": str(besluit_id),
            **inhoud,
        }

    def pakket(
        self,
        inhoud: dict[str, Any],
        soort: Pakketsoort = Pakketsoort.BESLUIT,
        *,
        afzender: EigenSleutels | None = None,
        ontvanger: EigenSleutels | None = None,
        **anders: Any,
    ) -> Path:
        """A sealed package for the requester, on a stick; override any field of the envelope."""
        kluis = self.twee.team
        envelop = Envelop(
            pakket_id=str(uuid4()),
            soort=soort,
            van=Partij(
                str(self.twee.toezicht.kluis_id), str(self.twee.officer.gebruiker.id), "P. Officer", "privacy_officer"
            ),
            aan=Partij(str(kluis.kluis_id), str(kluis.regie.gebruiker.id), "C. Regisseur", "casusregisseur"),
            gemaakt_op=kluis.klok.nu(),
            antwoord_op=self.envelop.pakket_id,
            controlepunt=None,
            inhoud=inhoud,
        )
        aan = ontvanger or kluis.regie.sleutels
        ruw = verzegel_pakket(replace(envelop, **anders), afzender or self.sleutels, aan.publiek.age)
        return self.twee.schrijf(ruw)


@dataclass
class Zaak:
    """A connected pair of vaults with a casus and one request that went to the officer as a package."""

    twee: Tweetal
    dossier: Dossier
    verzoek_id: UUID
    officer: Officer


def stuur(twee: Tweetal, verzoek_id: UUID) -> Officer:
    """Make a package of a request, and open it as the officer."""
    (pakket,) = make_verzoekpakketten(twee.team.regie, [verzoek_id], twee.officer.gebruiker.id)
    return Officer(twee, open_pakket(pakket.ruw, twee.officer.sleutels).envelop)


def maak_zaak(twee: Tweetal, **vraag_anders: Any) -> Zaak:
    """Connect, open a casus, ask, and send."""

    def vul() -> tuple[Dossier, UUID, Envelop]:
        twee.verbind()
        dossier = maak_dossier(twee.team.regie)
        verzoek_id = vraag(twee.team, dossier, **vraag_anders)
        return dossier, verzoek_id, stuur(twee, verzoek_id).envelop

    wat = ("verzoek", tuple(sorted(vraag_anders.items())))
    dossier, verzoek_id, envelop = eenmaal(wat, (twee.team, twee.toezicht), vul)
    return Zaak(twee, dossier, verzoek_id, Officer(twee, envelop))


def som_van(tekst: str) -> str:
    """SHA-256 of a text, hex."""
    return sha256_hex(tekst.encode("utf-8"))
