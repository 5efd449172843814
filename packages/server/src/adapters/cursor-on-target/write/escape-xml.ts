/** Characters that XML 1.0 forbids (its production 2, `Char`) or discourages. */
const UNFIT = /[^\t\n\r\u0020-\u007e\u00a0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\u{10000}-\u{10ffff}]/gu;

/** Ends of lines and tabs are written as references: in an attribute a reader would make spaces of them. */
const REFERENCES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
  "\t": "&#9;",
  "\n": "&#10;",
  "\r": "&#13;",
};

/** Any text as character data or an attribute's value: what XML cannot carry is removed, all else comes back as it was. */
export const escapeXml = (text: string): string =>
  text
    .toWellFormed()
    .replaceAll(UNFIT, "")
    .replaceAll(/[&<>"'\t\n\r]/g, (character) => REFERENCES[character] ?? "");
