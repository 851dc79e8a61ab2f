"""What the page shows: cards, replies, chips and switches, all made of text that others wrote."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reeltalk import Clip
from reeltalk.agent.reply import Evidence, Pick, Wish
from reeltalk.retrieval.constraints import Constraints
from reeltalk.retrieval.viewer import Preference
from reeltalk.ui.cards import Shelf, describe_source, show_card, show_reel
from reeltalk.ui.conversation import show_turn
from reeltalk.ui.panel import Stock, show_preferences, show_stock, show_viewers, show_wish, wish_chips
from reeltalk.ui.sessions import Turn, invent_guest
from reeltalk.ui.start import choose_reels

HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "[x](javascript:alert(1)) **b** `c` ${d} {{e}}",
    "\u202egnp.exe\u202c",
    "W" * 3000,
    "\x00\x07\x1b[31m",
]


class Shown(HTMLParser):
    """The tags and attributes of a page's part."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]

    def handle_data(self, data: str) -> None:
        self.text += data

    def values(self, name: str) -> list[str]:
        return [value for key, value in self.attributes if key == name]


def pick_of(clip: Clip, quote: str = "", start_s: float | None = None) -> Pick:
    evidence = [Evidence(kind="description", text=quote, clip_id=clip.id, start_s=start_s)] if quote else []
    return Pick(rank=1, clip=clip, score=1.0, start_s=start_s, reason=f"Described as “{quote}”.", evidence=evidence)


TAGS = frozenset(
    {"a", "article", "b", "bdi", "blockquote", "br", "button", "circle", "details", "div", "h3", "img", "li", "mark"}
    | {"p", "path", "rect", "span", "summary", "svg", "ul", "video"}
)


@given(st.text(min_size=1, max_size=60) | st.sampled_from(HOSTILE), st.text(max_size=60) | st.sampled_from(HOSTILE))
def test_a_card_of_any_text_holds_only_our_own_markup(text: str, other: str) -> None:
    clip = Clip(
        id=text[:256],
        title=f"t{text}",
        description=f"{other} {text}",
        description_source=other,
        creator=text,
        category=other,
        url=text,
        path=other,
        thumbnail=text,
        language="en",
    )
    shown = Shown(show_card(pick_of(clip, text), Shelf(Path("/nowhere"))))
    assert set(shown.tags) <= TAGS
    assert not [name for name, _ in shown.attributes if name.startswith("on") or name == "style"]
    assert all(value.startswith(("/media/", "/still/", "http")) for value in shown.values("src") + shown.values("href"))
    assert not set(shown.text) & set("\u202e\x00\x07\x1b")


@pytest.mark.parametrize("text", HOSTILE)
def test_a_request_and_reply_of_any_text_hold_only_our_own_markup(text: str) -> None:
    turn = Turn(1, text, text=text, trouble=text, done=True)
    shown = Shown("".join(html for _, html in show_turn(turn, Shelf(Path("/nowhere")))))
    assert set(shown.tags) <= {"p", "div", "span", "strong"}


def test_the_quote_in_a_reason_is_marked() -> None:
    clip = Clip(id="a", title="A", description="A <red> kite. It flies.")
    assert "“<mark>A &lt;red&gt; kite.</mark>”" in show_card(pick_of(clip, "A <red> kite."), Shelf(Path("/nowhere")))


def test_a_card_plays_from_its_moment(tmp_path: Path) -> None:
    (tmp_path / "a.mp4").write_bytes(b"")
    clip = Clip(id="a b", title="A", path="a.mp4", duration_s=75)
    shown = Shown(show_card(pick_of(clip, start_s=12.5), Shelf(tmp_path)))
    assert shown.values("src") == ["/media/a%20b#t=12.5"]
    assert shown.values("data-start") == ["12.5"]
    assert "1:15" in shown.text


def test_a_missing_file_leaves_a_card_that_says_so() -> None:
    clip = Clip(id="a", title="A kite", description="It flies.", path="gone.mp4")
    shown = Shown(show_card(pick_of(clip, "It flies."), Shelf(Path("/nowhere"))))
    assert "video" not in shown.tags
    assert "not there any more" in shown.text
    assert "A kite" in shown.text


