"""Sound for the sample clips, computed: instruments, drums, weather, effects, and speech by eSpeak NG."""

from __future__ import annotations

import io
import subprocess
import wave
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from scenes_tones import RATE as RATE
from scenes_tones import Samples as Samples
from scenes_tones import clock as clock
from scenes_tones import grains as grains
from scenes_tones import pitch as pitch
from scenes_tones import soften as soften
from scenes_tones import thin as thin
from scenes_tones import tone as tone


def melody(notes: str, beats_a_minute: float, voice: str = "piano", overlap: float = 1.0) -> Samples:
    """Notes such as "C4 E4:2 -:0.5 C4+E4+G4:4" (length in beats, "-" a rest), one after another."""
    beat = 60 / beats_a_minute
    parts = [(word.split(":")[0], float([*word.split(":"), "1"][1]) * beat) for word in notes.split()]
    track = Track(sum(length for _, length in parts) + 2 * overlap)
    at = 0.0
    for names, length in parts:
        for name in names.split("+") if names != "-" else []:
            track.add(tone(pitch(name), length * overlap + 0.05, voice), at, 0.5)
        at += length
    return track.samples[: round(at * RATE) + round(overlap * RATE)]


def kick() -> Samples:
    """A bass drum."""
    t = clock(0.25)
    return np.asarray(np.sin(2 * np.pi * np.cumsum(45 + 90 * np.exp(-t * 30)) / RATE) * np.exp(-t * 14))


def snare() -> Samples:
    """A snare drum."""
    t = clock(0.2)
    return np.asarray((grains(0.2, 3) * 0.6 + np.sin(2 * np.pi * 190 * t) * 0.4) * np.exp(-t * 22))


def hat() -> Samples:
    """A closed hi-hat."""
    return np.asarray(thin(grains(0.06, 4), 6000) * np.exp(-clock(0.06) * 70) * 0.6)


def tom(frequency: float) -> Samples:
    """A tom-tom."""
    t = clock(0.35)
    return np.asarray(np.sin(2 * np.pi * frequency * t * (1 + 0.2 * np.exp(-t * 20))) * np.exp(-t * 9))


def clap() -> Samples:
    """Two hands."""
    t = clock(0.12)
    return np.asarray(thin(grains(0.12, 5), 900) * np.exp(-t * 40))


def beat(pattern: str, beats_a_minute: float, seconds: float) -> Samples:
    """A drum pattern in quarter beats, repeated: k bass, s snare, h hi-hat, t and T toms, c clap, . rest."""
    kit = {"k": kick(), "s": snare(), "h": hat(), "t": tom(150), "T": tom(95), "c": clap()}
    track = Track(seconds)
    step, at, k = 15 / beats_a_minute, 0.0, 0
    while at < seconds:
        letter = pattern[k % len(pattern)]
        if letter in kit:
            track.add(kit[letter], at, 0.7)
        at, k = at + step, k + 1
    return track.samples


def rain(seconds: float, heavy: float = 0.5, seed: int = 7) -> Samples:
    """Rain, from 0 (a drizzle) to 1 (a downpour)."""
    wash = soften(thin(grains(seconds, seed), 700), 5500) * (0.15 + 0.35 * heavy)
    source = np.random.default_rng(seed)
    drops = np.zeros(len(wash))
    for place in source.integers(0, max(1, len(wash) - 600), int(seconds * (10 + 30 * heavy))):
        drops[place : place + 240] += source.uniform(0.1, 0.4) * np.exp(-np.arange(240) / 50) * grains(0.01, int(place))
    return wash + drops


def waves(seconds: float, period: float = 7.0) -> Samples:
    """The sea on a beach."""
    t = clock(seconds)
    swell = 0.25 + 0.75 * np.clip(np.sin(2 * np.pi * t / period - 1.2), 0, 1) ** 1.5
    return soften(grains(seconds, 11), 1400) * swell


def wind(seconds: float, pitch_hz: float = 500) -> Samples:
    """Wind that rises and falls."""
    t = clock(seconds)
    return soften(grains(seconds, 13), pitch_hz) * (0.6 + 0.4 * np.sin(2 * np.pi * t / 4.3)) * 1.4


