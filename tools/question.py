"""One clarifying question to the viewer."""

from __future__ import annotations

from typing import Any

from reeltalk.tools.arguments import AskViewer
from reeltalk.tools.outcome import ToolContext

OPTIONS = 6
"""Options shown at most."""


def ask_viewer(arguments: AskViewer, context: ToolContext) -> dict[str, Any]:
    """The question and its options, each once."""
    return {"question": arguments.question, "options": list(dict.fromkeys(arguments.options))[:OPTIONS]}
