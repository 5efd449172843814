import type { WhyLink, WhyReport } from "@tocsin/core";
import { escapeXml } from "@tocsin/sdk";
import { marginText } from "../cli/text/why-lines.ts";
import type { CitedRecord } from "./cited-records.ts";
import { REPORT_STYLE } from "./report-style.ts";

/** Writes the numbers of records that a statement rests on as links to where they are listed. */
export type Cite = (numbers: readonly number[]) => string;

/** A page that needs nothing else and asks nobody for anything. */
export const standalonePage = (
  title: string,
  parts: { readonly header: readonly string[]; readonly main: readonly string[] },
  manifest: string,
): string =>
  [
    "<!doctype html>",
    '<html lang="en">',
    "<head>",
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
    `<title>${escapeXml(title)}</title>`,
    `<style>${REPORT_STYLE}</style>`,
    "</head>",
    "<body>",
    "<header>",
    ...parts.header,
    "</header>",
    "<main>",
    ...parts.main,
    "</main>",
    manifest,
    "</body>",
    "</html>",
    "",
  ].join("\n");

export const section = (title: string, body: string): string =>
  `<section><h2>${title}</h2>\n${body}\n</section>`;

/** The chain of one answer, link by link. */
export function chainTable({ links }: WhyReport, cite: Cite): string {
  const rows = links.map((link) => {
    const [mark, kind] = markOf(link);
    const code = link.code === null ? "" : `<code>${link.code}</code> `;
    const margin =
      link.margin === null
        ? ""
        : ` <span class="margin">${escapeXml(marginText(link.margin))}</span>`;
    return `<tr class="${kind}"><td>${link.stage}<small>${mark}</small></td><td>${code}${escapeXml(link.statement)}${margin} ${cite(link.records)}</td></tr>`;
  });
  return `<table><thead><tr><th>link</th><th></th></tr></thead><tbody>\n${rows.join("\n")}\n</tbody></table>`;
}

const markOf = ({ held, prevented }: WhyLink): readonly [string, string] =>
  held ? ["held", "held"] : prevented ? ["prevented it", "prevented"] : ["broken", "broken"];

/** Records with their hashes; `id` begins where they are linked to. */
export function recordsTable(cited: readonly CitedRecord[], id: string): string {
  const rows = cited.map(
    ({ sequence, type, sha256, words }) =>
      `<tr id="${id}${sequence}"><td>${sequence}</td><td>${type}</td><td>${escapeXml(words)}<br><code class="hash">${sha256}</code></td></tr>`,
  );
  return `<table><thead><tr><th>number</th><th>type</th><th>what it holds, and its SHA-256</th></tr></thead><tbody>\n${rows.join("\n")}\n</tbody></table>`;
}

/** Records named one by one beside a statement; of more it is said how many. */
const CITED_SHOWN = 6;

/** `id`: as of {@link recordsTable}; `letter` tells records of several journals apart. */
export const citeIn =
  (id: string, letter = ""): Cite =>
  (numbers) => {
    const real = [...new Set(numbers)].filter((sequence) => sequence > 0);
    if (real.length === 0) return "";
    const shown = real
      .slice(0, CITED_SHOWN)
      .map((sequence) => `<a href="#${id}${sequence}">${letter}${sequence}</a>`);
    const more = real.length > CITED_SHOWN ? ` and ${real.length - CITED_SHOWN} more` : "";
    return `<span class="cite">[${shown.join(", ")}${more}]</span>`;
  };
