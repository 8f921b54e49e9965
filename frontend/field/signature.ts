/* The signature pad: a canvas under a finger. What was drawn goes along as PNG in a hidden field, dark ink on
   nothing, so that it prints the same from either light. The typed name counts without it. */

const INK = "#16332c";

export function startSignature(): void {
  for (const box of document.querySelectorAll<HTMLElement>("[data-signature]")) attach(box);
}

function attach(box: HTMLElement): void {
  const canvas = box.querySelector("canvas");
  const field = box.querySelector<HTMLInputElement>("input[name=drawn]");
  const pen = canvas?.getContext("2d");
  if (!canvas || !field || !pen) return;
  box.hidden = false;
  pen.lineWidth = 4;
  pen.lineCap = "round";
  pen.lineJoin = "round";
  pen.strokeStyle = INK;
  let drawing = false;

  const place = (event: PointerEvent): [number, number] => {
    const frame = canvas.getBoundingClientRect();
    return [
      ((event.clientX - frame.left) / frame.width) * canvas.width,
      ((event.clientY - frame.top) / frame.height) * canvas.height,
    ];
  };
  canvas.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    canvas.setPointerCapture(event.pointerId);
    drawing = true;
    pen.beginPath();
    pen.moveTo(...place(event));
  });
  canvas.addEventListener("pointermove", (event) => {
    if (!drawing) return;
    for (const step of event.getCoalescedEvents?.() ?? [event]) pen.lineTo(...place(step));
    pen.stroke();
  });
  const lift = (): void => {
    if (!drawing) return;
    drawing = false;
    field.value = canvas.toDataURL("image/png");
  };
  canvas.addEventListener("pointerup", lift);
  canvas.addEventListener("pointercancel", lift);
  box.querySelector("[data-clear-signature]")?.addEventListener("click", () => {
    pen.clearRect(0, 0, canvas.width, canvas.height);
    field.value = "";
  });
}
