"""What a run reads of its sources, and how."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import BinaryIO

from factcards.errors import SettingsError
from factcards.intake.dates import moment_of

FIELDS = ("id", "text", "title", "url", "published", "byline", "publisher", "lang")


@dataclass(frozen=True)
class Intake:
    """How sources are read.

    Attributes:
        mapping: From our fields, those of `FIELDS`, to the columns of rows that hold them.
            Those that are not in it are guessed.
        since: Leave out what is known to be older; it must be aware.
        stdin: Where to read ``-`` from; standard input by default.
    """

    mapping: Mapping[str, str] = field(default_factory=dict)
    since: datetime | None = None
    stdin: BinaryIO | None = None

    def keeps(self, published: str | datetime | None) -> bool:
        """Whether an article is recent enough, as far as one can tell by its date.

        Args:
            published: ISO 8601 or anything else; what cannot be read counts as unknown.
        """
        if self.since is None or published is None:
            return True
        moment = moment_of(published) if isinstance(published, str) else published
        return moment is None or moment >= self.since


def mapping_of(text: str) -> dict[str, str]:
    """Read what ``--map`` is given, such as ``text=body,title=headline``.

    Raises:
        SettingsError: It is not of this form, or names a field that we do not have.
    """
    mapping: dict[str, str] = {}
    for part in text.split(","):
        ours, equals, theirs = (piece.strip() for piece in part.partition("="))
        if not (equals and ours and theirs):
            raise SettingsError(
                f"{part.strip()!r} is not of the form text=body",
                source="--map",
                remedy="correct it",
            )
        if ours not in FIELDS:
            raise SettingsError(
                f"there is no field {ours!r}",
                source="--map",
                remedy=f"fields are {', '.join(FIELDS)}",
            )
        if ours in mapping:
            raise SettingsError(
                f"{ours!r} is mapped twice", source="--map", remedy="name one column for it"
            )
        mapping[ours] = theirs
    return mapping
