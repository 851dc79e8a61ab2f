"""Transformer layers whose matrix products run in eight bits.

Weights are rounded once, each column by its own scale. Of activations a few channels are many times larger than the
rest, so each channel is brought to a like size first and its row of the matrix made up for it (SmoothQuant, Xiao et
al., 2023). What is no product stays in float32.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from reeltalk.retrieval.bert_graph import BertGraph

FUSED = "com.microsoft"
LARGEST = 63
"""Of a rounded weight. Processors without the VNNI instructions add two products in 16 bits: 2 · 255 · 63 fits,
2 · 255 · 127 does not, and would be cut without a word."""
MOVED = 0.8
"""How much of a channel's size moves into the weights; of .4 to .9 the nearest to float32."""
RANGES = "encoder_ranges.npz"

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Range:
    """Between which values the channels of an activation lay, over the texts of `scripts/measure_ranges.py`."""

    low: Floats
    high: Floats

    def scaled(self, by: Floats) -> Range:
        """What becomes of it when each channel is divided by a number."""
        return Range(self.low / by, self.high / by)


def read_ranges() -> dict[str, Range]:
    """Return the ranges of the encoder's activations, by their names in its graph."""
    file = Path(str(files("reeltalk.retrieval"))) / "data" / RANGES
    with np.load(file, allow_pickle=False) as kept:
        return {name: Range(*kept[name].astype(np.float32)) for name in kept.files}


def quantise(matrix: Floats) -> tuple[NDArray[np.int8], Floats]:
    """Return a matrix (in, out) in eight bits, and what to multiply each column by."""
    scales = np.maximum(np.abs(matrix).max(axis=0), 1e-12) / LARGEST
    return np.rint(matrix / scales).astype(np.int8), scales.astype(np.float32)


@dataclass(frozen=True)
class Int8Layers:
    """Adds layers to a graph."""

    graph: BertGraph
    ranges: Mapping[str, Range]
    heads: int
    mask: str = ""
    """The input that says which tokens are there; empty where all are."""
    measured: bool = False
    """Round activations by the range that they have in each call; else by the known ones, so that no text's vector
    depends on the texts beside it."""

    def add(self, hidden: str, number: int) -> str:
        """One transformer layer: attention and feed-forward, each with its residual and norm."""
        at, out = f"encoder.layer.{number}.", f"layer_{number}."
        attention, sizes = self._attend(hidden, at, out)
        mixed = self._multiply(attention, f"{out}attention", f"{at}attention.output.dense", sizes, f"{out}mixed")
        middle = self._add_norm(mixed, hidden, f"{at}attention.output.LayerNorm", f"{out}middle")
        wide = self._multiply_even(middle, f"{out}middle", f"{at}intermediate.dense", f"{out}wide", biased=False)
        bias = self.graph.weight(f"{at}intermediate.dense.bias")
        active = self.graph.node("BiasGelu", [wide, bias], f"{out}active", FUSED)
        narrow = self._multiply_even(active, f"{out}active", f"{at}output.dense", f"{out}narrow")
        return self._add_norm(narrow, middle, f"{at}output.LayerNorm", f"{out}hidden")

    def _attend(self, hidden: str, at: str, out: str) -> tuple[str, Floats]:
        """Attention, its three input products as one; values come out divided by the sizes that are returned."""
        weights = self.graph.weights
        parts = [f"{at}attention.self.{part}" for part in ("query", "key", "value")]
        sizes = find_sizes(self.ranges[f"{out}attention"], weights[f"{at}attention.output.dense.weight"].T)
        divisor = np.concatenate([np.ones(2 * len(sizes), np.float32), sizes])
        matrix = np.concatenate([weights[f"{part}.weight"].T for part in parts], axis=1) / divisor
        bias = np.concatenate([weights[f"{part}.bias"] for part in parts]) / divisor
        rows = find_sizes(self.ranges[f"{out}input"], matrix)
        even = self._divide(hidden, rows, f"{out}attention")
        rounded, step, zero = self._round(even, self.ranges[f"{out}input"].scaled(rows))
        values, scales = quantise(matrix * rows[:, None])
        keep = self.graph.keep
        kept = [keep(f"{out}qkv", values), keep(f"{out}qkv_bias", bias), keep(f"{out}qkv_scale", scales)]
        zeros = keep(f"{out}qkv_zeros", np.zeros(len(scales), dtype=np.int8))
        inputs = [rounded, kept[0], kept[1], step, kept[2], self.mask, zero, zeros]
        return self.graph.node("QAttention", inputs, f"{out}attention", FUSED, num_heads=self.heads), sizes

    def _multiply_even(self, hidden: str, name: str, dense: str, out: str, biased: bool = True) -> str:
        """A linear layer whose input's channels are brought to a like size here."""
        sizes = find_sizes(self.ranges[name], self.graph.weights[f"{dense}.weight"].T)
        return self._multiply(self._divide(hidden, sizes, out), name, dense, sizes, out, biased)

    def _multiply(self, hidden: str, name: str, dense: str, sizes: Floats, out: str, biased: bool = True) -> str:
        """A linear layer for an input, in the graph `name`, whose channels are divided by their sizes."""
        graph = self.graph
        rounded, step, zero = self._round(hidden, self.ranges[name].scaled(sizes))
        values, scales = quantise(graph.weights[f"{dense}.weight"].T * sizes[:, None])
        inputs = [rounded, graph.keep(f"{out}.weight", values), step, graph.keep(f"{out}.weight_scale", scales), zero]
        if biased:
            inputs += ["", graph.weight(f"{dense}.bias")]
        return graph.node("MatMulIntegerToFloat", inputs, out, FUSED)

    def _divide(self, hidden: str, sizes: Floats, out: str) -> str:
        return self.graph.node("Mul", [hidden, self.graph.keep(f"{out}.sizes", 1 / sizes)], f"{out}.even")

    def _round(self, hidden: str, known: Range) -> tuple[str, str, str]:
        """Round to eight bits; return the names of the values, of their scale and of their zero."""
        values, scale, zero = (f"{hidden}.{part}" for part in ("rounded", "scale", "zero"))
        if self.measured:
            self.graph.append("DynamicQuantizeLinear", [hidden], [values, scale, zero])
            return values, scale, zero
        low, high = min(float(known.low.min()), 0.0), max(float(known.high.max()), 0.0)
        step = (high - low) / 255
        self.graph.keep(scale, np.array(step, dtype=np.float32))
        self.graph.keep(zero, np.array(round(-low / step), dtype=np.uint8))
        return self.graph.node("QuantizeLinear", [hidden, scale, zero], values), scale, zero

    def _add_norm(self, new: str, skip: str, norm: str, out: str) -> str:
        """Residual sum and layer norm: the one operator for it takes twice as long as these four."""
        node, weight = self.graph.node, self.graph.weight
        total = node("Add", [new, skip], f"{out}.sum")
        normal = node("MeanVarianceNormalization", [total], f"{out}.normal", axes=[2])
        stretched = node("Mul", [normal, weight(f"{norm}.weight")], f"{out}.stretched")
        return node("Add", [stretched, weight(f"{norm}.bias")], out)


def find_sizes(known: Range, matrix: Floats) -> Floats:
    """Return what to divide each channel by before it meets a matrix (in, out), and to multiply its row by."""
    channels = np.maximum(np.maximum(np.abs(known.low), np.abs(known.high)), 1e-3)
    rows = np.maximum(np.abs(matrix).max(axis=1), 1e-4)
    sizes = channels**MOVED / rows ** (1 - MOVED)
    return np.asarray(sizes / np.exp(np.log(sizes).mean()), dtype=np.float32)
