"""The whole case in a transfer: reactions, factors, the plan in depth and interventies; what one approval lets go."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
import sqlalchemy as sa

from pmg_desk.domain.delen import (
    Besluittekst,
    BewaardBesluit,
    Eis,
    Getoetst,
    ManifestRegel,
    Ontvanger,
    Oordeel,
    Soort,
    Weglating,
    Zekerheid,
)
from pmg_desk.domain.document import maak_document
from pmg_desk.domain.overdrachtrij import Rij, Rijsoort
from pmg_desk.domain.samenvatting import Doorverstrekking, Stuk, reactie_op
from pmg_desk.domain.selectie import Geinformeerde, Omstandigheden, Onthouden, Vorm
from pmg_desk.services import (
    betrokkenen,
    evaluaties,
    factoren,
    informering,
    inzet,
    overdrachten,
    overdragen,
    overnemen,
    plannen,
    reacties,
    stukken,
    uitspraken,
)
from pmg_desk.services.informering import InformeringInvoer
from pmg_desk.services.overdrachtfouten import NietOverTeDragen
from pmg_desk.services.overdrachtinvoer import schrijf_rijen
from pmg_desk.services.overdrachtkeuze import (
    ANDERS_DAN_BEOORDEELD,
    ZONDER_DOEL,
    ZONDER_EVALUATIE,
    ZONDER_REACTIE,
    verdeel,
)
from pmg_desk.services.overdrachtplan import ALLEEN_EVALUATIE
from pmg_desk.services.overdrachtrijen import maak_rijen, splits
from pmg_desk.services.overdrachtteksten import ZONDER_TEKST
from pmg_desk.services.samenvattingen import MeeInzicht
from pmg_desk.services.uitspraken import UitspraakInvoer
from pmg_desk.services.weglatingen import met_opvolgers
from pmg_desk.storage import inhoud
from pmg_desk.storage.models import (
    Bereik,
    Casus,
    Jongere,
    Organisatie,
    PlanStatus,
    Professional,
    Uitspraak,
    UitspraakSoort,
)
from tests.casusbouw import maak as maak_casus
from tests.domain.overdrachtbouw import overdracht, rij
from tests.overdrachtvulling import ERBIJ, signaal_van, vul_aan
from tests.overdrachtzaak import ALLES, Overdrachtzaak, maak_zaak
from tests.vulling import WOORDEN, Dossier, keur_goed, maak_dossier, vraag
from tests.wereld import Wereld

WIE = Ontvanger(str(uuid4()), "School", "Leerlingzaken")
MERK = " (overgedragen uit kluis Den Haag Zuidwest)"
MERK_BOUW = " (overgedragen uit kluis Zuidwest)"


@pytest.fixture
def zaak(tmp_path: Path) -> Iterator[Overdrachtzaak]:
    een = maak_zaak(tmp_path)
    vul_aan(een.hier, een.dossier)
    een.aanbod = replace(een.aanbod, besluit_id=keur_goed(een.hier, vraag(een.hier, een.dossier, ALLES)))
    yield een
    een.sluit()


def test_de_hele_casus_komt_aan(zaak: Overdrachtzaak) -> None:
    voorbeeld = overdragen.prepare_overdracht(zaak.hier.regie, zaak.casus_id, zaak.aanbod)
    assert voorbeeld.telling == (
        "persoonsgegevens, 15 teksten, 1 reactie van de jongere of ouders, 1 antecedent, 2 scores, 2 risico- en"
        " beschermende factoren, 1 plan van aanpak, 1 doel, 1 manier om een doel te toetsen, 1 afspraak bij het plan,"
        " 1 evaluatie, 1 oordeel over een doel, 1 actie, 1 interventie, 1 betrokkene"
    )
    pad = zaak.bied_aan()
    tekst = str(zaak.envelop(pad).inhoud["overdracht"])
    assert ERBIJ["met"] not in tekst
    regels = dict(overdrachten.leesbaar(tekst.encode()))  # as the register shows it
    assert regels["Interventie"] == (
        "interventie: kansrijk; naam: Kansrijk; uitvoerder: School De Brug PMG-2026-00001; status: loopt;"
        " begin: 2026-11-23"
    )
    assert regels["Reactie van de jongere of ouders"].startswith(f"tekst: Over {ERBIJ['reactie']}.; bron: de moeder;")
    assert regels["Oordeel over een doel"] == "leefgebied: werk_opleiding; spoor: perspectief; bereik: deels"
    voorstel = overnemen.read_overdracht(zaak.daar.regie2, pad)
    plek = voorstel.teksten.index(("W. Wijkagent", f"Over {WOORDEN['signaal']}."))
    assert voorstel.teksten[plek + 1] == (
        "reactie van de jongere of ouders hierop, door de moeder",
        f"Over {ERBIJ['reactie']}.",
    )
    daar, casus = zaak.daar.regie2, zaak.neem_over(pad).casus_id
    gezegd = uitspraken.list_uitspraken(daar, casus)
    (signaal,) = (u for u in gezegd if WOORDEN["signaal"] in u.tekst)
    assert [(r.tekst, r.bron) for r in signaal.reacties] == [(f"Over {ERBIJ['reactie']}.", f"de moeder{MERK}")]
    assert [(f.leefgebied, f.soort.value, f.van, f.nu, f.tekst.tekst) for f in factoren.list_factoren(daar, casus)] == [
        ("geestelijke_gezondheid", "risico", date(2026, 9, 1), True, f"Over {ERBIJ['factor_gezondheid']}."),
        ("sociaal_netwerk", "risico", date(2026, 9, 1), True, f"Over {ERBIJ['factor']}."),
    ]
    (plan,) = plannen.list_plannen(daar, casus)
    (doel,) = plan.doelen
    assert doel.toets is not None
    assert (doel.toets.tekst, doel.streefdatum) == (f"Over {ERBIJ['toets']}.", date(2027, 2, 1))
    assert [(a.label, a.tekst.tekst) for a in plan.afspraken] == [("Nazorg", f"Over {ERBIJ['afspraak']}.")]
    (evaluatie,) = evaluaties.list_evaluaties(daar, casus)
    assert evaluatie.conclusie is not None
    (bereik,) = evaluatie.doelen
    assert bereik.tekst is not None
    assert (evaluatie.plan_versie_id, evaluatie.met, evaluatie.conclusie.tekst, evaluatie.volgende_op) == (
        plan.id,
        "",
        f"Over {ERBIJ['evaluatie']}.",
        date(2027, 2, 21),
    )
    assert (bereik.doel_stam_id, bereik.bereik, bereik.tekst.tekst) == (
        doel.stam_id,
        Bereik.DEELS,
        f"Over {ERBIJ['bereik']}.",
    )
    (een,) = inzet.list_inzet(daar, casus)
    assert een.waarom is not None
    assert (een.interventie, een.wat, een.uitvoerder, een.begin, een.waarom.tekst) == (
        "kansrijk",
        "Kansrijk",
        "School De Brug PMG-2026-00001",
        date(2026, 11, 23),
        f"Over {ERBIJ['inzet']}.",
    )


def test_zonder_informeren_geen_aanbod_en_het_aanbod_zegt_wie_het_weet(zaak: Overdrachtzaak) -> None:
    """The condition is the giver's to keep; the offer says so, of those alone whom the approval names."""
    eisen = (Eis.OUDERS_GEINFORMEERD,)
    besluit = keur_goed(zaak.hier, vraag(zaak.hier, zaak.dossier, ALLES), eisen=eisen)
    with pytest.raises(NietOverTeDragen) as fout:
        zaak.bied_aan(besluit_id=besluit)
    assert fout.value.wat.endswith("Mag pas als de ouders zijn geïnformeerd.")
    vandaag = zaak.hier.klok.nu().date()
    for dag in (vandaag - timedelta(days=1), vandaag):
        with pytest.raises(NietOverTeDragen):  # who was informed before it was asked was not told of this
            zaak.bied_aan(besluit_id=besluit)
        zaak.hier.klok.moment += timedelta(minutes=1)
        for wie in Geinformeerde:
            informering.record_informering(zaak.hier.regie, zaak.casus_id, InformeringInvoer(wie, dag, "gesprek"))
    voorstel = overnemen.read_overdracht(zaak.daar.regie2, zaak.bied_aan(besluit_id=besluit))
    assert voorstel.geinformeerd == "de ouders"


