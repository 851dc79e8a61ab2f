"""Trains the tagger that reads requests, from conversations with markup.

    python scripts/train_tagger.py [CORPUS] [--out FILE] [--epochs N] [--hold-out NAME…] [--seed N]

The four upper layers of the shipped sentence encoder learn, with two heads: a label a word piece, and the kind of
the whole message. What was trained is shipped in 8 bits, about seven megabytes. The situation beside each message is
what the product itself would have written there, had every turn before been read as marked.
"""

from __future__ import annotations

import argparse
import random
import re
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import torch
from compose_requests import Composer
from score_reader import Library, Simulation
from torch import Tensor, nn

from reeltalk.agent.compiler import compile_calls
from reeltalk.agent.decoder import decode_tags
from reeltalk.agent.names import Names
from reeltalk.agent.normaliser import normalise_request
from reeltalk.agent.situation import word_situation
from reeltalk.agent.tagger import MAX_PIECES, SITUATION_PIECES, decode_labels
from reeltalk.agent.tags import KINDS, LABELS, Tag, Tagged, read_markup
from reeltalk.agent.topics import content_words
from reeltalk.retrieval.encoder import find_weights
from reeltalk.retrieval.vocabulary import Vocabulary

LEARNING = tuple(f"encoder.layer.{number}." for number in range(2, 6))
"""The parts of the encoder that learn: seven megabytes in 8 bits; the rest comes with the encoder's own package."""
OUTSIDE = 0
TODAY = date(2026, 7, 15)
BATCH = 16
COMPOSED = 0.2
"""Composed examples beside each one written by hand; new ones in every epoch."""
MOVED = 0.35
"""Share of the first messages that are learned in another conversation's situation, a different one in every epoch."""


@dataclass(frozen=True)
class Example:
    """One message with its markup and the situation it was said in."""

    tagged: Tagged
    situation: str


def read_conversations(path: Path) -> list[list[str]]:
    """The conversations of a markup file, each a list of its messages."""
    blocks = re.split(r"\n\s*\n", path.read_text(encoding="utf-8"))
    return [lines for block in blocks if (lines := [line.strip() for line in block.splitlines() if line.strip()])]


def play_conversation(lines: Sequence[str], names: Names) -> list[Example]:
    """The messages of a conversation, each with the situation that the messages before led to."""
    simulation = Simulation(Library(None), Vocabulary({}, {}, {}, {}), TODAY)
    examples = []
    for line in lines:
        tagged = read_markup(line, normalise_request)
        examples.append(Example(tagged, word_situation(simulation.context)))
        calls = compile_calls(decode_tags(tagged, simulation.context, names), simulation.context)
        made = [simulation._run(call["name"], dict(call["args"])) for call in calls]
        simulation._keep(tagged.text, made)
    return examples