def water(seconds: float, wild: float = 0.5) -> Samples:
    """A stream (0) or a waterfall (1)."""
    return soften(grains(seconds, 17), 900 + 2600 * wild) * (0.5 + 0.6 * wild)


def crackle(seconds: float, seed: int = 19) -> Samples:
    """A wood fire, or frying when it is dense."""
    source = np.random.default_rng(seed)
    out = soften(grains(seconds, seed), 350) * 0.35
    for place in source.integers(0, max(1, len(out) - 400), int(seconds * 14)):
        out[place : place + 300] += source.uniform(0.1, 0.7) * np.exp(-np.arange(300) / 35) * grains(0.0125, int(place))
    return np.asarray(out)


def sizzle(seconds: float) -> Samples:
    """Something in a hot pan."""
    return thin(grains(seconds, 23), 3500) * 0.3 * (0.8 + 0.2 * soften(grains(seconds, 24), 12) * 8)


def crowd(seconds: float, excited: float = 0.5) -> Samples:
    """A murmuring or cheering crowd."""
    t = clock(seconds)
    base = soften(thin(grains(seconds, 29), 300), 1800)
    return base * (0.5 + excited * (0.5 + 0.3 * np.sin(2 * np.pi * t * 0.9)))


def applause(seconds: float) -> Samples:
    """Many hands."""
    track, source = Track(seconds), np.random.default_rng(31)
    one = clap()
    for place in source.uniform(0, max(0.1, seconds - 0.15), int(seconds * 45)):
        track.add(one, float(place), float(source.uniform(0.05, 0.25)))
    return track.samples


def motor(seconds: float, hertz: float = 70, end_hertz: float | None = None) -> Samples:
    """An engine, its pitch going from one frequency to another."""
    t = clock(seconds)
    pitches = np.linspace(hertz, hertz if end_hertz is None else end_hertz, len(t))
    turn = np.cumsum(pitches) / RATE
    buzz = sum(np.sin(2 * np.pi * k * turn) / k for k in range(1, 9))
    return soften(np.asarray(buzz) * 0.35 + grains(seconds, 37) * 0.06, 1500)


def glide(start: float, end: float, seconds: float, voice: str = "flute") -> Samples:
    """A note that slides: a slide whistle, a siren, a falling thing."""
    return tone(np.geomspace(start, end, len(clock(seconds))), seconds, voice)


def boing() -> Samples:
    """A spring."""
    t = clock(0.5)
    return np.asarray(
        np.sin(2 * np.pi * np.cumsum(180 + 160 * np.sin(2 * np.pi * 9 * t) + 200 * t) / RATE) * np.exp(-t * 6)
    )


def pop() -> Samples:
    """A bubble."""
    t = clock(0.09)
    return np.asarray(np.sin(2 * np.pi * np.cumsum(400 + 9000 * t) / RATE) * np.exp(-t * 35))


def thud() -> Samples:
    """Something heavy that lands."""
    t = clock(0.3)
    return np.asarray((np.sin(2 * np.pi * 60 * t) + soften(grains(0.3, 41), 300)) * np.exp(-t * 14))


def splash() -> Samples:
    """Something that falls into water."""
    t = clock(0.8)
    return np.asarray(soften(grains(0.8, 43), 3000) * np.exp(-t * 5) * np.minimum(1, t * 40))


def crash() -> Samples:
    """Things that break."""
    t = clock(1.0)
    ring = sum(np.sin(2 * np.pi * f * t) * np.exp(-t * 9) for f in (1900, 2700, 3900))
    return np.asarray(thin(grains(1.0, 47), 1200) * np.exp(-t * 6) + ring * 0.15)


def thunder(seconds: float = 3.0) -> Samples:
    """Thunder."""
    t = clock(seconds)
    roll = soften(grains(seconds, 53), 160) * 3
    return np.asarray(roll * np.exp(-t * 1.1) * (1 + 0.5 * np.sin(2 * np.pi * 3.1 * t)))


