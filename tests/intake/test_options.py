"""What `--map` and `--since` mean."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from factcards.errors import SettingsError
from factcards.intake.options import Intake, mapping_of

SINCE = Intake(since=datetime(2026, 3, 4, 12, tzinfo=UTC))


def test_a_mapping_goes_from_our_fields_to_columns() -> None:
    assert mapping_of("text=body, title = The headline") == {
        "text": "body",
        "title": "The headline",
    }


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("text", "'text' is not of the form text=body"),
        ("text=", "is not of the form"),
        ("", "is not of the form"),
        ("txt=body", "there is no field 'txt'; fields are id, text, title"),
        ("text=a,text=b", "'text' is mapped twice"),
    ],
)
def test_a_mapping_that_makes_no_sense_is_a_settings_error(text: str, problem: str) -> None:
    with pytest.raises(SettingsError) as caught:
        mapping_of(text)
    assert problem in str(caught.value)


@pytest.mark.parametrize(
    ("published", "kept"),
    [
        ("2026-03-05", True),
        ("2026-03-04", True),
        ("2026-03-04T11:59:59Z", False),
        ("2026-03-04T13:30:00+02:00", False),
        ("2026-03-03", False),
        ("some day", True),
        (None, True),
        (datetime(2026, 3, 3, tzinfo=UTC), False),
    ],
)
def test_only_what_is_known_to_be_older_is_left_out(
    published: str | datetime | None, *, kept: bool
) -> None:
    assert SINCE.keeps(published) == kept


def test_without_a_date_everything_is_kept() -> None:
    assert Intake().keeps("1815-06-18")
