"""`local:MODEL`: videos described by an image-text-to-text model of transformers on this machine."""

from __future__ import annotations

import io
import threading
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from reeltalk.errors import SettingsError
from reeltalk.retrieval.describer import Described, Undescribed, Usage
from reeltalk.retrieval.description import Description, find_flaw
from reeltalk.retrieval.description_prompts import PROSE, SYSTEM, VERSION, describe_form, tell_facts
from reeltalk.retrieval.endpoint import read_answer
from reeltalk.retrieval.footage import Footage

NEW_TOKENS = 900
"""Tokens an answer may have."""
BATCH_ON_GPU = 4
"""Videos generated for at once where there is a GPU; a CPU gains nothing from more than one."""


class LocalDescriber:
    """Runs a vision-language model, by name or path, loaded at the first video.

    It is asked for an object first; a model that gives none, as small ones do, is asked for prose, which becomes the
    summary. While one batch is generated for, the frames of the next are decoded.
    """

    parallel = 2

    def __init__(
        self,
        model: str,
        *,
        device: str | None = None,
        most_frames: int = 8,
        new_tokens: int = NEW_TOKENS,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        """`device` as torch names it; the GPU where there is one unless given."""
        self.name = Path(model).name if Path(model).is_dir() else model
        self.key = f"local:{self.name}/{VERSION}"
        self.most_frames = most_frames
        self._model_name, self._new_tokens, self._clock = model, new_tokens, clock
        self._device = device or _choose_device()
        self.batch = BATCH_ON_GPU if self._device.startswith("cuda") else 1
        self._guard = threading.Lock()
        self._loaded: tuple[Any, Any] | None = None

    def describe(self, footage: Sequence[Footage]) -> list[Described | Undescribed]:
        """A description of each video, or why there is none. Raises `SettingsError` for a model that cannot be had."""
        with self._guard:
            first = self._ask(footage, f"{SYSTEM}\n\n{describe_form()}")
            told = [read_answer(text, early, one.look.duration_s) for (text, early, _), one in _pair(first, footage)]
            again = [place for place, (description, flaw) in enumerate(told) if description is None or flaw]
            second = self._ask([footage[place] for place in again], PROSE)
        outcomes: list[Described | Undescribed] = []
        repairs = dict(zip(again, second, strict=True))
        for place, (one, (description, flaw)) in enumerate(zip(footage, told, strict=True)):
            usage = first[place][2]
            if place not in repairs:
                assert description is not None
                outcomes.append(self._conclude(one, description, "", usage))
                continue
            text, early, used = repairs[place]
            prose = Description(summary=" ".join(text.split())[:4_000])
            if why := find_flaw(prose, stopped_early=early):
                outcomes.append(Undescribed(reason=why, kind="flawed", usage=usage + used))
            else:
                outcomes.append(self._conclude(one, prose, flaw, usage + used))
        return outcomes

    def _conclude(self, footage: Footage, description: Description, flaw: str, usage: Usage) -> Described:
        return Described(
            description=description,
            source=f"mllm:{self.name}",
            prompt=VERSION,
            frames=tuple(round(frame.time_s, 2) for frame in footage.frames),
            made=self._clock(),
            repaired=flaw,
            usage=usage,
        )

    def _ask(self, footage: Sequence[Footage], prompt: str) -> list[tuple[str, bool, Usage]]:
        """For each video the answer's text, whether it was cut off, and what it took."""
        import torch

        if not footage:
            return []
        try:
            return self._generate(footage, prompt)
        except torch.OutOfMemoryError:
            if len(footage) == 1:
                raise SettingsError(
                    f"describer 'local:{self.name}' needs more memory than {self._device} has; take a smaller model"
                ) from None
            torch.cuda.empty_cache()
            return [answer for one in footage for answer in self._generate([one], prompt)]

    def _generate(self, footage: Sequence[Footage], prompt: str) -> list[tuple[str, bool, Usage]]:
        import torch

        processor, model = self._load()
        started = time.monotonic()
        texts, pictures = zip(*(self._prepare(processor, one, prompt) for one in footage), strict=True)
        inputs = processor(text=list(texts), images=list(pictures), padding=True, return_tensors="pt").to(model.device)
        for name, value in inputs.items():
            if torch.is_floating_point(value):
                inputs[name] = value.to(model.dtype)
        with torch.inference_mode():
            produced = model.generate(**inputs, max_new_tokens=self._new_tokens, do_sample=False)
        fresh = produced[:, inputs["input_ids"].shape[1] :]
        elapsed = (time.monotonic() - started) / len(footage)
        ends = _end_tokens(model)
        answers = []
        for place, row in enumerate(fresh.tolist()):
            kept = next((row[:at] for at, token in enumerate(row) if token in ends), row)
            text = processor.decode(kept, skip_special_tokens=True)
            read = int(inputs["attention_mask"][place].sum())
            usage = Usage(requests=1, read_tokens=read, written_tokens=len(kept), elapsed_s=elapsed)
            answers.append((text, len(kept) == self._new_tokens, usage))
        return answers

    def _prepare(self, processor: Any, footage: Footage, prompt: str) -> tuple[str, list[Any]]:
        """The prompt as the model's own template puts it, and the frames as pictures."""
        from PIL import Image

        content: list[dict[str, str]] = [{"type": "text", "text": tell_facts(footage)}]
        pictures = []
        for frame in footage.frames:
            content += [{"type": "text", "text": f"Frame at {frame.time_s:.1f} s:"}, {"type": "image"}]
            with Image.open(io.BytesIO(frame.jpeg)) as picture:
                pictures.append(picture.convert("RGB"))
        content.append({"type": "text", "text": prompt})
        messages = [{"role": "user", "content": content}]  # no system role: not every template has one
        return processor.apply_chat_template(messages, add_generation_prompt=True, tokenize=False), pictures

    def _load(self) -> tuple[Any, Any]:
        if self._loaded is None:
            from transformers import AutoModelForImageTextToText, AutoProcessor

            try:
                processor: Any = AutoProcessor.from_pretrained(self._model_name)  # type: ignore[no-untyped-call]
                model: Any = AutoModelForImageTextToText.from_pretrained(
                    self._model_name, dtype=_choose_dtype(self._device)
                )
            except (OSError, ValueError, KeyError, ImportError) as error:
                first = str(error).strip().partition("\n")[0]
                raise SettingsError(f"describer 'local:{self._model_name}' cannot be loaded: {first}") from error
            if not getattr(processor, "chat_template", None):
                raise SettingsError(
                    f"describer 'local:{self._model_name}' has no chat template; take a model tuned to chat"
                )
            processor.tokenizer.padding_side = "left"  # what is generated follows on the prompt
            if processor.tokenizer.pad_token is None:
                processor.tokenizer.pad_token = processor.tokenizer.eos_token
            self._loaded = processor, model.to(self._device).eval()
        return self._loaded


def _pair(answers: Sequence[Any], footage: Sequence[Footage]) -> list[tuple[Any, Footage]]:
    return list(zip(answers, footage, strict=True))


def _choose_device() -> str:
    import torch

    if torch.cuda.is_available():
        return "cuda"
    return "mps" if torch.backends.mps.is_available() else "cpu"


def _choose_dtype(device: str) -> Any:
    """Half the memory where the device computes in it as fast; a CPU rarely does."""
    import torch

    if device.startswith("cuda"):
        return torch.bfloat16 if torch.cuda.is_bf16_supported() else torch.float16
    return torch.float16 if device == "mps" else torch.float32


def _end_tokens(model: Any) -> set[int]:
    ends = model.generation_config.eos_token_id
    return set(ends) if isinstance(ends, list) else {ends} if ends is not None else set()
