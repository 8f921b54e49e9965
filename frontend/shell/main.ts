/* What every page carries. Each island is small and the page works without it. */
import htmx from "htmx.org";
import { startCsrf } from "./csrf";
import { startDrafts } from "./drafts";
import { startErrors } from "./errors";
import { startJoy } from "./joy";
import { startKeyboard } from "./keyboard";
import { startLive } from "./live";
import { startPhotos } from "./photos";
import { startSeen } from "./seen";
import { startSpeak } from "./speak";
import { startTheme } from "./theme";

declare global {
  interface Window {
    htmx: typeof htmx;
  }
}

/* Other bundles of a page (the board) use the same htmx. */
window.htmx = htmx;
startCsrf();
startErrors();
startTheme();
startKeyboard();
startLive();
startSeen();
startSpeak();
startDrafts();
startPhotos();
startJoy();
