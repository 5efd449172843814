import { TocsinError } from "@tocsin/sdk";
import type { DrillOrder, DrillReport } from "./drill-messages.ts";
import { type RunningDrill, runDrill } from "./run-drill.ts";

/** Its silence is the sign that it stands still. */
const MOVES_MS = 500;

/** A post that is gone is told nothing any more. */
function report(message: DrillReport): void {
  if (process.connected && process.send !== undefined) process.send(message);
}

const state: { drill: RunningDrill | null } = { drill: null };

function begin(order: Extract<DrillOrder, { kind: "begin" }>): void {
  try {
    state.drill = runDrill(order.plan, report, process.stdout);
  } catch (error) {
    report({ kind: "refused", detail: detailOf(error) });
    process.disconnect?.();
    return;
  }
  setInterval(() => report({ kind: "moves" }), MOVES_MS).unref();
  state.drill.ended.then(
    () => process.exit(0),
    (error: unknown) => {
      report({ kind: "refused", detail: detailOf(error) });
      process.exit(1);
    },
  );
}

const detailOf = (error: unknown): string =>
  error instanceof TocsinError || error instanceof Error ? error.message : String(error);

process.on("message", (order: DrillOrder) => {
  if (order.kind === "begin") begin(order);
  else state.drill?.end(order.why);
});
// A drill never outlives the post that it is beside.
process.on("disconnect", () => {
  if (state.drill === null) process.exit(0);
  state.drill.end("the post is gone");
});
// What a drill prints went to the post: without a reader it still tells everybody that it is over.
for (const stream of [process.stdout, process.stderr]) stream.on("error", () => undefined);
// Whoever stops the post stops it with the post's own word, not with the terminal's signal.
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => undefined);
