import { lineAt, type Problem } from "./source-file.ts";

/** A text file of the checkout. */
export interface TextFile {
  readonly path: string;
  readonly text: string;
}

/**
 * What no file may say: a path that exists on one computer only, the address of a package registry, and notes to
 * ourselves. Each pattern is written so that it does not find itself.
 */
const FORBIDDEN: readonly {
  readonly rule: string;
  readonly pattern: RegExp;
  readonly why: string;
}[] = [
  {
    rule: "local-path",
    pattern: /(?<![\w.)\]}-])\/(?:work|root|tmp\/bash_jobs|Users|home)\/[\w.-]/g,
    why: "a path that exists on one computer only",
  },
  {
    rule: "registry-address",
    pattern: /\/\/[\w.-]*(?:registry|artifactory|verdaccio)[\w-]*\.[\w.-]+/g,
    why: "the address of a package registry",
  },
  {
    rule: "note-to-self",
    pattern: /\b(?:TO[D]O|FIX[M]E|XX[X])\b/g,
    why: "an open end: mend it or open an issue",
  },
];

/** Files whose text is not ours: hashes that may spell anything, and the licence. */
const NOT_OURS: ReadonlySet<string> = new Set(["LICENSE"]);

export function checkWords(file: TextFile): Problem[] {
  if (NOT_OURS.has(file.path)) return [];
  return FORBIDDEN.filter(
    ({ rule }) => !(file.path === "package-lock.json" && rule === "note-to-self"),
  ).flatMap(({ rule, pattern, why }) =>
    [...file.text.matchAll(pattern)].map((match) => ({
      path: file.path,
      line: lineAt(file.text, match.index),
      rule,
      message: `${why}: ${match[0]}`,
    })),
  );
}