def test_een_akkoord_voor_alleen_mondeling_is_er_niet_om_over_te_dragen(zaak: Overdrachtzaak) -> None:
    eisen = (Eis.ALLEEN_MONDELING,)
    besluit = keur_goed(zaak.hier, vraag(zaak.hier, zaak.dossier, ALLES), eisen=eisen)
    keuzes = overdragen.list_mogelijkheden(zaak.hier.regie, zaak.casus_id)
    assert besluit not in {akkoord.besluit_id for akkoord in keuzes.akkoorden}
    with pytest.raises(NietOverTeDragen) as fout:
        zaak.bied_aan(besluit_id=besluit)
    assert fout.value.wat == "Dit akkoord kan nu niet worden gebruikt. Mag alleen mondeling worden gedeeld."


# which stukken one approval lets go: one dossier, many approvals


@pytest.fixture
def dossier(wereld: Wereld) -> Dossier:
    gemaakt = maak_dossier(wereld.regie)
    vul_aan(wereld, gemaakt)
    return gemaakt


def gesneden(wereld: Wereld, dossier: Dossier) -> tuple[Stuk, ...]:
    with wereld.regie.doe() as t:
        casus = t.casus(dossier.casus_id)
        return splits(t, casus, stukken.cut_dossier(t, casus))[0]


