"""The lexical index in Tantivy: BM25 over title, tags and text (Robertson and Zaragoza, 2009), and what clips name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from reeltalk.errors import damaged
from reeltalk.retrieval.clip import Clip
from reeltalk.retrieval.mentions import mentions

if TYPE_CHECKING:
    from tantivy import Index, IndexWriter, Query, Schema, TextAnalyzer

FIELDS = {"title": 1.5, "tags": 1.5, "text": 1.0}
"""The fields and how much a match in each weighs."""
MAX_TERMS = 64
"""Terms of a request beyond this many are left out."""
_STEMMED = "stemmed"
_HEAP_BYTES = 32_000_000


class LexicalIndex:
    """Tantivy on a folder; documents are addressed by the clip's row."""

    def __init__(self, folder: Path) -> None:
        """Open the index in a folder, made where it is not there. Raises `CatalogError` where it is damaged."""
        import tantivy

        folder.mkdir(exist_ok=True)
        self._schema = _make_schema()
        self._analyzer = _make_analyzer()
        try:
            self._index: Index = tantivy.Index(self._schema, path=str(folder))
        except ValueError as error:  # Tantivy's word for files that it did not write so
            raise damaged(folder) from error
        self._index.register_tokenizer(_STEMMED, self._analyzer)
        self._writer: IndexWriter | None = None

    def write(
        self,
        puts: Iterable[tuple[int, Clip]],
        deletes: Iterable[int],
        named: Mapping[int, Iterable[str]] | None = None,
    ) -> None:
        """Replace the documents of some rows and delete those of others, then commit.

        `named` holds what the clips of rows name, where that is known; else it is found (see `mentions`).
        """
        writer = self._writer = self._writer or self._index.writer(_HEAP_BYTES, 1)
        for row in deletes:
            writer.delete_documents_by_term("row", row)
        for row, clip in puts:
            writer.delete_documents_by_term("row", row)
            writer.add_document(_to_document(row, clip, mentions(clip) if named is None else named[row]))
        writer.commit()
        self._index.reload()

    def search(
        self, text: str, limit: int, rows: Sequence[int] | None = None
    ) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """Return rows and BM25 scores of the best documents, among `rows` where given; any text is a valid query."""
        query = self._make_query(text, rows)
        return self._run(query, limit) if query is not None else _pair([], [])

    def naming(self, marks: Iterable[str]) -> NDArray[np.int64]:
        """Return the rows of all documents whose clips name one of these marks (see `mentions`)."""
        import tantivy

        query = tantivy.Query.term_set_query(self._schema, "marks", list(marks))
        return self._run(query, max(1, self.count()))[0]

    def count(self) -> int:
        """Return how many documents there are."""
        return int(self._index.searcher().num_docs)

    def rows(self) -> NDArray[np.int64]:
        """Return the rows of all documents."""
        import tantivy

        return self._run(tantivy.Query.all_query(), max(1, self.count()))[0]

    def close(self) -> None:
        """End the writer's threads."""
        if self._writer is not None:
            self._writer.wait_merging_threads()
            self._writer = None

    def _run(self, query: Query, limit: int) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        searcher = self._index.searcher()
        hits = searcher.search(query, limit, count=False).hits
        rows = searcher.fast_field_values("row", [address for _, address in hits])
        return _pair(rows, [score for score, _ in hits])

    def _make_query(self, text: str, rows: Sequence[int] | None) -> Query | None:
        """Any of the text's terms in any field; built term by term, so that no text is query syntax."""
        import tantivy

        terms = list(dict.fromkeys(self._analyzer.analyze(text)))[:MAX_TERMS]
        if not terms:
            return None
        parts = [
            (
                tantivy.Occur.Should,
                tantivy.Query.boost_query(tantivy.Query.term_query(self._schema, field, term), weight),
            )
            for term in terms
            for field, weight in FIELDS.items()
        ]
        query = tantivy.Query.boolean_query(parts)
        if rows is None:
            return query
        allowed = tantivy.Query.const_score_query(tantivy.Query.term_set_query(self._schema, "row", list(rows)), 0.0)
        return tantivy.Query.boolean_query([(tantivy.Occur.Must, query), (tantivy.Occur.Must, allowed)])


def _pair(rows: Sequence[Any], scores: Sequence[float]) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    return np.array(rows, dtype=np.int64), np.array(scores, dtype=np.float32)


def _make_schema() -> Schema:
    from tantivy import SchemaBuilder

    builder = SchemaBuilder().add_integer_field("row", stored=False, indexed=True, fast=True)
    for field in FIELDS:
        builder = builder.add_text_field(field, stored=False, tokenizer_name=_STEMMED)
    return builder.add_text_field("marks", stored=False, tokenizer_name="raw", index_option="basic").build()


def _make_analyzer() -> TextAnalyzer:
    """Words without case and accents, stemmed; words that carry no topic are left out."""
    from tantivy import Filter, TextAnalyzerBuilder, Tokenizer

    builder = TextAnalyzerBuilder(Tokenizer.simple()).filter(Filter.remove_long(60)).filter(Filter.lowercase())
    return (
        builder.filter(Filter.ascii_fold()).filter(Filter.stopword("english")).filter(Filter.stemmer("english")).build()
    )


def _to_document(row: int, clip: Clip, marks: Iterable[str]) -> Any:
    from tantivy import Document

    document = Document()
    document.add_integer("row", row)
    document.add_text("title", clip.title)
    document.add_text("tags", "\n".join([*clip.tags, clip.category or "", clip.creator or ""]))
    for mark in marks:
        document.add_text("marks", mark)
    moments = (moment.text for moment in clip.moments)
    document.add_text("text", "\n".join([clip.description, clip.notes, *clip.descriptions.values(), *moments]))
    return document
