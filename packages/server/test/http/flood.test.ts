import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { bomb } from "../run/post-process.ts";
import { type ShownPost, showPostOf } from "./shown-post.ts";

const CLIENT = fileURLToPath(new URL("./flood-client.mjs", import.meta.url));
const CONNECTIONS = 64;
const STEPS = 100;
const ROUNDS = 5;
/** What is promised in a flood, from the last byte in to the warning out. */
const PROMISED_P99_MS = 500;

/** Milliseconds from the reception of an event until it was acted on, of the next so many events. */
function latencies(post: ShownPost, count: number): Promise<readonly number[]> {
  const found: number[] = [];
  return new Promise((resolve) => {
    post.steps.push(({ event }) => {
      if (event === null || found.length === count) return;
      found.push(performance.timeOrigin + performance.now() - event.receivedUs / 1000);
      if (found.length === count) resolve(found.sort((a, b) => a - b));
    });
  });
}

const quantile = (sorted: readonly number[], q: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))];

test("a flood of requests does not hold up the way to the warning", async () => {
  const post = await showPostOf({ scenario: { objects: [bomb("bomb-1", 2, 0)] } });
  await post.effect((effect) => effect.type === "decision");
  const calm = await latencies(post, STEPS);
  const flood = spawn(process.execPath, [CLIENT, post.address, String(CONNECTIONS)]);
  let answered = 0;
  // To start a process holds this one up: what is measured begins when the flood is under way.
  await new Promise<void>((underWay) =>
    createInterface({ input: flood.stdout }).on("line", (line) => {
      answered = Number(line);
      if (answered > 0) underWay();
    }),
  );
  try {
    let flooded = await latencies(post, STEPS);
    // A pause of the machine is no flood: what holds the way up does so again.
    for (let again = 1; again < ROUNDS && quantile(flooded, 0.99) >= PROMISED_P99_MS; again++)
      flooded = await latencies(post, STEPS);
    const figures = {
      calm: [quantile(calm, 0.5), quantile(calm, 0.99)],
      flooded: [quantile(flooded, 0.5), quantile(flooded, 0.99)],
      answered,
    };
    if (process.env["TOCSIN_FIGURES"] !== undefined)
      process.stderr.write(`${JSON.stringify(figures)}\n`);
    expect(answered).toBeGreaterThan(100);
    expect(quantile(flooded, 0.99)).toBeLessThan(PROMISED_P99_MS);
  } finally {
    flood.kill("SIGKILL");
  }
  await post.stop();
});