def onder(wereld: Wereld, dossier: Dossier, *categorieen: str, **anders: Any) -> Getoetst:
    """An approval that holds, for these categories."""
    tekst = Besluittekst(
        besluit_id=str(uuid4()),
        kluis_id=str(uuid4()),
        verzoek_id=str(uuid4()),
        verzoek_hash="0" * 64,
        aanvrager_id=str(uuid4()),
        beslisser_id=str(uuid4()),
        soort=Soort.STAAND,
        oordeel=Oordeel.AKKOORD,
        zekerheid=Zekerheid.PROCEDUREEL,
        manifest=(ManifestRegel(str(dossier.casus_id), WIE, categorieen, anders.pop("derden", False)),),
        document_hash=None,
        doel="d",
        grondslagen=("g",),
        voorwaarden="",
        motivering="m",
        besloten_op=wereld.klok.nu(),
        geldig_tot=date(2027, 1, 1),
        log_nr=0,
        log_hash="0" * 64,
    )
    document = anders.pop("document", None)
    besluit = replace(tekst, **anders)
    return Getoetst(BewaardBesluit("", "", "", b"", "", "", document), besluit, None)


def keuze(
    dossier: Dossier, alle: tuple[Stuk, ...], getoetst: Getoetst
) -> tuple[tuple[MeeInzicht, ...], dict[str, str]]:
    mee, niet = verdeel(alle, getoetst, str(dossier.casus_id), WIE, Omstandigheden(Vorm.OVERDRACHT))
    verdeeld = [*(deel.stuk.id for deel in mee), *(stuk.id for stuk, _ in niet)]
    assert sorted(verdeeld) == sorted(stuk.id for stuk in alle)
    return mee, {stuk.id: reden for stuk, reden in niet}


def rijen_bij(wereld: Wereld, dossier: Dossier, mee: tuple[MeeInzicht, ...]) -> tuple[Rij, ...]:
    with wereld.regie.doe() as t:
        return maak_rijen(t, t.casus(dossier.casus_id), [deel.stuk for deel in mee])


def stuk_id(alle: tuple[Stuk, ...], begin: str, woord: str = "") -> str:
    (een,) = (stuk.id for stuk in alle if stuk.id.startswith(begin) and woord in stuk.tekst)
    return een


MAG = {
    "identiteit": {"voornaam"},
    "signalen": {"signaal", "reactie"},
    "plan": {"plan", "doel", "toets", "afspraak", "evaluatie", "bereik"},
    "acties": {"actie", "inzet"},
    "leefgebieden": {"score", "factor"},
    "politiegegevens": {"antecedent"},
    "gezondheid": {"score_gezondheid", "plan_gezondheid", "factor_gezondheid"},
    "gezin": set(),
    "doelgroep": set(),
}
"""Per category the planted words that are in it, and no source forbids."""


