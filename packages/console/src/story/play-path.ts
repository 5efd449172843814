import { routePath } from "../app/route.ts";
import type { Trace } from "./trace.ts";

/** Link to a recording, at its first event once that is known. */
export const playPath = (id: string, trace: Trace | null): string =>
  routePath({ page: "source", id, atUs: trace?.playAtUs ?? null, decision: null });
