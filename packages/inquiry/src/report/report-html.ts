import { escapeXml } from "@tocsin/sdk";
import { MAIN_EVENT } from "../claims/event-of.ts";
import type { Account } from "../account/account.ts";
import { exhibitsSection, linkedSection } from "./exhibits-html.ts";
import { hypothesesSection } from "./hypotheses-html.ts";
import { heldLine, recordingsSection } from "./recordings-html.ts";
import type { CaseReport, ReportFact, ReportVersion } from "./case-report.ts";
import { anchor, claimLine, setAsideSection } from "./claim-html.ts";

const STYLE = `
:root{color-scheme:light dark;--ink:#16202b;--soft:#55626f;--line:#d5dce3;--back:#fff;--card:#f6f8fa;--mark:#fff1c2;--bad:#a4262c;--warn:#8a5a00}
@media (prefers-color-scheme:dark){:root{--ink:#e6ebf0;--soft:#a3b0bd;--line:#33404d;--back:#12181f;--card:#1a222b;--mark:#4a3d10;--bad:#ff9a9a;--warn:#f0c060}}
*{box-sizing:border-box}body{margin:0 auto;max-width:60rem;padding:1.5rem 1rem 4rem;font:16px/1.55 system-ui,sans-serif;color:var(--ink);background:var(--back)}
h1{font-size:1.7rem;line-height:1.25;margin:0 0 .25rem}h2{font-size:1.2rem;margin:2.5rem 0 .75rem;border-bottom:1px solid var(--line);padding-bottom:.25rem}
h3{font-size:1.05rem;margin:0}p{margin:.35rem 0}.soft{color:var(--soft)}.card{background:var(--card);border:1px solid var(--line);border-radius:.5rem;padding:.9rem 1rem;margin:.75rem 0}
.finding{font-weight:600}.contradiction{color:var(--bad)}.drift{color:var(--warn)}ul{margin:.35rem 0;padding-left:1.2rem}li{margin:.3rem 0}
blockquote{margin:.2rem 0;padding-left:.7rem;border-left:3px solid var(--line)}table{border-collapse:collapse;width:100%}td,th{text-align:left;padding:.35rem .5rem;border-bottom:1px solid var(--line);vertical-align:top;overflow-wrap:anywhere}
mark{background:var(--mark);color:inherit;border-radius:.15rem;padding:0 .1rem}mark:target{outline:3px solid var(--warn)}.account{white-space:pre-wrap;overflow-wrap:anywhere}.furniture{color:var(--soft);text-decoration:line-through;text-decoration-thickness:1px}
.records th{white-space:nowrap}.held{margin:.3rem 0 .3rem .7rem}.held b{font-weight:600}.could-not-have-been-seen b,.not-comparable b{color:var(--soft)}.contradicted b{color:var(--bad)}.notional{border:1px dashed var(--warn);border-radius:.3rem;padding:0 .3rem;color:var(--warn);font-size:.85em}
a{color:inherit;text-underline-offset:.15em}code{font-size:.85em;overflow-wrap:anywhere}
`;

/** The report as one page that needs nothing else: each claim links to its place in the account below. */
export function reportHtml(report: CaseReport, accounts: readonly Account[]): string {
  const own = report.facts.filter(({ event }) => event === MAIN_EVENT);
  const others = report.facts.filter(({ event }) => event !== MAIN_EVENT);
  return [
    "<!doctype html>",
    `<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${escapeXml(report.title)}</title><style>${STYLE}</style></head><body>`,
    `<h1>${escapeXml(report.title)}</h1>`,
    `<p class="soft">What ${report.accounts.length} account${report.accounts.length === 1 ? " says" : "s say"}, held against each other. A figure counts by where it comes from, not by how often it is repeated.</p>`,
    "<h2>Accounts</h2>",
    accountTable(report),
    "<h2>What is said, and how it agrees</h2>",
    ...own.map(factCard),
    ...(others.length === 0 ? [] : ["<h2>Of other events</h2>", ...others.map(factCard)]),
    ...recordingsSection(report.recordings),
    ...hypothesesSection(report),
    ...exhibitsSection(report),
    ...linkedSection(report),
    ...setAsideSection(report),
    "<h2>The accounts, word for word</h2>",
    '<p class="soft">Struck through: what is no part of the account (adverts, captions, forms). Nothing was removed.</p>',
    ...accounts.map((account) => accountText(account, report)),
    "</body></html>\n",
  ].join("\n");
}