def test_per_categorie_gaat_precies_wat_erin_zit(wereld: Wereld, dossier: Dossier) -> None:
    """Each category by itself, over every kind of row: nothing of another, no third party, nothing forbidden."""
    alle = gesneden(wereld, dossier)
    soorten: set[Rijsoort] = set()
    for categorie, woorden in MAG.items():
        mee, _ = keuze(dossier, alle, onder(wereld, dossier, categorie))
        rijen = rijen_bij(wereld, dossier, mee)
        tekst = str([deel.waarde() for deel in rijen])
        gevonden = {naam for naam, woord in {**WOORDEN, **ERBIJ}.items() if woord in tekst}
        assert gevonden == woorden, categorie
        assert {(deel.categorie, deel.derden) for deel in rijen} <= {(categorie, False)}
        soorten |= {deel.soort for deel in rijen}
    assert soorten == set(Rijsoort) - {Rijsoort.ADRES, Rijsoort.INDELING, Rijsoort.KENMERK, Rijsoort.RELATIE}


@pytest.mark.parametrize(
    "dicht", [{"categorie": "gezondheid"}, {"doorverstrekking": Doorverstrekking.NEE}, {"derden": True}]
)
def test_mag_een_reactie_niet_mee_dan_gaat_de_tekst_ook_niet(
    wereld: Wereld, dossier: Dossier, dicht: dict[str, Any]
) -> None:
    """Nor another reaction to the same text, which would stand there without it."""
    over = signaal_van(wereld, dossier)
    tweede = UitspraakInvoer("Nog iets.", bron="de jongere", **dicht)
    reacties.add_reactie(wereld.regie, over, tweede)
    alle = gesneden(wereld, dossier)
    mee, niet = keuze(dossier, alle, onder(wereld, dossier, "identiteit", "signalen"))
    assert niet[f"uitspraak:{over}"] == ZONDER_REACTIE
    assert len([id_ for id_ in niet if id_.startswith(f"reactie:{over.hex}")]) == 2
    assert not any(word in str(rijen_bij(wereld, dossier, mee)) for word in (ERBIJ["reactie"], "Nog iets"))
    assert WOORDEN["signaal"] not in str([d.stuk for d in mee])


def test_een_weggelaten_reactie_houdt_haar_tekst_hier(wereld: Wereld, dossier: Dossier) -> None:
    alle = gesneden(wereld, dossier)
    (reactie,) = (stuk for stuk in alle if reactie_op(stuk))
    weg = (Weglating(reactie.id),)
    _, niet = keuze(dossier, alle, onder(wereld, dossier, "identiteit", "signalen", weglaten=weg))
    assert niet[f"uitspraak:{signaal_van(wereld, dossier)}"] == ZONDER_REACTIE
    assert niet[reactie.id] == "De privacy officer liet dit weg."


@pytest.mark.parametrize("veld", ["", "Leefgebied"])
def test_wat_is_weggelaten_blijft_heel_hier_en_wat_eraan_hangt_ook(wereld: Wereld, dossier: Dossier, veld: str) -> None:
    alle = gesneden(wereld, dossier)
    doel, evaluatie = stuk_id(alle, "doel:"), stuk_id(alle, "evaluatie:")
    weg = (Weglating(doel, veld), Weglating(evaluatie, "Hoe verder"))
    mee, niet = keuze(dossier, alle, onder(wereld, dossier, "identiteit", "plan", weglaten=weg))
    assert niet[doel] == niet[evaluatie] == "De privacy officer liet dit weg."
    assert niet[stuk_id(alle, "toets:")] == ZONDER_DOEL
    assert niet[stuk_id(alle, "doelbereik:")] == ZONDER_EVALUATIE
    soorten = {deel.soort for deel in rijen_bij(wereld, dossier, mee)}
    assert soorten == {Rijsoort.IDENTITEIT, Rijsoort.PLAN, Rijsoort.AFSPRAAK, Rijsoort.UITSPRAAK}


