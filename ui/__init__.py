"""reeltalk.ui: command line, web chat, servers."""
