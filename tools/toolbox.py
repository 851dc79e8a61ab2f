"""The toolbox: every tool by name, and the same tools as OpenAI schemas and LangChain tools."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from reeltalk.errors import ToolInputError
from reeltalk.tools import arguments as models
from reeltalk.tools.browse import browse_catalog
from reeltalk.tools.details import clip_details, explain_pick
from reeltalk.tools.feedback import rate_clip
from reeltalk.tools.hints import describe_schema
from reeltalk.tools.memory import forget, remember
from reeltalk.tools.outcome import Outcome, ToolContext
from reeltalk.tools.question import ask_viewer
from reeltalk.tools.recommend import recommend_clips
from reeltalk.tools.search import rerank_clips, search_clips, similar_clips

if TYPE_CHECKING:
    from langchain_core.tools import BaseTool


@dataclass(frozen=True)
class ToolSpec:
    """A tool as a model sees it, and what runs it."""

    name: str
    description: str
    arguments: type[BaseModel]
    run: Callable[[Any, ToolContext], Outcome | dict[str, Any]] = field(repr=False)
    returns_clips: bool = False
    """Whether the result is an `Outcome`."""
    sets_wish: bool = False
    """Whether the call takes the constraints, so that it replaces the wish in force."""

    def schema(self) -> dict[str, Any]:
        """The tool in OpenAI's form."""
        parameters = describe_schema(self.arguments)
        return {
            "type": "function",
            "function": {"name": self.name, "description": self.description, "parameters": parameters},
        }


@dataclass(frozen=True)
class ToolResult:
    """What a call came to."""

    args: dict[str, Any]
    """The validated, normalised arguments: JSON-able, nulls dropped, no defaults."""
    content: dict[str, Any]
    """The result, JSON-able: an `Outcome` for tools that return clips."""


SPECS: tuple[ToolSpec, ...] = (
    ToolSpec(
        "search_clips",
        "Find clips by what is in them. Also for a changed wish: give the whole wish again, the old part and the new.",
        models.SearchClips,
        search_clips,
        returns_clips=True,
        sets_wish=True,
    ),
    ToolSpec(
        "similar_clips",
        'Find clips like a given one, such as "more like the second" or "like that but shorter". '
        "The given clip itself is not returned.",
        models.SimilarClips,
        similar_clips,
        returns_clips=True,
        sets_wish=True,
    ),
    ToolSpec(
        "recommend_clips",
        'Recommend clips without a topic ("what should I watch?", "surprise me"), from what the viewer watched and '
        "likes. With a topic use search_clips.",
        models.RecommendClips,
        recommend_clips,
        returns_clips=True,
        sets_wish=True,
    ),
    ToolSpec(
        "rerank_clips",
        "Order given clips by this viewer's taste. Never needed after another tool: their results are ordered already.",
        models.RerankClips,
        rerank_clips,
        returns_clips=True,
    ),
    ToolSpec(
        "clip_details",
        "Answer a question about clips already shown, or compare them: length, creator, date, what happens in them.",
        models.ClipDetails,
        clip_details,
    ),
    ToolSpec(
        "browse_catalog",
        'Say what there is ("what do you have?"): counts of clips by one property.',
        models.BrowseCatalog,
        browse_catalog,
    ),
    ToolSpec("explain_pick", 'Say why a clip was picked ("why this one?").', models.ExplainPick, explain_pick),
    ToolSpec(
        "rate_clip",
        "Note that the viewer liked, disliked or has seen one clip. Only when the viewer says so.",
        models.RateClip,
        rate_clip,
    ),
    ToolSpec(
        "remember",
        'Keep a lasting taste ("I never want to see gore", "I usually like jazz"). Not for a wish of the moment.',
        models.Remember,
        remember,
    ),
    ToolSpec(
        "forget",
        'Take back a remembered taste ("gore is fine now", "forget about jazz").',
        models.Forget,
        forget,
    ),
    ToolSpec(
        "ask_viewer",
        "Ask one clarifying question, only when the wish is too vague to search or recommend anything.",
        models.AskViewer,
        ask_viewer,
    ),
)


@cache
def _blas() -> Any:
    """What holds the threads of the linear algebra libraries that are loaded by the first call."""
    from threadpoolctl import ThreadpoolController  # type: ignore[import-untyped]  # it ships no types

    return ThreadpoolController()


class Toolbox:
    """The tools that a model may call."""

    def __init__(self, specs: Iterable[ToolSpec] = SPECS) -> None:
        """Hold the given tools, all unless said."""
        self._specs = {spec.name: spec for spec in specs}

    def names(self) -> list[str]:
        """The tools' names."""
        return list(self._specs)

    def spec(self, name: str) -> ToolSpec:
        """A tool by name. Raises `ToolInputError` for one that there is not."""
        if name not in self._specs:
            raise ToolInputError(f"there is no tool {str(name)[:60]!r}: call one of {', '.join(self._specs)}")
        return self._specs[name]

    def call(self, name: str, args: dict[str, Any], context: ToolContext) -> ToolResult:
        """Run a tool; clips are named by id. Raises `ToolInputError`, whose text says what to change."""
        spec = self.spec(name)
        read, notices = models.read_arguments(name, spec.arguments, args)
        with _blas().limit(limits=1, user_api="blas"):  # the products are small: waking and parking threads costs more
            result = spec.run(read, context)
        content = result.model_dump(mode="json") if isinstance(result, Outcome) else result
        if notices:
            content = {**content, "notices": [*notices, *content.get("notices", [])]}
        return ToolResult(models.dump_arguments(read), content)

    def openai_schemas(self) -> list[dict[str, Any]]:
        """The tools in OpenAI's form."""
        return [spec.schema() for spec in self._specs.values()]

    def langchain_tools(self, context: ToolContext) -> list[BaseTool]:
        """The tools for LangChain, bound to a viewer and thread; a result is a JSON-able dict."""
        from reeltalk.tools.langchain import bind_tool

        return [bind_tool(self, spec, context) for spec in self._specs.values()]
