"""What `reeltalk eval retrieval` does: measure the search over a file of clips and show its figures."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from reeltalk.ui.lines import write_json
from reeltalk.ui.progress import show_progress


def evaluate_retrieval(
    clips_file: Path, queries_file: Path, *, utterances: int, seed: int, resamples: int, peers: bool, as_json: bool
) -> None:
    """Measure search, baselines and, where wanted, peers, as tables or as one JSON document.

    Raises `CatalogError` for an unusable file, `SettingsError` where the peers are not installed.
    """
    from reeltalk.eval.known_vectors import KnownVectors, clip_texts
    from reeltalk.eval.peers import check_installed
    from reeltalk.eval.queries import read_clips, read_queries
    from reeltalk.eval.retrieval import count_steps, measure_retrieval, strip_further
    from reeltalk.eval.retrieval_report import render_retrieval, report_retrieval
    from reeltalk.retrieval.encoder import default_encoder

    if peers:
        check_installed()
    clips = read_clips(clips_file)
    queries, left_out = read_queries(queries_file, {clip.id for clip in clips}, utterances)
    encoder = KnownVectors(default_encoder())
    texts = clip_texts([*clips, *map(strip_further, clips)], peers)
    with show_progress("Encoding", "texts") as bar:
        bar.expect(len(texts))
        encoder.learn(texts, bar.advance)
    with TemporaryDirectory() as folder, show_progress("Asking", "requests") as bar:
        bar.expect(count_steps(clips, queries, peers))
        measured = measure_retrieval(clips, queries, encoder, Path(folder), bar.advance, peers)
    report = report_retrieval(measured, queries, clips=len(clips), encoder=encoder.name, seed=seed, resamples=resamples)
    report |= {"utterances": utterances, "left_out": left_out}
    if as_json:
        write_json(report)
        return
    from rich.console import Console

    Console().print(render_retrieval(report))
