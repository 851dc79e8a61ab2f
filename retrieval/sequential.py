"""Rerankers trained by gradient: what comes next after a history, from ids of clips, from vectors, or from both.

SASRec (Kang and McAuley, Self-attentive sequential recommendation, 2018), GRU4Rec (Hidasi et al., Session-based
recommendations with recurrent neural networks, 2016) and a two-tower model (Huang et al., Learning deep structured
semantic models, 2013) on the same clip vectors and the same loss.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import torch
from torch import Tensor, nn

Kind = Literal["sasrec", "gru4rec", "two-tower"]
Inputs = Literal["ids", "vectors", "both"]


@dataclass(frozen=True)
class NetSettings:
    """The shape of a network."""

    kind: Kind = "sasrec"
    inputs: Inputs = "ids"
    """Whether clips are known by an embedding of their own, by the vectors given, or by the sum of both."""
    width: int = 64
    length: int = 50
    """Events of a history that are looked at, the latest."""
    blocks: int = 2
    heads: int = 2
    dropout: float = 0.1


class ClipVectors(nn.Module):
    """A vector of `width` for each clip."""

    def __init__(self, settings: NetSettings, size: int, vectors: Tensor | None) -> None:
        super().__init__()
        self.own = nn.Embedding(size, settings.width) if settings.inputs != "vectors" else None
        if self.own is not None:
            nn.init.normal_(self.own.weight, std=0.02)
        self.project: nn.Module | None = None
        if settings.inputs != "ids":
            assert vectors is not None
            self.register_buffer("given", vectors, persistent=False)
            hidden = 2 * settings.width
            self.project = nn.Sequential(
                nn.Linear(vectors.shape[1], hidden), nn.GELU(), nn.Linear(hidden, settings.width)
            )

    def forward(self, clips: Tensor) -> Tensor:
        """Vectors (…, width) of codes (…)."""
        parts = [] if self.own is None else [self.own(clips)]
        if self.project is not None:
            parts.append(self.project(self.get_buffer("given")[clips]))
        found: Tensor = parts[0] if len(parts) == 1 else parts[0] + parts[1]
        return found


class NextClip(nn.Module):
    """What comes next at every place of histories."""

    def __init__(self, settings: NetSettings, size: int, vectors: Tensor | None = None) -> None:
        super().__init__()
        self.settings = settings
        self.clips = ClipVectors(settings, size, vectors)
        self.drop = nn.Dropout(settings.dropout)
        width = settings.width
        if settings.kind == "sasrec":
            self.places = nn.Embedding(settings.length, width)
            nn.init.normal_(self.places.weight, std=0.02)
            layer = nn.TransformerEncoderLayer(
                width, settings.heads, 4 * width, settings.dropout, "gelu", batch_first=True, norm_first=True
            )
            self.reader: nn.Module = nn.TransformerEncoder(layer, settings.blocks, enable_nested_tensor=False)
        elif settings.kind == "gru4rec":
            self.reader = nn.GRU(width, width, batch_first=True)
        else:
            self.reader = nn.Sequential(nn.Linear(width, 2 * width), nn.GELU(), nn.Linear(2 * width, width))
        self.norm = nn.LayerNorm(width)

    def forward(self, histories: Tensor, lengths: Tensor) -> Tensor:
        """What is sought after each event (n, length, width); `histories` (n, length) are filled up at the end."""
        read = self.drop(self.clips(histories))
        if self.settings.kind == "gru4rec":
            found: Tensor = self.norm(self.reader(read)[0])
            return found
        if self.settings.kind == "two-tower":
            counts = torch.arange(1, read.shape[1] + 1, device=read.device).view(1, -1, 1)
            mean = read.cumsum(dim=1) / counts
            found = self.norm(mean + self.reader(mean))
            return found
        from_end = (lengths.view(-1, 1) - 1 - torch.arange(read.shape[1], device=read.device)).clamp(min=0)
        causal = nn.Transformer.generate_square_subsequent_mask(read.shape[1], device=read.device)
        found = self.norm(self.reader(read + self.places(from_end), mask=causal, is_causal=True))
        return found


def batch_loss(net: NextClip, histories: Tensor, lengths: Tensor, good: Tensor, log_views: Tensor) -> Tensor:
    """Softmax over all clips of the batch at every place, less the logarithm of how popular each is (Yi et al.,
    Sampling-bias-corrected neural modeling, 2019); a viewer's other clips are no wrong answers.

    `good` (n, length) says which events are targets, `log_views` (clips,) how often each comes.
    """
    sought = net(histories[:, :-1], lengths - 1)
    there = torch.arange(histories.shape[1], device=histories.device) < lengths.view(-1, 1)
    wanted = (good & there)[:, 1:]
    if not wanted.any():
        nothing: Tensor = sought.sum() * 0.0
        return nothing
    names, places = torch.unique(histories, return_inverse=True)
    own = torch.zeros(len(histories), len(names), dtype=torch.bool, device=histories.device)
    viewers, events = torch.nonzero(there, as_tuple=True)
    own[viewers, places[viewers, events]] = True
    rows = torch.arange(len(histories), device=histories.device).view(-1, 1).expand_as(wanted)[wanted]
    targets = places[:, 1:][wanted]
    logits = sought[wanted] @ net.clips(names).T - log_views[names]
    banned = own[rows]
    banned[torch.arange(len(targets), device=histories.device), targets] = False
    return nn.functional.cross_entropy(logits.masked_fill(banned, -1e9), targets)