def test_a_clip_of_the_web_is_a_link_and_loads_nothing_by_itself() -> None:
    clip = Clip(id="a", title="A", url="https://example.org/v?a=1&b=2")
    shown = Shown(show_card(pick_of(clip), Shelf(Path("/nowhere"))))
    assert shown.values("href") == ["https://example.org/v?a=1&b=2"]
    assert shown.values("rel") == ["noopener noreferrer"]
    assert not {"video", "img", "iframe"} & set(shown.tags)


def test_what_the_viewer_said_and_saw_shows_on_the_card() -> None:
    card = show_card(pick_of(Clip(id="a", title="A")), Shelf(Path("/nowhere"), {"a": "like"}, {"a"}))
    assert re.findall(r'data-verdict="(\w+)" aria-pressed="(\w+)"', card) == [
        ("like", "true"),
        ("dislike", "false"),
        ("seen", "true"),
    ]


def test_a_clip_that_cannot_play_has_no_place_in_the_first_row() -> None:
    clips = [Clip(id=str(number), title="A", category="ab"[number % 2]) for number in range(40)]
    assert show_reel(clips[0], Path("/nowhere")) == ""
    assert [clip.id for clip in choose_reels(clips, lambda clip: clip.id != "0")][:3] == ["1", "2", "3"]


@pytest.mark.parametrize(
    ("stock", "told"),
    [
        (Stock(96, "by a script", ""), "96 clips · descriptions by a script · nothing leaves this computer"),
        (Stock(1, "", "http://10.0.0.1:8/v1"), "One clip · requests are sent to 10.0.0.1:8"),
        (Stock(0, "x", ""), "No clips yet · nothing leaves this computer"),
    ],
)
def test_the_line_on_top_says_how_many_how_described_and_who_is_asked(stock: Stock, told: str) -> None:
    assert " ".join(Shown(show_stock(stock)).text.split()) == told.replace(" · ", " ·")


@pytest.mark.parametrize(("source", "told"), [("metadata", "from the metadata"), ("", ""), ("mllm:", "from “mllm:”")])
def test_a_description_says_how_it_came_about(source: str, told: str) -> None:
    assert describe_source(source) == told


def test_every_constraint_becomes_a_chip_that_can_be_dropped() -> None:
    args = {
        "query": "cats",
        "min_seconds": 10,
        "exclude": ["dogs", "rain"],
        "language": "de",
        "category": "pets",
        "tags": ["cute"],
        "creator": "Ann",
        "published_after": "2024-01-01",
        "published_before": "2025-01-01",
        "popularity": "popular",
        "sort": "newest",
        "unseen_only": True,
        "max_audience": "12",
    }
    assert set(args) - {"query"} | {"max_seconds", "limit"} == set(Constraints.model_fields)
    chips = wish_chips(Wish(tool="search_clips", args=args))
    assert chips[0].text == "cats"
    assert len(chips) == len(args) + 1
    assert all(chip.drop for chip in chips[1:])
    assert "no dogs" in show_wish(chips)
    assert wish_chips(Wish(tool="search_clips", args={"max_seconds": 60}))[0].text == "up to 1 minute"


def test_tastes_are_shown_with_a_way_to_forget_them() -> None:
    taste = Preference(
        id="1", text="gore", polarity="dislike", strength="always", source="never gore", created=datetime.now(UTC)
    )
    assert Shown(show_preferences([taste])).values("data-forget") == ["gore"]
    assert "Nothing noted" in show_preferences([])


def test_the_viewer_switch_offers_those_with_a_history_and_marks_who_is_there() -> None:
    guest = invent_guest()
    html = show_viewers([("vera", "Vera", 12), ("nobody", "", 3)], "vera", guest, "invented")
    assert re.findall(r'value="([^"]+)" selected', html) == ["vera"]
    assert "Vera (12 watched)" in html
    assert "(invented)" in html
    assert "nobody" not in html
    assert 'value="nobody" selected' in show_viewers([("vera", "Vera", 12), ("nobody", "", 3)], "nobody", guest)