def test_een_weggelaten_score_komt_niet_terug_door_haar_tekst_te_verbeteren(wereld: Wereld, dossier: Dossier) -> None:
    """The id of its stuk is another then; it is still the same score."""
    alle = gesneden(wereld, dossier)
    score = stuk_id(alle, "score:", WOORDEN["score"])
    getoetst = onder(wereld, dossier, "identiteit", "leefgebieden", weglaten=(Weglating(score),))
    (tekst,) = (u for u in uitspraken.list_uitspraken(wereld.regie, dossier.casus_id) if WOORDEN["score"] in u.tekst)
    uitspraken.amend_uitspraak(wereld.regie, tekst.id, replace(tekst.als_invoer(), tekst="Anders."), "Anders gezegd.")
    nu = gesneden(wereld, dossier)
    mee, niet = keuze(dossier, nu, getoetst)
    assert niet[stuk_id(nu, "score:", "Anders.")] == "De privacy officer liet dit weg."
    assert Rijsoort.SCORE not in {deel.soort for deel in rijen_bij(wereld, dossier, mee)}


def test_wat_is_weggelaten_komt_niet_terug_door_het_te_verbeteren(wereld: Wereld, dossier: Dossier) -> None:
    """Neither the statement nor a reaction, of which the statement stays with it."""
    alle = gesneden(wereld, dossier)
    doel = stuk_id(alle, "doel:")
    (reactie,) = (stuk for stuk in alle if reactie_op(stuk))
    los = uitspraken.add_uitspraak(wereld.regie, dossier.casus_id, UitspraakSoort.SIGNAAL, UitspraakInvoer("Los."))
    weg = (Weglating(reactie.id), Weglating(f"uitspraak:{los}"), Weglating(doel), Weglating(f"plan:{uuid4()}"))
    getoetst = onder(wereld, dossier, "identiteit", "signalen", weglaten=weg)
    signaal = signaal_van(wereld, dossier)
    for id_, woord in ((UUID(reactie.id.partition("+")[2]), "Nee!"), (los, "Los nu."), (signaal, "Nu zo.")):
        uitspraken.amend_uitspraak(wereld.regie, id_, UitspraakInvoer(woord, bron="de moeder"), "Beter gezegd.")
    with wereld.regie.doe() as t:
        nu = met_opvolgers(t, getoetst)
    gesneden_nu = gesneden(wereld, dossier)
    mee, niet = keuze(dossier, gesneden_nu, nu)
    assert [deel.stuk.id.partition(":")[0] for deel in mee] == ["identiteit"]
    redenen = {stuk.tekst: niet[stuk.id] for stuk in gesneden_nu if stuk.tekst in ("Nee!", "Los nu.", "Nu zo.")}
    weggelaten = "De privacy officer liet dit weg."
    assert redenen == {"Nee!": weggelaten, "Los nu.": weggelaten, "Nu zo.": ZONDER_REACTIE}


def test_van_een_document_gaat_een_tekst_ook_niet_zonder_haar_reactie(wereld: Wereld, dossier: Dossier) -> None:
    alle = gesneden(wereld, dossier)
    over = f"uitspraak:{signaal_van(wereld, dossier)}"
    (reactie,) = (stuk.id for stuk in alle if reactie_op(stuk))
    (wie,) = (stuk.id for stuk in alle if stuk.id.startswith("identiteit:"))
    for beoordeeld, gaat in (((wie, over), {wie}), ((wie, over, reactie), {wie, over, reactie})):
        document = maak_document(str(dossier.casus_id), [stuk for stuk in alle if stuk.id in beoordeeld])
        getoetst = onder(wereld, dossier, "identiteit", "signalen", soort=Soort.DOCUMENT, document=document)
        mee, niet = keuze(dossier, alle, getoetst)
        assert {deel.stuk.id for deel in mee} == gaat
        assert (niet.get(over) == ZONDER_REACTIE) == (over not in gaat)
        assert ANDERS_DAN_BEOORDEELD not in niet.values()


def test_onder_een_besluit_dat_niet_geldt_gaat_niets(wereld: Wereld, dossier: Dossier) -> None:
    alle = gesneden(wereld, dossier)
    mee, niet = keuze(dossier, alle, Getoetst(onder(wereld, dossier).bewaard, None, None))
    assert mee == ()
    assert set(niet) == {stuk.id for stuk in alle}


