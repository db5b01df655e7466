"""A tafelkader between two installations: question, kader and withdrawal, as they should go and as attacked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest

from pmg_desk.domain.canoniek import canoniek
from pmg_desk.domain.delen import Gebrek, Ontvanger, Zekerheid
from pmg_desk.domain.fouten import GeenToegang, NietGevonden
from pmg_desk.domain.pakket import Pakketsoort
from pmg_desk.domain.tafelkader import KADER_CONTEXT, Kadertekst, lees_kadertekst, zin_van
from pmg_desk.kluis.ondertekening import onderteken
from pmg_desk.kluis.pakket import open_pakket
from pmg_desk.services import (
    kaderconcepten,
    kaderpakketten,
    kaderpost,
    overleggen,
    samenvattingen,
    toezichtpost,
)
from pmg_desk.services.adresboek import list_professionals
from pmg_desk.services.kaderpakketten import (
    KaderintrekkingKloptNiet,
    KaderNietGevraagd,
    KaderTeltNiet,
    KaderTeRuim,
)
from pmg_desk.services.logboek import verify_logboek
from pmg_desk.services.pakketten import make_pakket
from pmg_desk.services.tafelkaders import list_kaders
from pmg_desk.services.toezichtinhoud import MeerDanGevraagd
from pmg_desk.services.verbindingen import Persoonssleutel, list_verbindingen
from pmg_desk.services.verbindingsfouten import AfzenderOnbekend, AlIngelezen, AndersBedoeld, InhoudOnleesbaar
from pmg_desk.services.verzoekpakketten import GeenOfficer, list_officers
from pmg_desk.storage.models import Tafelkader
from tests.aanvallen.test_tafelkader import gekregen
from tests.casusbouw import bladen
from tests.kaderbouw import DOEL, cellen, vul, zet_aan_tafel
from tests.tweekluizen import Tweetal, maak_tweetal
from tests.vulling import WOORDEN, Dossier, maak_dossier


@dataclass
class Zaak:
    """Two connected vaults, a casus at the table, and the school that sits at it."""

    twee: Tweetal
    dossier: Dossier
    school: Ontvanger
    daar: UUID  # the connection to the team, in the officer's installation

    def vraag(self) -> UUID:
        """Ask for a kader, carry the question over and take it in."""
        pakket = kaderpakketten.make_kadervraag(
            self.twee.team.regie, "pga_lokaal", DOEL, self.twee.officer.gebruiker.id
        )
        return toezichtpost.read_pakket(self.twee.officer, self.twee.schrijf(pakket.ruw)).id

    def concept(self, *categorieen: str, **anders: Any) -> UUID:
        """A draft at the officer's with these cells for the school."""
        concept = kaderconcepten.start_concept(
            self.twee.officer, "pga_lokaal", DOEL, verbinding_id=self.daar, van_huidige=bool(anders.pop("verder", 0))
        )
        vul(self.twee.officer, concept, cellen(self.school, *categorieen), **anders)
        return concept

    def teken(self, *categorieen: str, **anders: Any) -> UUID:
        return kaderconcepten.sign_kader(self.twee.officer, self.concept(*categorieen, **anders))

    def breng(self, kader_id: UUID) -> str:
        """Carry a kader over; what the user reads."""
        return self.lees(kaderpost.make_kaderpakket(self.twee.officer, kader_id).ruw)

    def lees(self, ruw: bytes) -> str:
        return kaderpakketten.read_kaderpakket(self.twee.team.regie, self.twee.schrijf(ruw)).zin

    def rij(self, kader_id: UUID) -> tuple[Kadertekst, dict[str, Any]]:
        """A kader of the officer, and the content of its package."""
        with self.twee.officer.doe() as t:
            rij = t.haal(Tafelkader, kader_id)
            inhoud = {"kader": rij.tekst, "handtekening": rij.handtekening.hex(), "sleutel": rij.sleutel}
            return lees_kadertekst(rij.tekst), {**inhoud, "nummer": "K-2026-00001", "controlepunt_gezien": None}

    def regie(self) -> Persoonssleutel:
        (verbinding,) = list_verbindingen(self.twee.officer)
        return next(p for p in verbinding.personen if p.persoon_id == self.twee.team.regie.gebruiker.id)

    def pakket(self, inhoud: dict[str, Any], soort: Pakketsoort = Pakketsoort.KADER) -> bytes:
        """A package of the officer with content of one's own making."""
        with self.twee.officer.doe() as t:
            return make_pakket(t, self.regie(), soort, inhoud).ruw

    def getekend(self, kader: Kadertekst) -> bytes:
        """A package with this kader, truly signed by the officer, past the program."""
        tekst, sleutels = kader.tekst(), self.twee.officer.sleutels
        handtekening = onderteken(sleutels.ondertekening, KADER_CONTEXT, tekst.encode()).hex()
        vast = {"nummer": "K-2026-00001", "controlepunt_gezien": None}
        return self.pakket({"kader": tekst, "handtekening": handtekening, "sleutel": sleutels.publiek.ed25519, **vast})

    def standen(self) -> list[tuple[int, str]]:
        return [(k.versie, k.stand) for k in list_kaders(self.twee.team.regie)]


