import type { SitePlan } from "@tocsin/sdk";
import type { ReactElement } from "react";
import { countText } from "../format/quantity.ts";
import { percentText } from "./plan-words.ts";

/** What one more sensor of each kind would buy at the best of its places, the best buy first. */
export function PlanSensors({
  sensors,
}: {
  readonly sensors: SitePlan["sensors"];
}): ReactElement | null {
  if (sensors === null) return null;
  return (
    <section className="plan-area" aria-label="One more sensor">
      <h2>What one more sensor would buy</h2>
      <p>
        <strong className="number">{percentText(sensors.inTimeShare)}</strong> of approaches, by
        people, are warned of in time today. The best buy comes first.
      </p>
      <div className="plan-table" tabIndex={0} role="region" aria-label="Sensors, best buy first">
        <table>
          <thead>
            <tr>
              <th scope="col">Sensor, at its best place</th>
              <th scope="col">In time with it</th>
              <th scope="col">More by</th>
              <th scope="col">Seconds more</th>
              <th scope="col">Cost</th>
            </tr>
          </thead>
          <tbody>
            {sensors.best.map((gain) => (
              <tr key={gain.kindName}>
                <th scope="row">
                  {gain.kindName} <span className="soft">{gain.placeName}</span>
                </th>
                <td className="number">{percentText(gain.inTimeShare)}</td>
                <td className="number">{percentText(gain.shareGained)}</td>
                <td className="number">{gain.secondsGained.toFixed(1)} s</td>
                <td className="number">{countText(gain.cost)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
