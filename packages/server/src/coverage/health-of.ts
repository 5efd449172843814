import { type SensorHealth, sensorId } from "@tocsin/core";

/** The health of a site's sensors as it was recorded, or as specified where nothing was; sensors that are named are down. */
export const healthOf = (
  down: readonly string[],
  recorded: readonly SensorHealth[] = [],
): ReadonlyMap<string, SensorHealth> =>
  new Map([
    ...recorded.map((health) => [health.sensorId as string, health] as const),
    ...down.map((id) => [id, takenAsDown(id)] as const),
  ]);

const takenAsDown = (id: string): SensorHealth => ({
  sensorId: sensorId(id),
  status: "down",
  sinceUs: 0,
  reason: "taken as down",
});
