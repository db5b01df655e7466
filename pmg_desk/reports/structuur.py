"""The structure of a PDF that screen readers and text extraction follow (ISO 32000-1 §14.7 and §14.8; WCAG 2.1, 1.3.1).

reportlab writes none by itself. While a page is drawn, :class:`Structuur` records which marked content is a heading, a
paragraph or a cell; at the end it writes that tree into the document.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFObjectReference, PDFPage


@dataclass(slots=True)
class _Element:
    """A node of the tree; a leaf points at marked content by its page and its number on that page."""

    rol: str
    kinderen: list[_Element] = field(default_factory=list)
    inhoud: tuple[int, int] | None = None


class Structuur:
    """The tree of one document, built up in drawing order."""

    def __init__(self) -> None:
        self._wortel = _Element("Document")
        self._open = [self._wortel]
        self._bladen: dict[int, list[_Element]] = defaultdict(list)

    def open(self, rol: str) -> _Element:
        """Begin a part (``Table``, ``TR``, ``TD``, ``P``); what follows belongs to it until :meth:`sluit`."""
        element = _Element(rol)
        self._open[-1].kinderen.append(element)
        self._open.append(element)
        return element

    def sluit(self) -> None:
        """End the part that was opened last."""
        self._open.pop()

    def open_inhoud(self, rol: str, blad: int) -> int:
        """Begin a part that has text on page ``blad`` (from 1); gives the number to mark that text with."""
        element = self.open(rol)
        nummer = len(self._bladen[blad])
        element.inhoud = (blad, nummer)
        self._bladen[blad].append(element)
        return nummer

    def koppel(self, pagina: PDFPage, blad: int) -> None:
        """Point a page back at its part of the tree, and let Tab follow the structure."""
        pagina.__NoDefault__ = [*PDFPage.__NoDefault__, "StructParents", "Tabs"]
        vars(pagina).update(StructParents=blad - 1, Tabs=PDFName("S"))

    def schrijf(self, document: Any) -> None:
        """Write the tree into the document. Call once, after the last page."""
        wortel = PDFDictionary({"Type": PDFName("StructTreeRoot")})
        verwijzing = document.Reference(wortel, "StructTreeRoot")
        namen: dict[int, PDFObjectReference] = {}
        wortel["K"] = self._schrijf_element(self._wortel, verwijzing, document, namen)
        bladen = PDFArray([])
        for blad, elementen in sorted(self._bladen.items()):
            bladen.sequence += [blad - 1, PDFArray([namen[id(element)] for element in elementen])]
        wortel["ParentTree"] = PDFDictionary({"Nums": bladen})
        wortel["ParentTreeNextKey"] = max(self._bladen, default=0)
        catalogus = document.Catalog
        catalogus.StructTreeRoot = verwijzing
        catalogus.MarkInfo = PDFDictionary({"Marked": "true"})

    def _schrijf_element(
        self, element: _Element, ouder: PDFObjectReference, document: Any, namen: dict[int, PDFObjectReference]
    ) -> PDFObjectReference:
        inhoud = PDFDictionary({"Type": PDFName("StructElem"), "S": PDFName(element.rol), "P": ouder})
        zelf: PDFObjectReference = document.Reference(inhoud, f"Structuur{len(namen)}")
        namen[id(element)] = zelf
        if element.rol == "TH":
            inhoud["A"] = PDFDictionary({"O": PDFName("Table"), "Scope": PDFName("Column")})
        if element.inhoud is not None:
            blad, nummer = element.inhoud
            inhoud["Pg"] = PDFObjectReference(f"Page{blad}")
            inhoud["K"] = nummer
        else:
            inhoud["K"] = PDFArray([self._schrijf_element(kind, zelf, document, namen) for kind in element.kinderen])
        return zelf
