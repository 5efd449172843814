import { type CaseReport, type CaseState, MAIN_EVENT } from "@tocsin/inquiry";

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
    `${question}${population === null ? "" : ` (${population})`}${event === MAIN_EVENT ? "" : ` – ${event}`}`,
    `  ${finding}`,
    ...versions.map(({ says, independentOrigins, claims }) => {
      const accounts = [...new Set(claims.map(({ account }) => account))].join(", ");
      return `    ${says}: ${independentOrigins} origin${independentOrigins === 1 ? "" : "s"}, in ${accounts}`;
    }),
    ...relations.map(({ text }) => `    ${text}`),
    "",
  ]);
}