class Network(nn.Module):
    """The encoder, its upper layers free to learn, and heads."""

    def __init__(self, weights: Path) -> None:
        """Load the encoder of the folder `weights`."""
        super().__init__()
        from transformers import BertModel

        self.bert = BertModel.from_pretrained(str(weights), add_pooling_layer=False, attn_implementation="sdpa")
        for name, parameter in self.bert.named_parameters():
            parameter.requires_grad = name.startswith(LEARNING)
        size = self.bert.config.hidden_size
        self.dropout = nn.Dropout(0.1)
        self.labels = nn.Linear(size, 2 * len(LABELS) + 1)
        self.kinds = nn.Linear(size, len(KINDS))

    def forward(self, ids: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """(labels a piece (n, t, 2L+1), kinds (n, k)), both as logits."""
        hidden = self.dropout(self.bert(input_ids=ids, attention_mask=mask).last_hidden_state)
        return self.labels(hidden), self.kinds(hidden[:, 0])

    def export(self) -> dict[str, np.ndarray[Any, Any]]:
        """What was trained, by name: matrices of the encoder in 8 bits with a scale a row, the rest in 16."""
        kept: dict[str, np.ndarray[Any, Any]] = {}
        for name, tensor in self.named_parameters():
            array = tensor.detach().float().numpy()
            bare = name.removeprefix("bert.")
            if not tensor.requires_grad:
                continue
            if name.startswith("bert.") and array.ndim == 2:
                scale = np.abs(array).max(axis=1, keepdims=True) / 127
                kept[bare] = np.round(array / scale).astype(np.int8)
                kept[f"{bare}.scale"] = scale.astype(np.float32)
            else:
                kept[bare] = array.astype(np.float16)
        return kept

    def take(self, file: Path) -> None:
        """Go on from weights: what `export` wrote, or the whole state of an earlier run (.pt)."""
        if file.suffix == ".pt":
            self.load_state_dict(torch.load(file, weights_only=True))
            return
        from safetensors.numpy import load_file

        shipped = load_file(str(file))
        for name, tensor in self.named_parameters():
            bare = name.removeprefix("bert.")
            if bare in shipped:
                array = shipped[bare].astype(np.float32) * shipped.get(f"{bare}.scale", np.float32(1))
                tensor.data.copy_(torch.from_numpy(array))


class Feeder:
    """Makes batches of numbers of examples."""

    def __init__(self, weights: Path, seed: int) -> None:
        """Load the tokenizer of the folder `weights`."""
        from tokenizers import Tokenizer

        self.tokenizer = Tokenizer.from_file(str(weights / "tokenizer.json"))
        self.tokenizer.no_truncation()
        self.tokenizer.no_padding()
        self.start, *_, self.end = self.tokenizer.encode("").ids
        self.random = random.Random(seed)

    def number(self, example: Example) -> tuple[list[int], list[int]]:
        """(ids, labels) of one example; -100 where no label is learned."""
        said = self.tokenizer.encode(example.tagged.text, add_special_tokens=False)
        around = self.tokenizer.encode(example.situation, add_special_tokens=False).ids[:SITUATION_PIECES]
        pieces, offsets = said.ids[:MAX_PIECES], said.offsets[:MAX_PIECES]
        labels = [_label(example.tagged.tags, low, high) for low, high in offsets]
        ids = [self.start, *pieces, self.end, *around, self.end]
        return ids, [-100, *labels, *[-100] * (len(around) + 2)]

    def batch(self, examples: Sequence[Example]) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """(ids, mask, labels (n, t), kinds (n,)) as tensors."""
        rows = [self.number(example) for example in examples]
        width = max(len(row[0]) for row in rows)

        def pad(values: list[int], fill: int) -> list[int]:
            return values + [fill] * (width - len(values))

        ids = torch.tensor([pad(row[0], 0) for row in rows])
        mask = torch.tensor([pad([1] * len(row[0]), 0) for row in rows])
        labels = torch.tensor([pad(row[1], -100) for row in rows])
        kinds = torch.tensor([KINDS.index(example.tagged.kind) for example in examples])
        return ids, mask, labels, kinds


def _label(tags: Sequence[Tag], low: int, high: int) -> int:
    for tag in tags:
        if low < tag.end and high > tag.start:
            return 1 + 2 * LABELS.index(tag.label) + (0 if low <= tag.start else 1)
    return OUTSIDE


def starts_anew(example: Example) -> bool:
    """Whether the first message of a conversation names a subject by two words at least: in any other situation it
    would start anew too, where "something slower" would not."""
    labels = {tag.label for tag in example.tagged.tags}
    topic = " ".join(example.tagged.words(tag) for tag in example.tagged.having("topic"))
    return example.situation == "new" and not labels & {"swap", "more", "ref"} and len(content_words(topic)) > 1


def roughen(example: Example, draw: random.Random) -> Example:
    """The example as typed less carefully: no capitals, no punctuation, a slip of the finger; the tags move along."""
    text, tags = example.tagged.text, list(example.tagged.tags)
    if draw.random() < 0.25:
        text = text.rstrip(".?!")
        tags = [Tag(tag.label, tag.start, min(tag.end, len(text))) for tag in tags if tag.start < len(text)]
    if draw.random() < 0.15:
        marked = [any(tag.start <= at < tag.end for tag in tags) for at in range(len(text))]
        drop = {at for at, char in enumerate(text) if char in ",;!?" and not marked[at]}
        text, tags = _remove(text, tags, drop)
    if draw.random() < 0.2:
        places = [match.start() + 2 for match in re.finditer(r"[a-z]{5,}", text)]
        text, tags = _remove(text, tags, {draw.choice(places)} if places else set())
    situation = example.situation
    if draw.random() < 0.2:  # what was said before is a hint, not a need
        situation = situation.split(" | said ")[0]
    if draw.random() < 0.1:
        situation = situation.split(" | ")[0]
    return Example(Tagged(text, tuple(tags), example.tagged.kind), situation)


def _move(example: Example, situations: Sequence[str], draw: random.Random) -> Example:
    """The example, or the same words said in the middle of another conversation, where they start anew."""
    if draw.random() >= MOVED or not starts_anew(example):
        return example
    return Example(example.tagged, draw.choice(situations))


def _remove(text: str, tags: list[Tag], drop: set[int]) -> tuple[str, list[Tag]]:
    before = np.cumsum([0, *(at in drop for at in range(len(text)))])
    kept = "".join(char for at, char in enumerate(text) if at not in drop)
    return kept, [Tag(tag.label, int(tag.start - before[tag.start]), int(tag.end - before[tag.end])) for tag in tags]


def train(examples: list[Example], held: list[Example], given: argparse.Namespace) -> Network:
    """The trained network, written out after each epoch; the score on `held` is printed there."""
    from safetensors.numpy import save_file

    torch.manual_seed(given.seed)
    weights = find_weights()
    network, feeder, draw = Network(weights), Feeder(weights, given.seed), random.Random(given.seed)
    if given.start:
        network.take(given.start)
    trained = [parameter for parameter in network.parameters() if parameter.requires_grad]
    optimiser = torch.optim.AdamW(trained, lr=given.rate, weight_decay=0.01, fused=True)
    composer = Composer([example.tagged for example in examples])
    situations = [example.situation for example in examples if example.situation != "new"]
    steps = given.epochs * (int(len(examples) * (1 + COMPOSED)) // BATCH + 2)
    plan = torch.optim.lr_scheduler.OneCycleLR(optimiser, given.rate, total_steps=steps + 1, pct_start=0.1)
    for epoch in range(given.epochs):
        begin, total = time.perf_counter(), 0.0
        network.train()
        made = [Example(composer.draw(draw), "new") for _ in range(int(len(examples) * COMPOSED))]
        moved = [_move(one, situations, draw) for one in examples + made]
        for chosen in _batches(moved, BATCH, draw):
            ids, mask, labels, kinds = feeder.batch([roughen(one, draw) for one in chosen])
            with torch.autocast("cpu", dtype=torch.bfloat16):
                by_label, by_kind = network(ids, mask)
            loss = nn.functional.cross_entropy(by_label.float().flatten(0, 1), labels.flatten(), ignore_index=-100)
            loss = loss + nn.functional.cross_entropy(by_kind.float(), kinds)
            optimiser.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]  # torch has no types for it
            nn.utils.clip_grad_norm_(trained, 1.0)
            optimiser.step()
            plan.step()
            total += loss.item()
        save_file(network.export(), str(given.out))
        torch.save(network.state_dict(), f"{given.out}.pt")
        scored = score(network, feeder, held) if held else ""
        seconds = time.perf_counter() - begin
        mean = total * BATCH / len(examples)
        print(f"epoch {epoch + 1}/{given.epochs} loss {mean:.3f} {seconds:.0f} s {scored}", flush=True)
    return network


def _batches(examples: list[Example], size: int, draw: random.Random) -> Iterator[list[Example]]:
    """Shuffled batches of like length, so that little is padding."""
    order = sorted(examples, key=lambda one: len(one.tagged.text) + len(one.situation) + draw.random() * 40)
    batches = [order[at : at + size] for at in range(0, len(order), size)]
    draw.shuffle(batches)
    yield from batches


@torch.no_grad()
def score(network: Network, feeder: Feeder, held: Sequence[Example]) -> str:
    """Span F1, the share of messages with every span right, and the share of kinds right."""
    network.eval()
    hit = given = wanted = whole = kind = 0
    for at in range(0, len(held), 64):
        some = held[at : at + 64]
        ids, mask, labels, kinds = feeder.batch(some)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            by_label, by_kind = network(ids, mask)
        kind += int((by_kind.argmax(-1) == kinds).sum())
        for row in range(len(some)):
            here = labels[row] != -100
            gold = set(_spans(labels[row][here].tolist()))
            found = set(_spans(decode_labels(by_label[row][here].float().numpy())[0]))
            hit, given, wanted = hit + len(gold & found), given + len(found), wanted + len(gold)
            whole += gold == found
    recall, precision = hit / max(wanted, 1), hit / max(given, 1)
    f1 = 2 * hit / max(given + wanted, 1)
    spans = f"spans F1 {f1:.3f} (p {precision:.3f} r {recall:.3f})"
    return f"{spans}, messages {whole / len(held):.3f}, kinds {kind / len(held):.3f}"


def _spans(labels: Sequence[int]) -> list[tuple[int, int, int]]:
    spans: list[tuple[int, int, int]] = []
    for at, label in enumerate([*labels, 0]):
        if label % 2 == 1:
            spans.append(((label - 1) // 2, at, at + 1))
        elif label and spans and spans[-1][2] == at:
            spans[-1] = (*spans[-1][:2], at + 1)
    return spans


def main() -> None:
    """Train on the corpus and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", nargs="?", type=Path, default=Path(__file__).parent / "markup")
    parser.add_argument("--out", type=Path, default=Path("agent/data/tagger.safetensors"))
    parser.add_argument("--epochs", type=int, default=10)
    parser.add_argument("--hold-out", nargs="*", default=[])
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--rate", type=float, default=3e-4, help="the highest learning rate")
    parser.add_argument("--start", type=Path, help="weights to go on from: shipped ones, or OUT.pt of an earlier run")
    given = parser.parse_args()
    kept: list[Example] = []
    held: list[Example] = []
    for path in sorted(given.corpus.glob("*.txt")):
        played = [play_conversation(lines, Names()) for lines in read_conversations(path)]
        (held if path.stem in given.hold_out else kept).extend(example for one in played for example in one)
    print(f"{len(kept)} messages to learn from, {len(held)} held out", flush=True)
    train(kept, held, given)


if __name__ == "__main__":
    main()
