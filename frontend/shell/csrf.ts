/** The token that the server expects with every POST; it stands on <body data-csrf>. */
export function csrfToken(): string {
  return document.body.dataset["csrf"] ?? "";
}

/** Lets every htmx request carry the token. */
export function startCsrf(): void {
  document.body.addEventListener("htmx:configRequest", (event) => {
    const detail = (event as CustomEvent<{ headers: Record<string, string> }>).detail;
    detail.headers["X-CSRFToken"] = csrfToken();
  });
}
