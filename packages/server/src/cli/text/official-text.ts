import type { OfficialWarning } from "@tocsin/core";
import { plainLine } from "@tocsin/sdk";

/** `alert of Civil Defence, Air raid (embassy)`: whose, what, for which areas; what is not real says so first. */
export function officialText(warning: OfficialWarning): string {
  const { status, messageType, source, infos, concerns, unplaced } = warning;
  const real = status === "actual" ? "" : `${status.toUpperCase()}, not real: `;
  const what = infos.length === 0 ? "" : `, ${infos[0].headline ?? infos[0].event}`;
  const areas = concerns.map(({ areaId }) => areaId).join(", ");
  const unknown =
    unplaced.length === 0 ? "" : `place not known: ${unplaced.slice(0, 3).join(", ")}`;
  const where = [areas, unknown].filter((part) => part !== "").join("; ");
  return plainLine(
    `${real}${messageType} of ${source}${what} (${where === "" ? "no area of this site" : where})`,
  );
}
