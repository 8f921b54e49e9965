/* Live updates. An element with data-live="board case-12" and hx-get is asked again when something happens
   on one of its topics. One stream per page carries all topics. */
import htmx from "htmx.org";
import { announce, phrase } from "./announce";

interface News {
  topic: string;
  kind?: string;
  reference?: string;
  version?: number;
}

let source: EventSource | null = null;
let listening = "";
let position = "";
let lost = false;
let lostTimer: number | undefined;
let again: number | undefined;

const elements = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>("[data-live]")];
const topicsOf = (element: HTMLElement): string[] => (element.dataset["live"] ?? "").split(/\s+/).filter(Boolean);

function wantedTopics(): string {
  return [...new Set(elements().flatMap(topicsOf))].sort().join(",");
}

export function startLive(): void {
  position = document.querySelector<HTMLElement>("[data-live-since]")?.dataset["liveSince"] ?? "";
  document.addEventListener("visibilitychange", () => (document.hidden ? stop() : listen()));
  document.body.addEventListener("htmx:afterSettle", listen);
  window.addEventListener("pagehide", stop);
  window.addEventListener("pageshow", listen);
  listen();
}

function listen(): void {
  const topics = wantedTopics();
  if (document.hidden || (topics === listening && source)) return;
  stop();
  if (!topics) return;
  listening = topics;
  const since = position ? `&since=${encodeURIComponent(position)}` : "";
  source = new EventSource(`/events?topics=${encodeURIComponent(topics)}${since}`);
  source.addEventListener("hello", heard);
  source.addEventListener("reload", refreshAll);
  source.onmessage = received;
  source.onerror = failed;
}

function stop(): void {
  window.clearTimeout(again);
  window.clearTimeout(lostTimer);
  source?.close();
  source = null;
  listening = "";
}

function heard(event: MessageEvent): void {
  if (event.lastEventId) position = event.lastEventId;
  window.clearTimeout(lostTimer);
  if (lost) {
    lost = false;
    showConnection(false);
    announce(phrase("back"));
    refreshAll();
  }
}

function received(event: MessageEvent<string>): void {
  heard(event);
  const news = JSON.parse(event.data) as News;
  const name = news.topic;
  document.body.dispatchEvent(new CustomEvent("fullcircle:news", { detail: news, bubbles: true }));
  for (const element of elements()) {
    if (name && topicsOf(element).includes(name)) refresh(element);
  }
}

/** Several events in a row lead to one request; what somebody is typing in is left alone until they leave it. */
const waiting = new WeakMap<HTMLElement, number>();

function refresh(element: HTMLElement): void {
  window.clearTimeout(waiting.get(element));
  waiting.set(
    element,
    window.setTimeout(() => {
      if (!element.isConnected) return;
      const active = document.activeElement;
      const typing = active instanceof HTMLElement && element.contains(active) && active.matches("input, textarea, select");
      if (typing) {
        active.addEventListener("blur", () => refresh(element), { once: true });
        return;
      }
      htmx.trigger(element, "live");
      announce(element.dataset["liveSays"] ?? "");
    }, 80),
  );
}

function refreshAll(): void {
  elements().forEach(refresh);
}

function failed(): void {
  /* The browser tries again by itself unless the answer was a refusal; the stream also ends by plan every few minutes. */
  if (source?.readyState === EventSource.CLOSED) {
    stop();
    again = window.setTimeout(listen, 15_000);
  }
  window.clearTimeout(lostTimer);
  lostTimer = window.setTimeout(() => {
    lost = true;
    showConnection(true);
    announce(phrase("lost"));
  }, 6_000);
}

function showConnection(away: boolean): void {
  const chip = document.getElementById("connection");
  if (chip) chip.hidden = !away;
}