function accountTable({ accounts, copies }: CaseReport): string {
  const rows = accounts.map(
    ({ id, title, source, published, language, read, sha256 }) =>
      `<tr><th scope="row">${escapeXml(id)}</th><td>${escapeXml(title)}<br><span class="soft">${escapeXml(source)}${published === null ? "" : `, ${published}`}${read ? "" : `; in “${escapeXml(language)}”, which is not read by rules`}</span><br><code>${sha256}</code></td></tr>`,
  );
  const shared = copies
    .map(({ accounts: pair, passages }) => `${escapeXml(pair)}: ${passages}`)
    .join("; ");
  return `<table>${rows.join("")}</table>${shared === "" ? "" : `<p class="soft">Passages that two accounts share: ${shared}.</p>`}`;
}

function factCard(fact: ReportFact): string {
  const of =
    fact.population === null ? "" : ` <span class="soft">(${escapeXml(fact.population)})</span>`;
  const event =
    fact.event === MAIN_EVENT
      ? ""
      : ` <span class="soft">${escapeXml(fact.event.replace(/^other: /, ""))}</span>`;
  const relations = fact.relations.map(
    ({ verdict, text }) => `<li class="${verdict}">${escapeXml(text)}</li>`,
  );
  return [
    `<section class="card"><h3>${escapeXml(fact.question)}${of}${event}</h3>`,
    `<p class="finding">${escapeXml(fact.finding)}</p>`,
    `<ul>${fact.versions.map(versionItem).join("")}</ul>`,
    relations.length === 0 ? "" : `<ul>${relations.join("")}</ul>`,
    "</section>",
  ].join("\n");
}

function versionItem(version: ReportVersion): string {
  const origins = `${version.independentOrigins} independent origin${version.independentOrigins === 1 ? "" : "s"}`;
  return `<li><strong>${escapeXml(version.says)}</strong> <span class="soft">– ${origins}</span>${version.claims.map(claimLine).join("")}${version.recorded.map(heldLine).join("")}</li>`;
}

/** The text of an account with its claims marked; marks that would overlap are left to the first. */
function accountText({ id, title, text, furniture }: Account, report: CaseReport): string {
  const claims = report.facts
    .flatMap(({ versions }) => versions.flatMap((version) => version.claims))
    .filter(({ account }) => account === id);
  const marks = [
    ...claims.map(({ start, end, id: claimId }) => ({
      start,
      end,
      open: `<mark id="${anchor(claimId)}">`,
      close: "</mark>",
    })),
    ...report.setAside
      .filter(({ account }) => account === id)
      .map(({ start, id: claimId }) => ({
        start,
        end: start,
        open: `<a id="${anchor(claimId)}">`,
        close: "</a>",
      })),
    ...furniture.map(({ start, end }) => ({
      start,
      end,
      open: '<span class="furniture">',
      close: "</span>",
    })),
  ].toSorted((a, b) => a.start - b.start || b.end - a.end);
  let out = "";
  let at = 0;
  for (const mark of marks) {
    if (mark.start < at) {
      const target = /id="([^"]+)"/.exec(mark.open)?.[1];
      if (target !== undefined) out += `<a id="${target}"></a>`;
      continue;
    }
    out +=
      escapeXml(text.slice(at, mark.start)) +
      mark.open +
      escapeXml(text.slice(mark.start, mark.end)) +
      mark.close;
    at = mark.end;
  }
  return `<section class="card"><h3>${escapeXml(id)}: ${escapeXml(title)}</h3><div class="account">${out}${escapeXml(text.slice(at))}</div></section>`;
}
