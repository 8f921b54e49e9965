/** Says a sentence through the page's live region, so that a screen reader hears what changed. */
export function announce(sentence: string): void {
  const region = document.getElementById("live-region");
  if (!region || !sentence) return;
  region.textContent = "";
  requestAnimationFrame(() => {
    region.textContent = sentence;
  });
}

/** A visible sentence of the page, translated by the server: data-say-<name> on <body>. */
export function phrase(name: string): string {
  return document.body.getAttribute(`data-say-${name}`) ?? "";
}
