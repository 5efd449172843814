import { escapeXml } from "@tocsin/sdk/text";
import type { Publication, ReportVersionStanding } from "../cases/publication.ts";
import { REPORT_STYLE } from "./report-style.ts";

/** What stands on the page of a published report. */
export interface ShownPublication {
  readonly caseId: string;
  readonly title: string;
  readonly version: ReportVersionStanding;
  readonly members: Publication["members"];
  /** Published versions that later ones correct. */
  readonly corrected: readonly ReportVersionStanding[];
}

/** The page before a published report: who approves it, who dissents and in which words, and what it corrects. */
export function publicationHtml({
  caseId,
  title,
  version,
  members,
  corrected,
}: ShownPublication): string {
  const { corrects, statements, published, manifest } = version;
  const of = (stance: "approve" | "dissent"): readonly string[] =>
    statements.filter((each) => each.stance === stance).map(statementItem);
  const silent = members.filter(
    ({ memberId, role }) =>
      role !== "former" && !statements.some((each) => each.memberId === memberId),
  );
  return [
    "<!doctype html>",
    `<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${escapeXml(title)}</title><style>${REPORT_STYLE}</style></head><body>`,
    `<h1>${escapeXml(title)}</h1>`,
    `<p class="finding">Version ${version.version}, published ${escapeXml(published?.at ?? "")}. <a href="report.html">Read the report</a></p>`,
    corrects === null
      ? ""
      : `<section class="card"><h3>Correction of version ${corrects.version}</h3><p>${escapeXml(corrects.changed)}</p><p class="soft">Why: ${escapeXml(corrects.why)}</p></section>`,
    "<h2>Approved by</h2>",
    `<ul>${of("approve").join("")}</ul>`,
    "<h2>Dissent</h2>",
    of("dissent").length === 0
      ? '<p class="soft">Nobody dissents.</p>'
      : `<ul>${of("dissent").join("")}</ul>`,
    silent.length === 0
      ? ""
      : `<p class="soft">Said nothing: ${escapeXml(silent.map(({ memberId, role }) => `${memberId} (${role})`).join(", "))}.</p>`,
    corrected.length === 0
      ? ""
      : `<h2>Earlier versions</h2><ul>${corrected.map(earlierItem).join("")}</ul>`,
    `<p class="soft">Manifest <code>${manifest}</code>; case <code>${caseId}</code></p>`,
    "</body></html>\n",
  ].join("\n");
}

const statementItem = ({
  memberId,
  role,
  words,
  at,
}: ReportVersionStanding["statements"][number]): string =>
  `<li><strong>${escapeXml(memberId)}</strong> <span class="soft">${escapeXml(`${role}, ${at}`)}</span>${words === "" ? "" : `<blockquote>${escapeXml(words)}</blockquote>`}</li>`;

const earlierItem = ({
  version,
  published,
  correctedBy,
  manifest,
}: ReportVersionStanding): string =>
  `<li>Version ${version}, published ${escapeXml(published?.at ?? "")}, corrected by version ${correctedBy ?? ""}: <code>${manifest}</code></li>`;
