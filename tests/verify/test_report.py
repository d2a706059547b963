"""Reports: one note lists all that was not checked."""

from __future__ import annotations

from factcards.card import Finding
from factcards.verify.report import gather_unchecked, not_checked

OTHER = Finding(kind="figure", severity="unsupported", claim="5", message="not checked: a quote")


def test_notes_on_a_language_become_one_at_the_end_without_repetition() -> None:
    causes = not_checked("cause", "causes", "ru")
    names = not_checked("name", "names", "ru", "but for Latin")
    *others, note = gather_unchecked([causes, OTHER, names, causes])
    assert others == [OTHER]
    assert (note.kind, note.severity) == ("language", "note")
    assert note.message == "not checked in language 'ru': causes; names (but for Latin)"
    assert gather_unchecked([*others, note, causes]) == (OTHER, note)


def test_findings_of_a_language_that_is_checked_stay_as_they_are() -> None:
    assert gather_unchecked([OTHER, OTHER]) == (OTHER, OTHER)
