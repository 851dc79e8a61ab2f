"""reeltalk.eval: scoring of requests, retrieval and rankings."""