@pytest.mark.parametrize(("daar", "mee"), [("O", "O"), ("E", "E"), ("M", ""), ("", "")])
def test_alleen_een_opschorting_die_een_stuk_noemt_gaat_mee(
    wereld: Wereld, dossier: Dossier, daar: str, mee: str
) -> None:
    with wereld.regie.doe() as t:
        casus = t.casus(dossier.casus_id)
        t.haal(Jongere, casus.jongere_id).opschorting = daar
        t.log("jongere.wijzigen", "casus", casus.id, casus_id=casus.id)
    with wereld.regie.doe() as t:
        casus = t.casus(dossier.casus_id)
        rijen = maak_rijen(t, casus, splits(t, casus, stukken.cut_dossier(t, casus))[0])
    (wie,) = (een for een in rijen if een.soort is Rijsoort.IDENTITEIT)
    assert wie.waarden["opschorting"] == mee


# rows of elsewhere as rows of here


@pytest.fixture
def casus_id(wereld: Wereld) -> UUID:
    return maak_casus(wereld.regie)


def schrijf(wereld: Wereld, casus_id: UUID, *rijen: Rij) -> None:
    with wereld.regie.doe() as t:
        schrijf_rijen(t, t.haal(Casus, casus_id), overdracht(*rijen), met_familie=True)
        t.log("casus.openen", "casus", casus_id, casus_id=casus_id)


EVALUATIE = rij(Rijsoort.EVALUATIE, plan_nr=3)
BEREIK = rij(Rijsoort.DOELBEREIK, categorie="plan", leefgebied="werk_opleiding")


def test_een_evaluatie_van_een_eerdere_versie_staat_daarbij(wereld: Wereld, casus_id: UUID) -> None:
    plan, doel = (
        rij(Rijsoort.PLAN, nr=4, status="vastgesteld"),
        rij(Rijsoort.DOEL, categorie="plan", leefgebied="werk_opleiding"),
    )
    schrijf(wereld, casus_id, plan, doel, EVALUATIE, BEREIK)
    nu, eerder = plannen.list_plannen(wereld.regie, casus_id)
    assert (nu.nr, nu.status, eerder.nr, eerder.status) == (4, PlanStatus.VASTGESTELD, 3, PlanStatus.VERVANGEN)
    assert eerder.toelichting is not None
    assert (eerder.toelichting.tekst, eerder.ingang) == (ALLEEN_EVALUATIE, date(2026, 11, 20))
    (evaluatie,) = evaluaties.list_evaluaties(wereld.regie, casus_id)
    (bereik,) = evaluatie.doelen
    assert bereik.doel is not None
    assert evaluatie.conclusie is not None
    assert (evaluatie.plan_nr, evaluatie.conclusie.tekst, bereik.doel.tekst) == (3, ZONDER_TEKST, ZONDER_TEKST)
    assert bereik.doel_stam_id == nu.doelen[0].stam_id  # the same goal, so that its course is one


def test_een_evaluatie_zonder_oordeel_over_elk_doel_is_te_lezen_en_te_delen(wereld: Wereld, casus_id: UUID) -> None:
    """What came along may be less than what was evaluated: that stops neither the screen nor a print."""
    plan, doel = (
        rij(Rijsoort.PLAN, nr=3, status="vastgesteld"),
        rij(Rijsoort.DOEL, categorie="plan", leefgebied="werk_opleiding"),
    )
    schrijf(wereld, casus_id, plan, doel, EVALUATIE)
    (evaluatie,) = evaluaties.list_evaluaties(wereld.regie, casus_id)
    assert evaluatie.doelen == ()
    with wereld.regie.doe() as t:
        soorten = {stuk.id.partition(":")[0] for stuk in stukken.cut_dossier(t, t.casus(casus_id))}
    assert "evaluatie" in soorten
    assert "doelbereik" not in soorten


def test_een_oordeel_over_een_doel_dat_niet_meekwam_houdt_zijn_leefgebied(wereld: Wereld, casus_id: UUID) -> None:
    schrijf(wereld, casus_id, rij(Rijsoort.PLAN, nr=3, status="vastgesteld"), EVALUATIE, BEREIK)
    (evaluatie,) = evaluaties.list_evaluaties(wereld.regie, casus_id)
    assert [(d.leefgebied_label, d.bereik) for d in evaluatie.doelen] == [("Werk & opleiding", Bereik.DEELS)]


