import { escapeXml } from "@tocsin/sdk/text";
import { MAIN_EVENT } from "../claims/main-event.ts";
import type { Account } from "../account/account.ts";
import { REPORT_STYLE } from "./report-style.ts";
import { exhibitsSection, linkedSection } from "./exhibits-html.ts";
import { originsSection } from "./origins-html.ts";
import { hypothesesSection } from "./hypotheses-html.ts";
import { heldBlock, recordingsSection } from "./recordings-html.ts";
import type { CaseReport, ReportFact, ReportRelation, ReportVersion } from "./case-report.ts";
import { factAnchor, summarySection } from "./summary-html.ts";
import { anchor, claimLine, setAsideSection } from "./claim-html.ts";

/** The report as one page that needs nothing else: each claim links to its place in the account below. */
export function reportHtml(report: CaseReport, accounts: readonly Account[]): string {
  const cards = report.facts.map((fact, i) => ({ fact, html: factCard(fact, factAnchor(i)) }));
  const own = cards.filter(({ fact }) => fact.event === MAIN_EVENT);
  const others = cards.filter(({ fact }) => fact.event !== MAIN_EVENT);
  return [
    "<!doctype html>",
    `<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${escapeXml(report.title)}</title><style>${REPORT_STYLE}</style></head><body>`,
    `<h1>${escapeXml(report.title)}</h1>`,
    `<p class="soft">What ${report.accounts.length} account${report.accounts.length === 1 ? " says" : "s say"}, held against each other. A figure counts by where it comes from, not by how often it is repeated.</p>`,
    ...summarySection(report),
    "<h2>Accounts</h2>",
    accountTable(report),
    "<h2>What is said, and how it agrees</h2>",
    ...own.map(({ html }) => html),
    ...(others.length === 0 ? [] : ["<h2>Of other events</h2>", ...others.map(({ html }) => html)]),
    ...originsSection(report),
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

function factCard(fact: ReportFact, id: string): string {
  const of =
    fact.population === null ? "" : ` <span class="soft">(${escapeXml(fact.population)})</span>`;
  const event =
    fact.event === MAIN_EVENT
      ? ""
      : ` <span class="soft">${escapeXml(fact.event.replace(/^other: /, ""))}</span>`;
  const item = ({ verdict, text }: ReportRelation): string =>
    `<li class="${verdict}">${escapeXml(text)}</li>`;
  const told = fact.relations.filter(({ verdict }) => verdict !== "compatible");
  const quiet = fact.relations.filter(({ verdict }) => verdict === "compatible");
  return [
    `<section class="card" id="${id}"><h3>${escapeXml(fact.question)}${of}${event}</h3>`,
    `<p class="finding">${escapeXml(fact.finding)}</p>`,
    `<ul>${fact.versions.map(versionItem).join("")}</ul>`,
    told.length === 0 ? "" : `<ul>${told.map(item).join("")}</ul>`,
    quiet.length === 0
      ? ""
      : `<details><summary class="soft">What can be so together</summary><ul>${quiet.map(item).join("")}</ul></details>`,
    "</section>",
  ].join("\n");
}

function versionItem(version: ReportVersion): string {
  const origins = `${version.independentOrigins} independent origin${version.independentOrigins === 1 ? "" : "s"}`;
  return `<li><strong>${escapeXml(version.says)}</strong> <span class="soft">– ${origins}</span>${version.claims.map(claimLine).join("")}${heldBlock(version.recorded)}</li>`;
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
    ...furniture.map(({ start, end, kind }) =>
      // What nobody reads is part of the account all the same, and people make claims in it.
      kind === "other-language"
        ? { start, end: start, open: '<span class="unread">', close: "</span>" }
        : { start, end, open: '<span class="furniture">', close: "</span>" },
    ),
  ].toSorted(
    (a, b) =>
      a.start - b.start || Number(a.end > a.start) - Number(b.end > b.start) || b.end - a.end,
  );
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
