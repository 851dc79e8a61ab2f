"""Tones and noise, from which all other sounds are made."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

RATE = 24_000


Samples = NDArray[np.float64]


NAMES = {"C": 0, "D": 2, "E": 4, "F": 5, "G": 7, "A": 9, "B": 11}


def clock(seconds: float) -> Samples:
    """The times of the samples in so many seconds."""
    return np.arange(max(1, round(seconds * RATE))) / RATE


def pitch(name: str) -> float:
    """A note's frequency in hertz: "A4" is 440, "C#5", "Bb3"."""
    step = NAMES[name[0]] + name.count("#") - name[1:].count("b")
    return float(440.0 * 2 ** ((step - 9) / 12 + int(name[-1]) - 4))


def grains(seconds: float, seed: int = 1) -> Samples:
    """White noise between -1 and 1."""
    return np.random.default_rng(seed).uniform(-1, 1, max(1, round(seconds * RATE)))


def soften(sound: Samples, hertz: float) -> Samples:
    """Only what is below a frequency, by a Fourier transform."""
    spectrum = np.fft.rfft(sound)
    bands = np.fft.rfftfreq(len(sound), 1 / RATE)
    return np.asarray(np.fft.irfft(spectrum / (1 + (bands / hertz) ** 4), len(sound)))


def thin(sound: Samples, hertz: float) -> Samples:
    """Only what is above a frequency."""
    return sound - soften(sound, hertz)


def tone(frequency: float | Samples, seconds: float, voice: str = "piano") -> Samples:
    """One note of a voice; the frequency may change over time."""
    t = clock(seconds)
    turn = np.cumsum(np.broadcast_to(np.asarray(frequency, float), t.shape)) / RATE
    sines = {
        "piano": ((1, 1.0), (2, 0.45), (3, 0.22), (4, 0.1), (5, 0.05)),
        "bell": ((1, 1.0), (2.76, 0.5), (5.4, 0.25)),
        "flute": ((1, 1.0), (2, 0.15), (3, 0.05)),
        "pad": ((1, 0.8), (1.005, 0.8), (2, 0.25), (0.5, 0.3)),
        "organ": ((1, 1.0), (2, 0.6), (4, 0.3), (8, 0.1)),
        "brass": tuple((k, 1 / k) for k in range(1, 9)),
        "strings": tuple((k * d, 0.7 / k) for k in range(1, 7) for d in (1, 1.004)),
        "pluck": tuple((k, 1 / k) for k in range(1, 8)),
        "bass": ((1, 1.0), (2, 0.5), (3, 0.2)),
        "sine": ((1, 1.0),),
        "chip": tuple((k, 1 / k) for k in range(1, 10, 2)),
    }[voice]
    decay = {"piano": 3.5, "bell": 2.6, "pluck": 5.0, "bass": 2.5}.get(voice, 0.0)
    out = np.zeros_like(t)
    for multiple, loud in sines:
        fall = np.exp(-t * decay * (0.7 + 0.3 * multiple)) if decay else 1.0
        out += loud * fall * np.sin(2 * np.pi * multiple * turn)
    attack = {"pad": 0.35, "strings": 0.12, "flute": 0.05, "brass": 0.03}.get(voice, 0.004)
    rise = np.minimum(1, t / attack) * np.minimum(1, (seconds - t) / min(0.06 + attack, seconds / 2))
    return np.asarray(out * np.clip(rise, 0, 1) * 0.4)