def test_van_een_doel_zonder_dag_of_tekst_is_er_niets_om_te_toetsen(wereld: Wereld, casus_id: UUID) -> None:
    doel = rij(Rijsoort.DOEL, categorie="plan", leefgebied="werk_opleiding")
    schrijf(wereld, casus_id, doel, rij(Rijsoort.TOETS, streefdatum=None))
    (plan,) = plannen.list_plannen(wereld.regie, casus_id)
    assert (plan.nr, plan.status) == (1, PlanStatus.CONCEPT)
    assert (plan.doelen[0].toets, plan.doelen[0].streefdatum) == (None, None)


def test_een_interventie_die_hier_niet_bestaat_blijft_leesbaar(wereld: Wereld, casus_id: UUID) -> None:
    onbekend = rij(Rijsoort.INZET, interventie="maatje_elders", naam="Maatje in Maastricht", categorie="gezondheid")
    schrijf(wereld, casus_id, onbekend)
    (een,) = inzet.list_inzet(wereld.regie, casus_id)
    assert (een.interventie, een.wat, een.categorie) == ("maatje_elders", "Maatje in Maastricht", "gezondheid")


def test_een_interventie_wordt_hier_nooit_vrijer_gedeeld_dan_daar(wereld: Wereld, casus_id: UUID) -> None:
    """There a care organisation did it, so it was health; here the same key would be less."""
    schrijf(wereld, casus_id, rij(Rijsoort.INZET, categorie="gezondheid"), rij(Rijsoort.INZET, 50, categorie="acties"))
    een = {i.categorie: (i.interventie, i.wat) for i in inzet.list_inzet(wereld.regie, casus_id)}
    assert een == {"gezondheid": ("elders:kansrijk", "Kansrijk"), "politiegegevens": ("kansrijk", "Kansrijk")}


@pytest.mark.parametrize("categorie", ["gezondheid", "politiegegevens", "gezin"])
def test_een_leefgebied_wordt_hier_nooit_vrijer_gedeeld_dan_daar(
    wereld: Wereld, casus_id: UUID, categorie: str
) -> None:
    """There somebody set this leefgebied under a special category; here the same key would be less."""
    anders: Any = {"leefgebied": "werk_opleiding", "categorie": categorie}
    bereik = rij(Rijsoort.DOELBEREIK, **{**anders, "stam": str(uuid4())})
    rijen = [rij(Rijsoort.SCORE, **anders), rij(Rijsoort.FACTOR, **anders), rij(Rijsoort.DOEL, **anders)]
    plan = rij(Rijsoort.PLAN, nr=3, status="vastgesteld")
    schrijf(wereld, casus_id, plan, *rijen, rij(Rijsoort.ACTIE, categorie=categorie), EVALUATIE, bereik)
    with wereld.regie.doe() as t:
        gesneden_ = stukken.cut_dossier(t, t.casus(casus_id))
    soorten = ("score", "factor", "doel", "doelbereik", "actie")
    per = {stuk.id.partition(":")[0]: stuk.categorie for stuk in gesneden_ if "uitspraak:" not in stuk.id}
    assert {soort: per[soort] for soort in soorten} == dict.fromkeys(soorten, "gezondheid")


def test_een_leefgebied_dat_hier_even_streng_is_houdt_zijn_naam(wereld: Wereld, casus_id: UUID) -> None:
    rijen = [
        rij(Rijsoort.SCORE, categorie="leefgebieden", leefgebied="werk_opleiding"),
        rij(Rijsoort.SCORE, 50, categorie="leefgebieden", leefgebied="geestelijke_gezondheid"),
    ]
    schrijf(wereld, casus_id, *rijen)
    with wereld.regie.doe() as t:
        gemeten = {score.leefgebied for score in inhoud.scores(t.db, casus_id)}
    assert gemeten == {"werk_opleiding", "geestelijke_gezondheid"}


@pytest.mark.parametrize("categorie", ["gezondheid", "acties"])
def test_een_hulpverlener_blijft_er_een(wereld: Wereld, casus_id: UUID, categorie: str) -> None:
    """That somebody of a care organisation is involved is health (AVG 9), also where that organisation was unknown."""
    schrijf(wereld, casus_id, rij(Rijsoort.BETROKKENHEID, organisatie="Kliniek Nieuw", categorie=categorie))
    assert len(betrokkenen.list_betrokkenen(wereld.regie, casus_id)) == 1
    with wereld.regie.doe() as t:
        gesneden_ = stukken.cut_dossier(t, t.casus(casus_id))
    assert [stuk.categorie for stuk in gesneden_ if stuk.id.startswith("betrokkenheid:")] == [categorie]


