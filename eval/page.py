"""A page of results that stands alone: no script, nothing loaded, every text escaped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

STYLE = """
:root{--ink:#1d2330;--soft:#667085;--line:#e3e6ec;--paper:#fff;--wash:#f6f7f9;--good:#1c8a5b;--bad:#c23b3b;--agent:#2f6fed}
@media(prefers-color-scheme:dark){:root{--ink:#e8eaf0;--soft:#9aa3b2;--line:#323848;--paper:#171b24;--wash:#1f2430}}
*{box-sizing:border-box}
body{font:16px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;color:var(--ink);
background:var(--wash);margin:0}
main{max-width:1060px;margin:0 auto;padding:32px 24px 80px}
h1{font-size:30px;margin:0 0 4px;letter-spacing:-.02em}h2{font-size:22px;margin:44px 0 8px;letter-spacing:-.01em}
h3{font-size:16px;margin:22px 0 8px}
.lead{color:var(--soft);margin:0 0 18px}
section{background:var(--paper);border:1px solid var(--line);border-radius:14px;padding:20px 24px;margin:16px 0;
overflow-x:auto}
.tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(150px,1fr));gap:14px;margin:20px 0}
.tile{background:var(--paper);border:1px solid var(--line);border-radius:14px;padding:16px 18px}
.tile b{display:block;font-size:30px;letter-spacing:-.02em;font-variant-numeric:tabular-nums}
.tile span{color:var(--soft);font-size:14px}
.tile small{color:var(--soft);display:block;font-variant-numeric:tabular-nums}
table{border-collapse:collapse;width:100%;font-size:14px;font-variant-numeric:tabular-nums}
th{color:var(--soft);font-weight:600;text-align:right;padding:6px 10px;border-bottom:1px solid var(--line);
vertical-align:bottom}
td{text-align:right;padding:6px 10px;border-bottom:1px solid var(--line)}
th:first-child,td:first-child{text-align:left}
td small{color:var(--soft);display:block;font-size:11px}
tr.own td{font-weight:600}tr.own td small{font-weight:400}
figure{margin:0}figcaption{font-weight:600;margin:0 0 8px}
svg{width:100%;height:auto;max-width:760px}
svg text{font:13px system-ui,sans-serif;fill:var(--ink)}
svg .tick{fill:var(--soft);font-size:11px}svg .figure{font-weight:600}
svg .grid{stroke:var(--line)}svg .whisker{stroke:var(--ink);fill:none;stroke-width:1.4}
svg .curve{fill:none;stroke-width:2.4;stroke-linejoin:round}
details{border-bottom:1px solid var(--line)}summary{cursor:pointer;padding:9px 2px;list-style-position:outside}
summary .mark{font-weight:700;display:inline-block;width:1.4em}
.yes{color:var(--good)}.no{color:var(--bad)}
.tag{display:inline-block;border:1px solid var(--line);border-radius:99px;padding:0 9px;margin:0 4px 0 0;font-size:12px;
color:var(--soft)}
.chat{padding:4px 0 16px;display:flex;flex-direction:column;gap:8px}
.said,.told{max-width:82%;padding:8px 13px;border-radius:14px;white-space:pre-wrap;
overflow-wrap:anywhere;font-size:15px}
.said{align-self:flex-end;background:var(--agent);color:#fff;border-bottom-right-radius:4px}
.told{align-self:flex-start;background:var(--wash);border:1px solid var(--line);border-bottom-left-radius:4px}
.told ol{margin:6px 0 0;padding-left:22px;font-size:13px}.told code{font-size:12px;color:var(--soft)}
footer{color:var(--soft);font-size:13px;margin-top:32px}
"""


def make_page(title: str, lead: str, parts: Iterable[str]) -> str:
    """A whole page; `parts` are HTML already."""
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>{escape(title)}</title><style>{STYLE}</style></head><body><main>"
        f'<h1>{escape(title)}</h1><p class="lead">{escape(lead)}</p>{"".join(parts)}</main></body></html>'
    )


def make_table(head: Sequence[str], rows: Iterable[tuple[str, Sequence[str]]]) -> str:
    """A table; a row is its class and its cells, which are HTML already."""
    top = "".join(f"<th>{escape(name)}</th>" for name in head)
    body = "".join(f'<tr class="{kind}">{"".join(f"<td>{cell}</td>" for cell in cells)}</tr>' for kind, cells in rows)
    return f"<table><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>"


def make_tile(figure: str, name: str, small: str) -> str:
    """One figure, large."""
    return f'<div class="tile"><span>{escape(name)}</span><b>{escape(figure)}</b><small>{escape(small)}</small></div>'


def make_section(heading: str, lead: str, parts: Iterable[str]) -> str:
    """A heading, a line under it, and a frame."""
    return f'<h2>{escape(heading)}</h2><p class="lead">{escape(lead)}</p><section>{"".join(parts)}</section>'
