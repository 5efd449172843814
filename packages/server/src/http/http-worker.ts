import { isIP } from "node:net";
import { parentPort, workerData } from "node:worker_threads";
import { assert } from "@tocsin/core";
import type { FastifyInstance } from "fastify";
import { monotonicMs } from "../journal/monotonic-port.ts";
import { SystemClock } from "../pipeline/system-clock.ts";
import { buildServer } from "./build-server.ts";
import { giveWay } from "./give-way.ts";
import { HttpState } from "./http-state.ts";
import { LiveHub } from "./live-hub.ts";
import { HttpMetrics } from "./metrics.ts";
import { ThreadedQueries } from "./threaded-queries.ts";
import type { HttpWorkerInput, HttpWorkerOrder, HttpWorkerReport } from "./worker-messages.ts";

/** A request that fails by a defect of ours is told, and further ones are not for so long: clients could repeat it. */
const FAILURES_APART_MS = 10_000;

/** The thread of the HTTP server: whatever clients do, the thread that protects goes on without it. */
async function serve(input: HttpWorkerInput): Promise<void> {
  const port = parentPort;
  assert(port !== null, "the server runs in a thread");
  const report = (message: HttpWorkerReport): void => port.postMessage(message);
  const clock = new SystemClock();
  const state = new HttpState({
    version: input.version,
    startedUs: input.startedUs,
    nowUs: () => clock.nowUs(),
  });
  state.live = input.live;
  let failedMs = Number.NEGATIVE_INFINITY;
  const queries = new ThreadedQueries();
  const hub = new LiveHub();
  const metrics = new HttpMetrics(state, hub);
  const app = await buildServer({
    state,
    queries,
    hub,
    metrics,
    host: input.host,
    consoleFolder: input.consoleFolder,
    ...(input.tls === null ? {} : { tls: input.tls }),
    failed: (error) => {
      const nowMs = monotonicMs();
      if (nowMs - failedMs < FAILURES_APART_MS) return;
      failedMs = nowMs;
      report({ kind: "failed", detail: describe(error) });
    },
  });
  port.on("message", (order: HttpWorkerOrder) => {
    switch (order.kind) {
      case "recording":
        state.addRecording(order.source);
        break;
      case "story":
        state.addStory(order.story);
        break;
      case "pulse":
        state.pulse(order.picture);
        hub.pulse(order.timeUs, order.picture);
        metrics.take(order.metrics);
        report({ kind: "taken" });
        break;
      case "close":
        hub.close();
        void Promise.allSettled([app.close(), queries.close()]).then(() => port.close());
        break;
    }
  });
  await listen(app, input, report);
}

async function listen(
  app: FastifyInstance,
  input: HttpWorkerInput,
  report: (message: HttpWorkerReport) => void,
): Promise<void> {
  for (let port = input.port; ; port++) {
    try {
      await app.listen({ host: input.host, port });
      const bound = app.server.address();
      const used = typeof bound === "object" && bound !== null ? bound.port : port;
      const host = isIP(input.host) === 6 ? `[${input.host}]` : input.host;
      const scheme = input.tls === null ? "http" : "https";
      report({ kind: "listening", address: `${scheme}://${host}:${used}`, port: used });
      return;
    } catch (error) {
      const inUse = error instanceof Error && "code" in error && error.code === "EADDRINUSE";
      if (inUse && port < input.port + input.morePorts) continue;
      report({
        kind: "refused",
        reason: inUse ? "port-in-use" : "other",
        detail: describe(error),
      });
      return;
    }
  }
}

const describe = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);

giveWay();
await serve(workerData as HttpWorkerInput);
