"""Groups: who sees which of them and of whom in them, what is kept per step, and what goes with the last casus."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest
import sqlalchemy as sa

from pmg_desk.domain.fouten import GeenToegang, IntussenGewijzigd, NietGevonden, OngeldigeInvoer
from pmg_desk.domain.samenvatting import Aard, Stuk
from pmg_desk.reports.tekening import DRUK
from pmg_desk.services import (
    adresboek,
    caseload,
    casusverloop,
    groepen,
    groepslezen,
    netwerk,
    overdragen,
    tijdlijn,
    toewijzingen,
    waarnemen,
    werklijst,
)
from pmg_desk.services.groepen import GroepInvoer, GroepsactieInvoer, LidInvoer, StapInvoer
from pmg_desk.services.groepsversies import Eerder
from pmg_desk.services.stukken import cut_dossier
from pmg_desk.services.werk import Werksoort
from pmg_desk.services.werkplek import CasusGesloten, Werkplek
from pmg_desk.storage import wissen
from pmg_desk.storage.models import (
    ActieStatus,
    Casus,
    Gebruiker,
    Groep,
    Groepsactie,
    Groepslid,
    Groepsstap,
    Groepsversie,
)
from tests.casusbouw import bladen, maak, regels
from tests.overdrachtzaak import maak_zaak
from tests.paginas import vind
from tests.reports.lezen import tekst as tekst_van
from tests.wereld import Wereld, maak_wereld

LEYWEG = GroepInvoer(
    "groep", "Kwetterzolder", "zvh", None, "Ploegschaafplein", "Dubbelnierdoel", evaluatie_op="1-3-2027"
)


def groep(wereld: Wereld, *casussen: UUID, invoer: GroepInvoer = LEYWEG) -> UUID:
    return groepen.make_groep(wereld.regie, invoer, casussen or (maak(wereld.regie),))


def professional(wereld: Wereld) -> UUID:
    organisatie = adresboek.add_organisatie(wereld.regie, adresboek.OrganisatieInvoer("Politie Zuiderpark", "politie"))
    return adresboek.add_professional(
        wereld.regie, adresboek.ProfessionalInvoer(organisatie, "W. Wijkagent", "Wijkagent")
    )


def test_a_group_comes_back_as_it_was_made(wereld: Wereld) -> None:
    casus_id = maak(wereld.regie)
    groep_id = groep(wereld, casus_id)
    een = groepslezen.open_groep(wereld.regie, groep_id)
    assert (een.soort_label, een.naam, een.tafel, een.gebied, een.doel, een.evaluatie_op, een.begonnen_op) == (
        "Groep",
        "Kwetterzolder",
        "zvh",
        "Ploegschaafplein",
        "Dubbelnierdoel",
        date(2027, 3, 1),
        date(2026, 11, 23),
    )
    assert [(lid.naam, lid.casus_id, lid.nummer, lid.nu) for lid in een.leden] == [
        ("Zoë Łukasz", casus_id, "PMG-2026-00001", True)
    ]
    assert (een.regisseur, een.wijzigen, een.verborgen, een.gesloten_op) == ("C. Regisseur", True, 0, None)
    (rij,) = groepslezen.list_groepen(wereld.regie)
    assert (rij.naam, rij.leden, rij.tafel) == ("Kwetterzolder", 1, wereld.profiel.tafels["zvh"].label)
    assert [regel.actie for regel in regels(wereld.regie) if regel.actie.startswith("groep")] == [
        "groep.maken",
        "groepslid.toevoegen",
        "groep.openen",
    ]


def test_a_group_needs_a_casus_and_its_fields(wereld: Wereld) -> None:
    casus_id = maak(wereld.regie)
    kies = "Kies iets uit de lijst."
    for invoer, casussen, velden in (
        (LEYWEG, (), {"casus_id": "Kies ten minste één casus: een groep begint met een jongere in beeld."}),
        (GroepInvoer(), (casus_id,), {"soort": kies, "naam": "Vul dit veld in.", "tafel": kies}),
        (
            replace(LEYWEG, regisseur_id=wereld.beheer.gebruiker.id),
            (casus_id,),
            {"regisseur_id": "Kies een casusregisseur uit de lijst."},
        ),
    ):
        with pytest.raises(OngeldigeInvoer) as fout:
            groepen.make_groep(wereld.regie, invoer, casussen)
        assert fout.value.velden == velden
    assert groepslezen.list_groepen(wereld.regie) == ()


def test_changing_a_group_that_somebody_else_changed_is_refused(wereld: Wereld) -> None:
    groep_id = groep(wereld)
    versie = groepslezen.toon_groep(wereld.regie, groep_id).versie
    groepen.amend_groep(wereld.regie, groep_id, replace(LEYWEG, naam="Anders"), versie)
    with pytest.raises(IntussenGewijzigd):
        groepen.amend_groep(wereld.regie, groep_id, replace(LEYWEG, naam="Nog anders"), versie)
    assert groepslezen.toon_groep(wereld.regie, groep_id).naam == "Anders"


# who sees what


def test_of_members_one_may_not_see_there_is_only_a_number(wereld: Wereld) -> None:
    """The other casusregisseur sees one of three members; nothing of the others is anywhere in what they get."""
    gezien = maak(wereld.regie, "zvh", voornamen="Anna", geslachtsnaam="Zichtbaar")
    weg = [maak(wereld.regie, "zvh", voornamen=naam, geslachtsnaam="Geheimnaam") for naam in ("Bram", "Cees")]
    groep_id = groep(wereld, gezien, *weg)
    groepen.add_lid(wereld.regie, groep_id, LidInvoer(None, "Zonder Casus", "volger"))
    with pytest.raises(GeenToegang):
        groepslezen.toon_groep(wereld.regie2, groep_id)
    assert groepslezen.list_groepen(wereld.regie2) == ()
    toewijzingen.assign_casus(wereld.regie, gezien, wereld.regie2.gebruiker.id)
    een = groepslezen.open_groep(wereld.regie2, groep_id)
    assert [lid.naam for lid in een.leden] == ["Anna Zichtbaar", "Zonder Casus"]
    assert een.verborgen == 2
    (rij,) = groepslezen.list_groepen(wereld.regie2)
    assert rij.leden == 4
    beeld = groepslezen.beeld_van(een)
    svg = netwerk.teken(beeld, DRUK).decode()
    pdf = tekst_van(netwerk.print_groep(wereld.regie2, groep_id))
    alles = f"{een} {beeld} {beeld.beschrijving()} {svg} {pdf}"
    assert "nog 2 leden" in beeld.beschrijving()
    assert "nog 2 leden" in svg
    for geheim in ("Geheimnaam", "Bram", "Cees", "PMG-2026-00002", "PMG-2026-00003", *map(str, weg)):
        assert geheim not in alles, geheim
    assert "Zichtbaar" in alles, "the test must be able to find a name"
    with wereld.regie.doe() as t:
        leden_van_mij = groepslezen.groepen_van(t, t.haal(Casus, weg[0]))
    assert [g.naam for g in leden_van_mij] == ["Kwetterzolder"]


def test_the_regisseur_and_the_table_see_a_group_without_seeing_a_member(wereld: Wereld) -> None:
    casus_id = maak(wereld.regie, "zvh")
    bij_tafel = groep(wereld, casus_id, invoer=replace(LEYWEG, tafel="top_x"))
    van_regisseur = groep(wereld, casus_id, invoer=replace(LEYWEG, regisseur_id=wereld.regie2.gebruiker.id))
    groep(wereld, casus_id)
    gezien = {rij.id for rij in groepslezen.list_groepen(wereld.regie2)}
    assert gezien == {bij_tafel, van_regisseur}
    for groep_id in gezien:
        een = groepslezen.toon_groep(wereld.regie2, groep_id)
        assert (een.leden, een.verborgen, een.wijzigen) == ((), 1, True)


@pytest.mark.parametrize("wie", ["regie2", "lezer", "privacy", "beheer"])
def test_who_sees_no_member_sees_no_group(wereld: Wereld, wie: str) -> None:
    groep_id = groep(wereld)
    werkplek = wereld.werkplek(wie)
    for poging in (
        lambda: groepslezen.toon_groep(werkplek, groep_id),
        lambda: groepslezen.open_groep(werkplek, groep_id),
        lambda: netwerk.print_groep(werkplek, groep_id),
        lambda: groepen.amend_groep(werkplek, groep_id, LEYWEG, 1),
        lambda: groepen.close_groep(werkplek, groep_id, "23-11-2026"),
        lambda: groepen.reopen_groep(werkplek, groep_id),
        lambda: groepen.add_lid(werkplek, groep_id, LidInvoer(naam="X")),
        lambda: groepen.set_stap(werkplek, groep_id, StapInvoer(1, "X")),
        lambda: groepen.add_actie(werkplek, groep_id, GroepsactieInvoer("X", None, None)),
    ):
        with pytest.raises(GeenToegang):
            poging()
    assert len(regels(wereld.regie, "toegang.weigeren")) == 9


def test_a_reader_reads_a_group_and_changes_nothing(wereld: Wereld) -> None:
    casus_id = maak(wereld.regie)
    groep_id = groep(wereld, casus_id)
    toewijzingen.assign_casus(wereld.regie, casus_id, wereld.lezer.gebruiker.id)
    een = groepslezen.toon_groep(wereld.lezer, groep_id)
    assert (een.wijzigen, een.afdrukken) == (False, False)
    with pytest.raises(GeenToegang):
        netwerk.print_groep(wereld.lezer, groep_id)
    assert regels(wereld.regie, "groep.afdrukken") == []
    with pytest.raises(GeenToegang):
        groepen.set_stap(wereld.lezer, groep_id, StapInvoer(1, "X"))
    with pytest.raises(GeenToegang):
        groepen.make_groep(wereld.lezer, LEYWEG, (casus_id,))


def test_who_left_no_longer_opens_the_group_to_others(wereld: Wereld) -> None:
    casus_id, ander = maak(wereld.regie, "zvh"), maak(wereld.regie, "zvh", voornamen="Bram")
    groep_id = groep(wereld, casus_id, ander)
    toewijzingen.assign_casus(wereld.regie, casus_id, wereld.regie2.gebruiker.id)
    lid = next(lid for lid in groepslezen.toon_groep(wereld.regie, groep_id).leden if lid.casus_id == casus_id)
    wereld.klok.moment = wereld.klok.moment.replace(day=25)
    groepen.amend_lid(wereld.regie, lid.id, LidInvoer(van=lid.van, tot="24-11-2026"))
    with pytest.raises(GeenToegang):
        groepslezen.toon_groep(wereld.regie2, groep_id)
    een = groepslezen.toon_groep(wereld.regie, groep_id)
    assert [(lid.naam, lid.nu) for lid in een.leden] == [("Bram Łukasz", True), ("Zoë Łukasz", False)]
    with wereld.regie.doe() as t:
        (van,) = groepslezen.groepen_van(t, t.haal(Casus, casus_id))
    assert (van.naam, van.nu) == ("Kwetterzolder", False)


def test_a_member_that_one_may_not_change_stays(wereld: Wereld) -> None:
    """Who belongs where is content of that casus: the regisseur of the group has no say over a casus of another."""
    casus_id = maak(wereld.regie, "zvh")
    groep_id = groep(wereld, casus_id, invoer=replace(LEYWEG, regisseur_id=wereld.regie2.gebruiker.id))
    (lid,) = groepslezen.toon_groep(wereld.regie, groep_id).leden
    for poging in (
        lambda: groepen.remove_lid(wereld.regie2, lid.id),
        lambda: groepen.amend_lid(wereld.regie2, lid.id, LidInvoer(rol="X")),
        lambda: groepen.add_lid(wereld.regie2, groep_id, LidInvoer(maak(wereld.regie, "zvh", voornamen="Bram"))),
    ):
        with pytest.raises(GeenToegang):
            poging()


def test_a_text_about_a_member_is_for_who_may_see_everybody_in_the_group(wereld: Wereld) -> None:
    """A reader of one member, and a colleague of the table, read nothing of what is said of the other."""
    een, bee = maak(wereld.regie, "zvh", voornamen="Aad"), maak(wereld.regie, "zvh", voornamen="Bee")
    groep_id = groep(wereld, een, bee, invoer=replace(LEYWEG, doel="Doelgeheim", tafel="top_x"))
    wie = professional(wereld)
    groepen.set_stap(wereld.regie, groep_id, StapInvoer(1, "Bee heeft ADHD.", "Moeder van Bee", categorie="gezondheid"))
    wereld.klok.moment = wereld.klok.moment.replace(hour=9)
    groepen.set_stap(wereld.regie, groep_id, StapInvoer(1, "Oom zit vast.", "Oombron", categorie="plan", derden=True))
    groepen.set_stap(wereld.regie, groep_id, StapInvoer(2, "Het plein is rustig.", "Jongerenwerk", categorie="plan"))
    actie_id = groepen.add_actie(
        wereld.regie, groep_id, GroepsactieInvoer("Actiegeheim", wie, "24-11-2026", categorie="politiegegevens")
    )
    gewist = GroepsactieInvoer("Actiegeheim", wie, "24-11-2026", ActieStatus.GEREED, "Uitkomstgeheim", "gezondheid")
    groepen.amend_actie(wereld.regie, actie_id, gewist)
    lopend = groepen.add_actie(wereld.regie, groep_id, GroepsactieInvoer("Actiegeheim", wie, "24-11-2026"))
    toewijzingen.assign_casus(wereld.regie, een, wereld.lezer.gebruiker.id)
    geheimen = ("ADHD", "Moeder van Bee", "Oom", "geheim")
    for werkplek in (wereld.lezer, wereld.regie2):
        gezien = groepslezen.open_groep(werkplek, groep_id)
        assert [geheim for geheim in geheimen if geheim in str(gezien)] == []
        assert gezien.doel == "Er staat een tekst over gezin; die ziet u niet."
        huidig, (eerder,) = gezien.stappen[0].huidig, gezien.stappen[0].eerder
        assert huidig is not None
        assert huidig.tekst == "Er staat een tekst over anderen; die ziet u niet."
        assert (eerder.tekst, eerder.bron, eerder.verborgen) == (
            "Er staat een tekst over gezondheid; die ziet u niet.",
            "",
            True,
        )
        assert "Het plein is rustig." in str(gezien.stappen[1])
    pdf = " ".join(tekst_van(netwerk.print_groep(wereld.regie2, groep_id)).split())
    assert [geheim for geheim in geheimen if geheim in pdf] == []
    assert "Het plein is rustig." in pdf
    assert "Er staat een tekst over" in pdf
    (regel,) = regels(wereld.regie, "groep.afdrukken")
    assert regel.categorieen == "identiteit,plan,politiegegevens"
    mijn = str(groepslezen.toon_groep(wereld.regie, groep_id))
    assert [geheim for geheim in ("ADHD", "Moeder van Bee", "Oom", "Doelgeheim") if geheim not in mijn] == []
    with pytest.raises(GeenToegang):
        groepen.amend_actie(wereld.regie2, lopend, replace(gewist, tekst="Overschreven"))
    versie = groepslezen.toon_groep(wereld.regie2, groep_id).versie
    groepen.amend_groep(
        wereld.regie2,
        groep_id,
        GroepInvoer("groep", "Nieuw", "top_x", wereld.regie.gebruiker.id, doel_categorie="plan"),
        versie,
    )
    nu = groepslezen.toon_groep(wereld.regie, groep_id)
    assert (nu.naam, nu.doel, nu.doel_categorie) == ("Nieuw", "Doelgeheim", "gezin")
    toewijzingen.assign_casus(wereld.regie, bee, wereld.lezer.gebruiker.id)
    assert "ADHD" in str(groepslezen.toon_groep(wereld.lezer, groep_id)), "who may see everybody reads everything"


def test_who_left_the_group_still_counts_for_its_texts(wereld: Wereld) -> None:
    een, bee = maak(wereld.regie, "zvh"), maak(wereld.regie, "zvh", voornamen="Bee")
    groep_id = groep(wereld, een, bee)
    groepen.set_stap(wereld.regie, groep_id, StapInvoer(1, "Bee heeft ADHD."))
    (lid,) = [lid for lid in groepslezen.toon_groep(wereld.regie, groep_id).leden if lid.casus_id == bee]
    wereld.klok.moment = wereld.klok.moment.replace(day=25)
    groepen.amend_lid(wereld.regie, lid.id, LidInvoer(van=lid.van, tot="24-11-2026"))
    toewijzingen.assign_casus(wereld.regie, een, wereld.lezer.gebruiker.id)
    gezien = groepslezen.toon_groep(wereld.lezer, groep_id)
    assert gezien.verborgen == 0
    assert "ADHD" not in str(gezien)


def test_what_a_group_said_stays_readable_after_a_change(wereld: Wereld) -> None:
    regie, doet = wereld.regie, professional(wereld)
    groep_id = groep(wereld)
    lid = groepen.add_lid(regie, groep_id, LidInvoer(naam="Kwint", rol="meeloper"))
    invoer = GroepsactieInvoer("Plein in beeld.", doet, "1-3-2027", categorie="plan")
    actie_id = groepen.add_actie(regie, groep_id, invoer)
    begin = wereld.klok.nu()
    wereld.klok.moment += timedelta(days=1)
    dag = wereld.klok.nu()
    versie = groepslezen.toon_groep(regie, groep_id).versie
    groepen.amend_groep(regie, groep_id, replace(LEYWEG, doel="Rust op het plein", doel_categorie="plan"), versie)
    groepen.amend_lid(regie, lid, LidInvoer(naam="Kwint", rol="kopstuk", van=begin.date()))
    groepen.amend_actie(regie, actie_id, replace(invoer, tekst="Plein afsluiten."))
    # What stays the same is no version.
    groepen.amend_lid(regie, lid, LidInvoer(naam="Kwint", rol="kopstuk", van=begin.date()))
    groepen.amend_actie(regie, actie_id, replace(invoer, tekst="Plein afsluiten."))
    een = groepslezen.toon_groep(regie, groep_id)
    groepen.amend_groep(
        regie, groep_id, replace(LEYWEG, doel=een.doel, doel_categorie="plan", naam="Anders"), een.versie
    )
    een = groepslezen.toon_groep(regie, groep_id)
    assert een.doel_eerder == (Eerder("Dubbelnierdoel", "", "C. Regisseur", dag),)
    assert [(wie.naam, wie.rol, wie.eerder) for wie in een.leden if wie.casus_id is None] == [
        ("Kwint", "kopstuk", (Eerder("meeloper", "Kwint, vanaf 23 november 2026", "C. Regisseur", dag),))
    ]
    (actie,) = een.acties
    assert (actie.tekst, actie.eerder) == (
        "Plein afsluiten.",
        (Eerder("Plein in beeld.", "W. Wijkagent, klaar op 1 maart 2027, open", "C. Regisseur", dag),),
    )
    groepen.remove_lid(regie, lid)
    with regie.doe() as t:
        assert [rij.groepslid_id for rij in t.db.scalars(sa.select(Groepsversie))] == [None, None]


def test_what_a_group_said_before_is_closed_to_who_may_not_read_it_now(wereld: Wereld) -> None:
    """Words about others are for who may see everybody, also when what stands there now is for all, or the reverse."""
    regie, wie = wereld.regie, professional(wereld)
    mijn, ander = maak(regie), maak(wereld.regie2, "top_x")
    groep_id = groep(wereld, mijn, invoer=replace(LEYWEG, doel_derden=True))
    with regie.doe() as t:
        t.db.add(
            Groepslid(
                id=t.nieuw_id(), groep_id=groep_id, casus_id=ander, van=t.vandaag, door_id=t.gebruiker.id, op=t.nu
            )
        )
        t.log("groepslid.toevoegen", "groep", groep_id, casus_id=ander)
    invoer = GroepsactieInvoer("Dubbelnierzorg.", wie, "1-3-2027", categorie="plan")
    actie_id = groepen.add_actie(regie, groep_id, invoer)
    versie = groepslezen.toon_groep(regie, groep_id).versie
    groepen.amend_groep(regie, groep_id, replace(LEYWEG, doel="Rust", doel_categorie="plan"), versie)
    groepen.amend_actie(regie, actie_id, replace(invoer, tekst="Over de moeder.", categorie="gezin"))
    zelf, collega = (groepslezen.toon_groep(wie_, groep_id) for wie_ in (regie, wereld.regie2))
    assert [een.tekst for een in zelf.doel_eerder] == ["Dubbelnierdoel"]
    assert [een.tekst for een in zelf.acties[0].eerder] == ["Dubbelnierzorg."]
    assert [een.tekst for een in collega.doel_eerder] == ["Er staat een tekst over gezin; die ziet u niet."]
    assert collega.acties[0].eerder == ()
    assert "Dubbelnier" not in str(collega)


def test_a_category_comes_from_the_profile(wereld: Wereld) -> None:
    groep_id = groep(wereld)
    with pytest.raises(OngeldigeInvoer) as fout:
        groepen.set_stap(wereld.regie, groep_id, StapInvoer(1, "X", categorie="geen soort"))
    assert fout.value.velden == {"categorie": "Kies iets uit de lijst."}
    assert groepslezen.toon_groep(wereld.regie, groep_id).doel_categorie == "gezin"


def test_who_covers_handles_the_groups_of_who_is_away(wereld: Wereld) -> None:
    groep_id = groep(wereld)
    groepen.set_stap(wereld.regie, groep_id, StapInvoer(1, "Stapwoord."))
    (lid,) = groepslezen.toon_groep(wereld.regie, groep_id).leden  # who left opens the group to nobody by the casus
    groepen.amend_lid(wereld.regie, lid.id, LidInvoer(van="20-11-2026", tot="22-11-2026"))
    with pytest.raises(GeenToegang):
        groepslezen.toon_groep(wereld.regie2, groep_id)
    waarnemen.name_waarneming(wereld.regie, wereld.regie2.gebruiker.id, "23-11-2026", "24-11-2026")
    een = groepslezen.toon_groep(wereld.regie2, groep_id)
    assert (een.wijzigen, een.doel) == (True, "Dubbelnierdoel")
    groepen.set_stap(wereld.regie2, groep_id, StapInvoer(1, "Anders."))
    wereld.klok.moment = wereld.klok.moment.replace(day=25)
    with pytest.raises(GeenToegang):
        groepslezen.toon_groep(wereld.regie2, groep_id)


def test_groups_go_along_with_the_last_casus_that_one_leads_in_them(wereld: Wereld) -> None:
    een, twee, ver = (maak(wereld.regie, "zvh", voornamen=naam) for naam in ("A", "B", "C"))
    mee, elders = groep(wereld, een, twee), groep(wereld, ver)
    mij, naar = wereld.regie.gebruiker.id, wereld.regie2.gebruiker.id

    def regisseurs() -> list[UUID]:
        with wereld.regie.doe() as t:
            return [t.haal(Groep, id_).regisseur_id for id_ in (mee, elders)]

    caseload.hand_over_casussen(wereld.regie, [een], naar)
    assert regisseurs() == [mij, mij]
    caseload.hand_over_casussen(wereld.regie, [twee], naar)
    assert regisseurs() == [naar, mij]
    assert [regel.object_id for regel in regels(wereld.regie, "groep.overdragen")] == [str(mee)]


def test_who_left_is_not_made_regisseur_of_a_group(wereld: Wereld) -> None:
    groep_id, weg = groep(wereld), wereld.regie2.gebruiker.id
    with wereld.beheer.doe() as t:
        t.haal(Gebruiker, weg).gestopt_op = t.nu
        t.log("gebruiker.stoppen", "gebruiker", weg)
    with pytest.raises(OngeldigeInvoer) as fout:
        groepen.amend_groep(wereld.regie, groep_id, replace(LEYWEG, regisseur_id=weg), 1)
    assert fout.value.velden == {"regisseur_id": "Kies een casusregisseur uit de lijst."}


def test_a_group_renamed_after_an_approval_is_a_stuk_of_after_it(wereld: Wereld) -> None:
    casus_id = maak(wereld.regie)
    groep_id = groep(wereld, casus_id)

    def stuk() -> Stuk:
        with wereld.regie.doe() as t:
            (een,) = [s for s in cut_dossier(t, t.haal(Casus, casus_id)) if s.id.startswith("groepslid:")]
            return een

    voor = stuk().gewijzigd_op
    wereld.klok.moment = wereld.klok.moment.replace(day=25)
    groepslezen.open_groep(wereld.regie, groep_id)
    assert stuk().gewijzigd_op == voor, "looking at it changes nothing"
    groepen.amend_groep(wereld.regie, groep_id, replace(LEYWEG, naam="Anders"), 1)
    assert stuk().gewijzigd_op == wereld.klok.moment


def test_actions_and_the_evaluation_of_a_group_are_on_the_list_of_who_leads_it(wereld: Wereld) -> None:
    """Not on that of a colleague at its table, who may not read its texts; and only while the group is open."""
    wie = professional(wereld)
    groep_id = groep(wereld, invoer=replace(LEYWEG, evaluatie_op="1-12-2026", tafel="top_x"))
    gedaan = GroepsactieInvoer("Klaar", wie, "24-11-2026")
    klaar = groepen.add_actie(wereld.regie, groep_id, gedaan)
    groepen.amend_actie(wereld.regie, klaar, replace(gedaan, status=ActieStatus.GEREED, resultaat="Ja."))
    groepen.add_actie(wereld.regie, groep_id, GroepsactieInvoer("Bee belt", wie, "24-11-2026"))
    wereld.klok.moment = wereld.klok.moment.replace(day=26)

    def werk(werkplek: Werkplek) -> list[tuple[str, ...]]:
        items = [item for item in werklijst.show_werklijst(werkplek).items if item.soort is Werksoort.GROEP]
        assert all(dict(item.params) == {"groep_id": groep_id, "tab": "plan"} for item in items)
        return [(item.kop, item.wat, item.waarom, item.wie) for item in items]

    assert werk(wereld.regie) == [
        ("Kwetterzolder", "Bee belt", "2 dagen te laat", "W. Wijkagent"),
        ("Kwetterzolder", "evaluatie van de groep", "evalueren over 5 dagen", ""),
    ]
    assert groepslezen.toon_groep(wereld.regie2, groep_id).wijzigen is True
    assert werk(wereld.regie2) == werk(wereld.lezer) == []
    groepen.close_groep(wereld.regie, groep_id, "26-11-2026")
    assert werk(wereld.regie) == []


# members


def test_members_come_and_go(wereld: Wereld) -> None:
    casus_id, ander = maak(wereld.regie), maak(wereld.regie, voornamen="Bram")
    groep_id, tweede = groep(wereld, casus_id), groep(wereld, casus_id)
    lid = groepen.add_lid(wereld.regie, groep_id, LidInvoer(ander, rol="kern", van="1-11-2026"))
    los = groepen.add_lid(wereld.regie, groep_id, LidInvoer(naam="Nordin", rol="volger"))
    groepen.amend_lid(wereld.regie, los, LidInvoer(naam="Noureddin", rol="kern"))
    assert [(m.naam, m.rol) for m in groepslezen.toon_groep(wereld.regie, groep_id).leden] == [
        ("Bram Łukasz", "kern"),
        ("Zoë Łukasz", ""),
        ("Noureddin", "kern"),
    ]
    groepen.remove_lid(wereld.regie, lid)
    groepen.remove_lid(wereld.regie, los)
    assert [m.casus_id for m in groepslezen.toon_groep(wereld.regie, groep_id).leden] == [casus_id]
    with wereld.regie.doe() as t:
        in_twee = groepslezen.groepen_van(t, t.haal(Casus, casus_id))
    assert {g.id for g in in_twee} == {groep_id, tweede}
    (enige,) = groepslezen.toon_groep(wereld.regie, groep_id).leden
    with pytest.raises(groepen.LaatsteCasus):
        groepen.remove_lid(wereld.regie, enige.id)


def test_a_member_twice_or_without_a_name_is_refused(wereld: Wereld) -> None:
    casus_id = maak(wereld.regie)
    groep_id = groep(wereld, casus_id)
    for invoer, velden in (
        (LidInvoer(casus_id), {"casus_id": "Deze casus is al lid van de groep."}),
        (LidInvoer(), {"naam": "Vul dit veld in."}),
        (
            LidInvoer(naam="X", van="23-11-2026", tot="22-11-2026"),
            {"tot": "Deze datum ligt vóór de eerste dag (23 november 2026)."},
        ),
    ):
        with pytest.raises(OngeldigeInvoer) as fout:
            groepen.add_lid(wereld.regie, groep_id, invoer)
        assert fout.value.velden == velden


def test_a_closed_casus_can_leave_but_not_enter(wereld: Wereld) -> None:
    casus_id, ander = maak(wereld.regie), maak(wereld.regie, voornamen="Bram")
    groep_id = groep(wereld, casus_id, ander)
    redenen, uitkomsten = wereld.profiel.redenen_afsluiten, wereld.profiel.uitkomsten
    casusverloop.close_casus(wereld.regie, casus_id, next(iter(redenen)), next(iter(uitkomsten)), "Klaar.")
    lid = next(m for m in groepslezen.toon_groep(wereld.regie, groep_id).leden if m.casus_id == casus_id)
    groepen.amend_lid(wereld.regie, lid.id, LidInvoer(van=lid.van, tot="23-11-2026"))
    with pytest.raises(CasusGesloten):
        groepen.make_groep(wereld.regie, LEYWEG, (casus_id,))


def test_two_hundred_members_stay_to_be_worked_with(wereld: Wereld) -> None:
    casus_id = maak(wereld.regie)
    groep_id = groep(wereld, casus_id)
    with wereld.regie.doe() as t:
        for nr in range(199):
            t.db.add(
                Groepslid(
                    id=uuid4(), groep_id=groep_id, casus_id=None, naam=f"Lid {nr:03d}", rol="", van=t.vandaag,
                    tot=None, door_id=t.gebruiker.id, op=t.nu,
                )
            )  # fmt: skip
        t.log("groepslid.toevoegen", "groepslid", groep_id)
    een = groepslezen.toon_groep(wereld.regie, groep_id)
    assert len(een.leden) == 200
    svg = netwerk.teken(groepslezen.beeld_van(een), DRUK).decode()
    assert svg.count("Lid 0") == 39
    assert "en nog 160" in svg
    assert "200 leden" in groepslezen.aantal_zin(een.leden, een.verborgen)


# steps and actions


def test_a_step_keeps_what_was_said_before(wereld: Wereld) -> None:
    groep_id = groep(wereld)
    groepen.set_stap(wereld.regie, groep_id, StapInvoer(1, "Drie partners zien een groep.", "", Aard.AANNAME))
    wereld.klok.moment = wereld.klok.moment.replace(hour=9)
    groepen.set_stap(wereld.regie, groep_id, StapInvoer(1, "Vijf partners.", "Jongerenwerk", gedaan_op="20-11-2026"))
    stappen = groepslezen.toon_groep(wereld.regie, groep_id).stappen
    assert [stap.nr for stap in stappen] == [1, 2, 3, 4, 5, 6, 7]
    een = stappen[0]
    assert een.huidig is not None
    assert (een.huidig.tekst, een.huidig.bron, een.huidig.aard, een.huidig.gedaan_op) == (
        "Vijf partners.",
        "Jongerenwerk",
        Aard.FEIT,
        date(2026, 11, 20),
    )
    assert [(s.tekst, s.bron) for s in een.eerder] == [("Drie partners zien een groep.", "C. Regisseur")]
    assert stappen[1].huidig is None
    for nr in (0, 8):
        with pytest.raises(OngeldigeInvoer):
            groepen.set_stap(wereld.regie, groep_id, StapInvoer(nr, "X"))


def test_steps_have_the_names_of_the_profile_or_say_that_no_source_gives_them(wereld: Wereld, tmp_path: Path) -> None:
    assert groepen.stapnamen(wereld.profiel, "pga_lokaal") == ("",) * 7
    stappen = groepslezen.toon_groep(wereld.regie, groep(wereld)).stappen
    assert [(stap.titel, stap.zonder_naam) for stap in stappen] == [
        (f"Stap {nr}", "Naam: niet in bron") for nr in range(1, 8)
    ]
    benoemd = replace(stappen[0], naam="Verkennen")
    assert (benoemd.titel, benoemd.zonder_naam) == ("Verkennen", "")
    limburg = maak_wereld(tmp_path, "maastricht")
    try:
        fasen = tuple(limburg.profiel.tafels["jeugdgroepen"].fasen.values())
        assert len(fasen) == 7
        assert groepen.stapnamen(limburg.profiel, "jeugdgroepen") == fasen
        assert groepen.stapnamen(limburg.profiel, "weg uit het profiel") == fasen
    finally:
        limburg.sluit()


def test_an_action_runs_until_it_has_a_result(wereld: Wereld) -> None:
    groep_id, wie = groep(wereld), professional(wereld)
    invoer = GroepsactieInvoer("Samen de wijk in", wie, "24-11-2026")
    actie_id = groepen.add_actie(wereld.regie, groep_id, invoer)
    wereld.klok.moment = wereld.klok.moment.replace(day=26)
    (actie,) = groepslezen.toon_groep(wereld.regie, groep_id).acties
    assert (actie.eigenaar, actie.organisatie, actie.te_laat, actie.status_label) == (
        "W. Wijkagent",
        "Politie Zuiderpark",
        True,
        "Open",
    )
    with pytest.raises(OngeldigeInvoer) as fout:
        groepen.amend_actie(wereld.regie, actie_id, replace(invoer, status=ActieStatus.GEREED))
    assert fout.value.velden == {"resultaat": "Vul dit veld in."}
    groepen.amend_actie(
        wereld.regie, actie_id, replace(invoer, status=ActieStatus.GEREED, resultaat="Minder meldingen.")
    )
    (actie,) = groepslezen.toon_groep(wereld.regie, groep_id).acties
    assert (actie.te_laat, actie.gereed_op, actie.resultaat, actie.loopt) == (
        False,
        date(2026, 11, 26),
        "Minder meldingen.",
        False,
    )
    with pytest.raises(groepen.ActieAfgesloten):
        groepen.amend_actie(wereld.regie, actie_id, invoer)


def test_an_action_is_for_somebody_who_still_works_there(wereld: Wereld) -> None:
    groep_id, wie = groep(wereld), professional(wereld)
    actie_id = groepen.add_actie(wereld.regie, groep_id, GroepsactieInvoer("Samen", wie, "1-12-2026"))
    adresboek.stop_professional(wereld.regie, wie, "23-11-2026")
    with pytest.raises(OngeldigeInvoer) as fout:
        groepen.add_actie(wereld.regie, groep_id, GroepsactieInvoer("Samen", wie, "1-12-2026"))
    assert fout.value.velden == {"eigenaar_id": "Deze persoon werkt hier niet meer. Kies iemand anders."}
    groepen.amend_actie(wereld.regie, actie_id, GroepsactieInvoer("Toch samen", wie, "1-12-2026"))
    with pytest.raises(OngeldigeInvoer) as fout:
        groepen.add_actie(wereld.regie, groep_id, GroepsactieInvoer("", None, ""))
    assert set(fout.value.velden) == {"tekst", "deadline", "eigenaar_id"}


def test_a_closed_group_is_read_only_until_it_is_opened_again(wereld: Wereld) -> None:
    groep_id = groep(wereld)
    groepen.close_groep(wereld.regie, groep_id, "23-11-2026")
    assert groepslezen.toon_groep(wereld.regie, groep_id).gesloten_op == date(2026, 11, 23)
    with pytest.raises(groepen.GroepGesloten):
        groepen.set_stap(wereld.regie, groep_id, StapInvoer(1, "X"))
    groepen.reopen_groep(wereld.regie, groep_id)
    groepen.set_stap(wereld.regie, groep_id, StapInvoer(1, "X"))


def test_the_page_of_a_group_shows_its_plan_and_is_logged_as_internal(wereld: Wereld) -> None:
    groep_id, wie = groep(wereld), professional(wereld)
    groepen.set_stap(wereld.regie, groep_id, StapInvoer(2, "Vijf partners.", "Jongerenwerk", Aard.AANNAME))
    groepen.add_actie(wereld.regie, groep_id, GroepsactieInvoer("Samen de wijk in", wie, "24-11-2026"))
    groepen.close_groep(wereld.regie, groep_id, "23-11-2026")
    pdf = " ".join(tekst_van(netwerk.print_groep(wereld.regie, groep_id)).split())
    for woorden in (
        "Dubbelnierdoel",
        "Stap 2 (naam: niet in bron) Vijf partners. aanname, bron: Jongerenwerk",
        "Samen de wijk in W. Wijkagent",
        "24 november 2026 Open",
        "INTERN – NIET VERSTREKKEN",
    ):
        assert woorden in pdf, woorden
    (regel,) = regels(wereld.regie, "groep.afdrukken")
    assert (regel.ontvanger, regel.categorieen) == ("intern", "gezin,identiteit,politiegegevens")


# log, stukken, erasure


def test_no_word_of_a_group_is_in_the_log(wereld: Wereld) -> None:
    groep_id, wie = groep(wereld), professional(wereld)
    groepen.add_lid(wereld.regie, groep_id, LidInvoer(naam="Losnaam", rol="Rolwoord"))
    groepen.set_stap(wereld.regie, groep_id, StapInvoer(1, "Stapwoord", "Bronwoord"))
    groepen.add_actie(wereld.regie, groep_id, GroepsactieInvoer("Actiewoord", wie, "1-12-2026"))
    netwerk.print_groep(wereld.regie, groep_id)
    log = bladen(wereld.regie)
    for woord in (LEYWEG.naam, LEYWEG.gebied, LEYWEG.doel, "Losnaam", "Rolwoord", "Stapwoord", "Bronwoord", "Actie"):
        assert woord not in log
    assert str(groep_id) in log


def test_membership_is_a_stuk_of_the_casus_and_the_texts_of_the_group_are_not(wereld: Wereld) -> None:
    casus_id = maak(wereld.regie)
    groep_id = groep(wereld, casus_id)
    groep(wereld, casus_id, invoer=replace(LEYWEG, soort="huishouden", naam="Thuiswoord"))
    oud = groep(wereld, casus_id, invoer=replace(LEYWEG, naam="Vroegerwoord"))
    groepen.set_stap(wereld.regie, groep_id, StapInvoer(1, "Stapwoord"))
    (lid,) = groepslezen.toon_groep(wereld.regie, oud).leden
    wereld.klok.moment = wereld.klok.moment.replace(day=25)
    groepen.amend_lid(wereld.regie, lid.id, LidInvoer(van=lid.van, tot="24-11-2026"))
    with wereld.regie.doe() as t:
        stukken = [s for s in cut_dossier(t, t.haal(Casus, casus_id)) if s.id.startswith("groepslid:")]
    assert [(s.titel, s.categorie, s.derden, dict(s.velden)["Naam"]) for s in stukken] == [
        ("Lid van een groep", "politiegegevens", True, "Kwetterzolder"),
        ("Lid van een huishouden", "gezin", True, "Thuiswoord"),
    ]
    assert not any(woord in str(stukken) for woord in ("Stapwoord", LEYWEG.doel, LEYWEG.gebied))


def test_no_text_of_a_group_leaves_the_vault_also_when_everything_of_the_casus_may(tmp_path: Path) -> None:
    """A text of a group has no rule for passing on and needs none: nothing that leaves is made from it."""
    zaak = maak_zaak(tmp_path)
    try:
        hier = zaak.hier.regie
        invoer = replace(LEYWEG, naam="Groepsnaamwoord")
        groep_id, wie = groepen.make_groep(hier, invoer, (zaak.casus_id,)), professional(zaak.hier)
        groepen.add_lid(hier, groep_id, LidInvoer(naam="Losnaamwoord", rol="Rolwoordgroep"))
        groepen.set_stap(hier, groep_id, StapInvoer(1, "Staptekstwoord", "Stapbronwoord"))
        groepen.add_actie(hier, groep_id, GroepsactieInvoer("Actietekstwoord", wie, "1-12-2026"))
        woorden = (LEYWEG.gebied, LEYWEG.doel, "Losnaamwoord", "Rolwoordgroep", "Staptekstwoord", "Stapbronwoord",
                   "Actietekstwoord")  # fmt: skip
        assert all(woord in repr(groepslezen.toon_groep(hier, groep_id)) for woord in woorden)
        with hier.doe() as t:  # whatever is shared, asked or handed over is cut from this
            stukken = cut_dossier(t, t.casus(zaak.casus_id))
        voorbeeld = overdragen.prepare_overdracht(hier, zaak.casus_id, zaak.aanbod)
        pakket = zaak.envelop(zaak.bied_aan())
        lijn = tijdlijn.toon_tijdlijn(hier, zaak.casus_id)
        for vertrekt in (stukken, voorbeeld, pakket, lijn):
            assert [woord for woord in woorden if woord in repr(vertrekt)] == []
        assert [s.titel for s in stukken if "Groepsnaamwoord" in repr(s)] == ["Lid van een groep"]
        assert "Groepsnaamwoord" not in repr(pakket)
    finally:
        zaak.sluit()


def test_a_member_that_is_erased_leaves_the_group_and_the_last_one_takes_it_along(wereld: Wereld) -> None:
    """With everything in it, down to the pages of the file."""
    eerste, tweede = maak(wereld.regie), maak(wereld.regie, voornamen="Bram")
    groep_id, wie = groep(wereld, eerste, tweede), professional(wereld)
    groepen.add_lid(wereld.regie, groep_id, LidInvoer(naam="Losnaamwoord", rol="Rolwoordgroep"))
    groepen.set_stap(wereld.regie, groep_id, StapInvoer(1, "Staptekstwoord", "Stapbronwoord"))
    groepen.add_actie(wereld.regie, groep_id, GroepsactieInvoer("Actietekstwoord", wie, "1-12-2026"))
    woorden = [LEYWEG.naam, LEYWEG.gebied, LEYWEG.doel, "Losnaamwoord", "Rolwoordgroep", "Staptekstwoord",
               "Stapbronwoord", "Actietekstwoord"]  # fmt: skip
    _wis(wereld, eerste)
    een = groepslezen.toon_groep(wereld.regie, groep_id)
    assert [lid.naam for lid in een.leden] == ["Bram Łukasz", "Losnaamwoord"]
    assert een.stappen[0].huidig is not None
    aantallen = _wis(wereld, tweede)
    assert {naam: aantallen[naam] for naam in ("groep", "groepslid", "groepsstap", "groepsactie")} == {
        "groep": 1,
        "groepslid": 2,
        "groepsstap": 1,
        "groepsactie": 1,
    }
    with pytest.raises(NietGevonden):
        groepslezen.toon_groep(wereld.regie, groep_id)
    with wereld.regie.doe() as t:
        assert [list(t.db.scalars(sa.select(model.id))) for model in (Groepslid, Groepsstap, Groepsactie)] == [
            [],
            [],
            [],
        ]
    wissen.herschrijf(wereld.engine)
    assert list(vind(wereld.pad, wereld.sleutel, [woord.encode() for woord in [*woorden, "Politie Zuiderpark"]])) == [
        b"Politie Zuiderpark"
    ]


def _wis(wereld: Wereld, casus_id: UUID) -> dict[str, int]:
    with wereld.regie.doe() as t:
        aantallen = wissen.voer_uit(t.db, wissen.maak_plan(t.db, casus_id))
        t.log("casus.vernietigen", "casus", casus_id, casus_id=casus_id)
    return aantallen
