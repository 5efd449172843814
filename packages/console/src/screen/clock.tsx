import type { ReactElement } from "react";
import { clockText, dateText, zoneName } from "../format/time.ts";

/** Time on the site, large, and in UTC, which is what records and other people use. */
export function Clock(properties: {
  readonly timeUs: number;
  readonly timeZone: string;
}): ReactElement {
  const { timeUs, timeZone } = properties;
  const local = timeZone !== "UTC";
  return (
    <div className="clock" role="timer" aria-label="Time of what is shown" aria-live="off">
      <time className="clock-time">{clockText(timeUs, timeZone)}</time>
      <span className="clock-notes">
        <span>
          {dateText(timeUs, timeZone)}, {local ? zoneName(timeZone) : "UTC"}
        </span>
        {local && <span>{clockText(timeUs, "UTC")} UTC</span>}
      </span>
    </div>
  );
}
