"""The tools as LangChain tools, for other agents."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from langchain_core.messages import ToolMessage
from langchain_core.tools import BaseTool
from pydantic import PrivateAttr

from reeltalk.errors import ToolInputError
from reeltalk.tools.hints import describe_schema
from reeltalk.tools.outcome import ToolContext

if TYPE_CHECKING:
    from reeltalk.tools.toolbox import Toolbox, ToolSpec


class ReeltalkTool(BaseTool):
    """One tool bound to a context.

    Called by an agent (with a call's id), a slip in the arguments comes back to its model as an error message;
    invoked directly it raises `ToolInputError`.
    """

    _toolbox: Toolbox = PrivateAttr()
    _context: ToolContext = PrivateAttr()

    def _run(self, **kwargs: Any) -> dict[str, Any]:
        return self._toolbox.call(self.name, kwargs, self._context).content

    def run(self, tool_input: Any, *args: Any, **kwargs: Any) -> Any:
        """Run the tool; see the class."""
        try:
            return super().run(tool_input, *args, **kwargs)
        except ToolInputError as error:
            return self._answer(error, kwargs.get("tool_call_id"))

    async def arun(self, tool_input: Any, *args: Any, **kwargs: Any) -> Any:
        """Run the tool; see the class."""
        try:
            return await super().arun(tool_input, *args, **kwargs)
        except ToolInputError as error:
            return self._answer(error, kwargs.get("tool_call_id"))

    def _answer(self, error: ToolInputError, call: str | None) -> ToolMessage:
        if call is None:
            raise error
        return ToolMessage(str(error), tool_call_id=call, name=self.name, status="error")


def bind_tool(toolbox: Toolbox, spec: ToolSpec, context: ToolContext) -> ReeltalkTool:
    """The tool `spec` for LangChain; the toolbox alone reads the arguments, so that errors are the same everywhere."""
    tool = ReeltalkTool(
        name=spec.name,
        description=spec.description,
        args_schema=describe_schema(spec.arguments) | {"title": spec.name, "description": spec.description},
    )
    tool._toolbox = toolbox
    tool._context = context
    return tool
