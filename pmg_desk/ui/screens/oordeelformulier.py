"""The form of a judgement: for one request, and for several at once. Above its button stands what will be signed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QWidget

from pmg_desk.domain.datacategorie import zonder_grond
from pmg_desk.domain.datums import toon_datum
from pmg_desk.domain.delen import Eis, Oordeel, Toetsvraag, Weglating
from pmg_desk.domain.oordeel import BesluitInvoer
from pmg_desk.services.oordeelbeeld import Oordeelbegin
from pmg_desk.services.oordeelbundels import Bundeldeel
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.widgets.datumvelden import DatumVeld
from pmg_desk.ui.widgets.dialoog import bevestig
from pmg_desk.ui.widgets.formulier import Formulier
from pmg_desk.ui.widgets.keuzevelden import Keuze, KeuzeVeld, MeerKeuzeVeld
from pmg_desk.ui.widgets.tekst import Tekst
from pmg_desk.ui.widgets.tekstvelden import LangeTekstVeld, VinkVeld

AKKOORD = (Oordeel.AKKOORD, Oordeel.AKKOORD_BEPERKT)
VRAAG_LABELS: dict[Toetsvraag, str] = {
    Toetsvraag.DOELBINDING: "Past het bij het doel?",
    Toetsvraag.GRONDSLAG: "Is er een grondslag?",
    Toetsvraag.NOODZAAK: "Is het nodig?",
    Toetsvraag.PROPORTIONALITEIT: "Is het niet te veel?",
    Toetsvraag.SUBSIDIARITEIT: "Kan het niet lichter?",
}
EIS_LABELS: dict[Eis, str] = {
    Eis.ALLEEN_MONDELING: "Alleen mondeling delen, nooit op papier of als bestand",
    Eis.JONGERE_GEINFORMEERD: "Pas als de jongere is geïnformeerd",
    Eis.OUDERS_GEINFORMEERD: "Pas als de ouders (of wie gezag heeft) zijn geïnformeerd",
}


class ToetsvraagVeld(LangeTekstVeld):
    """One of the five questions: what the requester wrote, and beside it the own finding."""

    def __init__(self, vraag: Toetsvraag) -> None:
        super().__init__(f"bevinding_{vraag.value}", VRAAG_LABELS[vraag], regels=2, voorbeeld="")
        self.vel.setPlaceholderText(self.tr("Uw bevinding"))

    def plaats(self, invoer: QWidget, rij: QWidget | None = None) -> None:
        """Put the requester's words to the left of the control."""
        samen = QWidget()
        naast = QHBoxLayout(samen)
        naast.setContentsMargins(0, 0, 0, 0)
        naast.setSpacing(16)
        self.aanvrager = Tekst("", "zacht")
        naast.addWidget(self.aanvrager, 1)
        self.aanvrager.setVisible(False)  # of several requests each has its own words
        naast.addWidget(rij or invoer, 1)
        super().plaats(invoer, samen)

    def zet_aanvrager(self, tekst: str) -> None:
        """Show what the requester wrote."""
        self.aanvrager.setText(self.tr("Aanvrager: {}").format(tekst or "–"))
        self.aanvrager.setVisible(True)


