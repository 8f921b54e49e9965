/* Keeps the part of Tabler's style sheet that the screens use: a rule stays when every class in its selector
   begins with one of the stems below. Rules without a class (elements, :root) always stay. */

const STEMS = [
  "btn", "form-", "input-", "is-invalid", "is-valid", "invalid-feedback", "was-validated", "valid-feedback",
  "table", "nav", "tab-", "modal", "dropdown", "show", "active", "disabled", "collapse", "collapsing", "fade",
  "visually-hidden", "row", "col", "g-", "gx-", "gy-", "gap-", "d-", "flex-", "align-", "justify-", "order-",
  "m-", "mt-", "mb-", "ms-", "me-", "mx-", "my-", "p-", "pt-", "pb-", "ps-", "pe-", "px-", "py-",
  "text-start", "text-end", "text-center", "text-nowrap", "text-wrap", "text-truncate", "text-break",
  "fw-", "w-", "h-100", "list-unstyled", "list-inline", "progress", "switch", "pagination", "page-item",
  "page-link", "ratio", "overflow-", "position-", "container", "datagrid",
];
const NEVER = /^(btn-(facebook|twitter|linkedin|google|youtube|vimeo|dribbble|github|instagram|pinterest|vk|rss|flickr|bitbucket|tabler|x|azure|indigo|purple|pink|red|orange|yellow|lime|teal|cyan|blue)|nav-segmented|navbar|form-help|form-hint|form-fieldset|form-footer|tables|activeable)/;

const kept = (selector) => {
  if (selector.includes("data-bs-sidebar")) return false;
  const classes = [...selector.matchAll(/\.(-?[_a-zA-Z][\w-]*)/g)].map((match) => match[1]);
  return classes.every((name) => !NEVER.test(name) && STEMS.some((stem) => name.startsWith(stem)));
};

/** The single selectors of a list; commas inside :is( ) and the like do not count. */
const selectors = (head) => {
  const parts = [""];
  let depth = 0;
  for (const sign of head) {
    if (sign === "(") depth += 1;
    else if (sign === ")") depth -= 1;
    if (sign === "," && depth === 0) parts.push("");
    else parts[parts.length - 1] += sign;
  }
  return parts.map((part) => part.trim());
};

/** Index just past the brace that closes the one at `open`; strings and comments are stepped over. */
const closing = (css, open) => {
  let depth = 0;
  for (let at = open; at < css.length; at += 1) {
    const sign = css[at];
    if (sign === '"' || sign === "'") {
      at = css.indexOf(sign, at + 1);
      while (css[at - 1] === "\\") at = css.indexOf(sign, at + 1);
    } else if (sign === "{") depth += 1;
    else if (sign === "}" && (depth -= 1) === 0) return at + 1;
  }
  throw new Error("style sheet ends inside a block");
};

export const trim = (source) => {
  const css = source.replace(/\/\*[\s\S]*?\*\//g, "");
  let out = "";
  let at = 0;
  while (at < css.length) {
    const open = css.indexOf("{", at);
    const semicolon = css.indexOf(";", at);
    if (open < 0) break;
    if (semicolon >= 0 && semicolon < open) {
      at = semicolon + 1;
      continue;
    }
    const end = closing(css, open);
    const head = css.slice(at, open).trim();
    const body = css.slice(open, end);
    if (/^@(media|supports|container)/.test(head)) {
      const inner = trim(body.slice(1, -1));
      if (inner) out += `${head}{${inner}}\n`;
    } else if (head.startsWith("@")) out += `${head}${body}\n`;
    else {
      const wanted = selectors(head).filter(kept);
      if (wanted.length > 0) out += `${wanted.join(",")}${body}\n`;
    }
    at = end;
  }
  return out;
};
