import { Server as TlsServer } from "node:https";
import { parentPort, workerData } from "node:worker_threads";
import { assert } from "@tocsin/core";
import { clockAnswerer } from "../broadcast/clock-answerer.ts";
import { steadyMs } from "../broadcast/steady-port.ts";
import { giveWay } from "../http/give-way.ts";
import { monotonicMs } from "../journal/monotonic-port.ts";
import { BEAT_EVERY_MS, BEAT_SLICES, FanOut } from "./fan-out.ts";
import { readPageFiles } from "./page-files.ts";
import type { PeopleInput, PeopleOrder, PeopleReport } from "./people-messages.ts";
import { createPeopleServer } from "./people-server.ts";
import { PushDesk } from "./push/push-desk.ts";
import { wallMs } from "./push/wall-clock-port.ts";
import { SafeBook } from "./safe-book.ts";

const SWEEP_MS = 15_000;
/** Twice a second: its silence is the sign that it stands still. */
const REPORT_MS = 500;

/** The thread that people's pages are connected to: however many come, and whatever they do, the thread that protects goes on. */
function serve(input: PeopleInput): void {
  const port = parentPort;
  assert(port !== null, "the people's page is served by a thread");
  const report = (message: PeopleReport): void => port.postMessage(message);
  const fanOut = new FanOut(input, monotonicMs);
  const safe = new SafeBook();
  const clock = clockAnswerer(input.signer, steadyMs);
  const trouble = (detail: string, lasts = false): void =>
    report({ kind: "trouble", detail, lasts });
  const push =
    input.push === null ? null : new PushDesk(input.push, { clock, steadyMs, wallMs, trouble });
  let valid: readonly Uint8Array[] = [];
  const server = createPeopleServer({
    ...input,
    files: readPageFiles(input.consoleFolder),
    fanOut,
    safe,
    valid: () => valid,
    clock,
    push,
    nowMs: monotonicMs,
  });
  const timers = [
    setInterval(() => {
      fanOut.sweep();
      push?.retry();
    }, SWEEP_MS),
    setInterval(() => fanOut.beat(), BEAT_EVERY_MS / BEAT_SLICES),
    setInterval(() => {
      report({ kind: "counts", counts: { ...fanOut.counts(), push: push?.counts() ?? null } });
      const counts = safe.changed();
      if (counts !== null) report({ kind: "safe", counts });
    }, REPORT_MS),
  ];
  const close = (): void => {
    timers.forEach((timer) => clearInterval(timer));
    fanOut.close();
    push?.close();
    server.close(() => port.close());
    server.closeAllConnections();
  };
  port.on("message", (order: PeopleOrder) => {
    if (order.kind === "say") fanOut.say(order.octets, order.area);
    else if (order.kind === "valid") {
      valid = order.envelopes;
      safe.ask(order.covers);
    } else if (order.kind === "push") {
      const { number, told } = order;
      push?.tell(told, (result) => report({ kind: "pushed", number, result }));
    } else if (order.kind === "certificate") {
      const { key, cert } = order;
      if (server instanceof TlsServer) server.setSecureContext({ key, cert });
    } else close();
    report({ kind: "taken", orders: 1 });
  });
  server.on("error", (error) => {
    report({ kind: "refused", detail: error.message });
    close();
  });
  server.listen({ host: input.address, port: input.port, backlog: 4_096 }, () => {
    const bound = server.address();
    report({
      kind: "listening",
      port: typeof bound === "object" && bound !== null ? bound.port : input.port,
    });
  });
}

giveWay();
serve(workerData as PeopleInput);
