"""The Gradio theme: the page's own colours and the system's fonts, nothing fetched."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gradio.themes import Base

FONTS = ("ui-sans-serif", "system-ui", "Segoe UI", "Roboto", "Noto Sans", "sans-serif")
MONO_FONTS = ("ui-monospace", "Cascadia Mono", "Consolas", "DejaVu Sans Mono", "monospace")


def build_theme() -> Base:
    """Gradio's plainest theme in the colours of `chat.css`."""
    import gradio

    theme = gradio.themes.Base(
        primary_hue="orange",
        neutral_hue="stone",
        font=[gradio.themes.Font(name) for name in FONTS],
        font_mono=[gradio.themes.Font(name) for name in MONO_FONTS],
    )
    return theme.set(
        body_background_fill="#faf8f4",
        body_background_fill_dark="#141210",
        body_text_color="#211d19",
        body_text_color_dark="#efe9e1",
    )
