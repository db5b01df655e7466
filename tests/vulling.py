"""One full dossier for tests, with data in it that could leak: each piece of text holds a word found nowhere else."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from pmg_desk.domain.bundel import Bundelversie
from pmg_desk.domain.datums import OnvolledigeDatum
from pmg_desk.domain.delen import Oordeel, Soort
from pmg_desk.domain.herhaling import Herhaling
from pmg_desk.domain.oordeel import BesluitInvoer
from pmg_desk.domain.samenvatting import Aard, Doorverstrekking
from pmg_desk.services import (
    aanwezigheid,
    adresboek,
    bespreken,
    bundels,
    delen,
    oordelen,
    overleggen,
    overlegreeksen,
    plannen,
    uitspraken,
    verzoeken,
)
from pmg_desk.services.acties import ActieInvoer
from pmg_desk.services.bespreken import Actieregel, BesprekingInvoer, Regel
from pmg_desk.services.bundelbeeld import prepare_bundels
from pmg_desk.services.bundels import Bundelkeuze
from pmg_desk.services.overlegreeksen import ReeksInvoer
from pmg_desk.services.uitspraken import UitspraakInvoer
from pmg_desk.services.werkplek import Werkplek
from pmg_desk.storage.models import (
    Actie,
    ActieStatus,
    Antecedent,
    Besprekingsstand,
    Betrokkenheid,
    Casus,
    CasusStatus,
    CasusTafel,
    Doel,
    Jongere,
    Organisatie,
    PlanStatus,
    PlanVersie,
    Professional,
    Pseudoniem,
    Relatie,
    Score,
    Spoor,
    UitspraakSoort,
    Wijze,
)
from tests.eenmaal import eenmaal
from tests.wereld import Wereld, wereld_van

WOORDEN = {
    "signaal": "Kwetterzolder",
    "plan": "Ploegschaaf",
    "plan_gezondheid": "Dubbelnierpijn",
    "derden": "Zusjesgeheim",
    "bron_nee": "Anoniempost",
    "bron_vragen": "Vraagteken",
    "score_gezondheid": "Slaapwandel",
    "score": "Spijbelbriefje",
    "antecedent": "Steekwapenvondst",
    "doel": "Dakdekkersdiploma",
    "actie": "Fietsenmakerij",
    "moeder": "Moedernaam",
    "straat": "Verborgenstraat",
    "voornaam": "Zoë",
}
"""A marker per piece of content; a print that holds one it may not hold has leaked that piece."""


AAN_TAFEL = {
    "vraag": "Tafelvraagje",
    "besproken": "Koffiekamerpraat",
    "derden": "Buurmansruzie",
    "besluit": "Kamerbesluitje",
    "actie": "Mentorbelletje",
    "pseudoniem": "Schuilnaampje",
}
"""A marker per piece that :func:`houd_overleg` adds."""


@dataclass(frozen=True)
class Dossier:
    casus_id: UUID
    jongere_id: UUID
    school: UUID
    politie: UUID
    professional: UUID


def maak_dossier(werkplek: Werkplek, nummer: str = "PMG-2026-00001", *, adres_geheim: bool = True) -> Dossier:
    """A casus of this user at the table PGA lokaal, with everything a summary can hold."""

    def maak() -> Dossier:
        return _maak_dossier(werkplek, nummer, adres_geheim)

    wereld = wereld_van(werkplek)
    return maak() if wereld is None else eenmaal(("dossier", werkplek.gebruiker, nummer, adres_geheim), (wereld,), maak)


def maak_dossiers(werkplek: Werkplek, nummers: Iterable[str]) -> tuple[Dossier, ...]:
    """Many at once, as part of a set-up that is itself done once."""
    return tuple(_maak_dossier(werkplek, nummer, adres_geheim=True) for nummer in nummers)


def _maak_dossier(werkplek: Werkplek, nummer: str, adres_geheim: bool) -> Dossier:
    w = WOORDEN
    with werkplek.doe() as t:
        gemaakt = {"door_id": t.gebruiker.id, "op": t.nu}
        jongere = Jongere(
            id=t.nieuw_id(),
            voornamen=w["voornaam"],
            voorvoegsel="van den",
            geslachtsnaam="Łukasz",
            sorteersleutel=f"lukasz zoe {nummer}",
            geboortedatum=OnvolledigeDatum(2012, 3),
            straat=w["straat"],
            huisnummer="12a",
            postcode="2545 CC",
            woonplaats="Den Haag",
            adres_geheim=adres_geheim,
            school="Scholengemeenschap De Brug",
            **gemaakt,
        )
        school = Organisatie(id=t.nieuw_id(), naam=f"School De Brug {nummer}", soort="onderwijs")
        politie = Organisatie(id=t.nieuw_id(), naam=f"Politie Zuiderpark {nummer}", soort="politie")
        t.db.add_all((jongere, school, politie))
        t.db.flush()
        agent = Professional(id=t.nieuw_id(), organisatie_id=politie.id, naam="W. Wijkagent", functie="Wijkagent")
        casus = Casus(
            id=t.nieuw_id(),
            nummer=nummer,
            jongere_id=jongere.id,
            status=CasusStatus.OPEN,
            regisseur_id=t.gebruiker.id,
            geopend_op=t.vandaag,
            gewijzigd_op=t.nu,
            **gemaakt,
        )
        t.db.add_all((agent, casus))
        t.db.flush()
        t.db.add_all(
            (
                CasusTafel(id=t.nieuw_id(), casus_id=casus.id, tafel="pga_lokaal", van=t.vandaag),
                Relatie(id=t.nieuw_id(), jongere_id=jongere.id, soort="ouder", naam=w["moeder"], **gemaakt),
                Betrokkenheid(
                    id=t.nieuw_id(),
                    casus_id=casus.id,
                    professional_id=agent.id,
                    rol="contact",
                    van=t.vandaag,
                    bij_overleg=True,
                    **gemaakt,
                ),
            )
        )

        def zeg(soort: UitspraakSoort, woord: str, categorie: str | None = None, **rest: object) -> UUID:
            invoer = UitspraakInvoer(
                f"Over {w[woord]}.",
                bron="W. Wijkagent",
                gezegd_op=t.vandaag,
                aard=Aard.FEIT,
                categorie=categorie or uitspraken.STANDAARD_CATEGORIE[soort],
                **rest,  # type: ignore[arg-type]
            )
            return uitspraken.voeg_toe(t, casus.id, soort, invoer).id

        zeg(UitspraakSoort.SIGNAAL, "signaal")
        zeg(UitspraakSoort.SIGNAAL, "derden", derden=True, derden_wie="zusje")
        zeg(UitspraakSoort.SIGNAAL, "bron_nee", doorverstrekking=Doorverstrekking.NEE)
        zeg(UitspraakSoort.SIGNAAL, "bron_vragen", doorverstrekking=Doorverstrekking.VRAGEN)
        t.db.add_all(
            (
                Score(
                    id=t.nieuw_id(),
                    casus_id=casus.id,
                    leefgebied="geestelijke_gezondheid",
                    waarde=2,
                    gemeten_op=t.vandaag,
                    uitspraak_id=zeg(UitspraakSoort.SCORE, "score_gezondheid", "gezondheid"),
                    **gemaakt,
                ),
                Score(
                    id=t.nieuw_id(),
                    casus_id=casus.id,
                    leefgebied="werk_opleiding",
                    waarde=3,
                    gemeten_op=t.vandaag,
                    uitspraak_id=zeg(UitspraakSoort.SCORE, "score"),
                    **gemaakt,
                ),
                Antecedent(
                    id=t.nieuw_id(),
                    casus_id=casus.id,
                    datum=OnvolledigeDatum(2026, 5, 2),
                    soort="steekwapen",
                    status="veroordeling",
                    bron="politie",
                    uitspraak_id=zeg(UitspraakSoort.ANTECEDENT, "antecedent"),
                    **gemaakt,
                ),
            )
        )
        plan = PlanVersie(
            id=t.nieuw_id(),
            casus_id=casus.id,
            nr=1,
            status=PlanStatus.VASTGESTELD,
            # The trap of the issue: health text in the explanation of a plan.
            uitspraak_id=zeg(UitspraakSoort.PLAN, "plan_gezondheid", "gezondheid"),
            wens_id=zeg(UitspraakSoort.WENS, "plan"),
            ingang=t.vandaag,
            **gemaakt,
        )
        t.db.add(plan)
        t.db.flush()
        stam = t.nieuw_id()
        t.db.add_all(
            (
                Doel(
                    id=t.nieuw_id(),
                    plan_versie_id=plan.id,
                    stam_id=stam,
                    leefgebied="werk_opleiding",
                    spoor=Spoor.PERSPECTIEF,
                    uitspraak_id=zeg(UitspraakSoort.DOEL, "doel"),
                    **gemaakt,
                ),
                Actie(
                    id=t.nieuw_id(),
                    casus_id=casus.id,
                    doel_stam_id=stam,
                    uitspraak_id=zeg(UitspraakSoort.ACTIE, "actie"),
                    eigenaar_id=agent.id,
                    deadline=t.vandaag + timedelta(days=7),
                    status=ActieStatus.OPEN,
                    **gemaakt,
                ),
            )
        )
        t.log("casus.openen", "casus", casus.id, casus_id=casus.id)
        return Dossier(casus.id, jongere.id, school.id, politie.id, agent.id)


def vraag(
    wereld: Wereld,
    dossier: Dossier,
    categorieen: tuple[str, ...] = ("identiteit", "signalen", "plan"),
    *,
    soort: Soort = Soort.STAAND,
    stukken: tuple[str, ...] = (),
    derden: bool = False,
    functie: str = "Leerlingzaken",
    dagen: int = 60,
    overleg_id: UUID | None = None,
    noodzaak: str = "De school moet weten wat er speelt.",
) -> UUID:
    """A request of the casusregisseur to share with the school."""
    return verzoeken.request_deling(
        wereld.regie,
        verzoeken.VerzoekInvoer(
            casus_id=dossier.casus_id,
            soort=soort,
            organisatie_id=dossier.school,
            functie=functie,
            doel=next(iter(wereld.profiel.doeleinden)),
            grondslagen=("avg_6_1_e",),
            noodzaak=noodzaak,
            proportionaliteit="Alleen wat nodig is.",
            subsidiariteit="Minder helpt niet.",
            geinformeerd="Jongere en ouders zijn op 1 november gesproken.",
            gevraagd_tot=wereld.klok.nu().date() + timedelta(days=dagen),
            categorieen=categorieen,
            derden=derden,
            stukken=stukken,
            overleg_id=overleg_id,
        ),
    )


def keur_goed(wereld: Wereld, verzoek_id: UUID, **anders: object) -> UUID:
    """The privacy officer approves as asked, unless told otherwise."""
    verzoek = delen.toon_verzoek(wereld.privacy, verzoek_id)
    regel = verzoek.tekst.manifest[0]
    keuzes: dict[str, object] = {
        "oordeel": Oordeel.AKKOORD,
        "motivering": "Nodig en niet meer dan dat.",
        "geldig_tot": verzoek.max_geldig_tot,
        "categorieen": regel.categorieen,
        "derden": regel.derden,
        "stukken": tuple(stuk.id for stuk in verzoek.stukken) if verzoek.regel.soort is Soort.DOCUMENT else (),
    }
    besluit = oordelen.decide_verzoek(wereld.privacy, verzoek_id, BesluitInvoer(**{**keuzes, **anders}))  # type: ignore[arg-type]
    assert besluit is not None
    return besluit


def houd_overleg(wereld: Wereld, dossier: Dossier) -> UUID:
    """The first overleg of a series, today: the casus is discussed, and the school has a bundle of before and of after.

    Who came, who left the room for it, what was said (once about others) and decided, an action, and a pseudonym. The
    id of the overleg.
    """
    regie, w, dag = wereld.regie, AAN_TAFEL, wereld.klok.nu().date()
    keur_goed(wereld, vraag(wereld, dossier, ("identiteit", "signalen", "plan", "acties")))
    invoer = adresboek.ProfessionalInvoer(dossier.school, "M. Mentor", "Leerlingzaken")
    mentor = adresboek.add_professional(regie, invoer)
    overlegreeksen.start_reeks(regie, ReeksInvoer("pga_lokaal", dag, Herhaling.MAAND))
    overleg = overleggen.list_overleggen(regie, vanaf=dag, tot=dag)[0].id
    overleggen.set_deelnemers(regie, overleg, [mentor, dossier.professional])
    punt = overleggen.add_agendapunt(regie, overleg, dossier.casus_id, f"Helpt {w['vraag']}?")

    def geef_uit(versie: Bundelversie) -> None:
        beeld = prepare_bundels(regie, overleg, versie)
        (plek,) = (een.plek for een in beeld.ontvangers if een.plek[0] == dossier.school)
        keuze = Bundelkeuze(*plek, bevestigd=frozenset(stuk.id for _, stuk in beeld.nieuw(plek)))
        uit = bundels.issue_bundels(regie, overleg, [keuze], versie, Wijze.PAPIER)
        assert len(uit.uitgegeven) == 1

    geef_uit(Bundelversie.VOORAF)
    aanwezigheid.mark_everyone_present(regie, overleg)
    aanwezigheid.leave_for_punt(regie, punt, dossier.professional)
    stam = plannen.list_plannen(regie, dossier.casus_id)[0].doelen[0].stam_id
    over_anderen = UitspraakInvoer(f"Over {w['derden']}.", "M. Mentor", dag, derden=True, derden_wie="de buurman")
    bespreken.save_bespreking(
        regie,
        punt,
        BesprekingInvoer(
            Besprekingsstand.BESPROKEN,
            (Regel(UitspraakInvoer(f"Over {w['besproken']}.", "M. Mentor", dag)), Regel(over_anderen)),
            (Regel(UitspraakInvoer(f"Besloten: {w['besluit']}.")),),
            (Actieregel(stam, ActieInvoer(UitspraakInvoer(f"Doet {w['actie']}."), mentor, dag + timedelta(days=7))),),
        ),
    )
    geef_uit(Bundelversie.ACHTERAF)
    with regie.doe() as t:
        t.db.add(Pseudoniem(id=t.nieuw_id(), casus_id=dossier.casus_id, naam=w["pseudoniem"]))
        t.log("bundel.voorbereiden", "casus", dossier.casus_id, casus_id=dossier.casus_id)
    return overleg
