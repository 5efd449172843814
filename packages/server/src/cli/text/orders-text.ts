import type { AreaOrders, StandingOrders } from "@tocsin/core";
import { utcText } from "@tocsin/core";

/** All that people have ordered, in one line. */
export function ordersText({ automation, posture, areas }: StandingOrders): string {
  const parts = areas.flatMap(areaParts);
  if (posture !== null)
    parts.unshift(
      `posture heightened until ${utcText(posture.untilUs)} by ${posture.by} (${posture.source})`,
    );
  if (!automation) parts.unshift("automation off");
  return parts.length === 0 ? "none" : parts.join("; ");
}

function areaParts({ areaId, raise, inhibit, sweep }: AreaOrders): readonly string[] {
  const parts: string[] = [];
  if (raise !== null)
    parts.push(`${areaId} ${raise.stage} by hand until ${utcText(raise.untilUs)} by ${raise.by}`);
  if (inhibit !== null)
    parts.push(`${areaId} inhibited until ${utcText(inhibit.untilUs)} by ${inhibit.by}`);
  if (sweep) parts.push(`${areaId} waits for a sweep`);
  return parts;
}
