"""Write `docs/briefing.schema.json`, the JSON Schema of what `briefing print --as json` prints, from the model's annotations.

uv run python docs/scripts/json_schema.py
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from briefing.model import Briefing, Span

OUT = Path(__file__).parent.parent / "briefing.schema.json"
SCALARS = {str: "string", int: "integer", bool: "boolean", NoneType: "null"}


def schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a `Briefing`."""
    definitions: dict[str, Any] = {}
    root = _form(Briefing, definitions)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Briefing",
        "description": "One object a line of `briefing print --as json`. Offsets count characters of the article's text.",
        **root,
        "$defs": dict(sorted(definitions.items())),
    }


def text() -> str:
    """The schema as it stands in the file."""
    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"


def _form(kind: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    if kind is Span:
        return {"type": "array", "prefixItems": [{"type": "integer"}, {"type": "integer"}], "minItems": 2, "maxItems": 2}
    if kind in SCALARS:
        return {"type": SCALARS[kind]}
    if get_origin(kind) is Literal:
        return {"enum": list(get_args(kind))}
    if get_origin(kind) is tuple:
        return {"type": "array", "items": _form(get_args(kind)[0], definitions)}
    if get_origin(kind) in (Union, UnionType):
        return {"anyOf": [_form(part, definitions) for part in get_args(kind)]}
    name = kind.__name__
    if name not in definitions:
        definitions[name] = {}
        definitions[name].update(
            type="object",
            description=re.split(r"\n\s*\n", (kind.__doc__ or "").strip())[0].replace("\n", " "),
            properties={field: _form(hint, definitions) for field, hint in get_type_hints(kind).items()},
            required=list(kind._fields),
        )
    return {"$ref": f"#/$defs/{name}"}


if __name__ == "__main__":
    OUT.write_text(text(), encoding="utf-8")
