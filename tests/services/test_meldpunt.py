"""A signal is seen by the casusregisseurs of its table only, becomes part of a casus whole, or goes in time."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa

from pmg_desk.domain.fouten import Fout, GeenToegang, IntussenGewijzigd, OngeldigeInvoer
from pmg_desk.domain.samenvatting import Aard, Doorverstrekking, Stuk
from pmg_desk.services import meldpunt, signaalcasus, toewijzingen, uitspraken
from pmg_desk.services.aanmeldingen import list_aanmeldingen, record_terugkoppeling
from pmg_desk.services.casusverloop import close_casus
from pmg_desk.services.concepten import find_concept, list_concepten, save_concept
from pmg_desk.services.logboek import list_logregels
from pmg_desk.services.meldpunt import (
    Signaalfilter,
    SignaalHoortBijCasus,
    SignaalInvoer,
    SignaalStatus,
    Sortering,
    TermijnLoopt,
    list_signalen,
    open_signaal,
    record_signaal,
)
from pmg_desk.services.signaalverbeteren import SignaalAfgehandeld, correct_signaal
from pmg_desk.services.stukken import cut_dossier
from pmg_desk.services.uitspraken import UitspraakInvoer
from pmg_desk.services.verteld import Verteld
from pmg_desk.services.waarnemen import name_waarneming
from pmg_desk.services.werkplek import CasusGesloten
from pmg_desk.services.wissen import count_casus, rewrite_kluis
from pmg_desk.services.zoeken import zoek
from pmg_desk.storage.models import Concept, Signaal, Signaalversie, Terugmelding, UitspraakSoort, Zoekrij
from tests.casusbouw import bladen, maak, nieuwe, regels
from tests.wereld import Wereld

LEKWOORD = "Kwetterzolder"
LEKNAAM = "Bonifatius Pluimgraaf"
TEKST = UitspraakInvoer(
    f"Rijdt elke avond op een scooter langs de {LEKWOORD}.",
    bron="Buurtvader Moerwijk",
    gezegd_op=None,
    aard=Aard.AANNAME,
    derden=True,
    derden_wie="zusje",
    doorverstrekking=Doorverstrekking.VRAGEN,
)


def signaal(tafel: str = "pga_lokaal", **anders: Any) -> SignaalInvoer:
    velden: dict[str, Any] = {"over_wie": LEKNAAM, "wijk": "Moerwijk", "buurt": "Oost", **anders}
    return SignaalInvoer(tafel, velden.pop("tekst", TEKST), **velden)


def oud(wereld: Wereld, dagen: int, **anders: Any) -> UUID:
    """A signal that came in this many days ago."""
    dag = wereld.klok.nu().date() - timedelta(days=dagen)
    return record_signaal(wereld.regie, signaal(tekst=replace(TEKST, gezegd_op=dag), **anders))


def _fouten(fout: pytest.ExceptionInfo[OngeldigeInvoer]) -> set[str]:
    return set(fout.value.velden)


# recording


def test_een_signaal_houdt_bron_aard_en_grenzen(wereld: Wereld) -> None:
    id_ = oud(wereld, 5)
    gelezen = open_signaal(wereld.regie, id_)
    assert gelezen.als_uitspraak() == replace(
        TEKST, gezegd_op=wereld.klok.nu().date() - timedelta(days=5), categorie="signalen"
    )
    rij = gelezen.rij
    assert (rij.dagen, rij.over_wie, rij.wijk, rij.status, rij.verlopen, rij.teruggemeld) == (
        5,
        LEKNAAM,
        wereld.profiel.wijken["moerwijk"].label,
        SignaalStatus.OPEN,
        False,
        False,
    )
    assert (gelezen.door, gelezen.buurt, gelezen.casus_id, gelezen.nummer) == ("C. Regisseur", "Oost", None, "")


def test_een_signaal_mag_over_niemand_gaan_en_zonder_wijk_zijn(wereld: Wereld) -> None:
    invoer = SignaalInvoer("pga_lokaal", UitspraakInvoer("Er wordt gedeald bij de speeltuin."))
    gelezen = open_signaal(wereld.regie, record_signaal(wereld.regie, invoer))
    assert (gelezen.rij.over_wie, gelezen.rij.wijk, gelezen.rij.bron, gelezen.rij.dagen) == ("", "", "C. Regisseur", 0)


def test_wat_niet_klopt_wordt_gezegd_en_niet_bewaard(wereld: Wereld) -> None:
    morgen = wereld.klok.nu().date() + timedelta(days=1)
    with pytest.raises(OngeldigeInvoer) as fout:
        record_signaal(wereld.regie, SignaalInvoer("top_x", UitspraakInvoer("", gezegd_op=morgen), over_wie="x" * 401))
    assert _fouten(fout) == {"tafel", "tekst", "gezegd_op", "over_wie"}
    assert list_signalen(wereld.regie).rijen == ()


# correcting


def _verbeter(wereld: Wereld, id_: UUID, invoer: SignaalInvoer, reden: str = "Verkeerd verstaan.") -> None:
    nu = meldpunt.toon_signaal(wereld.regie, id_)
    correct_signaal(wereld.regie, id_, invoer, reden, gezien=len(nu.eerder))


def test_een_signaal_wordt_verbeterd_en_wat_er_stond_blijft_te_lezen(wereld: Wereld) -> None:
    id_ = oud(wereld, 5)
    eerst = meldpunt.toon_signaal(wereld.regie, id_).als_invoer()
    beter = replace(eerst, over_wie="", tekst=replace(eerst.tekst, tekst="Een fiets, geen scooter.", aard=Aard.MENING))
    _verbeter(wereld, id_, beter)
    nogmaals = replace(beter, wijk="", buurt="Noord")
    _verbeter(wereld, id_, nogmaals, "Andere buurt.")
    nu = open_signaal(wereld.regie, id_)
    assert nu.als_invoer() == nogmaals
    assert [(een.invoer, een.reden, een.door) for een in nu.eerder] == [
        (beter, "Andere buurt.", "C. Regisseur"),
        (eerst, "Verkeerd verstaan.", "C. Regisseur"),
    ]
    assert len(regels(wereld.regie, "signaal.wijzigen")) == 2
    logboek = bladen(wereld.regie) + "".join(map(str, list_logregels(wereld.privacy)))
    assert not [woord for woord in (LEKWOORD, "Pluimgraaf", "Verkeerd verstaan", "fiets") if woord in logboek]


def test_een_verbetering_vraagt_een_reden_en_iets_anders(wereld: Wereld) -> None:
    id_ = oud(wereld, 5)
    nu = meldpunt.toon_signaal(wereld.regie, id_).als_invoer()
    for invoer, reden, velden in (
        (nu, "Zomaar.", {"tekst"}),
        (replace(nu, over_wie="Iemand anders"), " ", {"reden"}),
        (replace(nu, tafel="top_x"), "Verkeerd meldpunt.", {"tafel"}),
    ):
        with pytest.raises(OngeldigeInvoer) as fout:
            _verbeter(wereld, id_, invoer, reden)
        assert _fouten(fout) == velden
    assert meldpunt.toon_signaal(wereld.regie, id_).eerder == ()


def test_verbeteren_kan_alleen_wie_het_ziet_en_zolang_het_open_staat(wereld: Wereld) -> None:
    id_ = oud(wereld, 5)
    beter = replace(meldpunt.toon_signaal(wereld.regie, id_).als_invoer(), over_wie="Iemand anders")
    for ander in (wereld.regie2, wereld.lezer, wereld.privacy, wereld.beheer):
        with pytest.raises(GeenToegang):
            correct_signaal(ander, id_, beter, "Mag niet.", gezien=0)
    _verbeter(wereld, id_, beter)
    with pytest.raises(IntussenGewijzigd):  # it was read before that correction
        correct_signaal(wereld.regie, id_, replace(beter, over_wie="Nog een"), "Te laat.", gezien=0)
    meldpunt.handle_signaal(wereld.regie, id_, "Geen casus nodig.")
    assert not meldpunt.toon_signaal(wereld.regie, id_).mag_verbeteren
    with pytest.raises(SignaalAfgehandeld):
        _verbeter(wereld, id_, replace(beter, over_wie="Nog een"))
    in_casus = oud(wereld, 5)
    signaalcasus.link_signaal(wereld.regie, in_casus, maak(wereld.regie))
    with pytest.raises(SignaalHoortBijCasus):
        correct_signaal(wereld.regie, in_casus, beter, "Te laat.", gezien=0)


def test_wat_een_signaal_eerder_zei_wordt_in_de_casus_de_geschiedenis_van_de_uitspraak(wereld: Wereld) -> None:
    id_, begin = oud(wereld, 5), wereld.klok.nu()
    _naar_pga(wereld)  # the colleague corrects it
    eerst = meldpunt.toon_signaal(wereld.regie, id_).als_invoer()
    beter = replace(eerst, tekst=replace(eerst.tekst, tekst="Een fiets, geen scooter."))
    wereld.klok.moment += timedelta(days=1)
    correct_signaal(wereld.regie2, id_, beter, "Verkeerd verstaan.", gezien=0)
    wereld.klok.moment += timedelta(days=1)
    _verbeter(wereld, id_, replace(beter, over_wie="Iemand anders"), "Andere naam.")
    wereld.klok.moment += timedelta(days=1)
    casus_id = maak(wereld.regie)
    signaalcasus.link_signaal(wereld.regie2, id_, casus_id)
    (nu,) = uitspraken.list_uitspraken(wereld.regie, casus_id, [UitspraakSoort.SIGNAAL])
    geschiedenis = uitspraken.toon_geschiedenis(wereld.regie, nu.id)
    assert [(een.als_invoer(), een.door, een.op, een.wijziging_reden) for een in geschiedenis] == [
        (beter.tekst, "C. Regisseur", begin + timedelta(days=2), "Andere naam."),
        (beter.tekst, "D. Regisseur", begin + timedelta(days=1), "Verkeerd verstaan."),
        (eerst.tekst, "C. Regisseur", begin, ""),
    ]
    (regel,) = regels(wereld.regie, "signaal.koppelen")
    assert regel.actor_naam == "D. Regisseur"
    with wereld.regie.doe() as t:
        assert t.db.scalars(sa.select(Signaalversie)).all() == []


def _naar_pga(wereld: Wereld) -> None:
    """The colleague of TOP X moves to PGA lokaal."""
    with wereld.beheer.doe() as t:
        t.db.execute(sa.text("UPDATE gebruiker_tafel SET tafel = 'pga_lokaal' WHERE tafel = 'top_x'"))
        t.log("gebruiker.tafels", "gebruiker")


# who sees it


def test_alleen_casusregisseurs_van_de_tafel_zien_een_signaal_en_geen_andere_weg_leidt_erheen(wereld: Wereld) -> None:
    id_ = record_signaal(wereld.regie, signaal())
    maak(wereld.regie)  # the meelezer and others have something to search in
    assert [rij.id for rij in list_signalen(wereld.regie).rijen] == [id_]
    assert list_signalen(wereld.regie2).rijen == ()
    assert meldpunt.count_signalen(wereld.regie2) == 0
    with pytest.raises(GeenToegang):
        open_signaal(wereld.regie2, id_)
    for ander in (wereld.lezer, wereld.privacy, wereld.beheer):
        for weg in (list_signalen, meldpunt.count_signalen, meldpunt.mijn_meldpunten):
            with pytest.raises(GeenToegang):
                weg(ander)
        with pytest.raises(GeenToegang):
            open_signaal(ander, id_)
    open_signaal(wereld.regie, id_)
    for wie in wereld.werkplekken.values():
        for woord in (LEKWOORD, "Bonifatius", "Pluimgraaf"):
            assert zoek(wie, woord) == ()
    with wereld.regie.doe() as t:
        assert t.db.scalar(sa.select(Zoekrij.id).where(Zoekrij.object_id == id_)) is None
    logboek = bladen(wereld.regie)
    assert LEKWOORD not in logboek
    assert "Pluimgraaf" not in logboek
    assert not any(LEKWOORD in str(r) or "Pluimgraaf" in str(r) for r in list_logregels(wereld.privacy))


def test_een_geweigerde_blik_staat_in_het_logboek(wereld: Wereld) -> None:
    id_ = record_signaal(wereld.regie, signaal())
    with pytest.raises(GeenToegang):
        open_signaal(wereld.regie2, id_)
    (regel,) = regels(wereld.regie, "toegang.weigeren")
    assert (regel.object_soort, regel.object_id, regel.actor_naam) == ("signaal", str(id_), "D. Regisseur")


def test_wie_niet_meer_bij_de_tafel_hoort_ziet_haar_meldpunt_niet_meer(wereld: Wereld) -> None:
    id_ = record_signaal(wereld.regie, signaal())
    with wereld.regie.doe() as t:
        t.db.execute(sa.text("UPDATE gebruiker_tafel SET tot = '2026-11-22' WHERE tafel = 'pga_lokaal'"))
        t.log("gebruiker.tafels", "gebruiker")
    assert list_signalen(wereld.regie).rijen == ()
    with pytest.raises(GeenToegang):
        open_signaal(wereld.regie, id_)


def test_wie_waarneemt_ziet_in_die_dagen_het_meldpunt_van_de_tafels_van_de_ander(wereld: Wereld) -> None:
    id_ = record_signaal(wereld.regie, signaal())
    dag = wereld.klok.nu().date()
    name_waarneming(wereld.regie, wereld.regie2.gebruiker.id, dag, dag)
    open_signaal(wereld.regie2, id_)
    save_concept(wereld.regie2, "signaal.verbeteren", str(id_), {"tekst": LEKWOORD})
    assert find_concept(wereld.regie2, "signaal.verbeteren", str(id_)) is not None
    assert meldpunt.count_signalen(wereld.regie2) == 1
    assert dict(meldpunt.mijn_meldpunten(wereld.regie2)).keys() == {"pga_lokaal", "top_x"}
    nieuw = record_signaal(wereld.regie2, signaal())
    wereld.klok.moment += timedelta(days=1)
    for een in (id_, nieuw):
        with pytest.raises(GeenToegang):
            open_signaal(wereld.regie2, een)
    assert (meldpunt.count_signalen(wereld.regie2), meldpunt.count_signalen(wereld.regie)) == (0, 2)
    assert find_concept(wereld.regie2, "signaal.verbeteren", str(id_)) is None


def test_na_vertrek_van_de_tafel_leest_men_ook_het_afgehandelde_signaal_en_het_eigen_concept_niet_meer(
    wereld: Wereld,
) -> None:
    regie, (open_, dicht) = wereld.regie, (oud(wereld, 3), oud(wereld, 2))
    meldpunt.handle_signaal(regie, dicht, "Geen casus nodig.")
    casus_id = maak(regie, "zvh")
    in_casus = oud(wereld, 4)
    signaalcasus.link_signaal(regie, in_casus, casus_id)
    over_signaal = [
        ("signaal.verbeteren", str(open_)),
        ("signaal.terugmelden", str(dicht)),
        ("registreren", str(open_)),
        ("signaal.koppelen", str(open_)),  # with a casus chosen in it, which is still seen
    ]
    for formulier, object_id in over_signaal:
        save_concept(regie, formulier, object_id, {"tekst": LEKWOORD, "casus_id": [str(casus_id), "Zoë"]})
    save_concept(regie, "signaal.terugmelden", str(in_casus), {"tekst": "Bedankt."})
    save_concept(regie, "actie", "nieuw", {"tekst": "Bellen."})
    nieuw = ({"tafel": "pga_lokaal", "tekst": LEKWOORD}, {"tafel": "", "tekst": LEKWOORD})
    for inhoud in nieuw:
        save_concept(regie, "signaal", "", dict(inhoud))
        assert len(list_concepten(regie)) == 7
    assert find_concept(regie, "signaal.verbeteren", str(open_)) is not None
    for inhoud in nieuw:
        save_concept(regie, "signaal", "", dict(inhoud))
        with regie.doe() as t:
            t.db.execute(sa.text("UPDATE gebruiker_tafel SET tot = '2026-11-22' WHERE tafel = 'pga_lokaal'"))
            t.log("gebruiker.tafels", "gebruiker")
        for id_ in (open_, dicht):
            with pytest.raises(GeenToegang):
                open_signaal(regie, id_)
        assert {(een.formulier, een.object_id) for een in list_concepten(regie)} == {
            ("signaal.terugmelden", str(in_casus)),  # of the casus, which is still seen
            ("actie", "nieuw"),
        }
        assert not [een for een in (*over_signaal, ("signaal", "")) if find_concept(regie, *een) is not None]


# the list


def test_de_lijst_bladert_sorteert_en_filtert(wereld: Wereld) -> None:
    ids = {dagen: oud(wereld, dagen, over_wie=f"Persoon {dagen}") for dagen in (3, 1, 2)}
    eerste = list_signalen(wereld.regie, hoeveel=2)
    rest = list_signalen(wereld.regie, hoeveel=2, na=eerste.verder)
    assert [rij.dagen for rij in (*eerste.rijen, *rest.rijen)] == [3, 2, 1]
    assert rest.verder is None
    for sortering in Sortering:
        for aflopend in (False, True):
            gezien, na = [], None
            while True:
                blad = list_signalen(wereld.regie, sortering=sortering, aflopend=aflopend, na=na, hoeveel=1)
                gezien += [rij.id for rij in blad.rijen]
                na = blad.verder
                if na is None:
                    break
            assert sorted(gezien) == sorted(ids.values())
    assert [r.id for r in list_signalen(wereld.regie, Signaalfilter(tekst="persoon 2")).rijen] == [ids[2]]
    assert list_signalen(wereld.regie, Signaalfilter(tekst="100%")).rijen == ()
    assert list_signalen(wereld.regie, Signaalfilter(tafel="top_x")).rijen == ()
    assert meldpunt.count_signalen(wereld.regie, Signaalfilter(tafel="pga_lokaal", tekst=LEKWOORD)) == 3


# looking at it, telling back


def test_afhandelen_zonder_casus_vraagt_een_reden_en_kan_een_keer(wereld: Wereld) -> None:
    id_ = record_signaal(wereld.regie, signaal())
    with pytest.raises(OngeldigeInvoer) as fout:
        meldpunt.handle_signaal(wereld.regie, id_, "")
    assert _fouten(fout) == {"reden"}
    meldpunt.handle_signaal(wereld.regie, id_, "Bij navraag bleek het een ander.")
    na = meldpunt.toon_signaal(wereld.regie, id_)
    assert (na.rij.status, na.afhandeling) == (SignaalStatus.AFGEHANDELD, "Bij navraag bleek het een ander.")
    assert list_signalen(wereld.regie).rijen == ()
    assert [rij.id for rij in list_signalen(wereld.regie, Signaalfilter(status=None)).rijen] == [id_]
    with pytest.raises(IntussenGewijzigd):
        meldpunt.handle_signaal(wereld.regie, id_, "Nog eens.")


def test_wat_terug_mag_zegt_niets_van_de_inhoud_en_wordt_vastgelegd(wereld: Wereld) -> None:
    id_ = oud(wereld, 2)
    open_ = meldpunt.toon_signaal(wereld.regie, id_).terug_te_melden
    casus_id = maak(wereld.regie)
    signaalcasus.link_signaal(wereld.regie, id_, casus_id)
    bij_casus = meldpunt.toon_signaal(wereld.regie, id_).terug_te_melden
    ander = record_signaal(wereld.regie, signaal())
    meldpunt.handle_signaal(wereld.regie, ander, "Klopt niet.")
    # Who hears the sentence cannot tell whether there is a casus now.
    assert meldpunt.toon_signaal(wereld.regie, ander).terug_te_melden == bij_casus != open_
    assert not any(woord in open_ + bij_casus for woord in (LEKWOORD, LEKNAAM, "casus"))
    with pytest.raises(OngeldigeInvoer) as fout:
        meldpunt.record_terugmelding(wereld.regie, id_, "", "1-1-2020")
    assert _fouten(fout) == {"tekst", "op"}
    meldpunt.record_terugmelding(wereld.regie, id_, bij_casus)
    na = meldpunt.toon_signaal(wereld.regie, id_)
    dag = wereld.klok.nu().date()
    eerste = Verteld(dag, bij_casus, "C. Regisseur")
    assert (na.verteld, na.terugmelding_op, na.rij.teruggemeld) == ((eerste,), dag, True)
    # Told again, and also what was told before that is written down later: nothing is overwritten.
    toewijzingen.assign_casus(wereld.regie, casus_id, wereld.regie2.gebruiker.id)
    _naar_pga(wereld)
    wereld.klok.moment += timedelta(minutes=1)
    meldpunt.record_terugmelding(wereld.regie2, id_, "Gebeld: opgepakt.", dag)
    meldpunt.record_terugmelding(wereld.regie, id_, "Mail gestuurd.", dag - timedelta(days=1))
    later = meldpunt.toon_signaal(wereld.regie, id_)
    assert (later.terugmelding_op, later.verteld) == (
        dag,
        (
            Verteld(dag, "Gebeld: opgepakt.", "D. Regisseur"),
            eerste,
            Verteld(dag - timedelta(days=1), "Mail gestuurd.", "C. Regisseur"),
        ),
    )


def test_van_een_signaal_in_een_casus_zegt_en_leest_terug_wie_die_casus_mag(wereld: Wereld) -> None:
    id_, elders = oud(wereld, 2), maak(wereld.regie, "zvh")  # of the casusregisseur alone
    signaalcasus.link_signaal(wereld.regie, id_, elders)
    _naar_pga(wereld)
    dag = wereld.klok.nu().date()
    assert meldpunt.list_terugmeldingen(wereld.regie, elders) == (
        meldpunt.Terugmelding("PGA lokaal", dag - timedelta(days=2), ()),
    )
    collega = meldpunt.toon_signaal(wereld.regie2, id_)  # of the table, not of the casus
    assert not collega.mag_terugmelden
    for weg in (
        lambda: meldpunt.record_terugmelding(wereld.regie2, id_, "Dank."),
        lambda: meldpunt.list_terugmeldingen(wereld.regie2, elders),
    ):
        with pytest.raises(GeenToegang):
            weg()
    assert meldpunt.toon_signaal(wereld.regie, id_).mag_terugmelden
    meldpunt.record_terugmelding(wereld.regie, id_, LEKWOORD)
    assert meldpunt.list_terugmeldingen(wereld.regie, elders) == (
        meldpunt.Terugmelding("PGA lokaal", dag - timedelta(days=2), (Verteld(dag, LEKWOORD, "C. Regisseur"),)),
    )
    gelezen = meldpunt.toon_signaal(wereld.regie2, id_)
    assert LEKWOORD not in str(gelezen)
    assert (gelezen.terugmelding_op, gelezen.verteld) == (dag, ())
    profiel = wereld.profiel
    close_casus(wereld.regie, elders, next(iter(profiel.redenen_afsluiten)), next(iter(profiel.uitkomsten)))
    assert not meldpunt.toon_signaal(wereld.regie, id_).mag_terugmelden
    with pytest.raises(CasusGesloten):
        meldpunt.record_terugmelding(wereld.regie, id_, "Nog eens.")


# the term


def test_na_de_termijn_wordt_een_signaal_zonder_casus_verwijderd_met_een_logregel(wereld: Wereld) -> None:
    termijn = wereld.profiel.instellingen.meldpunt_termijn_dagen.waarde
    op_de_dag, bij_casus, afgehandeld = oud(wereld, 0), oud(wereld, 50), oud(wereld, 1)
    signaalcasus.link_signaal(wereld.regie, bij_casus, maak(wereld.regie))
    nu = meldpunt.toon_signaal(wereld.regie, afgehandeld).als_invoer()
    _verbeter(wereld, afgehandeld, replace(nu, over_wie="Iemand anders"))
    meldpunt.handle_signaal(wereld.regie, afgehandeld, "Klopt niet.")
    meldpunt.record_terugmelding(wereld.regie, afgehandeld, "Bedankt.")
    wereld.klok.moment += timedelta(days=1)
    ervoor = oud(wereld, 0)
    wereld.klok.moment += timedelta(days=termijn - 1)
    voorbij = Signaalfilter(status=None, uiterlijk=meldpunt.termijn_dag(wereld.regie))
    assert {rij.id for rij in list_signalen(wereld.regie, voorbij).rijen} == {op_de_dag, afgehandeld}
    assert {rij.id: rij.verlopen for rij in list_signalen(wereld.regie, Signaalfilter(status=None)).rijen} == {
        op_de_dag: True,
        ervoor: False,
        bij_casus: False,
        afgehandeld: True,
    }
    for een in (ervoor, bij_casus):
        with pytest.raises(TermijnLoopt):
            meldpunt.remove_signalen(wereld.regie, (op_de_dag, een))
    assert meldpunt.remove_signalen(wereld.regie2) == 0  # not of this table
    with wereld.regie.doe() as t:
        t.db.add(
            Concept(
                id=t.nieuw_id(),
                gebruiker_id=t.gebruiker.id,
                formulier="meldpunt.afhandelen",
                object_id=str(op_de_dag),
                inhoud="{}",
                op=t.nu,
            )
        )
    assert meldpunt.remove_signalen(wereld.regie, (op_de_dag,)) == 1
    assert meldpunt.remove_signalen(wereld.regie) == 1
    assert {regel.object_id for regel in regels(wereld.regie, "signaal.verwijderen")} == {
        str(op_de_dag),
        str(afgehandeld),
    }
    with wereld.regie.doe() as t:
        assert set(t.db.scalars(sa.select(Signaal.id))) == {ervoor, bij_casus}
        assert list(t.db.scalars(sa.select(Signaalversie.id))) == []
        assert list(t.db.scalars(sa.select(Terugmelding.id))) == []
        assert list(t.db.scalars(sa.select(Concept.id))) == []
    assert meldpunt.remove_signalen(wereld.regie) == 0
    # And no page of the file keeps what was removed: it is written anew, at the next unlock at the latest.
    assert rewrite_kluis(wereld.regie)
    assert len(regels(wereld.regie, "kluis.herschrijven")) == 1


def test_de_termijn_begint_bij_vastleggen_en_een_andere_datum_maakt_haar_niet_korter_of_langer(wereld: Wereld) -> None:
    termijn = wereld.profiel.instellingen.meldpunt_termijn_dagen.waarde
    tot = wereld.klok.nu().date() + timedelta(days=termijn)
    id_ = oud(wereld, termijn + 9)  # reported long ago, written down only now
    assert (open_signaal(wereld.regie, id_).vervalt_op, open_signaal(wereld.regie, id_).rij.verlopen) == (tot, False)
    wereld.klok.moment += timedelta(days=3)
    for dagen in (2 * termijn, 0):
        nu = meldpunt.toon_signaal(wereld.regie, id_).als_invoer()
        dag = wereld.klok.nu().date() - timedelta(days=dagen)
        _verbeter(wereld, id_, replace(nu, tekst=replace(nu.tekst, gezegd_op=dag)))
        rij = meldpunt.toon_signaal(wereld.regie, id_)
        assert (rij.rij.dagen, rij.rij.verlopen, rij.vervalt_op) == (dagen, False, tot)
        with pytest.raises(TermijnLoopt):
            meldpunt.remove_signalen(wereld.regie, (id_,))
        assert meldpunt.remove_signalen(wereld.regie) == 0
    wereld.klok.moment += timedelta(days=termijn - 3)
    voorbij = Signaalfilter(status=None, uiterlijk=meldpunt.termijn_dag(wereld.regie))
    assert [rij.verlopen for rij in list_signalen(wereld.regie, voorbij).rijen] == [True]
    assert meldpunt.remove_signalen(wereld.regie, (id_,)) == 1


# from a signal to a casus


def test_bij_een_casus_wordt_het_signaal_daar_een_uitspraak_en_blijft_het_nergens_anders_staan(wereld: Wereld) -> None:
    casus_id, id_ = maak(wereld.regie), oud(wereld, 4)
    was = meldpunt.toon_signaal(wereld.regie, id_).als_uitspraak()
    assert signaalcasus.link_signaal(wereld.regie, id_, casus_id) is None
    (tekst,) = uitspraken.list_uitspraken(wereld.regie, casus_id, [UitspraakSoort.SIGNAAL])
    assert tekst.als_invoer() == was
    rij = meldpunt.toon_signaal(wereld.regie, id_)
    assert (rij.rij.status, rij.tekst, rij.rij.over_wie, rij.derden_wie) == (SignaalStatus.IN_CASUS, "", "", "")
    assert (rij.casus_id, rij.nummer, rij.rij.bron) == (casus_id, "PMG-2026-00001", "Buurtvader Moerwijk")
    assert [hit.casus_id for hit in zoek(wereld.regie, LEKWOORD)] == [casus_id]
    doe_opnieuw = (
        lambda: signaalcasus.link_signaal(wereld.regie, id_, casus_id),
        lambda: meldpunt.handle_signaal(wereld.regie, id_, "Weg ermee."),
        lambda: signaalcasus.toon_begin(wereld.regie, id_),
        lambda: signaalcasus.start_casus(wereld.regie, id_, nieuwe()),
    )
    for doe in doe_opnieuw:
        with pytest.raises(SignaalHoortBijCasus):
            doe()
    with wereld.regie.doe() as t:
        assert count_casus(t, casus_id)["signaal"] == 1  # goes with the casus


def test_een_collega_van_de_tafel_die_de_casus_niet_mag_zien_leest_niet_welke_het_werd(wereld: Wereld) -> None:
    id_ = record_signaal(wereld.regie, signaal())
    elders = maak(wereld.regie, "zvh")  # of the casusregisseur alone
    signaalcasus.link_signaal(wereld.regie, id_, elders)
    _naar_pga(wereld)
    gelezen = open_signaal(wereld.regie2, id_)
    assert (gelezen.casus_id, gelezen.nummer, gelezen.tekst) == (None, "", "")


def test_een_signaal_gaat_alleen_naar_een_casus_die_men_mag_wijzigen(wereld: Wereld) -> None:
    van_ander, id_ = maak(wereld.regie2, "top_x"), record_signaal(wereld.regie, signaal())
    with pytest.raises(GeenToegang):
        signaalcasus.link_signaal(wereld.regie, id_, van_ander)
    with pytest.raises(GeenToegang):
        signaalcasus.link_signaal(wereld.regie2, id_, van_ander)
    assert meldpunt.toon_signaal(wereld.regie, id_).rij.status is SignaalStatus.OPEN
    assert [keuze.casus_id for keuze in signaalcasus.find_casussen(wereld.regie, "")] == []
    mijn = maak(wereld.regie, geslachtsnaam="Aalbers")
    assert [keuze.casus_id for keuze in signaalcasus.find_casussen(wereld.regie, "aalb")] == [mijn]


def test_een_signaal_kan_een_casus_meteen_aanmelden_bij_de_tafel(wereld: Wereld) -> None:
    casus_id = maak(wereld.regie, "zvh")
    eerste, tweede = oud(wereld, 4), oud(wereld, 2)
    assert signaalcasus.link_signaal(wereld.regie, eerste, casus_id, aanmelden=True) is not None
    assert signaalcasus.link_signaal(wereld.regie, tweede, casus_id, aanmelden=True) is None  # one runs already
    (aanmelding,) = list_aanmeldingen(wereld.regie, casus_id)
    assert aanmelding.reden is not None
    assert (aanmelding.rij.tafel, aanmelding.reden.tekst, aanmelding.reden.soort, aanmelding.rij.aangemeld_door) == (
        "pga_lokaal",
        TEKST.tekst,
        UitspraakSoort.SIGNAAL,
        "Buurtvader Moerwijk",
    )


def test_van_een_signaal_wordt_een_nieuwe_casus_die_is_aangemeld(wereld: Wereld) -> None:
    id_ = record_signaal(wereld.regie, signaal())
    begin = signaalcasus.toon_begin(wereld.regie, id_)
    assert begin.aanleiding == "Signaal bij het meldpunt, binnengekomen op 23 november 2026."
    assert (begin.tafel, begin.aangemeld_door, begin.over_wie, begin.tekst) == (
        "pga_lokaal",
        "Buurtvader Moerwijk",
        LEKNAAM,
        TEKST.tekst,
    )
    with pytest.raises(OngeldigeInvoer):
        signaalcasus.start_casus(wereld.regie, id_, replace(nieuwe(), tafels=()))
    assert meldpunt.toon_signaal(wereld.regie, id_).rij.status is SignaalStatus.OPEN
    invoer = replace(nieuwe(), aanleiding=UitspraakInvoer(begin.aanleiding))
    casus_id = signaalcasus.start_casus(wereld.regie, id_, invoer)
    teksten = {tekst.soort: tekst.tekst for tekst in uitspraken.list_uitspraken(wereld.regie, casus_id)}
    assert teksten == {UitspraakSoort.AANLEIDING: begin.aanleiding, UitspraakSoort.SIGNAAL: TEKST.tekst}
    (aanmelding,) = list_aanmeldingen(wereld.regie, casus_id)
    assert (aanmelding.rij.tafel, aanmelding.rij.loopt) == ("pga_lokaal", True)
    assert meldpunt.toon_signaal(wereld.regie, id_).casus_id == casus_id


def test_een_nieuwe_casus_aan_een_andere_tafel_wordt_niet_aangemeld_bij_die_van_het_signaal(wereld: Wereld) -> None:
    id_ = record_signaal(wereld.regie, signaal())
    casus_id = signaalcasus.start_casus(wereld.regie, id_, nieuwe("zvh"))
    assert list_aanmeldingen(wereld.regie, casus_id) == ()


def test_een_tafel_die_via_een_andere_loopt_krijgt_van_een_signaal_geen_aanmelding(wereld: Wereld) -> None:
    id_ = record_signaal(wereld.regie2, signaal("top_x"))
    casus_id = signaalcasus.start_casus(wereld.regie2, id_, nieuwe("top_x"))
    assert list_aanmeldingen(wereld.regie2, casus_id) == ()
    assert meldpunt.toon_signaal(wereld.regie2, id_).casus_id == casus_id


def test_een_fout_na_het_openen_laat_niets_half_achter(wereld: Wereld, monkeypatch: pytest.MonkeyPatch) -> None:
    def stuk(*_: object, **__: object) -> None:
        raise Fout("stuk")

    id_ = record_signaal(wereld.regie, signaal())
    monkeypatch.setattr(signaalcasus, "meld_aan_in", stuk)
    with pytest.raises(Fout, match="stuk"):
        signaalcasus.start_casus(wereld.regie, id_, nieuwe())
    assert meldpunt.toon_signaal(wereld.regie, id_).tekst == TEKST.tekst
    assert signaalcasus.find_casussen(wereld.regie, "") == ()


# who reported it


MELDER = "Mw. Jansen, buurvrouw nr 14"


def _stukken(wereld: Wereld, casus_id: UUID) -> list[Stuk]:
    with wereld.regie.doe() as t:
        return list(cut_dossier(t, t.casus(casus_id)))


@pytest.mark.parametrize("bron", ["", MELDER, f" {MELDER.upper()} "])
def test_wie_een_signaal_gaf_staat_in_geen_stuk_dat_zonder_haar_grenzen_wordt_gedeeld(
    wereld: Wereld, bron: str
) -> None:
    grenzen = replace(TEKST, bron=MELDER, doorverstrekking=Doorverstrekking.NEE)
    id_ = record_signaal(wereld.regie, signaal(tekst=grenzen))
    begin = signaalcasus.toon_begin(wereld.regie, id_)
    invoer = replace(
        nieuwe(), aangemeld_door=begin.aangemeld_door, aanleiding=UitspraakInvoer(begin.aanleiding, bron=bron)
    )
    casus_id = signaalcasus.start_casus(wereld.regie, id_, invoer)
    (aanmelding,) = list_aanmeldingen(wereld.regie, casus_id)
    record_terugkoppeling(wereld.regie, aanmelding.id, f"Aan {MELDER} verteld dat wij kijken.")
    bestaand = maak(wereld.regie, "zvh", geslachtsnaam="Aalbers")
    tweede = record_signaal(wereld.regie, signaal(tekst=grenzen))
    assert signaalcasus.link_signaal(wereld.regie, tweede, bestaand, aanmelden=True) is not None
    for casus in (casus_id, bestaand):
        stukken = _stukken(wereld, casus)
        noemt = [stuk for stuk in stukken if MELDER.casefold() in str(stuk).casefold()]
        assert [(stuk.doorverstrekking, stuk.derden) for stuk in noemt] == [(Doorverstrekking.NEE, True)] * len(noemt)
        assert "Aanmelding bij een overlegtafel" in [stuk.titel for stuk in stukken]
        # The signal itself, and the reason for the casus where a user made her the source of it.
        assert len(noemt) == 1 + (bool(bron) and casus == casus_id)


def test_wie_zelf_iets_zegt_bij_een_signaal_van_een_ander_houdt_eigen_grenzen(wereld: Wereld) -> None:
    id_ = record_signaal(wereld.regie, signaal(tekst=replace(TEKST, doorverstrekking=Doorverstrekking.NEE)))
    aanleiding = UitspraakInvoer("Wij zagen het zelf.", bron="Jongerenwerk")
    casus_id = signaalcasus.start_casus(wereld.regie, id_, replace(nieuwe(), aanleiding=aanleiding))
    (stuk,) = [stuk for stuk in _stukken(wereld, casus_id) if stuk.titel == "Aanleiding"]
    assert (stuk.bron, stuk.derden, stuk.doorverstrekking) == ("Jongerenwerk", False, Doorverstrekking.JA)