@pytest.fixture
def zaak(tmp_path: Path) -> Iterator[Zaak]:
    twee = maak_tweetal(tmp_path)
    _, daar = twee.verbind()
    dossier = maak_dossier(twee.team.regie)
    yield Zaak(twee, dossier, zet_aan_tafel(twee.team, dossier), daar)
    twee.sluit()


def test_een_kader_van_elders_geldt_en_heet_cryptografisch(zaak: Zaak) -> None:
    zaak.vraag()
    kader = zaak.teken("identiteit", "plan")
    (daar,) = list_kaders(zaak.twee.officer)
    assert (daar.stand, daar.kluisnaam != "") == ("Geldt", True)
    assert zaak.standen() == []
    assert zaak.breng(kader) == "Tafelkader K-2026-00001 is ingelezen."
    (hier,) = list_kaders(zaak.twee.team.regie)
    assert (hier.id, hier.zekerheid, hier.stand) == (kader, Zekerheid.CRYPTOGRAFISCH, "Geldt")
    assert gekregen(zaak.twee.team, zaak.dossier) == {"voornaam", "plan", "doel"}
    assert verify_logboek(zaak.twee.team.lezer).in_orde


def test_in_de_vraag_staan_geen_personen_en_geen_teksten(zaak: Zaak) -> None:
    """Casussen by number, with counts; and the officer tries a draft out on exactly these."""
    team = zaak.twee.team
    overleg = overleggen.plan_overleg(team.regie, overleggen.OverlegInvoer("pga_lokaal", team.klok.nu().date()))
    overleggen.set_deelnemers(team.regie, overleg, [p.id for p in list_professionals(team.regie)])
    overleggen.add_agendapunt(team.regie, overleg, zaak.dossier.casus_id)
    pakket = kaderpakketten.make_kadervraag(team.regie, "pga_lokaal", DOEL, zaak.twee.officer.gebruiker.id)
    inhoud = canoniek(dict(open_pakket(pakket.ruw, zaak.twee.officer.sleutels).envelop.inhoud))
    assert "PMG-2026-00001" in inhoud
    namen = {p.naam for p in list_professionals(team.regie)} | {"Łukasz", str(zaak.dossier.casus_id)}
    assert [woord for woord in {*WOORDEN.values(), *namen} if woord in inhoud] == []
    toezichtpost.read_pakket(zaak.twee.officer, zaak.twee.schrijf(pakket.ruw))
    concept = zaak.concept("identiteit", "plan")
    (proefoverleg,) = kaderconcepten.toon_concept(zaak.twee.officer, concept).overleggen
    proef = kaderconcepten.probeer_concept(zaak.twee.officer, concept, proefoverleg.id)
    zaak.breng(kaderconcepten.sign_kader(zaak.twee.officer, concept))
    bestemming = samenvattingen.Bestemming(zaak.dossier.school, "Leerlingzaken")
    mee = samenvattingen.prepare_samenvatting(team.regie, zaak.dossier.casus_id, bestemming).mee
    assert len(mee) == next(s for s in proef.sommen if s.ontvanger == zaak.school).stukken_straks > 0


