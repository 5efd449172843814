import type { DeskCase, DeskRecordedEvent, DeskSaidTime, DeskStretch } from "@tocsin/sdk";

/** One line of the timeline. Times are milliseconds since 1970, UTC. */
export interface TimelineRow {
  readonly key: string;
  readonly lane: "published" | "said" | DeskRecordedEvent["kind"];
  /** The account or the recording that it is of. */
  readonly of: string;
  readonly what: string;
  readonly by: string | null;
  readonly fromMs: number;
  readonly toMs: number;
  /** The claim that it leads to; null where it is none. */
  readonly claimId: string | null;
  /** What was decided of the object that it is, in order. */
  readonly decisions: readonly { readonly atMs: number; readonly words: string }[];
  /** How it stands to what was recorded, or to other accounts. */
  readonly beside: readonly { readonly text: string; readonly differs: boolean }[];
}

export interface Axis {
  readonly fromMs: number;
  readonly toMs: number;
}

/** What of the time is shown: what was recorded, what is said of it as well, or also when it was published. */
export const REACHES = ["recorded", "said", "published"] as const;
export type Reach = (typeof REACHES)[number];

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Rows that belong together: what all accounts say, or what one recording holds. */
export interface TimelineGroup {
  readonly key: string;
  readonly title: string;
  /** It shows what would be recorded if, and carries no finding. */
  readonly notional: boolean;
  readonly rows: readonly TimelineRow[];
}

/** The accounts' rows, and those of each recording; hours of no zone are read as `zoneHours` ahead of universal time. */
export function timelineGroups(shown: DeskCase, zoneHours: number): readonly TimelineGroup[] {
  const { stretches, recorded } = shown.timeline;
  const accounts: TimelineGroup = {
    key: "accounts",
    title: "What accounts say",
    notional: false,
    rows: accountRows(shown, zoneHours),
  };
  return [
    ...(accounts.rows.length === 0 ? [] : [accounts]),
    ...stretches.map(({ recordingId, name, place, notional }) => ({
      key: recordingId,
      title: `What ${recordingId} recorded (${name}, at ${place})`,
      notional,
      rows: recordedRows(recorded.filter((event) => event.recordingId === recordingId)),
    })),
  ];
}

/** The accounts that say no time that could be placed. */
export const accountsWithoutTime = ({ accounts, timeline }: DeskCase): readonly string[] =>
  accounts
    .filter(({ id }) => !timeline.said.some(({ accountId }) => accountId === id))
    .map(({ id }) => id);

function accountRows(shown: DeskCase, zoneHours: number): readonly TimelineRow[] {
  const { said, stretches } = shown.timeline;
  const told = said.map((time) => ({ time, ...spanOf(time, zoneHours) }));
  return shown.accounts.flatMap((account) => [
    ...told
      .filter(({ time }) => time.accountId === account.id)
      .map(({ time, fromMs, toMs }) => ({
        ...saidRow(time),
        fromMs,
        toMs,
        beside: [
          ...stretches.map((stretch) => besideRecord({ fromMs, toMs }, stretch)),
          ...besideOthers(time, { fromMs, toMs }, told),
        ],
      })),
    ...(account.published === null
      ? []
      : [publishedRow(account.id, Date.parse(account.published) - zoneHours * HOUR_MS, stretches)]),
  ]);
}

/** What was decided of an object stands with it. */
function recordedRows(events: readonly DeskRecordedEvent[]): readonly TimelineRow[] {
  const isOfObject = ({ kind, objectId }: DeskRecordedEvent): boolean =>
    kind === "decision" &&
    events.some((other) => other.kind === "object" && other.objectId === objectId);
  return events
    .filter((event) => !isOfObject(event))
    .map((event, i) => ({
      ...recordedRow(event, i),
      decisions: events
        .filter(
          (other) =>
            event.kind === "object" && isOfObject(other) && other.objectId === event.objectId,
        )
        .map(({ from, words }) => ({ atMs: Date.parse(from), words })),
    }));
}

const spanOf = ({ from, to, utc }: DeskSaidTime, zoneHours: number): Axis => {
  const offsetMs = utc ? 0 : zoneHours * HOUR_MS;
  return { fromMs: Date.parse(`${from}Z`) - offsetMs, toMs: Date.parse(`${to}Z`) - offsetMs };
};

const saidRow = ({
  claimId,
  accountId,
  words,
  speaker,
  hedged,
}: DeskSaidTime): Pick<
  TimelineRow,
  "key" | "lane" | "of" | "what" | "by" | "claimId" | "decisions"
> => ({
  key: `said ${claimId} ${words}`,
  lane: "said",
  of: accountId,
  what: `“${words}”${hedged ? " (hedged)" : ""}`,
  by: speaker === "(the account)" ? "the account itself" : speaker,
  claimId,
  decisions: [],
});

function publishedRow(
  accountId: string,
  fromMs: number,
  stretches: readonly DeskStretch[],
): TimelineRow {
  const before = stretches.filter(
    ({ event }) => event !== null && fromMs + DAY_MS <= Date.parse(event.from),
  );
  return {
    key: `published ${accountId}`,
    lane: "published",
    of: accountId,
    what: "published",
    by: null,
    fromMs,
    toMs: fromMs + DAY_MS,
    claimId: null,
    decisions: [],
    beside: before.map(({ recordingId }) => ({
      text: `published before what ${recordingId} recorded`,
      differs: true,
    })),
  };
}

