"""Compute the vectors that ship with the sample library; run it after a change to `clips.jsonl`.

python scripts/encode_sample.py
"""

from __future__ import annotations

from reeltalk.retrieval.encoder import default_encoder
from reeltalk.retrieval.sample import VECTORS, read_clips, sample_folder
from reeltalk.retrieval.sentences import clip_passages
from reeltalk.retrieval.shipped import write_vectors


def main() -> None:
    """Write the vectors of every text that the index of the library needs."""
    folder = sample_folder()
    clips = list(read_clips(folder))
    texts = [passage.text for clip in clips for passage in clip_passages(clip)]
    print(f"{write_vectors(folder / VECTORS, texts, default_encoder())} texts of {len(clips)} clips")


if __name__ == "__main__":
    main()
