"""An OpenAI-compatible server, asked again where it fails in passing, by all threads together."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from reeltalk.errors import SettingsError
from reeltalk.retrieval.pacing import Pace, back_off, read_wait

if TYPE_CHECKING:
    from openai import OpenAI

TIMEOUT_S = 180.0
TRIES = 6
"""How often a request is sent that fails in passing."""
LONGEST_WAIT_S = 300.0
"""A server that asks for a longer pause is left for this run."""

_Value = TypeVar("_Value")
Kind = Literal["flawed", "passing", "stop"]


class EndpointFailure(Exception):
    """A request that brought no answer; its kind is that of `Undescribed`."""

    def __init__(self, reason: str, kind: Kind) -> None:
        super().__init__(reason)
        self.reason = reason
        self.kind: Kind = kind


class Endpoint:
    """One server. May be asked from several threads."""

    def __init__(
        self,
        name: str,
        *,
        base_url: str | None,
        api_key: str | None,
        rate: float | None = None,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        """`name` is for messages, `rate` the most requests a minute.

        Raises `SettingsError` where neither a key nor a server is given.
        """
        if api_key is None and base_url is None:
            raise SettingsError(f"{name!r} needs a key: set REELTALK_API_KEY, or --base-url for a server without one")
        self._base_url, self._api_key = base_url, api_key
        self._pace = Pace(rate, sleep=sleep)
        self._guard = threading.Lock()
        self._client: OpenAI | None = None

    def call(
        self, send: Callable[[OpenAI], _Value], adapt: Callable[[Exception], bool] = lambda error: False
    ) -> _Value:
        """What `send` gives; `adapt` is told of a refused request and says whether it will be another one now.

        Raises `EndpointFailure`.
        """
        import openai

        trouble = EndpointFailure("the endpoint did not answer", "passing")
        for number in range(1, TRIES + 1):
            self._pace.wait()
            try:
                return send(self._open())
            except (openai.OpenAIError, ValueError, TypeError, AttributeError, IndexError) as error:
                if isinstance(error, openai.BadRequestError) and adapt(error):
                    continue
                trouble, told = _name_failure(error)
            if trouble.kind != "passing":
                raise trouble
            if told is not None and told > LONGEST_WAIT_S:
                raise EndpointFailure(f"the endpoint asks for a pause of {told:.0f} s", "stop")
            self._pace.hold(back_off(number, told))
        raise trouble

    def _open(self) -> OpenAI:
        with self._guard:
            if self._client is None:
                from openai import OpenAI

                self._client = OpenAI(
                    base_url=self._base_url,
                    api_key=self._api_key or "none",
                    max_retries=0,  # all threads wait together, see `Pace`
                    timeout=TIMEOUT_S,
                )
            return self._client


def _name_failure(error: Exception) -> tuple[EndpointFailure, float | None]:
    """What an error means for this file and all others, and the seconds that the server asks to be left alone."""
    import openai

    if isinstance(error, openai.APIStatusError):
        if not _passes(error):
            return _name_refusal(error), None
        failure = EndpointFailure(f"the endpoint did not answer (HTTP {error.status_code})", "passing")
        return failure, read_wait(error.response.headers)
    if isinstance(error, openai.APIConnectionError):
        return EndpointFailure(f"the endpoint did not answer ({type(error).__name__})", "passing"), None
    return EndpointFailure(f"the endpoint's answer cannot be read ({type(error).__name__})", "passing"), None


def _passes(error: Any) -> bool:
    """Whether a status may go away by itself."""
    if error.status_code == 429:
        return bool(error.code != "insufficient_quota")
    return bool(error.status_code in (408, 409) or (error.status_code >= 500 and error.status_code != 501))


def _name_refusal(error: Any) -> EndpointFailure:
    """What a status that stays says: of this file, or of all."""
    status = error.status_code
    if status in (401, 403):
        return EndpointFailure("the endpoint refused the key", "stop")
    if status == 404:
        return EndpointFailure("the endpoint knows no such model or address (HTTP 404)", "stop")
    if status == 429:
        return EndpointFailure("the account's quota is used up", "stop")
    return EndpointFailure(f"the endpoint refused it (HTTP {status})", "flawed")
