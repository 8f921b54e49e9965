/* Shows the photos that were picked, before they are sent. <input type="file" data-photos="#place">. */

export function startPhotos(): void {
  document.addEventListener("change", (event) => {
    const input = event.target;
    if (!(input instanceof HTMLInputElement) || !input.dataset["photos"]) return;
    const place = document.querySelector(input.dataset["photos"]);
    if (!place) return;
    for (const image of place.querySelectorAll("img")) URL.revokeObjectURL(image.src);
    place.replaceChildren(...[...(input.files ?? [])].map(preview));
  });
}

function preview(file: File): HTMLElement {
  const item = document.createElement("li");
  const figure = document.createElement("figure");
  const image = document.createElement("img");
  image.src = URL.createObjectURL(file);
  image.alt = file.name;
  const caption = document.createElement("figcaption");
  caption.className = "clip";
  caption.textContent = file.name;
  figure.append(image, caption);
  item.append(figure);
  return item;
}
