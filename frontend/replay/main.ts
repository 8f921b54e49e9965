/* Brings the words to look at into sight, inside their frame and nowhere else. */

const ABOVE = 140;

function showMark(frame: HTMLIFrameElement): void {
  const inside = frame.contentDocument;
  const view = frame.contentWindow;
  const mark = inside?.getElementById("look");
  if (!inside || !view || !mark) return;
  view.scrollTo({ top: view.scrollY + mark.getBoundingClientRect().top - ABOVE, behavior: "instant" });
}

document.querySelectorAll<HTMLIFrameElement>(".replay-side iframe").forEach((frame) => {
  frame.addEventListener("load", () => showMark(frame));
  if (frame.contentDocument?.readyState === "complete") showMark(frame);
});
