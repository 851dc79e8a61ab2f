"""The ONNX graph of a BERT sentence encoder, written straight from its safetensors weights.

Layers are single fused operators of ONNX Runtime (attention, skip + layer norm, bias + GELU), so nothing is left
for a converter or an optimiser to do, and torch is never imported.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from reeltalk.retrieval.int8_graph import FUSED, Int8Layers, read_ranges

if TYPE_CHECKING:
    from onnx import NodeProto, TensorProto

LAYERS = 6
HEADS = 12
EPSILON = 1e-12


class BertGraph:
    """Nodes and initializers while the graph grows."""

    def __init__(self, weights: dict[str, NDArray[np.float32]]) -> None:
        self.weights = weights
        self.nodes: list[NodeProto] = []
        self.constants: list[TensorProto] = []

    def keep(self, name: str, array: NDArray[Any]) -> str:
        """Store an array as an initializer and return its name."""
        from onnx import numpy_helper

        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(array), name))
        return name

    def weight(self, name: str) -> str:
        """Store a checkpoint tensor under its own name; matrices of linear layers go transposed."""
        array = self.weights[name]
        return self.keep(name, array.T if array.ndim == 2 else array)

    def node(self, kind: str, inputs: list[str], output: str, domain: str = "", **attributes: Any) -> str:
        """Append a node with one output and return that output's name."""
        self.append(kind, inputs, [output], domain, **attributes)
        return output

    def append(self, kind: str, inputs: list[str], outputs: list[str], domain: str = "", **attributes: Any) -> None:
        """Append a node."""
        from onnx import helper

        self.nodes.append(helper.make_node(kind, inputs, outputs, domain=domain, **attributes))


def build_graph(weights_file: Path, eight_bits: bool = False) -> bytes:
    """Return the serialized graph `input_ids, attention_mask (n, t) int32 -> vectors (n, 384) float32`.

    The vectors are the mean over unmasked tokens, L2-normalised, as sentence-transformers computes them. With
    `eight_bits` the matrix products run in eight bits.
    """
    from onnx import TensorProto, helper
    from safetensors.numpy import load_file

    graph = BertGraph(load_file(str(weights_file)))
    hidden = embed(graph)
    layers = Int8Layers(graph, read_ranges(), HEADS, "attention_mask") if eight_bits else None
    for number in range(LAYERS):
        hidden = layers.add(hidden, number) if layers else add_layer(graph, hidden, number)
    _pool(graph, hidden)
    output = helper.make_tensor_value_info("vectors", TensorProto.FLOAT, ["n", None])
    return serialize(graph, "sentence_encoder", token_inputs(), [output])


def token_inputs() -> list[Any]:
    """The inputs of a graph that reads padded texts."""
    from onnx import TensorProto, helper

    names = ("input_ids", "attention_mask")
    return [helper.make_tensor_value_info(name, TensorProto.INT32, ["n", "t"]) for name in names]


def serialize(graph: BertGraph, name: str, inputs: list[Any], outputs: list[Any]) -> bytes:
    """Return a grown graph as the bytes that ONNX Runtime loads."""
    from onnx import helper

    model = helper.make_model(
        helper.make_graph(graph.nodes, name, inputs, outputs, graph.constants),
        opset_imports=[helper.make_opsetid("", 17), helper.make_opsetid(FUSED, 1)],
        ir_version=8,
    )
    return bytes(model.SerializeToString())


def embed(graph: BertGraph) -> str:
    """Words + positions + the one token type, normalised."""
    positions = graph.weights["embeddings.position_embeddings.weight"]
    kind = graph.weights["embeddings.token_type_embeddings.weight"][0]
    inputs = [
        "input_ids",
        "",
        graph.keep("words", graph.weights["embeddings.word_embeddings.weight"]),
        graph.keep("positions", positions + kind),
        "",
        graph.weight("embeddings.LayerNorm.weight"),
        graph.weight("embeddings.LayerNorm.bias"),
    ]
    graph.append("EmbedLayerNormalization", inputs, ["embedded", "unused_mask"], FUSED, epsilon=EPSILON)
    return "embedded"


def add_layer(graph: BertGraph, hidden: str, number: int) -> str:
    """One transformer layer: attention and feed-forward, each with its residual and norm."""
    at, out = f"encoder.layer.{number}.", f"layer_{number}."
    parts = [f"{at}attention.self.{part}" for part in ("query", "key", "value")]
    merged = graph.keep(f"{out}qkv", np.concatenate([graph.weights[f"{part}.weight"].T for part in parts], axis=1))
    bias = graph.keep(f"{out}qkv_bias", np.concatenate([graph.weights[f"{part}.bias"] for part in parts]))
    attention = graph.node(
        "Attention", [hidden, merged, bias, "attention_mask"], f"{out}attention", FUSED, num_heads=HEADS
    )
    mixed = graph.node("MatMul", [attention, graph.weight(f"{at}attention.output.dense.weight")], f"{out}mixed")
    middle = _add_norm(graph, mixed, hidden, f"{at}attention.output", f"{out}middle")
    wide = graph.node("MatMul", [middle, graph.weight(f"{at}intermediate.dense.weight")], f"{out}wide")
    active = graph.node("BiasGelu", [wide, graph.weight(f"{at}intermediate.dense.bias")], f"{out}active", FUSED)
    narrow = graph.node("MatMul", [active, graph.weight(f"{at}output.dense.weight")], f"{out}narrow")
    return _add_norm(graph, narrow, middle, f"{at}output", f"{out}hidden")


def _add_norm(graph: BertGraph, new: str, skip: str, at: str, output: str) -> str:
    """Residual sum, bias and layer norm in one operator."""
    names = [f"{at}.LayerNorm.weight", f"{at}.LayerNorm.bias", f"{at}.dense.bias"]
    inputs = [new, skip, *(graph.weight(name) for name in names)]
    return graph.node("SkipLayerNormalization", inputs, output, FUSED, epsilon=EPSILON)


def _pool(graph: BertGraph, hidden: str) -> None:
    """The mean over unmasked tokens, L2-normalised; the mean's divisor cancels in the norm, so it is left out."""
    last = graph.keep("last_axis", np.array([2], dtype=np.int64))
    middle = graph.keep("token_axis", np.array([1], dtype=np.int64))
    mask = graph.node("Cast", ["attention_mask"], "mask", to=1)
    column = graph.node("Unsqueeze", [mask, last], "mask_column")
    kept = graph.node("Mul", [hidden, column], "kept")
    total = graph.node("ReduceSum", [kept, middle], "total", keepdims=0)
    graph.node("LpNormalization", [total], "vectors", axis=-1, p=2)
