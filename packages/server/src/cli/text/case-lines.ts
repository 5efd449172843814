import {
  type Account,
  type CaseReport,
  type CaseState,
  type KeptBundle,
  type KeptRecording,
  leftOutText,
  MAIN_EVENT,
  RECORD_VERDICT_WORDS,
  type ReportHeld,
} from "@tocsin/inquiry";

/** What of an account no rule reads, and what to do about it; null where all of it is read. */
export function unreadOf({ supported, language, furniture }: Account): string | null {
  if (!supported) return `written in "${language}", which rules do not read: make claims by hand`;
  const passages = furniture.filter(({ kind }) => kind === "other-language").length;
  if (passages === 0) return null;
  return `${passages === 1 ? "a passage is" : `${passages} passages are`} not in English, and not read: make claims by hand`;
}

/** The claims of a case as a person reads them, account by account. */
export function claimLines({ accounts, claims }: CaseState): readonly string[] {
  return accounts.flatMap((account) => {
    const own = claims.filter(({ accountId }) => accountId === account.id);
    const unread = unreadOf(account);
    return [
      `${account.id}  ${account.title}  (${account.source}${account.published === null ? "" : `, ${account.published}`})`,
      ...(unread === null ? [] : [`  ${unread} (tocsin case claim)`]),
      ...own.flatMap((claim) => {
        const { id, predicate, speaker, span, hedges, status } = claim;
        const weak = hedges.length === 0 ? "" : ` [${hedges.join(", ")}]`;
        return [
          `  ${predicate.padEnd(24)} ${valueText(claim)}${weak} — ${speaker.name} (${speaker.kind})${status === "proposed" ? "" : `  ${status}`}`,
          `    “${account.text.slice(span.start, span.end).replace(/\s+/g, " ")}”  ${id}`,
        ];
      }),
      "",
    ];
  });
}

/** What a claim says, in one piece: what is denied or not known is told so. */
function valueText({ value, count, polarity }: CaseState["claims"][number]): string {
  if (polarity === "unknown") return "not known";
  const denies = polarity === "deny" && (count !== null || !DENYING.has(value));
  const most =
    count === null || count.max === count.min
      ? ""
      : count.max === null
        ? " or more"
        : `–${count.max}`;
  return `${denies ? "not " : ""}${count === null ? value : `${count.min}${most} ${value}`}`;
}

/** Values that deny by themselves. */
const DENYING: ReadonlySet<string> = new Set(["no", "none", "nobody"]);

/** What the accounts say of each fact, and how it agrees. */
export function compareLines({ facts }: CaseReport): readonly string[] {
  return facts.flatMap(({ question, event, population, finding, versions, relations }) => [
    `${question}${population === null ? "" : ` (${population})`}${event === MAIN_EVENT ? "" : ` – ${event}`}`,
    `  ${finding}`,
    ...versions.flatMap(({ says, independentOrigins, claims, recorded }) => {
      const accounts = [...new Set(claims.map(({ account }) => account))].join(", ");
      return [
        `    ${says}: ${independentOrigins} origin${independentOrigins === 1 ? "" : "s"}, in ${accounts}`,
        ...recorded.map(recordedLine),
      ];
    }),
    ...relations.map(({ text }) => `    ${text}`),
    "",
  ]);
}

function recordedLine({ recording, notional, verdict, reason, records }: ReportHeld): string {
  const mark = notional ? " (notional, no finding)" : "";
  const at = records.length === 0 ? "" : ` [${recordNumbers(records)}]`;
  return `      ${recording}${mark}: ${RECORD_VERDICT_WORDS[verdict]}: ${reason}${at}`;
}

const RECORDS_SHOWN = 5;

/** Numbers of records, the first few of many. */
function recordNumbers(records: readonly number[]): string {
  const shown = records.slice(0, RECORDS_SHOWN).join(", ");
  return records.length > RECORDS_SHOWN
    ? `records ${shown} and ${records.length - RECORDS_SHOWN} more`
    : `record${records.length === 1 ? "" : "s"} ${shown}`;
}

/** What a recording that was added says of the claims, in short. */
export function recordingLines(
  { recordings, held }: CaseState,
  recordingId: string,
): readonly string[] {
  const kept = recordings.find(({ id }) => id === recordingId);
  if (kept === undefined) return [];
  const { id, name, notional, recording } = kept;
  const own = held.filter((one) => one.recordingId === recordingId);
  const counts = Object.entries(RECORD_VERDICT_WORDS).map(
    ([verdict, words]) => `${own.filter((one) => one.verdict === verdict).length} ${words}`,
  );
  return [
    `${id}  ${name}: ${recording.place}, ${recording.fromAt} to ${recording.toAt}${notional ? ", notional: barred from findings" : ""}`,
    ...(kept.bundle === null ? [] : bundleLines(kept.bundle, recording)),
    `  Tracked there: ${recording.objects.length}. Claims held against it: ${counts.join(", ")}.`,
    "Next: tocsin case compare",
  ];
}

function bundleLines(
  { vouched, publicKey }: KeptBundle,
  { bundle }: KeptRecording["recording"],
): readonly string[] {
  const by = vouched
    ? "Signed by the key you gave."
    : `Signed by the key it names, which nobody vouched for: ${publicKey}`;
  if (bundle === undefined) return [by];
  const left = bundle.leftOut.map(leftOutText).join("; ");
  return [
    `  ${by}`,
    `  The bundle tells of ${bundle.fromAt} to ${bundle.toAt}. Left out: ${left === "" ? "nothing of this" : left}.`,
  ];
}
