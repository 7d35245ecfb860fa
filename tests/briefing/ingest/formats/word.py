"""Word documents, made by hand for tests."""

from __future__ import annotations

from io import BytesIO
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SPACES = (
    f'xmlns:w="{MAIN}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
STYLES = {
    "Titel": "Title",
    "Untertitel": "Subtitle",
    "Kop1": "heading 1",
    "Kop2": "heading 2",
    "Tussenkop": "Crosshead",
    "Autor": "Author",
    "Datum": "Date",
    "Verz1": "toc 1",
}


def run(words: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(words)}</w:t></w:r>'


def paragraph(inner: str, style: str = "") -> str:
    said = inner if inner.startswith("<") else run(inner)
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{said}</w:p>' if style else f"<w:p>{said}</w:p>"


def row(*cells: str) -> str:
    return f"<w:tr>{''.join(f'<w:tc><w:tcPr/>{cell}</w:tc>' for cell in cells)}</w:tr>"


def table(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/>{''.join(rows)}</w:tbl>"


def document(*body: str, spaces: str = SPACES) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?><w:document {spaces}><w:body>{"".join(body)}</w:body></w:document>'


def styles() -> str:
    every = "".join(f'<w:style w:styleId="{one}"><w:name w:val="{name}"/></w:style>' for one, name in STYLES.items())
    return f"<w:styles {SPACES}>{every}</w:styles>"


def properties(title: str = "", creator: str = "", created: str = "") -> str:
    return (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">'
        f"<dc:title>{escape(title)}</dc:title><dc:creator>{escape(creator)}</dc:creator>"
        f"<dcterms:created>{created}</dcterms:created></cp:coreProperties>"
    )


def packed(parts: dict[str, str | bytes]) -> bytes:
    """An archive of parts."""
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content, ZIP_STORED if name == "mimetype" else ZIP_DEFLATED)
    return file.getvalue()


def word(*body: str, **parts: str) -> bytes:
    """A Word document of paragraphs and tables; `core`, `footnotes` and `header1` are further parts of it."""
    folders = {"core": "docProps/core.xml"}
    return packed(
        {
            "[Content_Types].xml": "<Types/>",
            "word/document.xml": document(*body),
            "word/styles.xml": styles(),
            **{folders.get(name, f"word/{name}.xml"): content for name, content in parts.items()},
        }
    )
