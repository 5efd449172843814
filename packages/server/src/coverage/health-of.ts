import { type SensorHealth, sensorId } from "@tocsin/core";

/** The health of a site whose named sensors are down and all others as specified. */
export const healthOf = (down: readonly string[]): ReadonlyMap<string, SensorHealth> =>
  new Map(
    down.map((id) => [
      id,
      { sensorId: sensorId(id), status: "down", sinceUs: 0, reason: "taken as down" },
    ]),
  );
