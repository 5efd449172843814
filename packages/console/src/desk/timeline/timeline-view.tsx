import type { DeskCase } from "@tocsin/sdk";
import { type CSSProperties, type ReactElement, useMemo, useState } from "react";
import { deskHash } from "../desk-route.ts";
import { useShortcuts } from "../use-shortcuts.ts";
import {
  accountsWithoutTime,
  type Axis,
  axisOf,
  type Reach,
  REACHES,
  tickText,
  ticksOf,
  timelineGroups,
  type TimelineRow,
  whenText,
} from "./timeline-rows.ts";

const REACH_WORDS: Readonly<Record<Reach, string>> = {
  recorded: "What was recorded",
  said: "What is said",
  published: "Until it was published",
};

const TICKS_MOST = 8;

/** When it was, by each account and by each recording, on one axis. */
export function TimelineView({ shown }: { readonly shown: DeskCase }): ReactElement {
  const { stretches } = shown.timeline;
  const sunHours = stretches.find((stretch) => stretch.sunHours !== null)?.sunHours ?? null;
  const [zoneHours, setZoneHours] = useState(sunHours ?? 0);
  const [reach, setReach] = useState<Reach>("said");
  const groups = useMemo(() => timelineGroups(shown, zoneHours), [shown, zoneHours]);
  const rows = groups.flatMap((group) => group.rows);
  const axis = axisOf(rows, stretches, reach);
  const reaches = REACHES.filter((each) => each !== "recorded" || stretches.length > 0);
  useShortcuts({
    z: () => setReach(reaches[(reaches.indexOf(reach) + 1) % reaches.length] ?? "said"),
  });
  const events = stretches.flatMap(({ recordingId, event }) =>
    event === null
      ? []
      : [{ recordingId, fromMs: Date.parse(event.from), toMs: Date.parse(event.to) }],
  );
  if (rows.length === 0)
    return (
      <main className="desk-empty">
        <p>
          No account says when it was. Make a claim of the words that do: the question is{" "}
          <em>When was it?</em>, and the answer may be a day, or <code>2026-05-03T20:44Z</code>.
        </p>
      </main>
    );
  return (
    <main className="timeline" tabIndex={0} aria-label="Timeline">
      <div className="timeline-head">
        <ReachChoice reaches={reaches} reach={reach} onChange={setReach} />
        <ZoneChoice zoneHours={zoneHours} sunHours={sunHours} onChange={setZoneHours} />
      </div>
      <table className="timeline-table">
        <thead>
          <tr>
            <th scope="col">Who</th>
            <th scope="col" className="timeline-axis">
              <span className="unseen">Drawn</span>
              <AxisLine axis={axis} />
            </th>
            <th scope="col">When (universal time)</th>
            <th scope="col">{stretches.length === 0 ? "Beside others" : "Beside the record"}</th>
          </tr>
        </thead>
        {groups.map(({ key, title, notional, rows: own }) => (
          <tbody key={key}>
            <tr className="timeline-group">
              <th scope="rowgroup" colSpan={4}>
                {title}
                {notional && <span className="soft"> notional, no finding</span>}
                {own.length === 0 && <span className="soft"> nothing</span>}
              </th>
            </tr>
            {own.map((row) => (
              <Row key={row.key} row={row} axis={axis} events={events} />
            ))}
          </tbody>
        ))}
      </table>
      <Notes shown={shown} />
    </main>
  );
}

function Notes({ shown }: { readonly shown: DeskCase }): ReactElement {
  const silent = accountsWithoutTime(shown);
  return (
    <>
      {silent.length > 0 && (
        <p className="soft">
          No time that can be placed is said in {silent.join(", ")}. Select the words that give one
          and press <kbd>n</kbd>.
        </p>
      )}
      {shown.timeline.stretches.length === 0 && (
        <p className="soft">
          The case has no recording. Add one to see what a post recorded beside what is said:{" "}
          <code>tocsin case recording</code>
        </p>
      )}
    </>
  );
}

function ReachChoice(properties: {
  readonly reaches: readonly Reach[];
  readonly reach: Reach;
  readonly onChange: (reach: Reach) => void;
}): ReactElement {
  const { reaches, reach, onChange } = properties;
  return (
    <div className="timeline-reach" role="group" aria-label="How much of the time is shown">
      {reaches.map((each) => (
        <button
          key={each}
          type="button"
          className="button"
          aria-pressed={each === reach}
          onClick={() => onChange(each)}
        >
          {REACH_WORDS[each]}
        </button>
      ))}
      <kbd>z</kbd>
    </div>
  );
}

