"""reeltalk.agent: the LangGraph agent: graph, state, chat models, reasons, grounding."""
