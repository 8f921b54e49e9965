/* Navigating is setting out: the tap is told to the server, then the phone's own map opens.
   geo: is what Android and most others understand; Apple's phones have their own word for it. */
import { csrfToken } from "../shell/csrf";

export function startNavigate(): void {
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>("a[data-map]") : null;
    if (link) link.href = mapAddress(link.href);
  });
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || !form.dataset["navigate"]) return;
    event.preventDefault();
    void setOut(form, mapAddress(form.dataset["navigate"]));
  });
}

async function setOut(form: HTMLFormElement, address: string): Promise<void> {
  form.setAttribute("aria-busy", "true");
  try {
    await fetch(form.action, {
      method: "POST",
      headers: { "X-CSRFToken": csrfToken(), "HX-Request": "true" },
      keepalive: true,
    });
  } catch {
    /* No signal: the way is needed all the same. Setting out is told by the next tap. */
  }
  window.location.href = address;
  window.setTimeout(() => window.location.reload(), 1_500);
}

function mapAddress(geo: string): string {
  if (!geo.startsWith("geo:") || !/iPhone|iPad|Macintosh/.test(navigator.userAgent)) return geo;
  const words = geo.split("?q=")[1] ?? "";
  return `maps://?daddr=${words}`;
}
