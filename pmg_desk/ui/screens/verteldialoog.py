"""Told to everyone in the room: recorded with one key, and where somebody may not hear it first shown who and why."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtWidgets import QApplication, QWidget

from pmg_desk.domain.fouten import Fout, OngeldigeInvoer
from pmg_desk.domain.profiel.sectie import label_van
from pmg_desk.services import verteldaantafel
from pmg_desk.services.nietvertellen import niet_vertellen_zin
from pmg_desk.services.vergaderen import Vergaderpunt
from pmg_desk.services.verteldaantafel import Buiten, Hoorder, Tafelinvoer, Tafelspoed, Verteld
from pmg_desk.ui.omgeving import Omgeving
from pmg_desk.ui.screens.vergaderdelen import Typdeel
from pmg_desk.ui.screens.vergadervastleggen import Vastlegger
from pmg_desk.ui.widgets.formulier import Formulier, Keuze, LangeTekstVeld, MeerKeuzeVeld, VinkVeld
from pmg_desk.ui.widgets.invoerdialoog import Invoerdialoog
from pmg_desk.ui.widgets.kaart import Kaart
from pmg_desk.ui.widgets.scherm import Scherm
from pmg_desk.ui.widgets.tekst import Tekst

_SPOEDVELDEN = ("reden", "grondslagen", "toch")


class Verteldialoog(Invoerdialoog):
    """``categorieen``, ``derden``: kinds of data of what was said at this item, and whether it is about others too: how
    the form begins.
    """

    def __init__(
        self,
        ouder: QWidget,
        omgeving: Omgeving,
        punt_id: UUID,
        categorieen: Sequence[str],
        *,
        derden: bool = False,
        bewaard: Callable[[Verteld], object] | None = None,
    ) -> None:
        profiel = omgeving.werkplek.profiel
        self._punt_id, self._profiel = punt_id, profiel
        tr = ouder.tr
        formulier = Formulier(
            [
                MeerKeuzeVeld(
                    "categorieen",
                    tr("Wat voor gegevens"),
                    [Keuze(c.sleutel, c.label) for c in profiel.datacategorieen.values()],
                    verplicht=True,
                ),
                LangeTekstVeld("omschrijving", tr("Wat is er verteld, in het kort"), verplicht=True, regels=2),
                VinkVeld("derden", tr("Het ging ook over iemand anders"), label=tr("Anderen")),
                VinkVeld(
                    "zonder_weggelaten",
                    tr("Wat niet verteld mag worden, is niet verteld"),
                    label=tr("Niet verteld"),
                ),
                VinkVeld(
                    "spoed",
                    tr("Ook verteld wat niet mocht, omdat het niet kon wachten"),
                    label=tr("Spoed"),
                ),
                LangeTekstVeld("reden", tr("Waarom kon dit niet wachten"), verplicht=True, regels=2),
                MeerKeuzeVeld(
                    "grondslagen",
                    tr("Op welke grondslag"),
                    [Keuze(g.sleutel, g.label, g.plaats) for g in profiel.grondslagen.values()],
                    verplicht=True,
                ),
                LangeTekstVeld("toch", tr("Eerder geweigerd: waarom toch verteld"), regels=2),
            ],
            knop=tr("Vastleggen dat dit is verteld"),
        )
        super().__init__(
            ouder,
            omgeving,
            tr("Verteld aan iedereen die er is"),
            formulier,
            self._leg_vast,
            gemeld=zeg_verteld,
            concept=("aantafelverteld", punt_id),
            begin={
                "categorieen": tuple(categorieen),
                "omschrijving": tr("Besproken in het overleg."),
                "derden": derden,
            },
            vertaal=_vertaal,
            bewaard=bewaard,
        )
        self.wie = Kaart(tr("Wie mag dit horen"))
        self._nietkop = Tekst(tr("Mag dit niet horen"), "kop-3")
        self._welkop = Tekst(tr("Mag dit horen"), "kop-3")
        self._niet, self.uitkomst, self.zin = Tekst(""), Tekst(""), Tekst("")
        for deel in (self._nietkop, self._niet, self._welkop, self.uitkomst, self.zin):
            self.wie.inhoud.addWidget(deel)
        formulier.kan_gewijzigd.connect(self.knop.setEnabled)  # it is shown before it is known who may hear it
        self._hoorders: tuple[Hoorder, ...] | None = None  # None while it is read who may hear it
        self.waarom = Tekst("", "veldfout")
        self.inhoud.addWidget(self.waarom)  # beside the buttons, whatever scrolls
        formulier.voeg_in(self.wie, formulier.veld("categorieen"))  # what one has to know, before anything scrolls
        formulier.veld("categorieen").gewijzigd.connect(self._lees)
        formulier.veld("derden").gewijzigd.connect(self._lees)
        formulier.veld("spoed").gewijzigd.connect(self._toon_spoed)
        self._toon_spoed()
        formulier.toon_veld("zonder_weggelaten", False)
        self._lees()

    def _toon_spoed(self) -> None:
        for sleutel in _SPOEDVELDEN:
            self.formulier.toon_veld(sleutel, bool(self.formulier.veld("spoed").waarde()))
        self._schik_knop()

    def _schik_knop(self) -> None:
        """The button can be pressed where there is something to record, and else it says why not."""
        hoorders = self._hoorders
        if hoorders is None:
            return
        spoed = not self.formulier.veld("spoed").isHidden() and bool(self.formulier.veld("spoed").waarde())
        soorten = bool(self.formulier.veld("categorieen").waarde())
        zin = ""
        if not hoorders and soorten:
            zin = self.tr("Leg eerst vast wie er zijn (F11).")
        elif soorten and not spoed and not any(een.mag for een in hoorders):
            zin = self.tr("Niemand die er is, mag dit horen. Kon het niet wachten? Kruis dan Spoed aan.")
        self.waarom.setText(zin)
        self.waarom.setVisible(bool(zin))
        self.knop.setToolTip(zin)
        self.knop.setAccessibleDescription(zin)
        self.formulier.zet_bezig(bool(zin))

    def _lees(self) -> None:
        self._hoorders = None
        self.formulier.zet_bezig(True)  # nobody confirms what is not in sight yet
        gekozen = self.formulier.veld("categorieen").waarde()
        derden = bool(self.formulier.veld("derden").waarde())
        taak = partial(verteldaantafel.list_hoorders, self._omgeving.werkplek, self._punt_id, gekozen, derden=derden)
        self._omgeving.werker.doe(taak, self._toon_wie, self._mislukt, self)

    def _toon_wie(self, hoorders: tuple[Hoorder, ...]) -> None:
        weg = niet_vertellen_zin(deel for een in hoorders for deel in een.weggelaten)
        self.formulier.toon_veld("zonder_weggelaten", bool(weg))
        self.formulier.toon_veld("spoed", any(een.niet or een.weggelaten for een in hoorders))
        niet = [f"{een.label}: {self._waarom_niet(een)}" for een in hoorders if een.niet]
        wel = [self._wel(een) for een in hoorders if een.mag]
        for deel, kop, regels in ((self._niet, self._nietkop, niet), (self.uitkomst, self._welkop, wel)):
            deel.setText("\n".join(regels))
            deel.setVisible(bool(regels))
            kop.setVisible(bool(regels))
        kies = self.tr("Kies hieronder wat voor gegevens het waren. Dan staat hier wie dat mag horen.")
        zin = kies if hoorders else self.tr("Leg eerst vast wie er zijn (F11).")
        self.zin.setText(weg if niet or wel else zin)
        self.zin.setVisible(bool(self.zin.text()))
        self._hoorders = hoorders
        self._schik_knop()

    def _waarom_niet(self, een: Hoorder) -> str:
        """What a recipient may not hear, each reason once; where that is all for one reason, only the reason."""
        om: dict[str, list[str]] = {}
        for _, label, waarom in een.niet:
            om.setdefault(waarom.rstrip("."), []).append(label)
        if len(om) == 1 and not een.mag:
            return next(iter(om))
        return "; ".join(f"{', '.join(soorten)} ({reden})" for reden, soorten in om.items())

    def _wel(self, een: Hoorder) -> str:
        labels = self._profiel.datacategorieen
        mag, al = (", ".join(label_van(labels, sleutel) for sleutel in sleutels) for sleutels in (een.mag, een.al))
        return f"{een.label}: {mag}" + (self.tr("; al verteld in dit overleg: {}").format(al) if al else "")

    def _leg_vast(self, w: dict[str, Any]) -> Verteld:
        spoed = Tafelspoed(w["reden"], tuple(w["grondslagen"]), w["toch"]) if w["spoed"] else None
        invoer = Tafelinvoer(
            tuple(w["categorieen"]), w["omschrijving"], bool(w["derden"]), bool(w["zonder_weggelaten"]), spoed
        )
        return verteldaantafel.tell_everyone(self._omgeving.werkplek, self._punt_id, invoer)


class Verteller(QObject):
    """One key for what was told to everyone at the item of ``typdeel``: at once where nothing has to be confirmed.

    It is committed first, so that what the register says was told is always a text that stays to be read. What somebody
    confirmed once in a meeting, that a function does not hear a kind of data, is not asked again in that meeting; it is
    said who did not get it. The same item again, and anything new, asks.
    """

    def __init__(self, scherm: Scherm, typdeel: Typdeel, vastlegger: Vastlegger) -> None:
        super().__init__(scherm)
        self._scherm, self._typdeel, self._vastlegger = scherm, typdeel, vastlegger
        self._bevestigd: set[Buiten] = set()

    def begin(self) -> None:
        """Another meeting: what was confirmed in the one before counts no more."""
        self._bevestigd.clear()

    def vertel(self) -> None:
        """Commit what was said, and record that it was told, or ask."""
        self._vastlegger.leg_vast(self._vertel)

    def _vertel(self) -> None:
        punt, omgeving = self._typdeel.punt, self._scherm.omgeving
        assert punt is not None
        gezegd = verteldaantafel.gezegd_in(self._typdeel.basis)
        soorten = tuple(dict.fromkeys(tekst.categorie for tekst in gezegd))
        derden = any(tekst.derden for tekst in gezegd)
        vraag = partial(self._vraag, punt, soorten, derden)
        if not soorten:
            vraag()
            return
        taak = partial(
            verteldaantafel.tell_at_once,
            omgeving.werkplek,
            punt.punt_id,
            soorten,
            derden=derden,
            bevestigd=frozenset(self._bevestigd),
        )
        omgeving.werker.doe(taak, partial(self._is_verteld, vraag), self._scherm.toon_fout, self)

    def _is_verteld(self, vraag: Callable[[], object], uitkomst: Verteld | None) -> None:
        if uitkomst is None:
            vraag()
        else:
            self._scherm.meld(zeg_verteld(uitkomst))

    def _vraag(self, punt: Vergaderpunt, soorten: tuple[str, ...], derden: bool) -> None:
        hier = self._typdeel.punt
        if hier is None or hier.punt_id != punt.punt_id or QApplication.activeModalWidget() is not None:
            # A key that was pressed meanwhile went elsewhere, or opened something else.
            zin = _tr("Bij {} is niet vastgelegd dat het is verteld: het programma moet u eerst iets vragen.")
            doe = _tr("Druk bij die casus weer op Ctrl+F9.")
            self._scherm.meld(f"{zin.format(punt.naam)} {doe}", "waarschuwing")
            return
        Verteldialoog(
            self._scherm, self._scherm.omgeving, punt.punt_id, soorten, derden=derden, bewaard=self._is_bevestigd
        ).toon()

    def _is_bevestigd(self, uitkomst: Verteld) -> None:
        self._bevestigd |= uitkomst.buiten


def zeg_verteld(uitkomst: Verteld) -> str:
    """What was recorded, and who did not get it: for the status line of whoever leads the meeting."""
    aantal = uitkomst.onder_akkoord
    zin = _tr("Vastgelegd onder akkoord voor {} ontvangers.").format(aantal)
    zinnen = [_tr("Vastgelegd onder akkoord voor 1 ontvanger.") if aantal == 1 else zin]
    if uitkomst.met_spoed:
        zinnen.append(_tr("Met spoed gedeeld met {}: de privacy officer kijkt dit na.").format(uitkomst.met_spoed))
    if uitkomst.niets:
        zinnen.append(_tr("Niets verteld aan: {}.").format(", ".join(uitkomst.niets)))
    if uitkomst.deels:
        zinnen.append(_tr("Niet alles verteld aan: {}.").format(", ".join(uitkomst.deels)))
    return " ".join(zinnen)


def _tr(tekst: str) -> str:
    return QCoreApplication.translate("Verteldialoog", tekst)


def _vertaal(fout: Fout) -> Fout:
    """Nobody is there: said where the kinds are, the form has no place for who is there."""
    if isinstance(fout, OngeldigeInvoer) and "aanwezig" in fout.velden:
        return OngeldigeInvoer({"categorieen": fout.velden["aanwezig"]})
    return fout
