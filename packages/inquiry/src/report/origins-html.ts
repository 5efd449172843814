import { escapeXml } from "@tocsin/sdk/text";
import type { CaseReport } from "./case-report.ts";
import { anchor } from "./claim-html.ts";

/** Where people said otherwise than the rules whether statements are one; nothing where they did not. */
export function originsSection({ originDecisions }: CaseReport): readonly string[] {
  if (originDecisions.length === 0) return [];
  return [
    "<h2>Origins decided by people</h2>",
    '<p class="soft">The figures above count origins as decided here.</p>',
    ...originDecisions.map(({ id, kind, claims, reason, by, at }) => {
      const named = claims.map(
        (claim) =>
          `<a href="#${anchor(claim.id)}">${escapeXml(claim.account)}</a> (${escapeXml(claim.speaker)})`,
      );
      const what =
        kind === "join"
          ? "go back to one statement"
          : "go back to another statement than what they were counted with";
      return `<p>${escapeXml(id)}: ${named.join(", ")} ${what} <span class="soft">${escapeXml(`(${by}, ${at}: ${reason})`)}</span></p>`;
    }),
  ];
}
