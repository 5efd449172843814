import type { ReactElement } from "react";
import { distanceText } from "../format/quantity.ts";
import { agoText, clockText } from "../format/time.ts";
import { SENSOR_KIND_WORDS, SENSOR_STATUS_WORDS } from "../format/words.ts";
import { isSelected } from "../map/selection.ts";
import { usePicture, useScreen } from "../screen/screen-model.ts";
import { Nothing, Panel } from "./panel.tsx";
import { SensorDetail } from "./sensor-detail.tsx";
import { WeatherRow } from "./weather-row.tsx";

const TONES = { up: "well", degraded: "caution", down: "alarm", unknown: "plain" } as const;

export function SensorsPanel(): ReactElement {
  const { detail, selection, select, timeZone } = useScreen();
  const picture = usePicture();
  const states = new Map(picture.sensors.map((sensor) => [sensor.id, sensor]));
  return (
    <Panel title="Sensors">
      {detail.site.sensors.length === 0 && <Nothing>The site has no sensors.</Nothing>}
      <ul className="rows">
        {detail.site.sensors.map((sensor) => {
          const state = states.get(sensor.id);
          const status = state?.status ?? "unknown";
          const selected = isSelected(selection, "sensor", sensor.id);
          const silentS =
            state === undefined || state.lastLookUs === null
              ? null
              : (picture.timeUs - state.lastLookUs) / 1e6;
          return (
            <li key={sensor.id} className="row" data-selected={selected}>
              <button
                type="button"
                className="row-main"
                aria-pressed={selected}
                onClick={() => select(selected ? null : { kind: "sensor", id: sensor.id })}
              >
                <span className="row-title">{sensor.name}</span>
                <span className="dot-word" data-tone={TONES[status]}>
                  {SENSOR_STATUS_WORDS[status]}
                </span>
                <span className="row-note">
                  {SENSOR_KIND_WORDS[sensor.kind]},{" "}
                  {distanceText(sensor.rangeMaxM).replace(" ", "\u00A0")}
                </span>
                <span className="row-note row-end number">
                  {silentS === null ? "no report yet" : `${agoText(silentS)} ago`}
                </span>
                {state !== undefined && status !== "up" && status !== "unknown" && (
                  <span className="row-note row-whole">
                    {state.reason} Since {clockText(state.sinceUs, timeZone)}.
                  </span>
                )}
                {state !== undefined && state.registration !== null && (
                  <span className="row-note row-whole">It {state.registration.text}.</span>
                )}
              </button>
              {selected && state !== undefined && <SensorDetail sensor={sensor} state={state} />}
            </li>
          );
        })}
        {picture.weather !== undefined && (
          <WeatherRow weather={picture.weather} timeZone={timeZone} />
        )}
      </ul>
    </Panel>
  );
}