class Oordeelformulier(Formulier):
    """``samen``: for several requests, about which no question can be asked back."""

    def __init__(self, omgeving: Omgeving, *, samen: bool = False) -> None:
        vandaag = omgeving.vandaag
        self._vragen = {vraag: ToetsvraagVeld(vraag) for vraag in Toetsvraag}
        self._document = False
        oordelen = [
            Keuze(Oordeel.AKKOORD, omgeving.tr("Akkoord")),
            Keuze(Oordeel.AKKOORD_BEPERKT, omgeving.tr("Akkoord, maar minder of met voorwaarden")),
            Keuze(Oordeel.GEWEIGERD, omgeving.tr("Weigeren")),
        ]
        if not samen:
            oordelen.append(Keuze(Oordeel.TERUGVRAAG, omgeving.tr("Eerst een vraag stellen")))
        super().__init__(
            [
                *self._vragen.values(),
                KeuzeVeld("oordeel", omgeving.tr("Oordeel"), oordelen, verplicht=True),
                MeerKeuzeVeld("categorieen", omgeving.tr("Deze soorten gegevens"), []),
                VinkVeld("derden", omgeving.tr("Ook wat over anderen gaat")),
                MeerKeuzeVeld(
                    "eisen",
                    omgeving.tr("Voorwaarden die het programma zelf bewaakt"),
                    [Keuze(eis, label) for eis, label in EIS_LABELS.items()],
                ),
                DatumVeld("niet_voor", omgeving.tr("Niet delen vóór"), vandaag, vroegst=vandaag),
                LangeTekstVeld(
                    "voorwaarden",
                    omgeving.tr("Andere voorwaarden"),
                    hulp=omgeving.tr("Komen op elke afdruk te staan."),
                    regels=2,
                ),
                LangeTekstVeld("motivering", omgeving.tr("Motivering of vraag"), verplicht=True),
                DatumVeld(
                    "geldig_tot",
                    omgeving.tr("Geldig tot en met"),
                    vandaag,
                    vroegst=vandaag,
                    hulp=omgeving.tr("Leeg: ieder tot de gevraagde dag.") if samen else "",
                ),
            ],
            knop=omgeving.tr("Besluit ondertekenen"),
            breedte=900,
        )
        self.zin = Tekst("", "label")
        self.voeg_in(self.zin, self.balk)
        self._ontvanger = ""
        self._weg = 0
        self._labels: dict[str, str] = {}
        self._profiel = omgeving.werkplek.profiel
        self._ongedekt: dict[str, Sequence[str]] = {}
        self._delen: tuple[Bundeldeel, ...] = ()
        self.veld("oordeel").gewijzigd.connect(self.pas_aan)
        self.gewijzigd.connect(self._toon_zin)

    def begin(
        self,
        *,
        ontvanger: str,
        categorieen: Sequence[tuple[str, str, bool]],
        derden: bool,
        geldig_tot: date | None,
        document: bool,
    ) -> None:
        """Empty the form for this: approve as asked is what stands ready, except the judgement itself."""
        self._ontvanger, self._document, self._weg = ontvanger, document, 0
        self._ongedekt = {}
        self._delen = ()
        self._labels = {sleutel: label for sleutel, label, _ in categorieen}
        veld = self.veld("categorieen")
        assert isinstance(veld, MeerKeuzeVeld)
        veld.zet_keuzes(
            [Keuze(c, label, self.tr("gevoelig") if gevoelig else "") for c, label, gevoelig in categorieen]
        )
        self.wis()
        self.zet({"categorieen": tuple(self._labels), "derden": derden, "geldig_tot": geldig_tot})
        self.pas_aan()

    def begin_met(self, begin: Oordeelbegin) -> bool:
        """Have the conditions of the decision before ready; not over what was typed already. Tells whether it did."""
        if self.is_gewijzigd:
            return False
        self.zet(
            {
                "categorieen": begin.categorieen,
                "derden": begin.derden,
                "eisen": begin.eisen,
                "niet_voor": begin.niet_voor,
                "voorwaarden": begin.voorwaarden,
                "geldig_tot": begin.geldig_tot,
            }
        )
        self._toon_zin()
        return True

    def zet_aanvrager(self, teksten: dict[Toetsvraag, str]) -> None:
        """What the requester wrote to each question."""
        for vraag, veld in self._vragen.items():
            veld.zet_aanvrager(teksten.get(vraag, ""))

    def pas_aan(self) -> None:
        """Show what belongs to the judgement that is chosen."""
        oordeel = self.veld("oordeel").waarde()
        akkoord = oordeel in AKKOORD
        for sleutel in ("categorieen", "derden"):
            self.toon_veld(sleutel, akkoord and not self._document)
        for sleutel in ("eisen", "niet_voor", "voorwaarden", "geldig_tot"):
            self.toon_veld(sleutel, akkoord)
        vraag = oordeel is Oordeel.TERUGVRAAG
        self.knop.setText(self.tr("Vraag stellen") if vraag else self.tr("Besluit ondertekenen"))
        self._toon_zin()

    def invoer(self, waarden: dict[str, Any], stukken: tuple[str, ...], weg: tuple[Weglating, ...]) -> BesluitInvoer:
        """The judgement that these values say."""
        return BesluitInvoer(
            oordeel=waarden["oordeel"],
            motivering=waarden["motivering"],
            geldig_tot=waarden["geldig_tot"],
            voorwaarden=waarden["voorwaarden"] or "",
            categorieen=tuple(waarden["categorieen"] or ()),
            derden=bool(waarden["derden"]),
            stukken=stukken,
            eisen=tuple(waarden["eisen"] or ()),
            niet_voor=waarden["niet_voor"],
            weglaten=weg,
            bevindingen=tuple((v, waarden[f"bevinding_{v.value}"]) for v in Toetsvraag),
        )

    def lees(self, stukken: tuple[str, ...], weg: tuple[Weglating, ...]) -> BesluitInvoer:
        """The judgement as far as it was filled in: for a look at the page, never to sign."""
        waarden: dict[str, Any] = {}
        for sleutel in ("categorieen", "derden", "voorwaarden", "geldig_tot"):
            veld = self.veld(sleutel)
            waarden[sleutel] = veld.leeg if veld.bezwaar() else veld.waarde()
        return BesluitInvoer(
            oordeel=Oordeel.AKKOORD,
            motivering="",
            geldig_tot=waarden["geldig_tot"],
            voorwaarden=waarden["voorwaarden"] or "",
            categorieen=tuple(waarden["categorieen"] or ()),
            derden=bool(waarden["derden"]),
            stukken=stukken,
            weglaten=weg,
        )

    def zet_weggelaten(self, aantal: int) -> None:
        """How many texts and fields were taken out: the sentence above the button says so."""
        self._weg = aantal
        self._toon_zin()

    def _toon_zin(self) -> None:
        self.zin.setText(self.samenvatting())
        self.zin.setVisible(bool(self.zin.text()))

    def samenvatting(self) -> str:
        """In one sentence what the signature will say; empty as long as nothing was chosen."""
        oordeel = self.veld("oordeel").waarde()
        if self._delen:
            return self._samenvatting_samen(oordeel)
        if oordeel is Oordeel.GEWEIGERD:
            return self.tr("U weigert het delen met {}.").format(self._ontvanger)
        if oordeel is Oordeel.TERUGVRAAG:
            return self.tr("U vraagt de aanvrager om meer uitleg. Er wordt nog niets gedeeld.")
        if oordeel not in AKKOORD:
            return ""
        kort = self.lees((), ())
        wat = (
            self.tr("precies deze tekst")
            if self._document
            else ", ".join(self._labels[c].lower() for c in kort.categorieen) or self.tr("niets")
        )
        tot = self.tr("(geen einddatum)") if kort.geldig_tot is None else toon_datum(kort.geldig_tot)
        zin = self.tr("U geeft akkoord: {0} mag {1} krijgen, tot en met {2}.").format(self._ontvanger, wat, tot)
        return " ".join([zin, *self._erbij()])

    def _erbij(self) -> list[str]:
        eisen = [EIS_LABELS[eis] for eis in self.veld("eisen").waarde()]
        weg = self.tr("U laat {} weg.").format(
            self.tr("1 onderdeel") if self._weg == 1 else self.tr("{} onderdelen").format(self._weg)
        )
        return [*self._let_op(), *([weg] if self._weg else []), *(f"{eis}." for eis in eisen)]

    def begin_na(self, vorige: Mapping[str, Any]) -> None:
        """Have the findings of the signature before ready; the judgement and its motivation stay empty."""
        sleutels = [f"bevinding_{vraag.value}" for vraag in self._vragen]
        self.zet({sleutel: vorige[sleutel] for sleutel in sleutels if vorige.get(sleutel)})

    def zet_delen(self, delen: Sequence[Bundeldeel]) -> None:
        """The requests that are judged together: the sentence counts and names them."""
        self._delen = tuple(delen)
        self._ongedekt = {deel.regel.nummer: deel.ongedekt for deel in delen}
        self._toon_zin()

    def _samenvatting_samen(self, oordeel: Oordeel | None) -> str:
        nummers = ", ".join(deel.regel.nummer for deel in self._delen)
        aantal, jongeren = len(self._delen), len({deel.jongere for deel in self._delen})
        keer = self.tr("1 keer") if aantal == 1 else self.tr("{} keer").format(aantal)
        over = self.tr("1 jongere") if jongeren == 1 else self.tr("{} jongeren").format(jongeren)
        if oordeel is Oordeel.GEWEIGERD:
            return self.tr("U weigert {0}, voor {1}: {2}.").format(keer, over, nummers)
        if oordeel not in AKKOORD:
            return ""
        kop = self.tr("U geeft {0} akkoord, voor {1}: {2}.").format(keer, over, nummers)
        return " ".join([kop, *self._wie_krijgt_wat(), self._tot_wanneer(), *self._erbij(), *self._als_eerder()])

    def _wie_krijgt_wat(self) -> list[str]:
        """By recipient and kinds of data, with the numbers where these differ."""
        kort = self.lees((), ())
        wat: dict[tuple[str, tuple[str, ...]], list[str]] = {}
        for deel in self._delen:
            soorten = tuple(self._labels[c].lower() for c in kort.categorieen if c in deel.categorieen)
            wat.setdefault((deel.regel.ontvanger, soorten), []).append(deel.regel.nummer)
        zin = self.tr("{0} mag {1} krijgen.") if len(wat) == 1 else self.tr("{0} mag {1} krijgen ({2}).")
        return [
            zin.format(wie, ", ".join(soorten) or self.tr("niets"), ", ".join(nummers))
            for (wie, soorten), nummers in wat.items()
        ]

    def _tot_wanneer(self) -> str:
        gekozen = self.lees((), ()).geldig_tot
        uiterst = max(deel.geldig_tot for deel in self._delen)
        if gekozen is None:
            return self.tr("Ieder tot zijn eigen dag, uiterlijk {}.").format(toon_datum(uiterst))
        return self.tr("Ieder tot en met {}, of eerder als zijn eigen dag eerder is.").format(toon_datum(gekozen))

    def _als_eerder(self) -> list[str]:
        bij = [f"{d.regel.nummer} ({d.begin.nummer})" for d in self._delen if d.begin is not None and d.voorwaarden]
        return [self.tr("De voorwaarden van het vorige besluit blijven gelden bij {}.").format(", ".join(bij))] * bool(
            bij
        )

    def zet_grondslagen(self, sleutels: Sequence[str], categorieen: Sequence[tuple[str, str, bool]]) -> None:
        """The grounds of the request, and the kinds of data it asks: a warning in words, never a refusal."""
        self.zet_ongedekt({"": zonder_grond(self._profiel, sleutels, [sleutel for sleutel, _, _ in categorieen])})

    def zet_ongedekt(self, ongedekt: Mapping[str, Sequence[str]]) -> None:
        """Per request (its number; empty for the only one) the special kinds that no ground of it is about."""
        self._ongedekt = dict(ongedekt)
        self._toon_zin()

    def _let_op(self) -> list[str]:
        """The warnings about special data that are approved here, the same ones of several requests in one sentence."""
        bij: dict[tuple[str, ...], list[str]] = {}
        for nummer, sleutels in self._ongedekt.items():
            bijzonder = self.bijzonder_zonder_grond(sleutels)
            if bijzonder:
                bij.setdefault(bijzonder, []).append(nummer)
        alleen = self.tr("Let op: {} is gevoelig, en bij het verzoek staat geen grondslag daarvoor.")
        met = self.tr("Let op: bij {1} is {0} bijzonder, en staat er geen grondslag daarvoor.")
        return [(met if all(n) else alleen).format(", ".join(soorten), ", ".join(n)) for soorten, n in bij.items()]

    def bijzonder_zonder_grond(self, sleutels: Sequence[str]) -> tuple[str, ...]:
        """Of these kinds the words of those that are approved here."""
        gekozen = tuple(self._labels) if self._document else tuple(self.veld("categorieen").waarde() or ())
        return tuple(self._labels[s].lower() for s in sleutels if s in gekozen)

    def bewaar(self) -> None:
        """Sign; where special data would go without a ground about them, say so once more first."""
        if self.knop.isEnabled() and self.veld("oordeel").waarde() in AKKOORD and self._let_op():
            self.bewaar_met_toets()
        else:
            super().bewaar()

    def bewaar_met_toets(self) -> None:
        """By keyboard: say once more what will be signed, then sign."""
        zin = self.samenvatting()
        if zin and self.knop.isEnabled():
            bevestig(self, self.knop.text(), zin, self.knop.text(), super().bewaar, gevaar=False)
        else:
            super().bewaar()
