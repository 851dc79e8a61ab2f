"""The page's few pictures, drawn here: 20 × 20 strokes in the colour of the text around them."""

from __future__ import annotations

_PATHS = {
    "play": '<path d="M6.5 4.2v11.6L16 10z" fill="currentColor" stroke="none"/>',
    "like": '<path d="M6.5 9v7.5H4V9zM6.5 9l3-6c1.2 0 2 .9 1.8 2.2L11 7.5h4a1.5 1.5 0 0 1 1.5 1.8l-1 5.7a1.9'
    ' 1.9 0 0 1-1.9 1.5H6.5"/>',
    "dislike": '<path d="M13.5 11V3.5H16V11zM13.5 11l-3 6c-1.2 0-2-.9-1.8-2.2l.3-2.3H5a1.5 1.5 0 0 1'
    '-1.5-1.8l1-5.7A1.9 1.9 0 0 1 6.4 3.5h7.1"/>',
    "seen": '<path d="M2 10s3-5 8-5 8 5 8 5-3 5-8 5-8-5-8-5z"/><circle cx="10" cy="10" r="2.2"/>',
    "more": '<rect x="3" y="6.5" width="10.5" height="8" rx="1.5"/><path d="M6 3.5h9A1.5 1.5 0 0 1 16.5 5v7"/>'
    '<path d="M8.3 8.3v4.4M6.1 10.5h4.4"/>',
    "drop": '<path d="M6 6l8 8M14 6l-8 8"/>',
    "send": '<path d="M10 16V4M5 9l5-5 5 5"/>',
    "stop": '<rect x="5.5" y="5.5" width="9" height="9" rx="1.5" fill="currentColor" stroke="none"/>',
    "new": '<path d="M4 14.5l.6-2.7L12.8 3.6l2.1 2.1-8.2 8.2zM10.5 16.5H17"/>',
    "theme": '<circle cx="10" cy="10" r="6.5"/><path d="M10 3.5a6.5 6.5 0 0 1 0 13z" fill="currentColor"/>',
    "link": '<path d="M11 4h5v5M16 4l-7 7M13 12v3.5H4.5V7H8"/>',
}

MARK = (
    '<svg class="mark" viewBox="0 0 32 32" aria-hidden="true"><path class="bubble" d="M6 4h20a4 4 0 0 1 4 4v12a4 4 0 0'
    ' 1-4 4H15l-7 5v-5H6a4 4 0 0 1-4-4V8a4 4 0 0 1 4-4z"/><path class="triangle" d="M13 9v10l8-5z"/></svg>'
)
"""The product's sign: a bubble of speech that plays."""


def icon(name: str) -> str:
    """The picture as inline SVG, hidden from screen readers: its button has a name."""
    return (
        '<svg viewBox="0 0 20 20" fill="none" stroke="currentColor" stroke-width="1.5" stroke-linecap="round"'
        f' stroke-linejoin="round" aria-hidden="true">{_PATHS[name]}</svg>'
    )
