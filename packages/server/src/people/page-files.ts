import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { extname, join } from "node:path";

export interface PageFile {
  readonly octets: Buffer;
  readonly type: string;
  readonly etag: string;
  /** Named by its content: it never changes. */
  readonly lasting: boolean;
}

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".woff2": "font/woff2",
  ".webmanifest": "application/manifest+json",
};
/** What the page is made of, beside what these name. */
const PAGE_FILES = [
  "people.html",
  "people-worker.js",
  "people.webmanifest",
  "people-icon.svg",
  "people-icon-192.png",
  "exercise-icon-192.png",
  "people-badge.png",
];
const NOT_BUILT = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Tocsin</title><h1>The people's page is not built</h1><p>Run <code>npm run build:console</code>, then start the post again.</p></html>`;

/** The people's page and every file that it names, and so on, held in memory: nothing else of the console is served here. */
export function readPageFiles(folder: string): ReadonlyMap<string, PageFile> {
  const files = new Map<string, PageFile>();
  const waiting = [...PAGE_FILES];
  if (!existsSync(join(folder, "people.html")))
    return new Map([["/people", fileOf("people.html", Buffer.from(NOT_BUILT))]]);
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    const path = `/${name}`;
    const known = path === "/people.html" ? "/people" : path;
    if (files.has(known) || !existsSync(join(folder, name))) continue;
    const file = fileOf(name, readFileSync(join(folder, name)));
    files.set(known, file);
    if (!/\.(html|js|css)$/.test(name)) continue;
    const text = file.octets.toString("utf8");
    for (const [, named] of text.matchAll(/["'(](?:\/assets\/|\.\/)([\w.-]+\.\w+)["')]/g))
      waiting.push(`assets/${named}`);
  }
  return files;
}

const fileOf = (name: string, octets: Buffer): PageFile => ({
  octets,
  type: TYPES[extname(name)] ?? "application/octet-stream",
  etag: `"${createHash("sha256").update(octets).digest("base64url").slice(0, 22)}"`,
  lasting: name.startsWith("assets/"),
});
