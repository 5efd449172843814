import type { PictureWeather } from "@tocsin/sdk";
import type { ReactElement } from "react";
import { compassText, distanceText, speedText } from "../format/quantity.ts";
import { clockText } from "../format/time.ts";

/** What is known of the air that flights are projected through. */
export function WeatherRow({
  weather,
  timeZone,
}: {
  readonly weather: PictureWeather;
  readonly timeZone: string;
}): ReactElement {
  const { source, observedUs, untilUs, winds } = weather;
  return (
    <li className="row">
      <div className="row-static row-grid">
        <span className="row-title">Wind</span>
        <span className="dot-word" data-tone="well">
          Known until {minuteText(untilUs, timeZone)}
        </span>
        <span className="row-note row-whole">
          {winds.map(windText).join(", ")}. {source}, {minuteText(observedUs, timeZone)}.
        </span>
      </div>
    </li>
  );
}

/** Nobody measures the wind to the second. */
const minuteText = (timeUs: number, timeZone: string): string =>
  clockText(timeUs, timeZone).slice(0, "00:00".length);

const windText = ({ aboveM, fromDeg, speedMps }: PictureWeather["winds"][number]): string =>
  `${speedText(speedMps)} from ${compassText(fromDeg)} ${aboveM === 0 ? "at the ground" : `at ${distanceText(aboveM).replace(" ", "\u00A0")}`}`;