def test_een_volgende_versie_telt_door_op_wat_hier_geldt(zaak: Zaak) -> None:
    """Also when the version before was made in the vault itself."""
    team = zaak.twee.team
    intern = kaderconcepten.start_concept(team.privacy, "pga_lokaal", DOEL)
    vul(team.privacy, intern, cellen(zaak.school, "signalen", "plan"))
    kaderconcepten.sign_kader(team.privacy, intern)
    zaak.vraag()
    concept = zaak.concept("plan", verder=True)
    inzicht = kaderconcepten.toon_concept(zaak.twee.officer, concept)
    assert inzicht.vorige_nummer == "K-2026-00001"
    assert inzicht.verschil is not None
    assert [r.categorie for r in inzicht.verschil.weg] == ["signalen"]
    zaak.breng(kaderconcepten.sign_kader(zaak.twee.officer, concept))
    assert zaak.standen() == [(2, "Geldt"), (1, "Vervangen")]
    assert gekregen(team, zaak.dossier) == {"plan", "doel"}


def test_een_intrekking_komt_altijd_aan(zaak: Zaak) -> None:
    zaak.vraag()
    kader = zaak.teken("plan")
    zaak.breng(kader)
    with pytest.raises(NietGevonden):
        kaderpost.make_kaderintrekpakket(zaak.twee.officer, kader)
    kaderconcepten.withdraw_kader(zaak.twee.officer, kader, "Het convenant is opgezegd.")
    assert "K-2026-00001 is ingetrokken" in zaak.lees(kaderpost.make_kaderintrekpakket(zaak.twee.officer, kader).ruw)
    assert zaak.standen() == [(1, "Ingetrokken")]
    assert gekregen(zaak.twee.team, zaak.dossier) == set()
    assert verify_logboek(zaak.twee.team.lezer).in_orde


def test_een_intrekking_die_eerder_komt_dan_het_kader(zaak: Zaak) -> None:
    """Two files on a stick, read in the wrong order."""
    zaak.vraag()
    kader = zaak.teken("plan")
    kaderconcepten.withdraw_kader(zaak.twee.officer, kader, "Het convenant is opgezegd.")
    assert "ingetrokken" in zaak.lees(kaderpost.make_kaderintrekpakket(zaak.twee.officer, kader).ruw)
    assert "Het geldt nu niet" in zaak.breng(kader)
    assert zaak.standen() == [(1, "Ingetrokken")]
    assert gekregen(zaak.twee.team, zaak.dossier) == set()


def test_hetzelfde_kader_nog_eens_brengen(zaak: Zaak) -> None:
    zaak.vraag()
    oud = zaak.teken("plan", "signalen")
    zaak.breng(oud)
    zaak.breng(zaak.teken("plan"))
    with pytest.raises(AlIngelezen):
        zaak.breng(oud)
    assert gekregen(zaak.twee.team, zaak.dossier) == {"plan", "doel"}


def test_een_oude_versie_die_later_aankomt_telt_niet(zaak: Zaak) -> None:
    zaak.vraag()
    oud = zaak.teken("plan", "signalen")
    zaak.breng(zaak.teken("plan"))
    zaak.breng(oud)
    assert zaak.standen() == [(2, "Geldt"), (1, "Vervangen")]
    assert gekregen(zaak.twee.team, zaak.dossier) == {"plan", "doel"}


# attacks


