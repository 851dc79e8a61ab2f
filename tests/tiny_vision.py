"""A vision-language model of a few thousand weights, made on the spot."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

TEMPLATE = (
    "{% for message in messages %}{{ message['role'] }}: {% for part in message['content'] %}"
    "{% if part['type'] == 'image' %}<image>{% else %}{{ part['text'] }}{% endif %} {% endfor %}{% endfor %}"
    "{% if add_generation_prompt %}answer:{% endif %}"
)


def make_model(folder: Path, words: Sequence[str], seed: int = 0) -> Path:
    """Save a LLaVA with random weights whose words are these."""
    import torch
    from tokenizers import Tokenizer
    from tokenizers.models import WordLevel
    from tokenizers.pre_tokenizers import WhitespaceSplit
    from transformers import (
        CLIPVisionConfig,
        LlamaConfig,
        LlavaConfig,
        LlavaForConditionalGeneration,
        PreTrainedTokenizerFast,
    )
    from transformers.models.clip.image_processing_pil_clip import CLIPImageProcessorPil
    from transformers.models.llava.processing_llava import LlavaProcessor

    specials = ["<unk>", "<pad>", "<end>", "<image>"]
    vocabulary = {word: number for number, word in enumerate([*specials, *dict.fromkeys(words)])}
    inner = Tokenizer(WordLevel(vocabulary, unk_token="<unk>"))
    inner.pre_tokenizer = WhitespaceSplit()
    tokenizer = PreTrainedTokenizerFast(  # type: ignore[no-untyped-call]
        tokenizer_object=inner,
        unk_token="<unk>",
        pad_token="<pad>",
        eos_token="<end>",
        additional_special_tokens=["<image>"],
    )
    size = {"height": 28, "width": 28}
    processor: Any = LlavaProcessor(  # type: ignore[no-untyped-call]
        image_processor=CLIPImageProcessorPil(size=size, crop_size=size),
        tokenizer=tokenizer,
        patch_size=14,
        vision_feature_select_strategy="default",
        num_additional_image_tokens=1,
        chat_template=TEMPLATE,
    )
    torch.manual_seed(seed)
    vision = CLIPVisionConfig(
        hidden_size=16, intermediate_size=32, num_hidden_layers=1, num_attention_heads=2, image_size=28, patch_size=14
    )
    text = LlamaConfig(
        vocab_size=len(vocabulary),
        hidden_size=64,
        intermediate_size=128,
        num_hidden_layers=2,
        num_attention_heads=4,
        max_position_embeddings=4096,
        eos_token_id=vocabulary["<end>"],
        pad_token_id=vocabulary["<pad>"],
        bos_token_id=None,
    )
    config = LlavaConfig(
        vision_config=vision,
        text_config=text,
        image_token_index=vocabulary["<image>"],
        vision_feature_layer=-1,
        vision_feature_select_strategy="default",
        image_seq_length=4,
    )
    model = LlavaForConditionalGeneration(config)
    model.generation_config.eos_token_id = vocabulary["<end>"]
    model.generation_config.pad_token_id = vocabulary["<pad>"]
    model.save_pretrained(folder)
    processor.save_pretrained(folder)
    return folder


def teach(
    folder: Path, texts: Sequence[str], pictures: Sequence[Sequence[Any]], answer: str, steps: int = 120
) -> float:
    """Have the model learn one answer to these prompts by heart; returns the last loss."""
    import torch
    from transformers import AutoModelForImageTextToText, AutoProcessor

    processor: Any = AutoProcessor.from_pretrained(folder)  # type: ignore[no-untyped-call]
    model: Any = AutoModelForImageTextToText.from_pretrained(folder)
    inputs = processor(text=[f"{text} {answer} <end>" for text in texts], images=pictures, return_tensors="pt")
    labels = inputs["input_ids"].clone()
    labels[:, : -len(answer.split()) - 1] = -100
    torch.set_num_threads(1)  # so little to compute that threads cost more than they do
    optimizer = torch.optim.Adam(model.parameters(), lr=5e-3)
    loss = torch.tensor(float("nan"))
    for _ in range(steps):
        loss = model(**inputs, labels=labels).loss
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        if loss.item() < 1e-3:
            break
    model.save_pretrained(folder)
    return loss.item()
