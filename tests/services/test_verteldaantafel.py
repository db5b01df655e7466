"""Telling everyone in the room is one key: each function under its own approval, and nothing that nothing covers."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa

from pmg_desk.domain.delen import Weglating
from pmg_desk.domain.fouten import GeenToegang, OngeldigeInvoer
from pmg_desk.domain.samenvatting import Doorverstrekking
from pmg_desk.domain.selectie import Onthouden
from pmg_desk.services import aanwezigheid, adresboek, bespreken, delen, overleggen
from pmg_desk.services.aanwezigheid import OverlegNogNiet
from pmg_desk.services.adresboek import ProfessionalInvoer
from pmg_desk.services.bespreken import BesprekingInvoer, Regel
from pmg_desk.services.overleggen import OverlegInvoer
from pmg_desk.services.uitspraken import UitspraakInvoer
from pmg_desk.services.verstrekkingen import list_verstrekkingen
from pmg_desk.services.verteldaantafel import (
    Tafelinvoer,
    Tafelspoed,
    Verteld,
    list_hoorders,
    tell_at_once,
    tell_everyone,
)
from pmg_desk.storage.models import Aanwezigheidsstand, Besprekingsstand, Spoedverstrekking, Verstrekking
from tests.casusbouw import bladen, regels
from tests.vulling import Dossier, keur_goed, maak_dossier, vraag
from tests.wereld import Wereld

GEZEGD = "Besproken dat hij weer naar school gaat."
SCHOOL, AGENT = "Leerlingzaken", "Wijkagent"


@dataclass(frozen=True)
class Zaal:
    """The school may hear of signals and the plan, the police of nothing; both are in the room."""

    dossier: Dossier
    overleg_id: UUID
    punt_id: UUID
    leraar: UUID


@pytest.fixture
def zaal(wereld: Wereld) -> Zaal:
    dossier = maak_dossier(wereld.regie)
    keur_goed(wereld, vraag(wereld, dossier, ("signalen", "plan")))
    leraar = adresboek.add_professional(wereld.regie, ProfessionalInvoer(dossier.school, "L. Leraar", SCHOOL))
    overleg_id = overleggen.plan_overleg(wereld.regie, OverlegInvoer("pga_lokaal", "23-11-2026"))
    overleggen.set_deelnemers(wereld.regie, overleg_id, [leraar, dossier.professional])
    aanwezigheid.mark_everyone_present(wereld.regie, overleg_id)
    return Zaal(dossier, overleg_id, overleggen.add_agendapunt(wereld.regie, overleg_id, dossier.casus_id), leraar)


def volgend_punt(wereld: Wereld, zaal: Zaal, nr: int) -> UUID:
    """Another casus at the same meeting, of which the same school may hear the same."""
    dossier = replace(maak_dossier(wereld.regie, f"PMG-2026-0000{nr}"), school=zaal.dossier.school)
    keur_goed(wereld, vraag(wereld, dossier, ("signalen", "plan")))
    return overleggen.add_agendapunt(wereld.regie, zaal.overleg_id, dossier.casus_id)


def verteld(wereld: Wereld) -> list[tuple[str, str, UUID | None]]:
    """To which function, which kinds of data, at which meeting."""
    with wereld.regie.doe() as t:
        rijen = t.db.scalars(sa.select(Verstrekking).order_by(Verstrekking.functie, Verstrekking.categorieen))
        return [(rij.functie, rij.categorieen, rij.overleg_id) for rij in rijen]


def spoed(wereld: Wereld) -> list[str]:
    with wereld.regie.doe() as t:
        return list(t.db.scalars(sa.select(Spoedverstrekking.reden)))


def test_who_may_hear_what_is_shown_before_it_is_told(wereld: Wereld, zaal: Zaal) -> None:
    hoorders = {een.functie: een for een in list_hoorders(wereld.regie, zaal.punt_id, ("plan", "gezondheid"))}
    assert hoorders[SCHOOL].mag == ("plan",)
    assert [(sleutel, label) for sleutel, label, _ in hoorders[SCHOOL].niet] == [
        ("gezondheid", wereld.profiel.datacategorieen["gezondheid"].label)
    ]
    assert hoorders[AGENT].mag == ()
    assert [sleutel for sleutel, _, _ in hoorders[AGENT].niet] == ["plan", "gezondheid"]
    assert all(waarom for een in hoorders.values() for _, _, waarom in een.niet)
    over_anderen = list_hoorders(wereld.regie, zaal.punt_id, ("plan",), derden=True)
    assert [een.mag for een in over_anderen] == [(), ()]  # that approval is not about third parties
    assert verteld(wereld) == []


def test_nothing_is_recorded_unasked_where_somebody_may_not_hear_it_or_something_was_left_out(
    wereld: Wereld, zaal: Zaal
) -> None:
    assert tell_at_once(wereld.regie, zaal.punt_id, ("plan",)) is None  # the police may not
    aanwezigheid.leave_for_punt(wereld.regie, zaal.punt_id, zaal.dossier.professional)
    assert tell_at_once(wereld.regie, zaal.punt_id, ("plan", "gezondheid")) is None
    verzoek = vraag(wereld, zaal.dossier, ("gezondheid",))
    stuk = next(s for s in delen.toon_verzoek(wereld.privacy, verzoek).stukken if s.categorie == "gezondheid")
    keur_goed(wereld, verzoek, weglaten=(Weglating(stuk.id),))
    (school,) = list_hoorders(wereld.regie, zaal.punt_id, ("gezondheid",))
    assert (school.mag, school.niet) == (("gezondheid",), ())
    assert tell_at_once(wereld.regie, zaal.punt_id, ("gezondheid",)) is None
    assert verteld(wereld) == []
    assert tell_at_once(wereld.regie, zaal.punt_id, ("plan",)) == Verteld(1, 0, ())
    assert verteld(wereld) == [(SCHOOL, "plan", zaal.overleg_id)]
    aanwezigheid.leave_for_punt(wereld.regie, zaal.punt_id, zaal.leraar)
    assert tell_at_once(wereld.regie, zaal.punt_id, ("plan",)) is None  # nobody is there


def test_what_was_confirmed_once_is_not_asked_again_and_whatever_is_new_is(wereld: Wereld, zaal: Zaal) -> None:
    eerst = tell_everyone(wereld.regie, volgend_punt(wereld, zaal, 2), Tafelinvoer(("plan",), GEZEGD))
    assert len(eerst.niets) == 1  # somebody saw that the police do not hear it
    for soorten, derden in ((("plan", "signalen"), False), (("plan", "gezondheid"), False), (("plan",), True)):
        assert tell_at_once(wereld.regie, zaal.punt_id, soorten, derden=derden, bevestigd=eerst.buiten) is None
    opnieuw = tell_at_once(wereld.regie, zaal.punt_id, ("plan",), bevestigd=eerst.buiten)
    assert opnieuw == eerst
    assert verteld(wereld) == [(SCHOOL, "plan", zaal.overleg_id)] * 2  # and never with the police
    derde = volgend_punt(wereld, zaal, 3)
    alles = tell_everyone(wereld.regie, zaal.punt_id, Tafelinvoer(("plan", "gezondheid"), GEZEGD))
    # Nobody may hear of health, which was seen for both: still nothing is recorded as if it had been told.
    assert tell_at_once(wereld.regie, derde, ("gezondheid",), bevestigd=alles.buiten) is None
    adresboek.stop_professional(wereld.regie, zaal.dossier.professional, "23-11-2026")
    assert tell_at_once(wereld.regie, derde, ("plan",), bevestigd=alles.buiten) is None  # no known function
    assert len(verteld(wereld)) == 3


def test_what_the_register_says_was_told_at_this_item_is_asked_about_and_nothing_else(
    wereld: Wereld, zaal: Zaal
) -> None:
    """Also after the program was cut off: the register remembers, and no window."""
    aanwezigheid.leave_for_punt(wereld.regie, zaal.punt_id, zaal.dossier.professional)
    assert tell_at_once(wereld.regie, zaal.punt_id, ("plan",)) == Verteld(1, 0, ())
    (school,) = list_hoorders(wereld.regie, zaal.punt_id, ("signalen", "plan"))
    assert (school.mag, school.al) == (("signalen", "plan"), ("plan",))
    for soorten in (("plan",), ("signalen", "plan")):
        assert tell_at_once(wereld.regie, zaal.punt_id, soorten) is None
    assert tell_at_once(wereld.regie, zaal.punt_id, ("signalen",)) == Verteld(1, 0, ())
    tweede = volgend_punt(wereld, zaal, 2)
    aanwezigheid.leave_for_punt(wereld.regie, tweede, zaal.dossier.professional)
    assert tell_at_once(wereld.regie, tweede, ("plan",)) == Verteld(1, 0, ())  # of another casus
    aanwezigheid.return_for_punt(wereld.regie, zaal.punt_id, zaal.dossier.professional)
    agent = next(een for een in list_hoorders(wereld.regie, zaal.punt_id, ("plan",)) if een.functie == AGENT)
    assert agent.al == ()  # who heard nothing


def leg_vast(wereld: Wereld, zaal: Zaal, *gezegd: UitspraakInvoer) -> None:
    """All that was said at the item, and that nobody but the school is in the room."""
    invoer = BesprekingInvoer(Besprekingsstand.BESPROKEN, tuple(Regel(een) for een in gezegd))
    bespreken.save_bespreking(wereld.regie, zaal.punt_id, invoer)
    aanwezigheid.leave_for_punt(wereld.regie, zaal.punt_id, zaal.dossier.professional)


@pytest.mark.parametrize(
    ("grens", "reden", "zin"),
    [
        (Doorverstrekking.NEE, Onthouden.BRON_NEE, "de bron doorgeven niet goedvindt"),
        (Doorverstrekking.VRAGEN, Onthouden.BRON_VRAGEN, "de bron eerst toestemming moet geven"),
    ],
)
def test_what_its_source_does_not_let_be_passed_on_is_told_under_no_approval(
    wereld: Wereld, zaal: Zaal, grens: Doorverstrekking, reden: Onthouden, zin: str
) -> None:
    """The dossier has such texts of the same kind too, which nobody spoke of: they stop nothing."""
    gevraagd = UitspraakInvoer("Moeder vroeg dit voor ons te houden.", bron="Moeder", doorverstrekking=grens)
    leg_vast(wereld, zaal, UitspraakInvoer(GEZEGD), gevraagd)
    (school,) = list_hoorders(wereld.regie, zaal.punt_id, ("signalen",))
    assert school.mag == ("signalen",)
    assert [(een.begin, een.reden) for een in school.weggelaten] == [(gevraagd.tekst, reden)]
    assert tell_at_once(wereld.regie, zaal.punt_id, ("signalen",)) is None
    invoer = Tafelinvoer(("signalen",), GEZEGD)
    with pytest.raises(OngeldigeInvoer) as fout:
        tell_everyone(wereld.regie, zaal.punt_id, invoer)
    (gezegd,) = fout.value.velden.values()
    wat = "Signalen: Besproken aan tafel van 23 november 2026"
    assert gezegd.startswith(f"Niet vertellen, omdat {zin}: {wat} (“{gevraagd.tekst}”). ")
    assert verteld(wereld) == []
    dringend = Tafelspoed("Er was direct gevaar.", (next(iter(wereld.profiel.grondslagen)),))
    assert tell_everyone(wereld.regie, zaal.punt_id, replace(invoer, spoed=dringend)) == Verteld(0, 1, ())
    assert spoed(wereld) == ["Er was direct gevaar."]
    zonder = replace(invoer, zonder_weggelaten=True)
    assert tell_everyone(wereld.regie, zaal.punt_id, zonder) == Verteld(1, 0, ())
    assert sorted(een.omschrijving for een in list_verstrekkingen(wereld.regie)) == [
        f"{GEZEGD}\n\nNiet verteld, omdat {zin}: {wat}.",
        f"{GEZEGD}\n\nVerteld, terwijl {zin}: {wat}.",
    ]


def test_what_the_source_of_another_text_keeps_stops_nothing(wereld: Wereld, zaal: Zaal) -> None:
    leg_vast(wereld, zaal, UitspraakInvoer(GEZEGD))
    assert tell_at_once(wereld.regie, zaal.punt_id, ("signalen",)) == Verteld(1, 0, ())


def test_a_secret_address_is_never_told_with_one_key(wereld: Wereld, zaal: Zaal) -> None:
    keur_goed(wereld, vraag(wereld, zaal.dossier, ("identiteit",)))
    leg_vast(wereld, zaal)
    (school,) = list_hoorders(wereld.regie, zaal.punt_id, ("identiteit",))
    assert [(een.kort, een.begin, een.reden) for een in school.weggelaten] == [
        (f"{wereld.profiel.datacategorieen['identiteit'].label}: Adres", "", Onthouden.GEHEIM_ADRES)
    ]
    assert tell_at_once(wereld.regie, zaal.punt_id, ("identiteit",)) is None
    assert verteld(wereld) == []


def test_one_key_is_a_sharing_under_its_approval_for_whom_it_covers(wereld: Wereld, zaal: Zaal) -> None:
    invoer = Tafelinvoer(("plan", "gezondheid"), GEZEGD)
    school, agent = sorted(list_hoorders(wereld.regie, zaal.punt_id, ()), key=lambda een: een.functie)
    buiten = {
        (school.organisatie_id, SCHOOL, "gezondheid", False),
        (agent.organisatie_id, AGENT, "plan", False),
        (agent.organisatie_id, AGENT, "gezondheid", False),
    }
    verwacht = Verteld(1, 0, (agent.label,), (school.label,), frozenset(buiten))
    assert tell_everyone(wereld.regie, zaal.punt_id, invoer) == verwacht
    assert verteld(wereld) == [(SCHOOL, "plan", zaal.overleg_id)]
    assert len(regels(wereld.regie, "verstrekking.vastleggen")) == 1
    assert spoed(wereld) == []
    assert GEZEGD not in bladen(wereld.regie)


def test_what_was_told_all_the_same_is_an_emergency_with_its_reason(wereld: Wereld, zaal: Zaal) -> None:
    grond = next(iter(wereld.profiel.grondslagen))
    invoer = Tafelinvoer(("plan", "gezondheid"), GEZEGD, spoed=Tafelspoed("Er was direct gevaar.", (grond,)))
    assert tell_everyone(wereld.regie, zaal.punt_id, invoer) == Verteld(1, 2, ())
    assert verteld(wereld) == [
        (SCHOOL, "gezondheid", zaal.overleg_id),
        (SCHOOL, "plan", zaal.overleg_id),
        (AGENT, "gezondheid,plan", zaal.overleg_id),
    ]
    assert spoed(wereld) == ["Er was direct gevaar."] * 2


def test_an_emergency_without_a_reason_records_nothing_at_all(wereld: Wereld, zaal: Zaal) -> None:
    invoer = Tafelinvoer(("plan", "gezondheid"), GEZEGD, spoed=Tafelspoed("", ()))
    with pytest.raises(OngeldigeInvoer) as fout:
        tell_everyone(wereld.regie, zaal.punt_id, invoer)
    assert set(fout.value.velden) == {"reden", "grondslagen"}
    assert verteld(wereld) == []  # neither what was covered: it is one transaction


def test_who_left_the_room_heard_nothing(wereld: Wereld, zaal: Zaal) -> None:
    aanwezigheid.leave_for_punt(wereld.regie, zaal.punt_id, zaal.leraar)
    with pytest.raises(OngeldigeInvoer) as fout:
        tell_everyone(wereld.regie, zaal.punt_id, Tafelinvoer(("plan",), GEZEGD))
    assert set(fout.value.velden) == {"categorieen"}  # the police alone may hear none of it
    aanwezigheid.set_aanwezigheid(
        wereld.regie, zaal.overleg_id, zaal.dossier.professional, Aanwezigheidsstand.NIET_VERSCHENEN
    )
    with pytest.raises(OngeldigeInvoer) as fout:
        tell_everyone(wereld.regie, zaal.punt_id, Tafelinvoer((), GEZEGD))
    assert set(fout.value.velden) == {"aanwezig", "categorieen"}
    assert verteld(wereld) == []


def test_who_is_in_the_room_without_a_known_function_is_named_and_nothing_is_recorded_as_if_they_were_not_there(
    wereld: Wereld, zaal: Zaal
) -> None:
    adresboek.stop_professional(wereld.regie, zaal.leraar, "23-11-2026")
    grond = next(iter(wereld.profiel.grondslagen))
    invoer = Tafelinvoer(("plan",), GEZEGD, spoed=Tafelspoed("Er was direct gevaar.", (grond,)))
    agent, leraar = list_hoorders(wereld.regie, zaal.punt_id, ("plan",))
    assert (agent.functie, leraar.functie, leraar.label.partition(" (")[0], leraar.mag) == (AGENT, "", "L. Leraar", ())
    assert [zin for *_, zin in leraar.niet] == [
        "Van deze persoon is geen functie bekend, of deze persoon werkt hier niet meer."
    ]
    with pytest.raises(OngeldigeInvoer) as fout:
        tell_everyone(wereld.regie, zaal.punt_id, invoer)
    assert set(fout.value.velden) == {"aanwezig"}
    assert verteld(wereld) == []
    aanwezigheid.leave_for_punt(wereld.regie, zaal.punt_id, zaal.leraar)
    assert tell_everyone(wereld.regie, zaal.punt_id, invoer) == Verteld(0, 1, ())


def test_who_left_after_the_meeting_was_told_all_the_same(wereld: Wereld, zaal: Zaal) -> None:
    """Written up the next morning: they worked there when they heard it."""
    wereld.klok.moment += timedelta(days=1)
    adresboek.stop_professional(wereld.regie, zaal.leraar, "24-11-2026")
    assert tell_everyone(wereld.regie, zaal.punt_id, Tafelinvoer(("plan",), GEZEGD)).onder_akkoord == 1
    assert verteld(wereld) == [(SCHOOL, "plan", zaal.overleg_id)]


def test_only_who_runs_the_meeting_tells_and_not_beforehand(wereld: Wereld, zaal: Zaal) -> None:
    invoer = Tafelinvoer(("plan",), GEZEGD)
    for wie in (wereld.regie2, wereld.lezer, wereld.privacy):
        pogingen: tuple[Any, ...] = (
            lambda: tell_everyone(wie, zaal.punt_id, invoer),  # noqa: B023 - called at once
            lambda: list_hoorders(wie, zaal.punt_id, ("plan",)),  # noqa: B023
        )
        for poging in pogingen:
            with pytest.raises(GeenToegang):
                poging()
    morgen = overleggen.plan_overleg(wereld.regie, OverlegInvoer("pga_lokaal", "24-11-2026"))
    punt_id = overleggen.add_agendapunt(wereld.regie, morgen, zaal.dossier.casus_id)
    with pytest.raises(OverlegNogNiet):
        tell_everyone(wereld.regie, punt_id, invoer)
    assert verteld(wereld) == []
