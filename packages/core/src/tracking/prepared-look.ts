import { LookIndex } from "../association/look-index.ts";
import { type LookTable, lookTable } from "../association/look-table.ts";
import type { SensorHealth } from "../coverage/sensor.ts";
import type { Look } from "../measurement/look.ts";
import type { TimeUs } from "../units/time.ts";
import type { SensorContext } from "./sensor-context.ts";

/** A look made ready for the tracker. It depends on the look and its sensor only, and is kept while the look may be applied again. */
export interface PreparedLook {
  readonly look: Look;
  readonly sensor: SensorContext;
  readonly health: SensorHealth | undefined;
  readonly table: LookTable;
  readonly index: LookIndex;
  /** The middle of its interval. */
  readonly middleUs: TimeUs;
}

export function preparedLook(
  look: Look,
  sensor: SensorContext,
  health: SensorHealth | undefined,
): PreparedLook {
  const table = lookTable(look, sensor.geometry);
  const middleUs = look.fromUs + Math.floor((look.toUs - look.fromUs) / 2);
  return { look, sensor, health, table, index: new LookIndex(table), middleUs };
}