def test_het_adresboek_wordt_een_keer_gelezen_hoeveel_mensen_er_ook_meekomen(wereld: Wereld, casus_id: UUID) -> None:
    """Two rows of one new name are one professional, at the organisation that the first of them brought."""
    anders: Any = {"categorie": "acties"}
    mensen = [
        rij(Rijsoort.BETROKKENHEID, 900 + nr, naam=f"Persoon {nr // 2}", organisatie="Stichting Nieuw", **anders)
        for nr in range(20)
    ]
    gesteld: list[str] = []
    sa.event.listen(wereld.engine, "before_cursor_execute", lambda *deel: gesteld.append(str(deel[2])))
    schrijf(wereld, casus_id, *mensen)
    leest = [vraag for vraag in gesteld if vraag.startswith("SELECT") and "organisatie.naam" in vraag]
    assert len(leest) == 2  # organisations, and professionals with theirs
    with wereld.regie.doe() as t:
        assert t.db.query(Organisatie).filter_by(naam="Stichting Nieuw").count() == 1
        assert t.db.query(Professional).filter(Professional.naam.startswith("Persoon")).count() == 10


def test_een_factor_zonder_tekst_zegt_dat(wereld: Wereld, casus_id: UUID) -> None:
    schrijf(wereld, casus_id, rij(Rijsoort.FACTOR, categorie="leefgebieden", leefgebied="sociaal_netwerk"))
    (factor,) = factoren.list_factoren(wereld.regie, casus_id)
    assert (factor.tekst.tekst, factor.tekst.bron) == (ZONDER_TEKST, f"PMG Desk{MERK_BOUW}")


@pytest.mark.parametrize(
    "vreemd",
    [
        rij(Rijsoort.FACTOR, 50),
        rij(Rijsoort.AFSPRAAK, 50),
        replace(rij(Rijsoort.EVALUATIE), waarden={**rij(Rijsoort.EVALUATIE).waarden, "vervolg": "hopen"}),
        replace(rij(Rijsoort.INZET), waarden={**rij(Rijsoort.INZET).waarden, "status": "droom"}),
    ],
)
def test_een_woord_dat_hier_geen_kolom_heeft_neemt_niets_over(wereld: Wereld, casus_id: UUID, vreemd: Rij) -> None:
    if "soort" in vreemd.waarden:
        vreemd = replace(vreemd, waarden={**vreemd.waarden, "soort": "iets"})
    voor = _aantal(wereld)
    with pytest.raises(ValueError, match="is not a valid"):
        schrijf(wereld, casus_id, rij(Rijsoort.UITSPRAAK), vreemd)
    assert _aantal(wereld) == voor


def _aantal(wereld: Wereld) -> int:
    with wereld.regie.doe() as t:
        return t.db.query(Uitspraak).count()


def test_een_later_strenger_besluit_houdt_tegen_wat_het_gekozen_akkoord_geeft(wereld: Wereld, dossier: Dossier) -> None:
    """The chosen approval is the older one; what was judged since counts here too."""
    alle = gesneden(wereld, dossier)
    gekozen = onder(wereld, dossier, "identiteit", "signalen")
    signaal = f"uitspraak:{signaal_van(wereld, dossier)}"
    streng = onder(wereld, dossier, "identiteit", "signalen", weglaten=(Weglating(signaal),))
    bij = Omstandigheden(Vorm.OVERDRACHT)
    mee, niet = verdeel(alle, gekozen, str(dossier.casus_id), WIE, bij, [gekozen, streng])
    assert {stuk.id: reden for stuk, reden in niet}[signaal] == Onthouden.WEGGELATEN.value
    assert "identiteit" in {deel.stuk.categorie for deel in mee}
    zonder_later = verdeel(alle, gekozen, str(dossier.casus_id), WIE, bij)[0]
    assert signaal in {deel.stuk.id for deel in zonder_later}
