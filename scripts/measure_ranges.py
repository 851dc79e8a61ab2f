"""Measure between which values the encoder's activations lie, over the sample library's texts and some others.

    python scripts/measure_ranges.py

The int8 encoder rounds its activations by these ranges; run it after a change to the encoder itself only, and raise
`GRAPH_VERSION` and the encoder's name with it, for its vectors become others.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime  # type: ignore[import-untyped]  # it ships no types
from numpy.typing import NDArray
from onnx import TensorProto, helper
from safetensors.numpy import load_file
from tokenizers import Tokenizer

from reeltalk.retrieval.bert_graph import LAYERS, BertGraph, add_layer, embed, serialize, token_inputs
from reeltalk.retrieval.int8_graph import RANGES
from reeltalk.retrieval.sample import read_clips, sample_folder
from reeltalk.retrieval.sentences import clip_passages, whole_text
from reeltalk.retrieval.weights import find_weights

OTHERS = [
    "",
    "cats",
    "funny cats, under a minute, no dogs",
    "somethin like the second one but shorter pls 😂😂",
    "Ein Hund läuft am Strand, während die Sonne über dem Meer untergeht.",
    "Une femme prépare une tarte aux pommes dans sa cuisine.",
    "Un hombre toca la guitarra española en la calle.",
    "Мальчик катается на велосипеде по парку.",
    "犬が浜辺を走っている。",
    "一只猫在沙发上睡觉。",
    "رجل يطبخ في المطبخ",
    "#fyp #comedy #viral @someone https://example.com/watch?v=abc",
    "TOP 10 BEST GOALS EVER!!! (2024) [HD] *MUST SEE*",
    "x = np.arange(10); print(x[::-1])  # 3.14159e-10",
]
FOLDER = Path(__file__).parents[1] / "retrieval" / "data"


def main() -> None:
    """Run the float32 encoder over the texts and keep each channel's least and greatest value."""
    graph, names = grow()
    outputs = [helper.make_tensor_value_info(name, TensorProto.FLOAT, ["n", "t", None]) for name in names.values()]
    session = onnxruntime.InferenceSession(serialize(graph, "measured", token_inputs(), outputs))
    found: dict[str, NDArray[np.float32]] = {}
    texts = 0
    for ids in tokens():
        texts += 1
        values = session.run(None, {"input_ids": ids, "attention_mask": np.ones_like(ids)})
        for name, value in zip(names, values, strict=True):
            low, high = value[0].min(axis=0), value[0].max(axis=0)
            known = found.get(name, np.stack([low, high]))
            found[name] = np.stack([np.minimum(known[0], low), np.maximum(known[1], high)])
    kept: dict[str, Any] = {name: value.astype(np.float16) for name, value in found.items()}
    np.savez_compressed(FOLDER / RANGES, **kept)
    print(f"{texts} texts, {len(found)} activations")


def grow() -> tuple[BertGraph, dict[str, str]]:
    """The float32 graph, and under which name each product's input stands in it."""
    graph = BertGraph(load_file(str(find_weights() / "model.safetensors")))
    hidden, names = embed(graph), {}
    for number in range(LAYERS):
        names[f"layer_{number}.input"] = hidden
        hidden = add_layer(graph, hidden, number)
        names |= {f"layer_{number}.{part}": f"layer_{number}.{part}" for part in ("attention", "middle", "active")}
    return graph, names


def tokens() -> Iterator[NDArray[np.int32]]:
    """The texts' tokens, each text whole and in its passages."""
    tokenizer = Tokenizer.from_file(str(find_weights() / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(256)
    clips = list(read_clips(sample_folder()))
    passages = [passage.text for clip in clips for passage in clip_passages(clip)]
    for text in [*OTHERS, *map(whole_text, clips), *dict.fromkeys(passages)]:
        yield np.array([tokenizer.encode(text).ids], dtype=np.int32)


if __name__ == "__main__":
    main()
