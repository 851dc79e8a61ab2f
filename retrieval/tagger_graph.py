"""The ONNX graph of the tagger of requests: the sentence encoder with its upper layers trained anew, and heads."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from reeltalk.retrieval.bert_graph import HEADS, LAYERS, BertGraph, embed, serialize
from reeltalk.retrieval.int8_graph import Int8Layers, read_ranges


def build_tagger_graph(weights_file: Path, trained_file: Path) -> bytes:
    """Return the serialized graph `input_ids (n, t) int32 -> labels (n, t, l), kinds (n, 1, k)` as logits.

    Matrices that come in 8 bits have a scale a row, and products run in 8 bits too. Rows are not masked: texts run one
    at a time.
    """
    from onnx import TensorProto, helper
    from safetensors.numpy import load_file

    trained = load_file(str(trained_file))
    scales = {name: trained.pop(f"{name}.scale") for name in list(trained) if f"{name}.scale" in trained}
    wide = {name: tensor.astype(np.float32) * scales.get(name, np.float32(1)) for name, tensor in trained.items()}
    graph = BertGraph({**load_file(str(weights_file)), **wide})
    hidden = embed(graph)
    layers = Int8Layers(graph, read_ranges(), HEADS, measured=True)  # the upper layers are others than was measured
    for number in range(LAYERS):
        hidden = layers.add(hidden, number)
    labels = graph.node("MatMul", [hidden, graph.weight("labels.weight")], "labels_plain")
    graph.node("Add", [labels, graph.weight("labels.bias")], "labels")
    first = graph.node("Gather", [hidden, graph.keep("first", np.array(0, dtype=np.int64))], "first_piece", axis=1)
    kinds = graph.node("MatMul", [first, graph.weight("kinds.weight")], "kinds_plain")
    graph.node("Add", [kinds, graph.weight("kinds.bias")], "kinds")
    inputs = [helper.make_tensor_value_info("input_ids", TensorProto.INT32, ["n", "t"])]
    outputs = [
        helper.make_tensor_value_info("labels", TensorProto.FLOAT, ["n", "t", None]),
        helper.make_tensor_value_info("kinds", TensorProto.FLOAT, ["n", 1, None]),
    ]
    return serialize(graph, "tagger", inputs, outputs)
