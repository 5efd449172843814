import type { PictureSensor, PictureSite } from "@tocsin/sdk";
import type { ReactElement, ReactNode } from "react";
import { countText, durationText } from "../format/quantity.ts";
import { clockText } from "../format/time.ts";
import { REJECT_WORDS, TRUST_CLASS_WORDS } from "../format/words.ts";
import { shareText } from "../map/observed/observed-words.ts";
import { sensorName } from "../screen/names.ts";
import { useScreen } from "../screen/screen-model.ts";
import { STANDING_WORDS, worstCells } from "./conduct-words.ts";

/** What there is to know of a sensor beside whether it works: shown when somebody asks for it. */
export function SensorDetail(properties: {
  readonly sensor: PictureSite["sensors"][number];
  readonly state: PictureSensor;
}): ReactElement {
  const { sensor, state } = properties;
  const { detail } = useScreen();
  return (
    <dl className="facts">
      <Fact name="Its word">{TRUST_CLASS_WORDS[sensor.trustClass]}</Fact>
      <Fact name="Reports">{reportsText(sensor, state)}</Fact>
      <Times state={state} />
      <Conduct state={state} />
      {sensor.shares.map(({ what, with: others }) => (
        <Fact key={what} name="Shares">
          {what} with {others.map((id) => sensorName(detail, id)).join(", ")}: together they count
          once
        </Fact>
      ))}
      {state.dropped.map(({ input, reason, count }) => (
        <Fact key={`${input} ${reason}`} name="Dropped">
          {countText(count)} at {input}: {REJECT_WORDS[reason] ?? reason}
        </Fact>
      ))}
    </dl>
  );
}

function Fact(properties: { readonly name: string; readonly children: ReactNode }): ReactElement {
  return (
    <div>
      <dt>{properties.name}</dt>
      <dd>{properties.children}</dd>
    </div>
  );
}

/** What its data has earned, with the reasons; and what it saw of its claimed cover, the worst places named. */
function Conduct({ state: { conduct } }: { readonly state: PictureSensor }): ReactElement {
  if (conduct === null) return <Fact name="Earned">Nothing to compare it with yet</Fact>;
  const { standing, text, observed } = conduct;
  return (
    <>
      <Fact name="Earned">
        {STANDING_WORDS[standing]}
        {text.length > 0
          ? `: ${text.join(" ")}`
          : standing === "unproven"
            ? ": too little yet to compare it with"
            : ""}
      </Fact>
      {observed !== null && <Fact name="Coverage">{shareText(observed)} that others saw</Fact>}
      {worstCells(conduct).map((place) => (
        <Fact key={place} name="Sees less">
          {place}
        </Fact>
      ))}
    </>
  );
}

const STALENESS_WORDS = { fresh: "Fresh", stale: "Stale", unknown: "None yet" } as const;

/** The rule stands beside the word. */
function reportsText(
  { staleAfterS }: PictureSite["sensors"][number],
  { staleness, looksPerS }: PictureSensor,
): string {
  const rate = looksPerS === null ? "" : `, ${rateText(looksPerS)}`;
  const rule = staleAfterS === 0 ? "" : `; stale after ${durationText(staleAfterS)} without one`;
  return `${STALENESS_WORDS[staleness]}${rate}${rule}`;
}

function rateText(looksPerS: number): string {
  if (looksPerS === 0) return "none lately";
  return looksPerS >= 1
    ? `${looksPerS.toFixed(1)} a second`
    : `one every ${durationText(1 / looksPerS)}`;
}

function Times({ state }: { readonly state: PictureSensor }): ReactElement {
  const { timeZone } = useScreen();
  const { times } = state;
  if (times === null) return <></>;
  const { sensedUs, receivedUs, decidedUs, usualAgeS, usualDecideS } = times;
  const at = (timeUs: number): string => clockText(timeUs, timeZone);
  return (
    <>
      <Fact name="Delay">
        {usualAgeS < 0
          ? `dated ${durationText(-usualAgeS)} ahead of this post's clock`
          : `${durationText(usualAgeS)} old when they come`}
        {usualDecideS === null ? "" : `, decided on ${durationText(usualDecideS)} later`}
      </Fact>
      <Fact name="Latest">
        <span className="number">
          sensed {at(sensedUs)}, received {at(receivedUs)}
          {decidedUs === null ? "" : `, decided ${at(decidedUs)}`}
        </span>
      </Fact>
    </>
  );
}
