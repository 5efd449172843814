import { type ScoredEvent, utcText } from "@tocsin/core";
import type { ReactElement } from "react";
import { durationText } from "../format/quantity.ts";

/** The latest events, newest first. */
export function EventsTable(properties: {
  readonly events: readonly ScoredEvent[];
  /** null: of a recording nothing can be said. */
  readonly onSay: ((event: ScoredEvent) => void) | null;
}): ReactElement | null {
  const { events, onSay } = properties;
  if (events.length === 0) return <p className="soft">No event.</p>;
  return (
    <div className="score-events">
      <table>
        <caption className="soft small">Events, newest first; times in UTC</caption>
        <thead>
          <tr>
            <th scope="col">Began</th>
            <th scope="col">Hit, or would have</th>
            <th scope="col">Lead</th>
            <th scope="col">Alarms</th>
            {onSay !== null && <th scope="col">What happened</th>}
          </tr>
        </thead>
        <tbody>
          {events.map((event) => (
            <tr key={event.fromUs}>
              <td className="number">{startText(event)}</td>
              <td>{threatsText(event)}</td>
              <td className="number">
                {event.tally.leadS === null ? "–" : durationText(event.tally.leadS.median)}
              </td>
              <td>{alarmsText(event)}</td>
              {onSay !== null && (
                <td>
                  <button
                    type="button"
                    className="button"
                    aria-label={`Say what happened, event of ${startText(event)}`}
                    onClick={() => onSay(event)}
                  >
                    Say…
                  </button>
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const startText = ({ fromUs }: ScoredEvent): string =>
  utcText(fromUs).slice(0, 16).replace("T", " ");

function threatsText({ tally }: ScoredEvent): string {
  const { warned, preAlert, missed, unclear } = tally.threats;
  const known = warned + preAlert + missed;
  if (known + unclear === 0) return "nothing is known to have";
  const more = unclear > 0 ? `, ${unclear} unclear` : "";
  return `${warned} of ${known} warned${more}`;
}

function alarmsText({ tally }: ScoredEvent): string {
  const { takeCovers, preAlerts } = tally;
  const all = (["right", "false", "unknown"] as const)
    .map((verdict) => [takeCovers[verdict] + preAlerts[verdict], verdict] as const)
    .filter(([count]) => count > 0);
  return all.length === 0
    ? "none"
    : all.map(([count, verdict]) => `${count} ${verdict}`).join(", ");
}
