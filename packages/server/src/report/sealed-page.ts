import { createHash } from "node:crypto";

/** Where the manifest stands in a page; its text is JSON without a `<`. */
const OPEN = '<script type="application/json" id="manifest">';
const CLOSE = "</script>";
/** What a page holds in the place of its manifest until it is sealed. */
export const MANIFEST_PLACE = `${OPEN}${CLOSE}`;

/** Puts in the manifest with the SHA-256 of everything before and after it. */
export const sealPage = (page: string, manifest: object): string =>
  page.replace(
    MANIFEST_PLACE,
    () => `${OPEN}${jsonText({ ...manifest, sha256: digestOf(page) })}${CLOSE}`,
  );

/** What a page says of itself, believed of nothing, and whether the page is as it was when that was written; null when it says nothing. */
export function readSealed(
  page: string,
): { readonly manifest: unknown; readonly intact: boolean } | null {
  const from = page.indexOf(OPEN);
  const to = page.indexOf(CLOSE, from + OPEN.length);
  if (from === -1 || to === -1) return null;
  const manifest = parsed(page.slice(from + OPEN.length, to));
  if (typeof manifest !== "object" || manifest === null) return null;
  const without = page.slice(0, from + OPEN.length) + page.slice(to);
  return { manifest, intact: "sha256" in manifest && digestOf(without) === manifest.sha256 };
}

const digestOf = (page: string): string => createHash("sha256").update(page).digest("hex");

/** JSON that ends no script. */
const jsonText = (value: unknown): string =>
  JSON.stringify(value, null, 1).replaceAll("<", "\\u003c");

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
