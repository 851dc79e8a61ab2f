"use strict";
/* How clips play: quietly while pointed at, in earnest once clicked; what was really watched is reported once. */
(function () {
  const SEEN_S = 30;
  const touch = window.matchMedia("(hover: none)");
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)");
  let earnest = null; // the one video that plays with its sound

  function startOf(video) {
    const card = video.closest(".card");
    return card ? Number(card.dataset.start) || 0 : 0;
  }

  function mark(video, teasing) {
    const screen = video.closest(".screen");
    if (screen) screen.classList.toggle("teasing", teasing);
  }

  function tease(video) {
    if (video === earnest || calm.matches) return;
    video.muted = true;
    video.loop = true;
    mark(video, true);
    video.play().catch(() => mark(video, false)); // not loaded yet, or the browser saves power: the still picture stays
  }

  function rest(video) {
    if (video === earnest) return;
    mark(video, false);
    video.pause();
    if (video.readyState > 0) video.currentTime = startOf(video);
  }

  function playInEarnest(video) {
    if (earnest && earnest !== video) earnest.pause();
    earnest = video;
    const screen = video.closest(".screen");
    screen.classList.add("on");
    mark(video, false);
    video.loop = false;
    video.controls = true;
    video.muted = false;
    if (video.readyState > 0 && (video.ended || !screen.dataset.begun)) video.currentTime = startOf(video);
    screen.dataset.begun = "1";
    video.play().catch(() => screen.classList.remove("on"));
  }

  /* Adds up what really played (jumps do not count) and calls `report` once, at half the clip or 30 seconds. */
  function watch(video, report) {
    let last = null;
    let watched = 0;
    let told = false;
    video.addEventListener("timeupdate", () => {
      const now = video.currentTime;
      const step = last === null ? 0 : now - last;
      last = now;
      if (video !== earnest || video.paused || step <= 0 || step > 1.5) return;
      watched += step;
      const half = Number.isFinite(video.duration) ? video.duration / 2 : SEEN_S;
      if (!told && watched >= Math.min(half, SEEN_S)) {
        told = true;
        report(watched);
      }
    });
    video.addEventListener("seeking", () => { last = null; });
  }

  function prepare(video, report) {
    if (video.dataset.ready) return;
    video.dataset.ready = "1";
    const card = video.closest(".card");
    const place = card || video.closest(".reel");
    if (!place) return;
    place.addEventListener("pointerenter", (event) => { if (event.pointerType !== "touch") tease(video); });
    place.addEventListener("pointerleave", () => rest(video));
    if (touch.matches || (card && card.dataset.rank === "1")) inView.observe(video);
    if (!card) {
      place.addEventListener("focusin", () => tease(video));
      place.addEventListener("focusout", () => rest(video));
      return;
    }
    watch(video, (seconds) => report(card, seconds));
    const screen = video.closest(".screen");
    video.addEventListener("error", () => {
      // a decoder may stumble over a jump in a file that plays: it gets a second try before the card says so
      if (video.error && video.error.code === MediaError.MEDIA_ERR_DECODE && !video.dataset.retried) {
        video.dataset.retried = "1";
        const going = video === earnest || screen.classList.contains("teasing");
        video.load();
        if (going) video.play().catch(() => {});
        return;
      }
      mark(video, false);
      screen.classList.add("broken");
      const note = screen.querySelector(".missing");
      if (note) note.hidden = false;
    });
    video.addEventListener("ended", () => { screen.classList.remove("on"); video.controls = false; });
  }

  /* The first card of the newest turn plays quietly while it can be seen; where nothing can point, so do the others. */
  const inView = new IntersectionObserver((entries) => {
    for (const entry of entries) {
      const old = entry.target.closest(".turn:not(:last-child)");
      if (entry.isIntersecting && !old) tease(entry.target);
      else rest(entry.target);
    }
  }, { threshold: 0.8 });

  window.reeltalkPlayer = { prepare, playInEarnest };
})();
