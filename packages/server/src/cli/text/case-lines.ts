import type { CaseAction, CaseReport, CaseState } from "@tocsin/inquiry";

/** The claims of a case as a person reads them, account by account. */
export function claimLines({ accounts, claims }: CaseState): readonly string[] {
  return accounts.flatMap((account) => {
    const own = claims.filter(({ accountId }) => accountId === account.id);
    const unread = account.supported
      ? []
      : [
          `  written in "${account.language}", which rules do not read: make claims by hand (tocsin case claim)`,
        ];
    return [
      `${account.id}  ${account.title}  (${account.source}${account.published === null ? "" : `, ${account.published}`})`,
      ...unread,
      ...own.flatMap(({ id, predicate, value, count, speaker, span, hedges, status }) => {
        const number =
          count === null
            ? value
            : `${count.min}${count.max === count.min ? "" : count.max === null ? " or more" : `–${count.max}`} ${value}`;
        const weak = hedges.length === 0 ? "" : ` [${hedges.join(", ")}]`;
        return [
          `  ${predicate.padEnd(24)} ${number}${weak} — ${speaker.name} (${speaker.kind})${status === "proposed" ? "" : `  ${status}`}`,
          `    “${account.text.slice(span.start, span.end).replace(/\s+/g, " ")}”  ${id}`,
        ];
      }),
      "",
    ];
  });
}

/** What the accounts say of each fact, and how it agrees. */
export function compareLines({ facts }: CaseReport): readonly string[] {
  return facts.flatMap(({ question, event, population, finding, versions, relations }) => [
    `${question}${population === null ? "" : ` (${population})`}${event === "attack" ? "" : ` – ${event}`}`,
    `  ${finding}`,
    ...versions.map(({ says, independentOrigins, claims }) => {
      const accounts = [...new Set(claims.map(({ account }) => account))].join(", ");
      return `    ${says}: ${independentOrigins} origin${independentOrigins === 1 ? "" : "s"}, in ${accounts}`;
    }),
    ...relations.map((relation) => `    ${relation}`),
    "",
  ]);
}

/** One thing that somebody did in a case. */
export function caseActionText(action: CaseAction): string {
  switch (action.kind) {
    case "case":
      return `${action.by} began "${action.title}"`;
    case "account":
      return `${action.by} added account ${action.accountId} from ${action.source}`;
    case "decide":
      return `${action.by}: ${action.verdict} ${action.claimId} (${action.reason})`;
    case "attribute":
      return `${action.by}: ${action.claimId} is said by ${action.speaker} (${action.reason})`;
    case "claim":
      return `${action.by} claimed in ${action.accountId}: ${action.predicate} ${action.value}, said by ${action.speaker}`;
    case "lift":
      return `${action.by} lifted a label in ${action.accountId} (${action.reason})`;
  }
}
