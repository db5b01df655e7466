"""What an overleg leaves of a youth is found by whoever has a right to it, and goes nowhere else."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from uuid import UUID

from pmg_desk.domain.bundel import Bundelversie
from pmg_desk.domain.delen import Soort
from pmg_desk.domain.rechten import RechtOordeel, Rechtsoort
from pmg_desk.domain.selectie import Geinformeerde
from pmg_desk.services import overdragen
from pmg_desk.services.aanwezigheid import mark_everyone_present
from pmg_desk.services.beamer import show_beamer
from pmg_desk.services.bundelbeeld import prepare_bundels
from pmg_desk.services.bundels import Bundelkeuze, issue_bundels
from pmg_desk.services.inzage import choose_stukken, give_antwoord, list_stukken
from pmg_desk.services.overdrachtrijen import GAAT_NIET_MEE
from pmg_desk.services.overleggen import toon_overleg
from pmg_desk.services.rechtenverzoeken import RechtInvoer, decide_verzoek, record_verzoek
from pmg_desk.services.samenvattingen import Bestemming, NietsTeDelen, issue_samenvatting
from pmg_desk.services.verteldaantafel import list_hoorders
from pmg_desk.services.verzoeken import toon_stukken
from pmg_desk.storage.models import Wijze
from tests.kaderbouw import cellen, teken
from tests.overdrachtzaak import ALLES, maak_zaak
from tests.reports.lezen import tekst, zonder_wit
from tests.tafelbouw import maak_tafel
from tests.vulling import AAN_TAFEL, WOORDEN, houd_overleg, keur_goed, maak_dossier, vraag
from tests.wereld import Wereld


def gevonden(alles: str) -> set[str]:
    return {naam for naam, woord in AAN_TAFEL.items() if woord in alles}


def test_who_asks_for_inzage_can_get_all_that_a_table_said_and_decided(wereld: Wereld) -> None:
    """Nothing before somebody looked; then all of it but what is about others, which was left out."""
    dossier = maak_dossier(wereld.regie)
    houd_overleg(wereld, dossier)

    def geef(*niet: str, kies: bool) -> set[str]:
        invoer = RechtInvoer(Rechtsoort.INZAGE, Geinformeerde.JONGERE, "Zoë", identiteit="Paspoort gezien.")
        verzoek = record_verzoek(wereld.regie, dossier.casus_id, invoer)
        stukken = [
            stuk for stuk in list_stukken(wereld.regie, verzoek).stukken if not any(w in stuk.tekst for w in niet)
        ]
        if kies:
            choose_stukken(wereld.regie, verzoek, [s.id for s in stukken], tonen=True, reden="Over de jongere zelf.")
        decide_verzoek(wereld.privacy, verzoek, RechtOordeel.TOEGEWEZEN, "Dat mag.")
        antwoord = give_antwoord(wereld.privacy, verzoek, "C. Regisseur, 070 123 45 67", "De rest volgt.")
        assert gevonden(antwoord.json) == gevonden(zonder_wit(tekst(antwoord.pdf)))
        return gevonden(antwoord.json)

    assert geef(kies=False) == set()
    assert geef(AAN_TAFEL["derden"], kies=True) == {"vraag", "besproken", "besluit", "actie"}


def test_a_transfer_says_of_each_thing_of_a_table_that_it_stays(tmp_path: Path) -> None:
    """An action that was agreed is an action; what was said and decided belongs to the tables of here."""
    zaak = maak_zaak(tmp_path)
    houd_overleg(zaak.hier, zaak.dossier)
    zaak.aanbod = replace(zaak.aanbod, besluit_id=keur_goed(zaak.hier, vraag(zaak.hier, zaak.dossier, ALLES)))
    voorbeeld = overdragen.prepare_overdracht(zaak.hier.regie, zaak.casus_id, zaak.aanbod)
    blijft = {naam: waarom for stuk, waarom in voorbeeld.niet for naam in gevonden(stuk.tekst)}
    assert gevonden(str(zaak.envelop(zaak.bied_aan()).inhoud)) == {"actie"}
    assert {naam: waarom.split(":")[0] for naam, waarom in blijft.items()} == {
        "besproken": GAAT_NIET_MEE,
        "derden": GAAT_NIET_MEE,
        "besluit": "Besluiten van een overleg gaan niet mee bij een overdracht",
    }
    zaak.sluit()


def test_an_approval_of_exact_words_puts_nothing_in_a_bundle_or_on_the_screen_or_in_what_is_told(
    wereld: Wereld,
) -> None:
    """It is for those pages: they are printed from the dossier. Before printing it is named, with how much it holds."""
    tafel = maak_tafel(wereld, casussen=1, organisaties=1)
    (dossier,), (wie,) = tafel.dossiers, tafel.ontvangers
    plek = UUID(wie.organisatie_id), wie.functie
    aan = replace(dossier, school=plek[0])
    _, alle = toon_stukken(wereld.regie, dossier.casus_id)
    ids = tuple(s.id for s in alle if WOORDEN["signaal"] in s.tekst or WOORDEN["doel"] in s.tekst)
    besluit = keur_goed(wereld, vraag(wereld, aan, soort=Soort.DOCUMENT, stukken=ids, functie=wie.functie))
    mark_everyone_present(wereld.regie, tafel.overleg_id)
    (punt,) = toon_overleg(wereld.regie, tafel.overleg_id).agenda

    def in_bundel() -> set[str]:
        uit = issue_bundels(wereld.regie, tafel.overleg_id, [Bundelkeuze(*plek)], Bundelversie.ACHTERAF, Wijze.PAPIER)
        assert [type(een.fout) for een in uit.mislukt] == [NietsTeDelen][len(uit.uitgegeven) :]
        return {naam for naam, w in WOORDEN.items() for een in uit.uitgegeven if w in tekst(een.pdf)}

    def op_scherm() -> set[str]:
        return {naam for naam, w in WOORDEN.items() if w in str(show_beamer(wereld.regie, punt.id).beeld)}

    cel = prepare_bundels(wereld.regie, tafel.overleg_id).cellen[dossier.casus_id, *plek]
    (document,) = cel.documenten
    assert (cel.mee, cel.onder, document.partition(" ")[2]) == (0, (), "(2 teksten), t/m 22 januari 2027")
    assert (in_bundel(), op_scherm()) == (set(), set())
    (hoorder,) = list_hoorders(wereld.regie, punt.id, tuple(wereld.profiel.datacategorieen))
    assert hoorder.mag == ()
    teken(wereld.privacy, cellen(wie, "plan"))  # and what a tafelkader gives does not bring it along
    assert in_bundel() == op_scherm() == {"plan", "doel"}
    uit = issue_samenvatting(wereld.regie, dossier.casus_id, Bestemming(*plek), Wijze.PAPIER, besluit_id=besluit)
    assert {naam for naam, w in WOORDEN.items() if w in tekst(uit.pdf)} == {"signaal", "doel"}
