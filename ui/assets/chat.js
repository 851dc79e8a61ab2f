"use strict";
/* The page's own part: shows what the server says, keyed by block so that videos play on, and sends what is done. */
(function () {
  const LONGEST = 4000;
  const FOLLOW_MS = 5000;
  const ICONS = {
    send: '<svg viewBox="0 0 20 20" fill="none" stroke="currentColor" stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round"><path d="M10 16V4M5 9l5-5 5 5"/></svg>',
    stop: '<svg viewBox="0 0 20 20" fill="currentColor"><rect x="5.5" y="5.5" width="9" height="9" rx="1.5"/></svg>',
    theme: '<svg viewBox="0 0 20 20" fill="none" stroke="currentColor" stroke-width="1.5"><circle cx="10" cy="10" r="6.5"/><path d="M10 3.500a6.500 6.500 0 0 1 0 13z" fill="currentColor"/></svg>',
  };

  function start(element, trigger, props, watch) {
    const root = element.querySelector("[data-rt]");
    const find = (what) => root.querySelector(`[data-${what}]`);
    const input = find("input");
    const turns = find("turns");
    const state = { key: "", viewer: "", conversation: "", busy: false, then: "", after: null };

    /* --- showing ------------------------------------------------------------------------------------------- */

    function fill(name, html) {
      const slot = root.querySelector(`[data-slot="${name}"]`);
      if (html === undefined || slot.rtHtml === html) return;
      slot.rtHtml = html;
      slot.innerHTML = html;
      slot.querySelectorAll("video").forEach((video) => window.reeltalkPlayer.prepare(video, reportWatched));
    }

    function showTurn(turn) {
      let place = turns.querySelector(`[data-turn="${turn.number}"]`);
      if (!place) {
        place = document.createElement("section");
        place.className = "turn";
        place.dataset.turn = turn.number;
        turns.append(place);
      }
      const kept = new Map([...place.querySelectorAll("[data-block]")].map((one) => [one.dataset.block, one]));
      let cards = place.querySelector(".cards");
      for (const [name, html] of turn.blocks) {
        const isCard = name.startsWith("card-");
        if (isCard && !cards) {
          cards = document.createElement("div");
          cards.className = "cards";
          place.append(cards);
        }
        let block = kept.get(name);
        kept.delete(name);
        if (!block) {
          block = document.createElement("div");
          block.dataset.block = name;
          block.className = isCard ? "slot" : "block";
        }
        // a card keeps what it is: its video may be playing, its buttons are in the viewer's hands
        if (block.rtHtml !== html && !(isCard && block.rtHtml)) {
          block.innerHTML = html;
          block.rtHtml = html;
          block.querySelectorAll("video").forEach((video) => window.reeltalkPlayer.prepare(video, reportWatched));
        }
        if (!block.isConnected) (isCard ? cards : place).append(block);
      }
      kept.forEach((gone) => gone.remove());
    }

    function render(value) {
      if (!value) return;
      if (value.lost) { open(); return; }
      const fresh = Boolean(value.key) && !state.key;
      if (value.stock !== undefined) fill("stock", value.stock);
      if (value.start) { fill("examples", value.start.examples); fill("reels", value.start.reels); }
      if (value.viewers !== undefined) find("viewers").innerHTML = value.viewers;
      if (!value.key) return;
      const changed = fresh || state.conversation !== value.conversation;
      if (changed && !value.whole) return; // the tail of a conversation that was left
      Object.assign(state, { key: value.key, viewer: value.viewer, conversation: value.conversation });
      sessionStorage.setItem("reeltalk-key", value.key);
      localStorage.setItem("reeltalk-guest", value.guest);
      if (changed) turns.replaceChildren();
      const before = turns.childElementCount;
      (value.turns || []).forEach(showTurn);
      fill("wish", value.wish);
      fill("tastes", value.tastes);
      root.classList.toggle("talking", turns.childElementCount > 0);
      setBusy(value.busy);
      if (turns.childElementCount > before && !fresh) showNewest();
      if (state.after && changed) { const next = state.after; state.after = null; ask(next.text, next.then); }
      else if (!state.busy && state.then && turns.childElementCount) { const next = state.then; state.then = ""; ask(next); }
    }

    /* clips come in while the page is open: the line on top follows, and the first screen until it is left */
    async function follow() {
      if (document.hidden) return;
      try {
        const answer = await fetch("/page/news");
        if (!answer.ok) return;
        const news = await answer.json();
        fill("stock", news.stock);
        if (!root.classList.contains("talking") && !root.querySelector(".reel:hover")) {
          fill("examples", news.start.examples);
          fill("reels", news.start.reels);
        }
      } catch (error) { /* the server is gone: the next request says so */ }
    }

    function showNewest() {
      const newest = turns.lastElementChild;
      if (newest) newest.scrollIntoView({ block: "start", behavior: "smooth" });
    }

    function setBusy(busy) {
      state.busy = Boolean(busy);
      root.classList.toggle("busy", state.busy);
      find("send").hidden = state.busy;
      find("stop").hidden = !state.busy;
    }

    function say(text) {
      const toast = find("toast");
      toast.textContent = text;
      toast.hidden = false;
      clearTimeout(say.timer);
      say.timer = setTimeout(() => { toast.hidden = true; }, 5000);
    }

    /* --- doing --------------------------------------------------------------------------------------------- */

    function open() {
      state.key = "";
      trigger("open", { key: sessionStorage.getItem("reeltalk-key") || "", guest: localStorage.getItem("reeltalk-guest") || "" });
    }

    function ask(text, then, anew) {
      const words = text.trim();
      if (!words || state.busy) return false;
      if (!state.key) { state.after = { text: words, then }; return true; } // the page is still opening
      state.then = then || "";
      setBusy(true);
      trigger("ask", { text: words, anew: Boolean(anew) });
      return true;
    }

    function send() {
      if (ask(input.value)) { input.value = ""; grow(); }
      input.focus();
    }

    function grow() {
      input.style.height = "auto";
      if (input.value) input.style.height = `${Math.min(input.scrollHeight, 160)}px`; // a long hint does not count
      const note = find("limit");
      note.hidden = input.value.length <= LONGEST;
      note.textContent = `Only the first ${LONGEST.toLocaleString("en")} characters are read.`;
    }

    async function post(deed) {
      const answer = await fetch("/page/event", {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ key: state.key, ...deed }),
        keepalive: true,
      });
      if (answer.status === 410) open();
      if (!answer.ok) throw new Error(`not noted (${answer.status})`);
      return answer.json();
    }

    function showVerdict(clip, verdict, seen) {
      for (const card of root.querySelectorAll(".card")) {
        if (card.dataset.clip !== clip) continue;
        for (const button of card.querySelectorAll("[data-verdict]")) {
          const name = button.dataset.verdict;
          if (name !== "seen") button.setAttribute("aria-pressed", String(name === verdict));
          else if (seen !== undefined) button.setAttribute("aria-pressed", String(seen));
        }
      }
    }

    const SAID = { like: "Noted: more like it from now on.", dislike: "Noted: less like it from now on.", seen: "Noted as seen." };

    async function judge(button) {
      const card = button.closest(".card");
      const clip = card.dataset.clip;
      const verdict = button.dataset.verdict;
      const undo = button.getAttribute("aria-pressed") === "true";
      if (undo && verdict === "seen") return; // what was seen stays seen
      const pressed = [...card.querySelectorAll("[data-verdict]")].map((one) => [one, one.getAttribute("aria-pressed")]);
      if (verdict === "seen") button.setAttribute("aria-pressed", "true");
      else showVerdict(clip, undo ? null : verdict);
      try {
        const noted = await post({ clip, verdict, undo });
        showVerdict(clip, noted.verdict, noted.seen);
        say(undo ? "Taken back." : SAID[verdict]);
      } catch (error) {
        pressed.forEach(([one, was]) => one.setAttribute("aria-pressed", was));
        say("That could not be noted. Is reeltalk still running?");
      }
    }

    function reportWatched(card, seconds) {
      post({ clip: card.dataset.clip, watched_s: Math.round(seconds * 10) / 10 })
        .then((noted) => showVerdict(noted.clip, noted.verdict, noted.seen))
        .catch(() => {}); // nothing the viewer asked for: no word about it
    }

    function tryExample(button) {
      const { ask: text, then, viewer } = button.dataset;
      if (viewer && viewer !== state.viewer) {
        state.after = { text, then };
        trigger("view", { viewer });
      } else {
        ask(text, then);
      }
    }

    const ORDINALS = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"];

    root.addEventListener("click", (event) => {
      const hit = (what) => event.target.closest(what);
      let button;
      if ((button = hit(".example"))) tryExample(button);
      else if ((button = hit("[data-forget]"))) trigger("forget", { text: button.dataset.forget });
      else if ((button = hit("[data-verdict]"))) judge(button);
      else if ((button = hit("[data-more]"))) {
        const rank = Number(button.dataset.more);
        ask(`more like the ${ORDINALS[rank - 1] || `number ${rank}`} one`);
      } else if ((button = hit("[data-ask]"))) ask(button.dataset.ask, "", button.dataset.anew);
      else if (hit(".play")) window.reeltalkPlayer.playInEarnest(hit(".screen").querySelector("video"));
      else if (hit("[data-stop]")) trigger("stop", {});
      else if (hit("[data-renew]")) trigger("renew", {});
      else if (hit("[data-theme]")) setTheme(!document.body.classList.contains("dark"));
    });

    find("viewers").addEventListener("change", (event) => trigger("view", { viewer: event.target.value }));
    find("composer").addEventListener("submit", (event) => { event.preventDefault(); send(); });
    input.addEventListener("input", grow);
    input.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); send(); }
    });

    function setTheme(dark) {
      document.body.classList.toggle("dark", dark);
      localStorage.setItem("reeltalk-theme", dark ? "dark" : "light");
    }

    find("send").innerHTML = ICONS.send;
    find("stop").innerHTML = ICONS.stop;
    find("theme").innerHTML = ICONS.theme;
    const theme = localStorage.getItem("reeltalk-theme");
    if (theme) document.body.classList.toggle("dark", theme === "dark");
    render(props.value);
    watch("value", () => render(props.value));
    setInterval(follow, FOLLOW_MS);
    open();
  }

  window.reeltalk = { start };
})();