@pytest.mark.parametrize(
    ("verwacht", "anders"),
    [
        (Gebrek.ANDERE_KLUIS, {"kluis_id": str(uuid4())}),
        (Gebrek.SLEUTEL_ONBEKEND, {"beslisser_id": str(uuid4())}),
        (Gebrek.ZEKERHEID, {"zekerheid": Zekerheid.PROCEDUREEL}),
        (Gebrek.TE_LANG, {"geldig_tot": 731}),
    ],
)
def test_een_kader_dat_nooit_kan_tellen(zaak: Zaak, verwacht: Gebrek, anders: dict[str, Any]) -> None:
    zaak.vraag()
    kader, _ = zaak.rij(zaak.teken("plan"))
    if "geldig_tot" in anders:
        tot = zaak.twee.team.klok.nu().date() + timedelta(days=anders["geldig_tot"])
        vals = replace(kader, inhoud=replace(kader.inhoud, geldig_tot=tot))
    else:
        vals = replace(kader, **anders)
    with pytest.raises(KaderTeltNiet, match=re.escape(zin_van(verwacht))):
        zaak.lees(zaak.getekend(vals))
    assert zaak.standen() == []


def test_een_kader_met_een_vakje_erbij(zaak: Zaak) -> None:
    """The text was changed on its way into the package: the signature inside is over another one."""
    zaak.vraag()
    kader, inhoud = zaak.rij(zaak.teken("identiteit"))
    ruimer = replace(kader, inhoud=replace(kader.inhoud, regels=cellen(zaak.school, "identiteit", "signalen")))
    with pytest.raises(KaderTeltNiet):
        zaak.lees(zaak.pakket({**inhoud, "kader": ruimer.tekst()}))
    with pytest.raises(InhoudOnleesbaar):
        zaak.lees(zaak.pakket({**inhoud, "kader": "{}"}))
    with pytest.raises(AfzenderOnbekend):
        zaak.lees(zaak.pakket({**inhoud, "sleutel": "0" * 64}))


@pytest.mark.parametrize("wat", ["soort", "tafel", "doel"])
def test_een_kader_met_wat_het_profiel_niet_kent(zaak: Zaak, wat: str) -> None:
    """Signed by the officer past the program, or under a profile that allows more."""
    zaak.vraag()
    kader, _ = zaak.rij(zaak.teken("plan"))
    keuzes: dict[str, dict[str, Any]] = {
        "soort": {"regels": cellen(zaak.school, "plan", "gezondheid")},
        "tafel": {"tafel": "elders"},
        "doel": {"doel": "elders"},
    }
    with pytest.raises(KaderTeRuim):
        zaak.lees(zaak.getekend(replace(kader, inhoud=replace(kader.inhoud, **keuzes[wat]))))
    assert zaak.standen() == []


def test_een_kader_waar_niemand_om_vroeg(zaak: Zaak) -> None:
    zaak.vraag()
    kader = zaak.teken("plan")
    with zaak.twee.team.engine.begin() as verbinding:
        verbinding.exec_driver_sql("DELETE FROM pakket WHERE soort = 'kadervraag'")
    with pytest.raises(KaderNietGevraagd):
        zaak.breng(kader)


def test_een_kader_van_een_casusregisseur(zaak: Zaak) -> None:
    """The kind is for officers alone, whoever is pinned."""
    team = zaak.twee.team
    (officer,) = list_officers(team.regie)
    with team.regie.doe() as t:
        ruw = make_pakket(t, officer, Pakketsoort.KADER, {"kader": "{}"}).ruw
    with pytest.raises(AndersBedoeld):
        toezichtpost.read_pakket(zaak.twee.officer, zaak.twee.schrijf(ruw))


