import type { DrillSummary } from "@tocsin/sdk";
import type { ReactElement } from "react";
import { getDrills, getSource } from "../api/api-client.ts";
import { bothOf, useRemote } from "../api/use-remote.ts";
import { Page } from "../app/page.tsx";
import { routePath } from "../app/route.ts";
import { Unread } from "../app/unread.tsx";
import { clockText, dateText } from "../format/time.ts";
import { sentenceCase } from "../format/words.ts";
import { scenarioText } from "./drill-words.ts";
import "../styles/drill-score.css";

/** The exercises beside this post, the latest first. */
export function DrillsPage(): ReactElement {
  const detail = useRemote("source live", (signal) => getSource("live", signal));
  const drills = useRemote("drills", getDrills);
  const both = bothOf(detail, drills);
  return (
    <Page title="Exercises">
      {both.state === "ready" ? (
        <List drills={both.value[1]} timeZone={both.value[0].site.timeZone ?? "UTC"} />
      ) : (
        <Unread state={both} />
      )}
      <a href={routePath({ page: "live" })}>Live screen</a>
    </Page>
  );
}

function List(properties: {
  readonly drills: readonly DrillSummary[];
  readonly timeZone: string;
}): ReactElement {
  const { drills, timeZone } = properties;
  if (drills.length === 0)
    return (
      <p className="soft">
        There has been none here. Who is on duty starts one from the live screen.
      </p>
    );
  return (
    <ul className="drill-score-all">
      {drills.map((drill) => (
        <li key={drill.id}>
          <a href={routePath({ page: "drill", id: drill.id })}>
            {dateText(drill.startedUs, timeZone)} {clockText(drill.startedUs, timeZone)}:{" "}
            {scenarioText(drill)}
          </a>
          <p className="soft small">
            {sentenceCase(drill.reason)}.{" "}
            {sentenceCase(drill.ending ?? "not over yet, or its end was not recorded")}.
          </p>
        </li>
      ))}
    </ul>
  );
}
