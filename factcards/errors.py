"""Every error that factcards raises on purpose, in one tree.

FactcardsError
├── SourceError            the article cannot be used
│   ├── SourceUnreadable   missing, empty, binary, undecodable, malformed
│   ├── FetchError         a URL that cannot be retrieved
│   └── NotAnArticle       a page with no article on it: refused before any model call
├── SettingsError          a configuration file or a combination of options
├── PromptError            an unknown, malformed or changed prompt
├── TemplateError          a template that is missing or fails (file and line)
├── ModelFileError         weights that are unknown, corrupt or cannot be stored
├── EndpointError          the model cannot be asked
│   ├── EndpointUnreachable    nothing answers, or only after the last retry
│   ├── AuthenticationFailed   a missing or refused key
│   ├── ModelNotFound          the endpoint does not have this model
│   ├── RequestRejected        any other refusal by the endpoint
│   └── EndpointGivenUp        nothing more is sent: it is down, or refuses everything
├── StoreError             an output folder that is another's, in use, damaged or full
├── ReplyError             the model answered, but not with a card (keeps the raw reply)
└── CardError              a card file that is not a card, or does not fit the article
"""

from __future__ import annotations

from pathlib import Path
from traceback import extract_tb


class FactcardsError(Exception):
    """Root of the tree: one line that says what is wrong, with what, and what to do.

    Args:
        problem: What is wrong, as a clause without a full stop.
        source: What it is wrong with: a file, a URL, a setting. Named first in the message.
        remedy: What the reader can do about it, as an imperative clause.
    """

    def __init__(self, problem: str, *, source: str = "", remedy: str = "") -> None:
        self.problem = problem
        self.source = source
        self.remedy = remedy
        super().__init__(str(self))

    def __reduce__(self) -> tuple[object, ...]:
        # Exceptions are pickled by their positional arguments; ours are named.
        return _rebuilt, (type(self), self.args, dict(vars(self)))

    def __str__(self) -> str:
        head = f"{self.source}: {self.problem}" if self.source else self.problem
        line = f"{head}; {self.remedy}" if self.remedy else head
        return " ".join(line.split())


def _rebuilt(
    kind: type[FactcardsError], args: tuple[object, ...], state: dict[str, object]
) -> FactcardsError:
    """An error as it was in another process."""
    error = kind.__new__(kind)
    error.args = args
    vars(error).update(state)
    return error


class SourceError(FactcardsError):
    """The article cannot be used."""


class SourceUnreadable(SourceError):
    """The source is missing, empty, binary, undecodable or malformed."""


class FetchError(SourceError):
    """A URL could not be retrieved."""


class NotAnArticle(SourceError):
    """The page holds no article: a cookie wall, an index, a paywall stub, an error page."""


class SettingsError(FactcardsError):
    """A configuration file or a combination of options makes no sense."""


class PromptError(FactcardsError):
    """A prompt is unknown, malformed, or differs from the version that was published."""


class TemplateError(FactcardsError):
    """A template is missing or fails; `source` is ``file:line`` where the line is known."""


class ModelFileError(FactcardsError):
    """Model weights are unknown, corrupt, or cannot be fetched or stored."""


class EndpointError(FactcardsError):
    """The model cannot be asked."""


class EndpointUnreachable(EndpointError):
    """Nothing answers at the base URL, or nothing but errors until the last retry."""


class AuthenticationFailed(EndpointError):
    """The endpoint wants a key and has none, or refuses the one it got."""


class ModelNotFound(EndpointError):
    """The endpoint answers, but does not have the model."""


class RequestRejected(EndpointError):
    """The endpoint refuses the request for any other reason."""


class EndpointGivenUp(EndpointError):
    """Nothing more is sent: what was sent before failed for a reason that all would share."""


class StoreError(FactcardsError):
    """An output folder cannot be used: it is another's, in use, damaged, or the disk is full."""


class ReplyError(FactcardsError):
    """The model answered, but not with what the schema asks for.

    Args:
        raw: The reply as it came, kept for inspection.
    """

    def __init__(self, problem: str, *, raw: str, source: str = "", remedy: str = "") -> None:
        self.raw = raw
        super().__init__(problem, source=source, remedy=remedy)


class CardError(FactcardsError):
    """A card file is not a card of a version we know, or does not fit the article."""


def place_of(error: Exception) -> str:
    """What an unexpected error is and where it was raised: ``KeyError at names.py:12``."""
    frame = extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__} at {Path(frame.filename).name}:{frame.lineno}"
