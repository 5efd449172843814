/** Characters that XML 1.0 forbids (its production 2, `Char`) or discourages, and carriage returns, which it rewrites. */
const UNFIT = /[^\t\n\u0020-\u007e\u00a0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\u{10000}-\u{10ffff}]/gu;

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
};

/** Any text as character data of XML or HTML, or as an attribute's value: what XML cannot carry is removed. */
export const escapeXml = (text: string): string =>
  text
    .toWellFormed()
    .replaceAll(UNFIT, "")
    .replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? "");
