import { expect, test } from "vitest";
import { readinessSchema } from "../../src/http/api-schemas.ts";
import { bomb } from "../run/post-process.ts";
import { eventually, Screen, showPostOf } from "./shown-post.ts";

test("a server that dies is started again where it was, and the post warns all the same", async () => {
  const post = await showPostOf({ scenario: { objects: [bomb("bomb-1", 3, 0)] } });
  const before = await Screen.open(post.address);
  await before.message((message) => message.type === "picture");
  await post.thread("http").terminate();
  await before.closed;
  const warned = await post.effect((effect) => effect.type === "warning");
  expect(warned.type).toBe("warning");
  await post.effect((effect) => effect.type === "fault" && effect.fault.code === "HTTP_FAULT");
  const after = await eventually(
    () => Screen.open(post.address),
    () => true,
  );
  const shown = await after.message(
    (m) => m.type !== "heartbeat" && m.picture.faults.some(({ code }) => code === "HTTP_FAULT"),
  );
  expect(shown.type).not.toBe("heartbeat");
  await after.leave();
  await post.stop();
});

test("readiness follows a sensor that falls silent, and says why", async () => {
  const post = await showPostOf({
    scenario: {
      events: [{ kind: "sensor-outage", sensor: "radar", from_s: 20, to_s: 3_000 }],
    },
  });
  const ask = async (): Promise<{ status: number; body: unknown }> => {
    const response = await fetch(`${post.address}/readyz`);
    return { status: response.status, body: await response.json() };
  };
  const ready = await eventually(ask, ({ status }) => status === 200);
  expect(readinessSchema.parse(ready.body).ready).toBe(true);
  const silent = await eventually(ask, ({ status }) => status === 503);
  const readiness = readinessSchema.parse(silent.body);
  expect(readiness).toMatchObject({ ready: false, status: "not-protecting" });
  expect(readiness.because.join(" ")).toContain("silent for more than 1 s");
  const health = await fetch(`${post.address}/healthz`);
  expect(health.status).toBe(200);
  await post.stop();
});
