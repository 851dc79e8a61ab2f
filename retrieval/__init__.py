"""reeltalk.retrieval: clips, catalog, indexes, search, ranking, import."""
