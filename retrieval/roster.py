"""Which clip each file is: where files are copied, moved, changed or gone, clips keep their notes and histories."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from reeltalk.retrieval.ledger import KnownClip


class Roster:
    """Clips by content and by path, kept up while files are told one after another.

    A clip belongs to a content (SHA-256) and lies at one path. The same content at a further path is a copy and no
    clip; where the first path is gone the clip moves there. A file whose content changed in place keeps its clip.
    """

    def __init__(self, clips: Iterable[KnownClip], paths: dict[str, str]) -> None:
        """`paths` tells the content of each file that is still there and unchanged, by path."""
        self._paths = dict(paths)
        self._held = Counter(paths.values())
        self._clips = {clip.clip_id: clip for clip in clips}
        self._by_content = {clip.content: clip.clip_id for clip in self._clips.values()}
        self._by_path = {clip.path: clip.clip_id for clip in self._clips.values() if not clip.gone}
        for clip in self._clips.values():  # one that is away gives its place up to one that is there
            self._by_path.setdefault(clip.path, clip.clip_id)

    def enlist(self, path: str, content: str) -> tuple[KnownClip, bool]:
        """The clip of a file, and whether it is new or changed; of a copy the clip of the first one, unchanged.

        Files whose content is known must be told before those that changed in place: else, where files change names,
        a clip would stay with its path instead of following its content.
        """
        self.leave(path)
        self._paths[path] = content
        self._held[content] += 1
        if (known := self._by_content.get(content)) is not None:
            clip = self._clips[known]
            if not clip.gone and self._paths.get(clip.path) == content:
                return clip, False
            return self._keep(clip._replace(path=path, gone=0)), True
        if (known := self._by_path.get(path)) is not None and not self._lives(self._clips[known].content):
            return self._keep(self._clips[known]._replace(content=content, path=path, gone=0)), True
        return self._keep(KnownClip(self._name(content), content, path, 0, "", 0)), True

    def knows(self, content: str) -> bool:
        """Whether there is, or was, a clip of this content."""
        return content in self._by_content

    def leave(self, path: str) -> None:
        """A file is not there any more, or is no video any more."""
        content = self._paths.pop(path, None)
        if content is not None:
            self._held[content] -= 1

    def orphans(self) -> list[KnownClip]:
        """The clips no file holds any more."""
        return [clip for clip in self._clips.values() if not clip.gone and not self._lives(clip.content)]

    def moved(self) -> list[KnownClip]:
        """Clips whose path is gone while a copy is still there, at that copy's path."""
        homes = {content: path for path, content in sorted(self._paths.items(), reverse=True)}
        found = []
        for clip in list(self._clips.values()):
            if not clip.gone and self._paths.get(clip.path) != clip.content and clip.content in homes:
                found.append(self._keep(clip._replace(path=homes[clip.content])))
        return found

    def bury(self, clip: KnownClip, notes: str) -> KnownClip:
        """The clip is away; its notes are kept for its return."""
        return self._keep(clip._replace(gone=1, notes=notes or clip.notes, written=0))

    def _lives(self, content: str) -> bool:
        return self._held[content] > 0

    def _keep(self, clip: KnownClip) -> KnownClip:
        before = self._clips.get(clip.clip_id)
        if before is not None:
            if self._by_content.get(before.content) == clip.clip_id:
                del self._by_content[before.content]
            if self._by_path.get(before.path) == clip.clip_id:
                del self._by_path[before.path]
        self._clips[clip.clip_id] = clip
        self._by_content[clip.content] = clip.clip_id
        self._by_path[clip.path] = clip.clip_id
        return clip

    def _name(self, content: str) -> str:
        """An id that no other clip has: the start of the content's hash, longer where that is taken."""
        return next(content[:length] for length in (16, 24, 32, 64) if content[:length] not in self._clips)
