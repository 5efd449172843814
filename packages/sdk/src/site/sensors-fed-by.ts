import type { InputConfig } from "./input-schema.ts";

/** The ids of the sensors that an input speaks for. A simulation speaks for those that its scenario names. */
export function sensorsFedBy(input: InputConfig): readonly string[] {
  if ("sensor" in input) return [input.sensor];
  return "sensors" in input ? input.sensors.map(({ sensor }) => sensor) : [];
}