def chime(high: bool = True) -> Samples:
    """A small bell."""
    return tone(1568 if high else 784, 1.2, "bell")


def whistle(seconds: float = 0.5) -> Samples:
    """A referee's whistle."""
    t = clock(seconds)
    return np.asarray(np.sin(2 * np.pi * np.cumsum(2300 + 180 * np.sign(np.sin(2 * np.pi * 32 * t))) / RATE) * 0.4)


def horn(seconds: float = 1.2, low: bool = True) -> Samples:
    """A train's or a ship's horn."""
    root = 155 if low else 311
    return sum((tone(root * k, seconds, "brass") for k in (1, 1.25, 1.5)), np.zeros(len(clock(seconds)))) * 0.5


def meow(high: float = 1.0) -> Samples:
    """A cat."""
    t = clock(0.6)
    return tone((480 + 320 * np.sin(np.pi * t / 0.6)) * high, 0.6, "strings") * np.sin(np.pi * t / 0.6)


def bark() -> Samples:
    """A dog."""
    t = clock(0.16)
    return np.asarray((tone(420 - 1100 * t, 0.16, "brass") + soften(grains(0.16, 59), 1200)) * np.exp(-t * 12))


def quack() -> Samples:
    """A duck."""
    t = clock(0.22)
    return np.asarray(thin(tone(300 - 350 * t, 0.22, "brass"), 700) * 2.2)


def chirp(seed: int = 1) -> Samples:
    """A small bird."""
    base = 2600 + 300 * (seed % 5)
    return np.concatenate([glide(base, base * 1.3, 0.07, "sine"), np.zeros(900), glide(base * 1.2, base, 0.09, "sine")])


def heartbeat() -> Samples:
    """A heart, once."""
    return np.concatenate([thud()[:4000], np.zeros(1800), thud()[:4000] * 0.7])


@lru_cache(maxsize=64)
def speech(words: str, language: str = "en", voice: str = "f2", speed: int = 150, height: int = 50) -> Samples:
    """Words spoken by eSpeak NG; raises FileNotFoundError where it is not installed."""
    name = {"en": "en-us", "es": "es", "de": "de"}[language]
    command = ["espeak-ng", "-v", f"{name}+{voice}", "-s", str(speed), "-p", str(height), "--stdout", words]
    raw = subprocess.run(command, check=True, capture_output=True).stdout
    with wave.open(io.BytesIO(raw)) as file:
        rate = file.getframerate()
        spoken = np.frombuffer(file.readframes(10**9), np.int16) / 32768
    places = np.arange(0, len(spoken), rate / RATE)
    return np.interp(places, np.arange(len(spoken)), spoken)


class Track:
    """A clip's sound as it is put together."""

    def __init__(self, seconds: float) -> None:
        self.samples: Samples = np.zeros(round(seconds * RATE))

    def add(self, sound: Samples, at: float = 0.0, loud: float = 1.0) -> Track:
        """Lay a sound over the track from a time on; what goes past the end is lost."""
        start = round(at * RATE)
        room = min(len(sound), len(self.samples) - start)
        if room > 0:
            self.samples[start : start + room] += sound[:room] * loud
        return self

    def repeat(self, sound: Samples, every: float, start: float = 0.0, end: float = 1e9, loud: float = 1.0) -> Track:
        """Lay a sound again and again."""
        at = start
        while at < min(end, len(self.samples) / RATE):
            self.add(sound, at, loud)
            at += every
        return self

    def say(self, at: float, words: str, language: str = "en", voice: str = "f2", speed: int = 150) -> Track:
        """Speak words from a time on."""
        return self.add(speech(words, language, voice, speed), at, 0.9)

    def mixed(self) -> NDArray[np.float32]:
        """The finished track: as loud as it may be, faded in and out."""
        peak = float(np.abs(self.samples).max())
        out = self.samples * (0.8 / peak) if peak > 0 else self.samples.copy()
        edge = min(len(out) // 4, RATE // 3)
        out[-edge:] *= np.linspace(1, 0, edge)
        return out.astype(np.float32)
