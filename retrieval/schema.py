"""The tables of a home's SQLite file, the one truth of a catalog."""

from __future__ import annotations

from sqlalchemy import (
    DDL,
    JSON,
    Column,
    Date,
    DateTime,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    event,
)

VERSION = 1
"""The layout's version, kept in `meta`; a home with another one is refused with the mend."""

metadata = MetaData()

meta = Table("meta", metadata, Column("key", String, primary_key=True), Column("value", Text, nullable=False))
"""The layout's version, the encoder's name, the catalog's labels."""

clips = Table(
    "clips",
    metadata,
    Column("row", Integer, primary_key=True, autoincrement=True),  # never reused: arrays are addressed by it
    Column("id", String, nullable=False, unique=True),
    Column("title", Text, nullable=False, default=""),
    Column("description", Text, nullable=False, default=""),
    Column("descriptions", JSON, nullable=False),
    Column("description_source", Text, nullable=False, default=""),
    Column("moments", JSON, nullable=False),
    Column("notes", Text, nullable=False, default=""),
    Column("url", Text),
    Column("path", Text),
    Column("thumbnail", Text),
    Column("duration_s", Float),
    Column("language", String),
    Column("creator", Text),
    Column("category", Text),
    Column("tags", JSON, nullable=False),
    Column("published", Date),
    Column("views", Integer),
    Column("likes", Integer),
    Column("audience", String),
    Column("extra", JSON, nullable=False),
    sqlite_autoincrement=True,
)

index_queue = Table(
    "index_queue",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("clip_id", String, nullable=False),
    Column("row", Integer, nullable=False),
    Column("operation", String, nullable=False),  # "upsert" | "delete"
    Column("vectors", LargeBinary),  # those computed already, with their encoder's name; NULL: the owner encodes
    sqlite_autoincrement=True,
)
"""What the owner of the indexes has still to carry over; written in the same transaction as the clip."""

events = Table(
    "events",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("viewer_id", String, nullable=False),
    Column("clip_id", String, nullable=False),
    Column("timestamp", Float, nullable=False),
    Column("verdict", String),
    Column("rating", Float),
    Column("watched_s", Float),
    Column("write_key", String, unique=True),  # (thread, turn, call): a repeated call writes once
    Index("events_viewer", "viewer_id", "timestamp"),
    Index("events_clip", "clip_id"),
)

event_changes = Table(
    "event_changes",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("event", Integer, nullable=False),
    sqlite_autoincrement=True,
)
"""The numbers of events that were deleted or changed after they were kept; SQLite itself writes them."""

for _action in ("DELETE", "UPDATE"):
    event.listen(
        metadata,
        "after_create",
        DDL(  # type: ignore[no-untyped-call]  # SQLAlchemy leaves its constructor untyped
            f"CREATE TRIGGER IF NOT EXISTS events_{_action.lower()} AFTER {_action} ON events "
            f"BEGIN INSERT INTO event_changes (event) VALUES (old.number); END"
        ),
    )

preferences = Table(
    "preferences",
    metadata,
    Column("id", String, primary_key=True),
    Column("viewer_id", String, nullable=False),
    Column("text", Text, nullable=False),
    Column("polarity", String, nullable=False),
    Column("strength", String, nullable=False),
    Column("source", Text, nullable=False),
    Column("created", DateTime, nullable=False),
    Column("write_key", String, unique=True),
    UniqueConstraint("viewer_id", "text", name="preferences_text"),
)

viewers = Table(
    "viewers",
    metadata,
    Column("id", String, primary_key=True),
    Column("label", Text, nullable=False, default=""),  # such as "invented: likes trains"
)

threads = Table(
    "threads",
    metadata,
    Column("id", String, primary_key=True),
    Column("viewer_id", String, ForeignKey("viewers.id"), nullable=False),
    Column("created", DateTime, nullable=False),
)
"""Whose each conversation is."""
