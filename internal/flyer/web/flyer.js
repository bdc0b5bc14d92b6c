"use strict";
// The page is complete without this: it only adds what a browser can do. Buttons stay hidden where it cannot.
const button = (id) => document.getElementById(id);
const offer = (id, act) => {
  button(id).hidden = false;
  button(id).addEventListener("click", act);
};

offer("print", () => print());

if (navigator.share) {
  const url = document.querySelector("link[rel=canonical]").href;
  offer("share", () => navigator.share({ title: document.title, url }).catch(() => {})); // closed by the reader
}

// A reader of another language is offered the flyer in it, until that is declined: what was chosen decides, else the phone.
const codeOf = (tag) => {
  const [base, ...rest] = tag.toLowerCase().split("-");
  if (base === "ku") return rest.includes("arab") ? "ckb" : "kmr";
  if (base === "fa" && rest.includes("af")) return "prs";
  return base === "no" ? "nb" : base;
};
const declined = "lang.declined";
const ways = [...document.querySelectorAll("[data-offer]")];
const chosen = /(?:^|; )lang=(\w+)/.exec(document.cookie)?.[1];
const shown = document.documentElement.lang;
const own = [chosen, ...navigator.languages]
  .filter(Boolean)
  .map(codeOf)
  .find((code) => code === shown || ways.some((way) => way.hreflang === code));
const way = ways.find(({ hreflang }) => hreflang === own);
const remembered = () => {
  try {
    return localStorage.getItem(declined);
  } catch {} // storage is denied: then it is offered again
};
if (way && own !== shown && remembered() !== JSON.stringify(own)) {
  const line = button("offer");
  const [link, close] = line.children;
  Object.assign(line, { lang: way.lang, dir: way.dir, hidden: false });
  Object.assign(link, { href: way.href, textContent: way.dataset.offer });
  close.setAttribute("aria-label", way.dataset.close);
  close.addEventListener("click", () => {
    line.hidden = true;
    try {
      localStorage.setItem(declined, JSON.stringify(own));
    } catch {} // storage is denied: then it is offered again
  });
}

// Each piece is read by a voice of its own language; a piece without one is left out.
const voiceOf = (piece) => {
  const all = speechSynthesis.getVoices();
  for (const prefix of piece.closest("[data-voice]").dataset.voice.split(" ")) {
    const voice = all.find((v) => v.lang.toLowerCase().split(/[-_]/)[0] === prefix);
    if (voice) return voice;
  }
};

const reading = (on) => {
  button("listen").hidden = on;
  button("stop").hidden = !on;
};

const stop = () => {
  speechSynthesis.cancel();
  reading(false);
};

const listen = () => {
  stop();
  const spoken = [...document.querySelectorAll("[data-say]")].flatMap((piece) => {
    const voice = voiceOf(piece);
    if (!voice) return [];
    const words = new SpeechSynthesisUtterance(piece.innerText);
    return [Object.assign(words, { voice, lang: voice.lang, rate: 0.9 })];
  });
  spoken.at(-1).onend = () => reading(false);
  for (const words of spoken) speechSynthesis.speak(words);
  reading(true);
  button("stop").focus();
};

if ("speechSynthesis" in window) {
  button("listen").addEventListener("click", listen);
  button("stop").addEventListener("click", () => {
    stop();
    button("listen").focus();
  });
  const look = () => {
    if (button("stop").hidden) button("listen").hidden = !voiceOf(document.body);
  };
  speechSynthesis.addEventListener?.("voiceschanged", look); // voices come late
  addEventListener("pagehide", stop);
  look();
}