function ZoneChoice(properties: {
  readonly zoneHours: number;
  readonly sunHours: number | null;
  readonly onChange: (hours: number) => void;
}): ReactElement {
  const { zoneHours, sunHours, onChange } = properties;
  return (
    <label className="timeline-zone">
      <span>Hours of no stated zone are read as</span>
      <select
        value={zoneHours}
        onChange={({ currentTarget }) => onChange(Number(currentTarget.value))}
      >
        {ZONE_HOURS.map((each) => (
          <option key={each} value={each}>
            {zoneText(each)}
            {each === sunHours ? " (by the sun there)" : ""}
          </option>
        ))}
      </select>
    </label>
  );
}

/** Whole hours, and the zones between them that people live in (IANA time zone database). */
const ZONE_HOURS = [
  ...Array.from({ length: 27 }, (_, i) => i - 12),
  -9.5,
  -3.5,
  -2.5,
  3.5,
  4.5,
  5.5,
  5.75,
  6.5,
  8.75,
  9.5,
  10.5,
  12.75,
].toSorted((a, b) => a - b);

/** `UTC`, `UTC+3`, `UTC−3:30`. */
function zoneText(hours: number): string {
  if (hours === 0) return "UTC";
  const ahead = Math.abs(hours);
  const minutes = Math.round((ahead % 1) * 60);
  return `UTC${hours > 0 ? "+" : "−"}${Math.floor(ahead)}${minutes === 0 ? "" : `:${minutes}`}`;
}

function AxisLine({ axis }: { readonly axis: Axis }): ReactElement {
  return (
    <span className="timeline-ticks" aria-hidden="true">
      {ticksOf(axis, TICKS_MOST).map((at) => (
        <span key={at} style={{ left: share(at, axis) }}>
          {tickText(at, axis)}
        </span>
      ))}
    </span>
  );
}

function Row(properties: {
  readonly row: TimelineRow;
  readonly axis: Axis;
  readonly events: readonly (Axis & { readonly recordingId: string })[];
}): ReactElement {
  const { row, axis, events } = properties;
  const { lane, of, what, by, claimId, beside, decisions } = row;
  const differs = beside.some((each) => each.differs);
  return (
    <tr data-lane={lane} data-differs={differs}>
      <th scope="row">
        <span className="timeline-of">{of}</span>{" "}
        {claimId === null ? (
          <span>{what}</span>
        ) : (
          <a dir="auto" href={deskHash({ view: "read", accountId: of, claimId })}>
            {what}
          </a>
        )}
        {by !== null && (
          <span className="soft small" dir="auto">
            {" "}
            {by}
          </span>
        )}
        {decisions.length > 0 && <Decisions decisions={decisions} />}
      </th>
      <td className="timeline-axis" aria-hidden="true">
        <span className="timeline-lane">
          {events.map((event) => (
            <span
              key={event.recordingId}
              className="timeline-event"
              style={barStyle(event, axis)}
            />
          ))}
          <Bar row={row} axis={axis} />
          {decisions.map(({ atMs }, i) => (
            <span key={i} className="timeline-mark" style={{ left: share(atMs, axis) }} />
          ))}
        </span>
      </td>
      <td className="timeline-when number">{whenText(row)}</td>
      <td className="timeline-beside">
        {beside.map(({ text, differs: apart }) => (
          <span key={text} data-differs={apart}>
            {text}
          </span>
        ))}
      </td>
    </tr>
  );
}

function Decisions({ decisions }: { readonly decisions: TimelineRow["decisions"] }): ReactElement {
  return (
    <details className="timeline-decisions">
      <summary>
        {decisions.length} {decisions.length === 1 ? "decision" : "decisions"}
      </summary>
      <ol>
        {decisions.map(({ atMs, words }, i) => (
          <li key={i}>
            <span className="number soft">{new Date(atMs).toISOString().slice(11, 19)}</span>{" "}
            {words}
          </li>
        ))}
      </ol>
    </details>
  );
}

/** What lies wholly outside is pointed to at the edge. */
function Bar({ row, axis }: { readonly row: TimelineRow; readonly axis: Axis }): ReactElement {
  if (row.toMs < axis.fromMs) return <span className="timeline-off">◂</span>;
  if (row.fromMs > axis.toMs)
    return (
      <span className="timeline-off" data-side="end">
        ▸
      </span>
    );
  return (
    <span
      className="timeline-bar"
      data-open-start={row.fromMs < axis.fromMs}
      data-open-end={row.toMs > axis.toMs}
      style={barStyle(row, axis)}
    />
  );
}

const share = (atMs: number, { fromMs, toMs }: Axis): string =>
  `${(100 * (Math.min(toMs, Math.max(fromMs, atMs)) - fromMs)) / (toMs - fromMs)}%`;

const barStyle = (bar: Axis, axis: Axis): CSSProperties => ({
  left: share(bar.fromMs, axis),
  width: `calc(${share(bar.toMs, axis)} - ${share(bar.fromMs, axis)})`,
});
