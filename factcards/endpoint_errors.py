"""What went wrong with a request: in words, and whether to try again."""

from __future__ import annotations

import re
from collections.abc import Mapping
from http import HTTPStatus
from typing import TYPE_CHECKING

import openai

from factcards.endpoint_transport import FOREIGN_ERRORS
from factcards.errors import (
    AuthenticationFailed,
    EndpointError,
    EndpointUnreachable,
    ModelNotFound,
    RequestRejected,
)

if TYPE_CHECKING:
    from factcards.endpoint import OpenAIEndpoint
    from factcards.throttle import Slot

_PASSING = (HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.CONFLICT, HTTPStatus.TOO_MANY_REQUESTS)
_PUT_OFF = (HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE)
_TOO_LONG = re.compile(r"context (?:length|window|size)|too many (?:input )?tokens", re.IGNORECASE)


class AttemptFailed(Exception):
    """One request failed; says what to tell the user, the throttle and tenacity.

    Attributes:
        error: For the user, if it is not tried again.
        passes: Whether it may do better the next time.
        headers: Of the reply; empty if there was none.
        lost: Whether nothing answered.
    """

    def __init__(self, error: EndpointError, cause: Exception) -> None:
        super().__init__(error.problem)
        self.error = error
        self.passes = may_pass(cause)
        self.lost = _is_lost(cause)
        self.headers: Mapping[str, str] = {}
        self._put_off = self._for_its_article = False
        if isinstance(cause, openai.APIStatusError):
            self.headers = cause.response.headers
            self._put_off = cause.status_code in _PUT_OFF
            self._for_its_article = _is_too_long(cause) or cause.code == "content_filter"

    def tell(self, slot: Slot) -> None:
        """Tell the throttle."""
        if not self.passes:
            slot.rejected(self.error, for_its_article=self._for_its_article)
        elif self._put_off:
            slot.refused(self.error, self.headers)
        else:
            slot.failed(self.error)


def translate(error: Exception, endpoint: OpenAIEndpoint, attempts: int = 1) -> EndpointError:
    """An error of the openai client, or of what lies under it, as one of ours."""
    at = {"source": endpoint.base_url}
    if _is_timeout(error):
        return EndpointUnreachable(
            f"no reply within {endpoint.timeout:g} s", **at, remedy="try again or raise timeout"
        )
    if _is_lost(error):
        return EndpointUnreachable(
            f"nothing answers ({_line(error.__cause__ or error)})",
            **at,
            remedy="check the base URL and that the server runs",
        )
    if isinstance(error, openai.APIStatusError):
        return _of_status(error, endpoint, attempts)
    return RequestRejected(
        f"the reply is not of the OpenAI protocol ({_line(error)})",
        **at,
        remedy="check the base URL, which often ends in /v1",
    )


def _of_status(
    error: openai.APIStatusError, endpoint: OpenAIEndpoint, attempts: int
) -> EndpointError:
    at = {"source": endpoint.base_url}
    said = _message(error)
    match error:
        case openai.AuthenticationError() | openai.PermissionDeniedError():
            problem = "the key was refused" if endpoint.api_key else "the endpoint wants a key"
            return AuthenticationFailed(
                f"{problem} ({said})", **at, remedy=f"set {endpoint.key_variable}"
            )
        case openai.NotFoundError():
            return ModelNotFound(
                f"no model {endpoint.model!r} here ({said})",
                **at,
                remedy="choose another with --model, or check the base URL",
            )
        case _ if may_pass(error):
            times = f"{attempts} attempt{'s' if attempts > 1 else ''}"
            return EndpointUnreachable(
                f"HTTP {error.status_code} after {times} ({said})", **at, remedy="try again later"
            )
        case _ if _is_too_long(error):
            return RequestRejected(
                f"the article is too long for the model ({said})",
                **at,
                remedy="give a part of it, or a model with a longer context",
            )
        case _ if error.code == "model_not_found" or "model" in (error.param or ""):
            return ModelNotFound(said, **at, remedy="choose another with --model")
        case _:
            return RequestRejected(
                f"HTTP {error.status_code}: {said}",
                **at,
                remedy="check the base URL, the model and what it supports",
            )


def may_pass(error: BaseException) -> bool:
    """Whether the same request may be answered the next time."""
    if isinstance(error, openai.APIStatusError):
        if error.code == "insufficient_quota":
            return False
        return (
            error.status_code in _PASSING or error.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR
        )
    return _is_timeout(error) or _is_lost(error)


def _is_timeout(error: BaseException) -> bool:
    # openai's adapter for aiohttp calls every lost connection a time-out.
    under = error.__cause__ and error.__cause__.__cause__
    if isinstance(under, FOREIGN_ERRORS) and not isinstance(under, TimeoutError):
        return False
    return isinstance(error, openai.APITimeoutError | TimeoutError)


def _is_lost(error: BaseException) -> bool:
    return isinstance(error, (openai.APIConnectionError, *FOREIGN_ERRORS)) and not (
        _is_timeout(error)
    )


def _is_too_long(error: openai.APIStatusError) -> bool:
    # OpenAI's code, llama.cpp's type, and the words of those that have neither.
    return (
        error.code == "context_length_exceeded"
        or error.type == "exceed_context_size_error"
        or error.status_code == HTTPStatus.REQUEST_ENTITY_TOO_LARGE
        or (error.status_code == HTTPStatus.BAD_REQUEST and bool(_TOO_LONG.search(_message(error))))
    )


def _message(error: openai.APIStatusError) -> str:
    """What the endpoint says, in one line of bounded length."""
    body = error.body
    said = body.get("message") if isinstance(body, dict) else None
    return _line(said or error.message)


def _line(text: object) -> str:
    return " ".join(str(text).split())[:300]