@pytest.mark.parametrize("wat", ["tekst", "handtekening", "kader"])
def test_een_intrekking_die_niet_klopt(zaak: Zaak, wat: str) -> None:
    zaak.vraag()
    kader = zaak.teken("plan")
    zaak.breng(kader)
    kaderconcepten.withdraw_kader(zaak.twee.officer, kader, "Opgezegd.")
    ruw = kaderpost.make_kaderintrekpakket(zaak.twee.officer, kader).ruw
    inhoud = dict(open_pakket(ruw, zaak.twee.team.regie.sleutels).envelop.inhoud)
    inhoud[wat] = {"tekst": str(inhoud["tekst"]) + " ", "handtekening": "00" * 64, "kader": str(uuid4())}[wat]
    with pytest.raises(KaderintrekkingKloptNiet):
        zaak.lees(zaak.pakket(inhoud, Pakketsoort.KADERINTREKKING))
    assert zaak.standen() == [(1, "Geldt")]


@pytest.mark.parametrize("wat", ["meer", "telling", "doel", "ruimte", "tafel", "woorden", "categorie"])
def test_een_vraag_met_meer_of_anders_dan_nodig(zaak: Zaak, wat: str) -> None:
    team = zaak.twee.team
    pakket = kaderpakketten.make_kadervraag(team.regie, "pga_lokaal", DOEL, zaak.twee.officer.gebruiker.id)
    inhoud: dict[str, Any] = dict(open_pakket(pakket.ruw, zaak.twee.officer.sleutels).envelop.inhoud)
    if wat == "meer":
        inhoud["personen"] = ["L. Leerplein"]
    elif wat == "telling":
        overleg = {"id": str(uuid4()), "datum": "2026-11-23", "tijd": "", "casussen": 1, "tellingen": []}
        inhoud["overleggen"] = [{**overleg, "casus": "Over Zoë."}]
    elif wat == "doel":
        inhoud["doel"] = "elders"
    elif wat == "tafel":  # a line of the log would name it for ever
        inhoud["ruimte"] = {**inhoud["ruimte"], "tafel": "Tafel van Jan"}
    elif wat == "woorden":
        inhoud["ruimte"] = {**inhoud["ruimte"], "doelen": [["Voor Jan", "Voor Jan"]]}
        inhoud["doel"] = "Voor Jan"
    elif wat == "categorie":
        categorie = ["Jans verslaving", "Gezondheid", True, True]
        inhoud["ruimte"] = {**inhoud["ruimte"], "categorieen": [*inhoud["ruimte"]["categorieen"], categorie]}
    else:
        inhoud["ruimte"] = {}
    (officer,) = list_officers(team.regie)
    with team.regie.doe() as t:
        ruw = make_pakket(t, officer, Pakketsoort.KADERVRAAG, inhoud).ruw
    fout = MeerDanGevraagd if wat in ("meer", "telling") else InhoudOnleesbaar
    with pytest.raises(fout):
        toezichtpost.read_pakket(zaak.twee.officer, zaak.twee.schrijf(ruw))
    assert kaderconcepten.list_ruimten(zaak.twee.officer) == ()
    assert " van Jan" not in bladen(zaak.twee.officer)


def test_wie_om_een_kader_mag_vragen(zaak: Zaak) -> None:
    team, officer = zaak.twee.team, zaak.twee.officer.gebruiker.id
    with pytest.raises(GeenToegang):
        kaderpakketten.make_kadervraag(team.regie, "top_x", DOEL, officer)  # not a table of this user
    with pytest.raises(GeenToegang):
        kaderpakketten.make_kadervraag(team.lezer, "pga_lokaal", DOEL, officer)
    with pytest.raises(NietGevonden):
        kaderpakketten.make_kadervraag(team.regie, "pga_lokaal", "Jan in de gaten houden", officer)
    assert "Jan in de gaten" not in bladen(team.regie)
    with pytest.raises(GeenOfficer):
        kaderpakketten.make_kadervraag(team.regie, "pga_lokaal", DOEL, uuid4())


def test_zonder_vraag_is_er_niets_om_een_kader_voor_te_maken(zaak: Zaak) -> None:
    with pytest.raises(NietGevonden):
        zaak.concept("plan")
    with pytest.raises(GeenToegang):
        kaderconcepten.start_concept(zaak.twee.officer, "pga_lokaal", DOEL)
