"""A dossier in which each field holds a word of its own, and an approval for each cell of the leak matrix."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cached_property
from typing import Any
from uuid import UUID

from pmg_desk.domain.canoniek import sha256_hex
from pmg_desk.domain.delen import (
    BESLUIT_CONTEXT,
    Besluittekst,
    Eis,
    ManifestRegel,
    Ontvanger,
    Oordeel,
    Soort,
    Zekerheid,
    lees_verzoektekst,
)
from pmg_desk.domain.samenvatting import Doorverstrekking, Stuk
from pmg_desk.domain.tafelkader import KADER_CONTEXT, Kaderinhoud, Kaderregel, Kadertekst
from pmg_desk.kluis.ondertekening import onderteken
from pmg_desk.services.besluiten import peilmoment
from pmg_desk.services.uitspraken import UitspraakInvoer, add_uitspraak
from pmg_desk.services.werkplek import Transactie
from pmg_desk.storage import logregels
from pmg_desk.storage.models import (
    Delingsverzoek,
    Organisatie,
    Privacybesluit,
    Tafelkader,
    UitspraakSoort,
)
from tests.vulling import WOORDEN, Dossier
from tests.wereld import Wereld

GEWOON = {
    "voornaam": "identiteit",
    "signaal": "signalen",
    "plan": "plan",
    "doel": "plan",
    "plan_gezondheid": "gezondheid",
    "score_gezondheid": "gezondheid",
    "score": "leefgebieden",
    "antecedent": "politiegegevens",
    "actie": "acties",
}
"""What of the full dossier goes along under an approval of its category; health also from inside other text."""
OVER_DERDEN = {"derden": "signalen", "moeder": "gezin"}
SOORTEN = ("tekst", "derden", "nee", "vragen")


def woord(nr: int, soort: str, veld: str = "tekst") -> str:
    """The word of one field of the text of this shape in the category with this number."""
    return f"Zw{chr(97 + nr)}{soort}{veld}q"


@dataclass
class Zaak:
    """One vault with a full dossier, and in each category a text of each shape."""

    wereld: Wereld
    dossier: Dossier
    verzoek_id: UUID
    stukken: tuple[Stuk, ...]

    def __post_init__(self) -> None:
        """What the school is called now: under another name an approval does not carry it."""
        with self.wereld.regie.doe() as t:
            self.school = t.haal(Organisatie, self.dossier.school).naam

    @cached_property
    def categorieen(self) -> tuple[str, ...]:
        return tuple(self.wereld.profiel.datacategorieen)

    @cached_property
    def alle(self) -> dict[str, str]:
        """Each word with its name."""
        eigen = {
            woord(nr, soort, veld): f"{soort}.{veld}:{categorie}"
            for nr, categorie in enumerate(self.categorieen)
            for soort in SOORTEN
            for veld in ("tekst", "bron", "wie")
        }
        return {**eigen, **{w: naam for naam, w in WOORDEN.items()}}

    def gevonden(self, tekst: str) -> set[str]:
        return {naam for w, naam in self.alle.items() if w in tekst}

    def toegestaan(self, categorie: str, *shapes: str) -> set[str]:
        """What an approval of this category lets go, of these shapes."""
        uit = {f"{soort}.{veld}:{categorie}" for soort in shapes for veld in ("tekst", "bron")}
        if "tekst" in shapes:
            uit |= {naam for naam, c in GEWOON.items() if c == categorie}
        if "derden" in shapes:
            uit |= {naam for naam, c in OVER_DERDEN.items() if c == categorie}
        if "vragen" in shapes and categorie == "signalen":
            uit |= {"bron_vragen"}
        return uit

    def ontvanger(self, naam: str) -> Ontvanger:
        """A function of its own at the school for each category or case, so that each cell stands by itself."""
        return Ontvanger(str(self.dossier.school), self.school, f"Functie {naam}")


def maak_teksten(wereld: Wereld, dossier: Dossier) -> None:
    keuze: dict[str, dict[str, Any]] = {
        "tekst": {},
        "derden": {"derden": True},
        "nee": {"doorverstrekking": Doorverstrekking.NEE},
        "vragen": {"doorverstrekking": Doorverstrekking.VRAGEN},
    }
    for nr, categorie in enumerate(wereld.profiel.datacategorieen):
        for soort in SOORTEN:
            rest: dict[str, Any] = dict(keuze[soort])
            if soort == "derden":
                rest["derden_wie"] = woord(nr, soort, "wie")
            invoer = UitspraakInvoer(
                f"Gezegd is {woord(nr, soort)}.", bron=woord(nr, soort, "bron"), categorie=categorie, **rest
            )
            add_uitspraak(wereld.regie, dossier.casus_id, UitspraakSoort.SIGNAAL, invoer)


def besluit(zaak: Zaak, t: Transactie, categorie: str, **anders: Any) -> UUID:
    """A decision about one category for its own function, signed by the officer."""
    rij = t.haal(Delingsverzoek, zaak.verzoek_id)
    verzoek, id_, document = lees_verzoektekst(rij.tekst), t.nieuw_id(), anders.pop("document", None)
    regel = ManifestRegel(
        str(zaak.dossier.casus_id), zaak.ontvanger(categorie), (categorie,), anders.pop("derden", False)
    )
    log_nr, log_hash = logregels.stand(t.db)
    tekst = Besluittekst(
        str(id_), verzoek.kluis_id, verzoek.verzoek_id, verzoek.hash(), verzoek.aanvrager_id, str(t.gebruiker.id),
        Soort.STAAND if document is None else Soort.DOCUMENT, Oordeel.AKKOORD, Zekerheid.PROCEDUREEL,
        (replace(regel, **anders.pop("regel", {})),), None if document is None else sha256_hex(document.encode()),
        verzoek.doel, verzoek.grondslagen, "", "Nodig.", peilmoment(t), t.vandaag + timedelta(days=9), log_nr, log_hash,
    )  # fmt: skip
    ruw = replace(tekst, **anders).tekst()
    t.db.add(
        Privacybesluit(
            id=id_,
            nummer=f"B-{log_nr:05}",
            verzoek_id=rij.id,
            casus_id=rij.casus_id,
            tekst=ruw,
            handtekening=onderteken(t.werkplek.sleutels.ondertekening, BESLUIT_CONTEXT, ruw.encode()),
            sleutel=t.werkplek.sleutels.publiek.ed25519,
            document=document,
            door_id=t.gebruiker.id,
            op=t.nu,
        )
    )
    t.log("besluit.nemen", "privacybesluit", id_, casus_id=rij.casus_id)
    return id_


def kader(
    zaak: Zaak,
    t: Transactie,
    categorieen: Iterable[str],
    doel: int = 0,
    eisen: tuple[Eis, ...] = (),
    functies: Iterable[str] | None = None,
) -> None:
    """A tafelkader with a cell for each of these categories, each for its own function or for all of ``functies``."""
    id_ = t.nieuw_id()
    log_nr, log_hash = logregels.stand(t.db)
    inhoud = Kaderinhoud(
        "pga_lokaal", list(zaak.wereld.profiel.doeleinden)[doel], "Convenant",
        tuple(
            Kaderregel(zaak.ontvanger(f), c, ("avg_6_1_e",), eisen)
            for c in categorieen
            for f in ((c,) if functies is None else functies)
        ),
        "", "Nodig.", t.vandaag, t.vandaag + timedelta(days=30), t.vandaag + timedelta(days=20),
    )  # fmt: skip
    ruw = Kadertekst(
        str(id_), str(zaak.wereld.kluis_id), 1, None, inhoud, str(t.gebruiker.id), Zekerheid.PROCEDUREEL,
        peilmoment(t), log_nr, log_hash, None,
    ).tekst()  # fmt: skip
    sleutels = t.werkplek.sleutels
    t.db.add(
        Tafelkader(
            id=id_,
            nummer=f"K-{log_nr:05}",
            tafel=inhoud.tafel,
            doel=inhoud.doel,
            tekst=ruw,
            handtekening=onderteken(sleutels.ondertekening, KADER_CONTEXT, ruw.encode()),
            sleutel=sleutels.publiek.ed25519,
            door_id=t.gebruiker.id,
            op=t.nu,
        )
    )
    t.log("tafelkader.ondertekenen", "tafelkader", id_)
