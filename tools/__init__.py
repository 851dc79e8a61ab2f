"""reeltalk.tools: what the model may call."""
