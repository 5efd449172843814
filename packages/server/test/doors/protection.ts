import type { Engine, SiteModel, TimeUs, Warning } from "@tocsin/core";
import { controlState } from "../../src/run/post-operators.ts";

/** What keeps people safe at one moment, read from the engine. */
export interface Protection {
  readonly automation: boolean;
  /** Until when people are warned earlier; null: the posture is normal. */
  readonly heightenedUntilUs: TimeUs | null;
  readonly areas: ReadonlyMap<string, AreaProtection>;
  /** SHA-256 of the site file that is refused because it lowers protection, until two people agree to it; null: none is. */
  readonly siteWaits: string | null;
}
export interface AreaProtection {
  readonly stage: string | null;
  readonly episode: number;
  readonly threats: readonly string[];
  readonly inhibitedUntilUs: TimeUs | null;
  /** The warning by hand; null: none. */
  readonly raise: { readonly stage: string; readonly untilUs: TimeUs } | null;
  readonly sweep: boolean;
}
export type LossKind =
  | "automation-off"
  | "posture-normal"
  | "inhibit"
  | "ended"
  | "retraction"
  | "sweep-gone"
  | "site-file"
  | "stage-lowered";
export interface Loss {
  readonly kind: LossKind;
  /** null: of the whole site. */
  readonly areaId: string | null;
}

export function protectionOf(site: SiteModel, engine: Engine): Omit<Protection, "siteWaits"> {
  const { automation, posture, areas } = controlState(site, engine);
  const orders = new Map(engine.orders()?.areas.map((order) => [String(order.areaId), order]));
  return {
    automation,
    heightenedUntilUs: posture.level === "heightened" ? posture.untilUs : null,
    areas: new Map(
      [...areas].map(([id, { warning, inhibitedUntilUs, sweepNeeded }]) => [
        id,
        {
          stage: warning?.stage ?? null,
          episode: warning?.episode ?? 0,
          threats: warning?.threats ?? [],
          inhibitedUntilUs,
          raise: orders.get(id)?.raise ?? null,
          sweep: sweepNeeded,
        },
      ]),
    ),
  };
}

/** What of protection is gone between two moments, and was not over by itself at `nowUs`. */
export function lossesBetween(
  before: Protection,
  after: Protection,
  { nowUs, sent }: { readonly nowUs: TimeUs; readonly sent: readonly Warning[] },
): readonly Loss[] {
  const losses: Loss[] = [];
  if (before.automation && !after.automation) losses.push({ kind: "automation-off", areaId: null });
  if (endsEarly(before.heightenedUntilUs, after.heightenedUntilUs, nowUs))
    losses.push({ kind: "posture-normal", areaId: null });
  if (before.siteWaits !== null && after.siteWaits === null)
    losses.push({ kind: "site-file", areaId: null });
  for (const { stage, areaId } of sent)
    if (stage === "retraction") losses.push({ kind: "retraction", areaId });
  for (const [areaId, area] of before.areas) {
    const now = after.areas.get(areaId);
    const kinds = now === undefined ? (["ended"] as const) : lossesOf(area, now, nowUs);
    losses.push(...kinds.map((kind) => ({ kind, areaId })));
  }
  return losses;
}

function lossesOf(before: AreaProtection, now: AreaProtection, nowUs: TimeUs): LossKind[] {
  const losses: LossKind[] = [];
  if ((now.inhibitedUntilUs ?? 0) > (before.inhibitedUntilUs ?? 0)) losses.push("inhibit");
  const isRaised = before.raise !== null && before.raise.untilUs > nowUs;
  const isOver = before.stage !== null && (now.stage === null || now.episode !== before.episode);
  if (
    endsEarly(before.raise?.untilUs ?? null, now.raise?.untilUs ?? null, nowUs) ||
    (isOver && isRaised)
  )
    losses.push("ended");
  if (before.sweep && !now.sweep) losses.push("sweep-gone");
  if (!isOver && before.stage === "take-cover" && now.stage === "pre-alert")
    losses.push("stage-lowered");
  return losses;
}

const endsEarly = (before: TimeUs | null, after: TimeUs | null, nowUs: TimeUs): boolean =>
  before !== null && before > nowUs && (after === null || after < before);
