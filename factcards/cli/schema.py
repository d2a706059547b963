"""`factcards schema`: the JSON Schema of the card."""

from __future__ import annotations

import typer


def schema() -> None:
    """Print the JSON Schema of the card, for editors and validators."""
    import json

    from factcards.card import json_schema

    typer.echo(json.dumps(json_schema(), indent=2, ensure_ascii=False))
