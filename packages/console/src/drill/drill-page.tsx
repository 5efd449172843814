import type { DrillReach, DrillScore, DrillSummary, SourceDetail } from "@tocsin/sdk";
import type { ReactElement, ReactNode } from "react";
import { getDrill, getSource } from "../api/api-client.ts";
import { bothOf, useRemote } from "../api/use-remote.ts";
import { Page } from "../app/page.tsx";
import { routePath } from "../app/route.ts";
import { Unread } from "../app/unread.tsx";
import { clockText, dateText, zoneName } from "../format/time.ts";
import { STAGE_WORDS } from "../format/words.ts";
import { useWho } from "../identity/who.ts";
import { statedByText } from "../outcome/outcome-words.ts";
import { areaName } from "../screen/names.ts";
import {
  REACH_WORDS,
  reachText,
  reachVerdict,
  scenarioText,
  THREAT_WORDS,
  threatsOf,
  threatText,
  threatVerdict,
  type Verdict,
} from "./drill-words.ts";
import "../styles/drill-score.css";

/** How one exercise went: who was told in time, who was reached, and what failed. */
export function DrillPage({ id }: { readonly id: string }): ReactElement {
  const detail = useRemote("source live", (signal) => getSource("live", signal));
  const score = useRemote(`drill ${id}`, (signal) => getDrill(id, signal));
  const both = bothOf(detail, score);
  return (
    <Page title="How the exercise went">
      {both.state === "ready" ? (
        <Score detail={both.value[0]} score={both.value[1]} />
      ) : (
        <Unread state={both} />
      )}
      <p>
        <a href={routePath({ page: "drills" })}>All exercises</a>
        {" · "}
        <a href={routePath({ page: "live" })}>Live screen</a>
      </p>
    </Page>
  );
}

function Score(properties: {
  readonly detail: SourceDetail;
  readonly score: DrillScore;
}): ReactElement {
  const { detail, score } = properties;
  return (
    <>
      <About detail={detail} drill={score.drill} />
      <InTime detail={detail} score={score} />
      <Reached score={score} />
      <Told detail={detail} score={score} />
    </>
  );
}

const zoneOf = ({ site }: SourceDetail): string => site.timeZone ?? "UTC";

function About(properties: {
  readonly detail: SourceDetail;
  readonly drill: DrillSummary;
}): ReactElement {
  const { detail, drill } = properties;
  const who = useWho();
  const zone = zoneOf(detail);
  const { startedUs, reason, ending, endedUs } = drill;
  return (
    <p>
      <strong>{scenarioText(drill)}</strong>, begun {dateText(startedUs, zone)}{" "}
      {clockText(startedUs, zone)} ({zoneName(zone)}) by {statedByText(drill, who)}: {reason}.{" "}
      {endedUs === null
        ? "It is not known to have ended."
        : `It ended at ${clockText(endedUs, zone)}: ${ending ?? ""}.`}{" "}
      Nothing in it was real.
    </p>
  );
}

function InTime(properties: {
  readonly detail: SourceDetail;
  readonly score: DrillScore;
}): ReactElement {
  const { detail, score } = properties;
  const threats = threatsOf(score);
  return (
    <Part
      title="Were people told in time?"
      definition="In time: the order to take cover came at least as long before as people of the area need to reach shelter. What was on its way when the exercise was ended counts up to then."
    >
      {threats.length === 0 ? (
        <p className="soft">
          {score.card === null
            ? "Nothing is known of what came: it still runs, or was cut off before it could be recorded."
            : "Nothing came to an area, or would have, before it ended."}
        </p>
      ) : (
        <ul className="drill-score-list">
          {threats.map((threat) => (
            <Line
              key={`${threat.outcomeId} ${threat.areaId}`}
              verdict={threatVerdict(threat)}
              word={THREAT_WORDS[threatVerdict(threat)]}
              name={areaName(detail, threat.areaId)}
            >
              {threatText(threat, shelterOf(detail, threat.areaId))}
            </Line>
          ))}
        </ul>
      )}
    </Part>
  );
}

const shelterOf = ({ site }: SourceDetail, id: string): number =>
  site.areas.find((area) => area.id === id)?.shelterS ?? 0;

function Reached({ score }: { readonly score: DrillScore }): ReactElement {
  return (
    <Part
      title="Who was reached, and when?"
      definition="Reached: it took every message of the exercise, counted from the decision. What failed and was taken later counts as taken. Acted on: it said so itself, like a siren that sounded."
    >
      {score.reached.length === 0 ? (
        <p className="soft">
          No channel carried it: the site file keeps none for exercises alone. Nobody but these
          screens noticed.
        </p>
      ) : (
        <ul className="drill-score-list">
          {score.reached.map((reach) => (
            <Line
              key={`${reach.channelId} ${reach.recipient ?? ""}`}
              verdict={reachVerdict(reach)}
              word={REACH_WORDS[reachVerdict(reach)]}
              name={nameOf(reach)}
            >
              {reachText(reach)}
              {reach.failure !== null && <> What failed: {reach.failure}.</>}
            </Line>
          ))}
        </ul>
      )}
    </Part>
  );
}

const nameOf = ({ channelId, recipient }: DrillReach): string =>
  recipient === null ? channelId : `${recipient} (${channelId})`;

function Told(properties: {
  readonly detail: SourceDetail;
  readonly score: DrillScore;
}): ReactElement {
  const { detail, score } = properties;
  const zone = zoneOf(detail);
  return (
    <Part title="What was told" definition={`Times of ${zoneName(zone)}, to the second.`}>
      {score.messages.length === 0 ? (
        <p className="soft">Nothing was told to anybody.</p>
      ) : (
        <ol className="drill-score-told">
          {score.messages.map(({ areaId, stage, action, issuedUs }, i) => (
            <li key={i}>
              <span className="number">{clockText(issuedUs, zone)}</span>
              <span>
                {areaName(detail, areaId)}: {STAGE_WORDS[stage].toLowerCase()}
                {action === "update" && ", once more"}
              </span>
            </li>
          ))}
        </ol>
      )}
    </Part>
  );
}

function Part(properties: {
  readonly title: string;
  readonly definition: string;
  readonly children: ReactNode;
}): ReactElement {
  return (
    <section className="drill-score" aria-label={properties.title}>
      <h2>{properties.title}</h2>
      {properties.children}
      <p className="soft small">{properties.definition}</p>
    </section>
  );
}

/** The word says what the colour says. */
function Line(properties: {
  readonly verdict: Verdict;
  readonly word: string;
  readonly name: string;
  readonly children: ReactNode;
}): ReactElement {
  const { verdict, word, name, children } = properties;
  return (
    <li>
      <span className="drill-score-word" data-verdict={verdict}>
        {word}
      </span>
      <div>
        <strong>{name}</strong>
        <p>{children}</p>
      </div>
    </li>
  );
}
