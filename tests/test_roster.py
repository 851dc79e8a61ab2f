"""Which clip each file is, whatever is moved, copied, changed and removed between two runs."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reeltalk.retrieval.ledger import KnownClip
from reeltalk.retrieval.roster import Roster

PATHS, CONTENTS = ["a", "b", "c", "d"], [letter * 64 for letter in "0123"]
Disk = dict[str, str]


def run(clips: dict[str, KnownClip], before: Disk, after: Disk) -> dict[str, KnownClip]:
    """What a run makes of the clips, in the order in which ingest tells the files."""
    unchanged = {path: content for path, content in after.items() if before.get(path) == content}
    roster = Roster(clips.values(), unchanged)
    kept = dict(clips)
    order = sorted(after.keys() - unchanged.keys())
    for path in sorted(order, key=lambda path: (path in before, not roster.knows(after[path]))):
        clip, changed = roster.enlist(path, after[path])
        if changed:
            kept[clip.clip_id] = clip
    for path in before.keys() - after.keys():
        roster.leave(path)
    kept |= {clip.clip_id: clip for clip in roster.moved()}
    kept |= {clip.clip_id: roster.bury(clip, f"notes of {clip.clip_id}") for clip in roster.orphans()}
    return kept


@given(st.lists(st.dictionaries(st.sampled_from(PATHS), st.sampled_from(CONTENTS)), max_size=6))
def test_each_content_on_the_disk_is_one_clip_and_keeps_it(disks: list[Disk]) -> None:
    clips: dict[str, KnownClip] = {}
    before: Disk = {}
    for disk in disks:
        held = {clip.content: clip.clip_id for clip in clips.values() if not clip.gone}
        clips = run(clips, before, disk)
        live = [clip for clip in clips.values() if not clip.gone]
        assert sorted(clip.content for clip in live) == sorted(set(disk.values()))
        assert all(disk[clip.path] == clip.content for clip in live)
        for clip in live:  # what was there and is still there, wherever it lies now, is the same clip
            assert held.get(clip.content, clip.clip_id) == clip.clip_id
        before = disk


def test_a_clip_that_was_away_comes_back_with_its_notes() -> None:
    clips = run({}, {}, {"a": CONTENTS[0]})
    [name] = clips
    clips = run(clips, {"a": CONTENTS[0]}, {})
    assert (clips[name].gone, clips[name].notes) == (1, f"notes of {name}")
    clips = run(clips, {}, {"b": CONTENTS[0]})
    assert (clips[name].gone, clips[name].path, clips[name].notes) == (0, "b", f"notes of {name}")


def test_a_content_that_changes_in_place_stays_the_same_clip() -> None:
    clips = run({}, {}, {"a": CONTENTS[0]})
    clips = run(clips, {"a": CONTENTS[0]}, {"a": CONTENTS[1]})
    assert [clip.content for clip in clips.values()] == [CONTENTS[1]]
