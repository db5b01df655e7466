"""Made-up summaries for tests and for looking: ``python -m tests.reports.voorbeelden`` draws them to build/reports/."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

from pmg_desk.domain.samenvatting import (
    Aard,
    Doorverstrekking,
    Rubriek,
    Samenvatting,
    Stuk,
    Veld,
)
from pmg_desk.reports.samenvatting import maak_pdf
from tests.papierbouw import BESLUIT, samenvatting, stuk

SCORES = {
    1: "1 – acute problematiek",
    2: "2 – niet zelfredzaam",
    3: "3 – beperkt zelfredzaam",
    4: "4 – voldoende zelfredzaam",
}


def _leefgebieden() -> list[Stuk]:
    rijen = [
        (
            "Werk en opleiding",
            2,
            "Verzuimt sinds september twee tot drie dagen per week; stage is gestopt.",
            "Leerplicht",
        ),
        ("Huiselijke relaties", 3, "Moeder vraagt hulp bij het stellen van grenzen thuis.", "Gezinscoach"),
        ("Sociaal netwerk", 2, "Trekt op met oudere jongens die bekend zijn bij de politie.", "Jongerenwerk"),
        ("Financiën", 1, "Boetes van samen ± € 1.850; geen overzicht.", "Sociaal casemanager"),
        ("Tijdsbesteding", 4, "Traint twee keer per week bij de boksschool.", "Jongerenwerk"),
    ]
    return [
        stuk(
            20 + i,
            Rubriek.LEEFGEBIEDEN,
            titel,
            tekst,
            velden=((Veld.SCORE, SCORES[punten]),),
            aard=Aard.FEIT,
            bron=bron,
            datum=date(2026, 11, 3),
        )
        for i, (titel, punten, tekst, bron) in enumerate(rijen)
    ]


def _acties() -> list[Stuk]:
    rijen = [
        ("Terugkeergesprek op school met mentor en leerplicht", "L. Jansen (Leerlingzaken)", "2026-11-10", "Open"),
        ("Aanmelden bij de jongerenrechtbank", "R. de Boer (OM)", "2026-12-08", "Bezig"),
        ("JIM zoeken in de familie en kennismaken", "S. Bakker (jongerenwerk)", "2026-12-01", "Bezig"),
        ("Overzicht van boetes maken, betalingsregeling treffen", "T. Visser (gemeente)", "2026-12-15", "Open"),
        (
            "Gesprek aangaan over avonden op straat (→ vóór 22 uur thuis)",
            "P. de Wit (politie)",
            "2026-11-05",
            "Gereed",
        ),
    ]
    return [
        stuk(
            40 + i,
            Rubriek.ACTIES,
            "Actie",
            tekst,
            velden=((Veld.WIE, wie), (Veld.GEREED_OP, op), (Veld.STATUS, status)),
            aard=Aard.FEIT,
            bron="overleg",
            datum=date(2026, 10, 20),
        )
        for i, (tekst, wie, op, status) in enumerate(rijen)
    ]


def gewone_casus() -> Samenvatting:
    """A case as it lies on the table most weeks."""
    return samenvatting(
        stuk(
            1,
            Rubriek.IDENTITEIT,
            "Personalia",
            velden=(
                ("Geboren", "03-05-2011 (15 jaar)"),
                ("Woont in", "Moerwijk, Den Haag"),
                ("School", "Praktijkschool De Voorde"),
                ("Gezag", "Moeder en vader, samen"),
            ),
        ),
        stuk(
            2,
            Rubriek.DOELGROEP,
            "Jonge aanwas",
            "Twee antecedenten en problemen op drie leefgebieden. Ingedeeld op 12-10-2026 door de casusregisseur.",
            id="indeling:1+2",
            aard=Aard.MENING,
            bron="casusregisseur",
            datum=date(2026, 10, 12),
        ),
        stuk(
            3,
            Rubriek.AANLEIDING,
            "Aanleiding",
            "Aangetroffen in een groep die na een vechtpartij bij het "
            "winkelcentrum wegrende. Had geen wapen bij zich. Moeder werkte mee aan het gesprek daarna.",
            aard=Aard.FEIT,
            bron="politie, wijkagent",
            datum=date(2026, 9, 28),
        ),
        stuk(
            4,
            Rubriek.ANTECEDENTEN,
            "Overlast",
            "Vuurwerk bij de tramhalte.",
            velden=((Veld.DATUM, "30 december 2025"), (Veld.STATUS, "Proces-verbaal")),
            aard=Aard.FEIT,
            bron="politie",
            datum=date(2026, 9, 28),
        ),
        stuk(
            5,
            Rubriek.ANTECEDENTEN,
            "Winkeldiefstal",
            "",
            velden=((Veld.DATUM, "juni 2026"), (Veld.STATUS, "Strafbeschikking")),
            bron="OM",
        ),
        *_leefgebieden(),
        stuk(
            6,
            Rubriek.SIGNALEN,
            "Signaal",
            "Loopt sinds de zomer met spullen die niet bij het inkomen thuis passen. Zegt dat hij ze leent.",
            aard=Aard.FEIT,
            bron="jongerenwerk",
            datum=date(2026, 11, 2),
        ),
        stuk(
            7,
            Rubriek.SIGNALEN,
            "Signaal",
            "Klasgenoten vertellen dat hij pakketjes wegbrengt voor een oudere jongen. Niet bevestigd.",
            aard=Aard.AANNAME,
            bron="school, mentor",
            datum=date(2026, 11, 12),
            doorverstrekking=Doorverstrekking.VRAGEN,
        ),
        stuk(
            8,
            Rubriek.SIGNALEN,
            "Reactie van de jongere of ouders",
            "Zegt dat hij 'klaar is met gezeur' en een opleiding met werken wil.",
            aard=Aard.MENING,
            bron="jongere zelf",
            datum=date(2026, 11, 16),
        ),
        stuk(
            14,
            Rubriek.PLAN,
            "Plan van aanpak, versie 2",
            velden=(("Ingang", "20-10-2026"), ("Afgesproken op", "20-10-2026"), ("Evaluatie", "20-01-2027")),
        ),
        stuk(
            9,
            Rubriek.PLAN,
            "Wensen en talenten van de jongere",
            "Is handig met motoren, zorgt voor zijn zusje, wil een eigen inkomen.",
            aard=Aard.MENING,
            bron="jongere zelf",
            datum=date(2026, 10, 20),
        ),
        stuk(
            10,
            Rubriek.PLAN,
            "Doel",
            "Vier dagen per week aanwezig, met een leerwerkplek in zicht.",
            velden=((Veld.SPOOR, "perspectief"), ("Leefgebied", "Werk en opleiding")),
        ),
        stuk(
            11,
            Rubriek.PLAN,
            "Doel",
            "Geen pakketjes, geen leningen; bij herhaling volgt een OM-hoorgesprek.",
            velden=((Veld.SPOOR, "grenzen"), ("Leefgebied", "Financiën")),
        ),
        stuk(
            12,
            Rubriek.PLAN,
            "Doel",
            "Een JIM uit de familie die hij zelf kiest.",
            velden=((Veld.SPOOR, "perspectief"), ("Leefgebied", "Sociaal netwerk")),
        ),
        stuk(
            13,
            Rubriek.PLAN,
            "Doel",
            "Doordeweeks om 22 uur binnen; moeder en wijkagent spreken hem aan.",
            velden=((Veld.SPOOR, "grenzen"), ("Leefgebied", "Tijdsbesteding")),
        ),
        *_acties(),
        stuk(
            60,
            Rubriek.BETROKKENEN,
            "Betrokken professional",
            velden=(
                (Veld.NAAM, "P. de Wit"),
                ("Organisatie", "Politie Eenheid Den Haag"),
                ("Functie", "wijkagent"),
                ("Rol", "contactpersoon straat"),
            ),
        ),
        stuk(
            61,
            Rubriek.BETROKKENEN,
            "Betrokken professional",
            velden=(
                (Veld.NAAM, "S. Bakker"),
                ("Organisatie", "Jeugd- en jongerenwerk Zuidwest"),
                ("Functie", "jongerenwerker"),
                ("Rol", "vertrouwenspersoon"),
            ),
        ),
    )


def zware_casus() -> Samenvatting:
    """Everything that is long, much or strange at once."""
    lang = "De situatie is besproken met school, ouders en jeugdbescherming; afspraken staan in het plan. " * 53
    acties = [
        stuk(
            100 + i,
            Rubriek.ACTIES,
            f"Actie {i}: gesprek voeren en terugkoppelen aan de casusregisseur",
            velden=(
                (Veld.WIE, f"Uitvoerder {i % 7}"),
                (Veld.GEREED_OP, f"2026-{11 + i % 2}-{1 + i % 28:02}"),
                (Veld.STATUS, ("open", "bezig", "gereed")[i % 3]),
            ),
        )
        for i in range(200)
    ]
    return samenvatting(
        stuk(
            1, Rubriek.IDENTITEIT, "Personalia", velden=(("Adres", "Voorbeeldstraat 12, Den Haag"),), geheim_adres=True
        ),
        stuk(2, Rubriek.AANLEIDING, "Lange toelichting", lang, aard=Aard.FEIT, bron="politie", datum=date(2026, 9, 1)),
        stuk(
            3,
            Rubriek.SIGNALEN,
            "Tekens ✓ ☐ ☑ → ● ≥ ≤ ≠",
            "Appje: \u201c🔪 محمد\u201d; Łódź, ŒUVRE, Đặng, Ññ, ß, ĳ, Ωμέγα, Жук"
            "\nTweede regel met <b>geen opmaak</b> & &amp; \x07bel",
            aard=Aard.AANNAME,
            bron="online jongerenwerk",
        ),
        *_leefgebieden(),
        stuk(4, Rubriek.PLAN, "Doel met een lange toelichting", lang, velden=((Veld.SPOOR, "perspectief bieden"),)),
        stuk(5, Rubriek.PLAN, "Kort doel", "Kort.", velden=((Veld.SPOOR, "grenzen stellen"),)),
        *acties,
        naam="Maximiliaan-Alexander Christoffel Theodorus van den Bergh-Hoogendijk Groenewoud tot Sint-Anthonispolder "
        "en Oud-Valkenburg",
        organisatie="Samenwerkingsverband Passend Primair en Voortgezet Onderwijs Haaglanden en Westland, "
        "afdeling Schoolmaatschappelijk Werk",
        functie="coördinator schoolmaatschappelijk werk en veiligheid in en om de school",
        besluiten=(
            BESLUIT,
            replace(BESLUIT, nummer="PB-2026-0044", zekerheid="cryptografisch", voorwaarden=""),
            replace(BESLUIT, nummer="PB-2026-0051", soort="document", voorwaarden="Niet kopiëren. " * 40),
        ),
    )


def interne_casus() -> Samenvatting:
    """The same case as the coordinator prints it for the own desk."""
    return replace(
        gewone_casus(),
        intern=True,
        organisatie="",
        functie="",
        besluiten=(),
        exemplaar=1,
        weggelaten=4,
        overleg="",
    )


VOORBEELDEN: dict[str, Callable[[], Samenvatting]] = {
    "gewoon": gewone_casus,
    "zwaar": zware_casus,
    "intern": interne_casus,
    "leeg": lambda: samenvatting(naam="DHZ-2026-0142"),
}


def main() -> None:
    """Write every example as PDF and as PNG per page (150 dpi) to build/reports/."""
    import pypdfium2

    uit = Path("build/reports")
    uit.mkdir(parents=True, exist_ok=True)
    for oud in uit.glob("*.p*"):
        oud.unlink()
    for naam, maak in VOORBEELDEN.items():
        inhoud = maak_pdf(maak())
        (uit / f"{naam}.pdf").write_bytes(inhoud)
        document = pypdfium2.PdfDocument(inhoud)
        for nr in range(len(document)):
            blad = document[nr]
            blad.render(scale=150 / 72).to_pil().save(uit / f"{naam}-{nr + 1}.png")
        document.close()


if __name__ == "__main__":
    main()