const recordedRow = (event: DeskRecordedEvent, i: number): TimelineRow => ({
  key: `recorded ${event.recordingId} ${i}`,
  lane: event.kind,
  of: event.recordingId,
  what: event.words,
  by: null,
  fromMs: Date.parse(event.from),
  toMs: Date.parse(event.to),
  claimId: null,
  decisions: [],
  beside: [],
});

function besideRecord(
  said: Axis,
  { recordingId, event }: DeskStretch,
): TimelineRow["beside"][number] {
  if (event === null) return { text: `${recordingId} tracked nothing there`, differs: false };
  const apartMs = apart(said, { fromMs: Date.parse(event.from), toMs: Date.parse(event.to) });
  if (apartMs === 0) return { text: `fits ${recordingId}`, differs: false };
  const way = apartMs < 0 ? "before" : "after";
  return { text: `${durationText(Math.abs(apartMs))} ${way} ${recordingId}`, differs: true };
}

/** The accounts that have it at another time, however widely both are read. */
function besideOthers(
  own: DeskSaidTime,
  span: Axis,
  all: readonly (Axis & { readonly time: DeskSaidTime })[],
): TimelineRow["beside"] {
  const others = new Set(
    all
      .filter(({ time, ...other }) => time.accountId !== own.accountId && apart(span, other) !== 0)
      .map(({ time }) => time.accountId),
  );
  return others.size === 0
    ? []
    : [{ text: `cannot be the time of ${[...others].join(", ")}`, differs: true }];
}

/** How far one interval lies before (negative) or after another; 0 where they meet. */
function apart(a: Axis, b: Axis): number {
  if (a.toMs < b.fromMs) return a.toMs - b.fromMs;
  return a.fromMs > b.toMs ? a.fromMs - b.toMs : 0;
}

/** "3 min", "1 h 12 min", "2 days". */
export function durationText(ms: number): string {
  const minutes = Math.round(ms / 60_000);
  if (minutes < 1) return `${Math.round(ms / 1000)} s`;
  if (minutes < 60) return `${minutes} min`;
  if (minutes < 48 * 60)
    return `${Math.floor(minutes / 60)} h${minutes % 60 === 0 ? "" : ` ${minutes % 60} min`}`;
  return `${Math.round(minutes / (24 * 60))} days`;
}

/** The stretch that is drawn, with a little room at both ends. */
export function axisOf(
  rows: readonly TimelineRow[],
  stretches: readonly DeskStretch[],
  reach: Reach,
): Axis {
  const spans: Axis[] = stretches.map(({ from, to }) => ({
    fromMs: Date.parse(from),
    toMs: Date.parse(to),
  }));
  if (reach !== "recorded" || spans.length === 0)
    spans.push(...rows.filter(({ lane }) => reach === "published" || lane !== "published"));
  const fromMs = Math.min(...spans.map((span) => span.fromMs));
  const toMs = Math.max(...spans.map((span) => span.toMs));
  if (!Number.isFinite(fromMs)) return { fromMs: 0, toMs: DAY_MS };
  const room = Math.max(60_000, (toMs - fromMs) * 0.04);
  return { fromMs: fromMs - room, toMs: toMs + room };
}

const STEPS_MS = [
  60_000,
  120_000,
  300_000,
  600_000,
  900_000,
  1_800_000,
  ...[1, 2, 3, 6, 12, 24, 48, 96, 168, 336, 720, 2_160, 8_760].map((hours) => hours * HOUR_MS),
];

/** A tick nearer to the end of the axis than this share of it has no room for its words. */
const END_ROOM = 0.06;

/** Round times along the axis, at most so many. */
export function ticksOf({ fromMs, toMs }: Axis, most: number): readonly number[] {
  const stepMs = STEPS_MS.find((step) => (toMs - fromMs) / step <= most) ?? toMs - fromMs;
  const ticks: number[] = [];
  for (
    let at = Math.ceil(fromMs / stepMs) * stepMs;
    at <= toMs - END_ROOM * (toMs - fromMs);
    at += stepMs
  )
    ticks.push(at);
  return ticks;
}

/** `20:44` within a day, `4 May` of longer axes, both where an axis has hours of several days. */
export function tickText(atMs: number, { fromMs, toMs }: Axis): string {
  const iso = new Date(atMs).toISOString();
  const day = `${Number(iso.slice(8, 10))} ${MONTHS[Number(iso.slice(5, 7)) - 1] ?? ""}`;
  if (toMs - fromMs > 4 * DAY_MS) return day;
  const time = iso.slice(11, 16);
  return time === "00:00" ? day : time;
}

const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");

/** `3 May, 20:44:10` to the second where something is short; to the minute otherwise; only the days where it is long. */
export function whenText({ fromMs, toMs }: Axis): string {
  const text = (ms: number, digits: number): string => {
    const iso = new Date(ms).toISOString();
    return `${Number(iso.slice(8, 10))} ${MONTHS[Number(iso.slice(5, 7)) - 1] ?? ""}, ${iso.slice(11, digits)}`;
  };
  const digits = toMs - fromMs < 10 * 60_000 && fromMs % 60_000 !== 0 ? 19 : 16;
  const [from, to] = [text(fromMs, digits), text(toMs, digits)];
  if (toMs - fromMs < 1000) return from;
  const [day, time] = to.split(", ");
  return from.startsWith(`${day},`) ? `${from} – ${time}` : `${from} – ${to}`;
}
