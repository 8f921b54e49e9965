/* Reads aloud with the phone's own voice. <button data-speak="#briefing-words"> reads that element; again stops.
   When reading ended by itself, the button tells so (fullcircle:read-aloud): a page may count that as "seen". */
import { announce, phrase } from "./announce";

export function startSpeak(): void {
  document.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest<HTMLButtonElement>("button[data-speak]") : null;
    if (button) toggle(button);
  });
  window.addEventListener("pagehide", () => window.speechSynthesis?.cancel());
}

function toggle(button: HTMLButtonElement): void {
  const voice = window.speechSynthesis;
  const text = document.querySelector<HTMLElement>(button.dataset["speak"] ?? "")?.innerText.trim();
  if (!text) return;
  if (!voice || voice.getVoices().length === 0) {
    /* Some browsers load their voices late: ask once more before saying that there is none. */
    window.setTimeout(() => {
      if (voice && voice.getVoices().length > 0) read(button, text);
      else sayNoVoice(button);
    }, 300);
    return;
  }
  if (voice.speaking) {
    voice.cancel();
    show(button, false);
    return;
  }
  read(button, text);
}

function read(button: HTMLButtonElement, text: string): void {
  const words = new SpeechSynthesisUtterance(text);
  words.lang = document.documentElement.lang || "en";
  words.onend = () => {
    show(button, false);
    button.dispatchEvent(new CustomEvent("fullcircle:read-aloud", { bubbles: true }));
  };
  words.onerror = () => show(button, false);
  show(button, true);
  window.speechSynthesis.speak(words);
}

function show(button: HTMLButtonElement, reading: boolean): void {
  button.setAttribute("aria-pressed", String(reading));
  const label = button.querySelector("[data-speak-label]");
  const words = reading ? phrase("stop") : phrase("speak");
  if (label && words) label.textContent = words;
}

function sayNoVoice(button: HTMLButtonElement): void {
  const sentence = phrase("no-voice");
  const place = button.parentElement?.querySelector<HTMLElement>("[data-speak-note]");
  if (place) {
    place.textContent = sentence;
    place.hidden = false;
  }
  announce(sentence);
}
