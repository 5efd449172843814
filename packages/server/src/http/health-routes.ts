import type { FastifyInstance } from "fastify";
import type { HttpState } from "./http-state.ts";
import { forThose } from "./identity/access.ts";
import { refusalOf } from "./identity/guard.ts";

/** Whether this post protects, for whoever supervises it. */
export interface Readiness {
  readonly ready: boolean;
  readonly status: "protecting" | "degraded" | "not-protecting";
  readonly because: readonly string[];
}

/** After so long without a word, which comes twice a second, the thread that protects counts as gone: seen within two seconds. */
const SILENT_AFTER_MS = 1_750;

export function addHealthRoutes(app: FastifyInstance, state: HttpState): void {
  app.get("/healthz", forThose("public"), (_request, reply) => {
    const alive = isAlive(state);
    return reply.status(alive ? 200 : 503).send({ alive });
  });
  app.get("/readyz", forThose("public"), ({ asker }, reply) => {
    const whole = readinessOf(state);
    // Where it is blind is for those who may see it; whether it protects, for everybody.
    const readiness = refusalOf("view", asker) === null ? whole : { ...whole, because: [] };
    return reply.status(readiness.ready ? 200 : 503).send(readiness);
  });
}

const isAlive = (state: HttpState): boolean =>
  state.live === null || state.silentMs() < SILENT_AFTER_MS;

/** Degraded is still protecting: who restarts a post for it would make it worse. */
export function readinessOf(state: HttpState): Readiness {
  if (state.live === null)
    return notReady("This server shows recordings: nobody is protected by it.");
  if (!isAlive(state)) return notReady("The post does not answer.");
  if (state.picture === null) return notReady("The post has only just started.");
  const { status, because } = state.picture.protection;
  return { ready: status !== "not-protecting", status, because };
}

const notReady = (because: string): Readiness => ({
  ready: false,
  status: "not-protecting",
  because: [because],
});
