import type { Timeline } from "@tocsin/sdk";
import { routePath } from "../app/route.ts";

/** Seconds that one sees come before the first thing happens. */
const LEAD_US = 20_000_000;

/** Link to a recording from shortly before what there is to see in it; from its start where nothing is marked. */
export function playPath(id: string, timeline: Timeline | null): string {
  const first = timeline?.marks.find(({ kind }) => kind !== "sensor" && kind !== "fault");
  const atUs =
    timeline === null || first === undefined
      ? null
      : Math.max(timeline.startUs, first.timeUs - LEAD_US);
  return routePath({ page: "source", id, atUs, decision: null });
}
