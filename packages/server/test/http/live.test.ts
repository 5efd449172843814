import { afterAll, beforeAll, expect, test } from "vitest";
import { liveMessageSchema, timelineSchema } from "../../src/http/api-schemas.ts";
import { LIVE_CLIENTS_MAX } from "../../src/http/live-hub.ts";
import { answerWhy } from "../../src/run/answer-why.ts";
import { Screen, type ShownPost, showPostOf } from "./shown-post.ts";
import { bomb } from "../run/post-process.ts";

let post: ShownPost;
beforeAll(async () => {
  post = await showPostOf({ scenario: { objects: [bomb("bomb-1", 4, 0)] } });
});
afterAll(() => post.stop());

test("a screen has the present first, then pictures and a heartbeat every second", async () => {
  const screen = await Screen.open(post.address);
  await screen.message((message) => message.type === "heartbeat" && message.sequence > 4);
  expect(screen.messages[0].type).toBe("picture");
  for (const message of screen.messages)
    expect(liveMessageSchema.safeParse(message)).toMatchObject({ success: true });
  const beats = screen.messages.flatMap((m) => (m.type === "heartbeat" ? [m] : []));
  for (let i = 1; i < beats.length; i++) {
    expect(beats[i].sequence).toBe(beats[i - 1].sequence + 1);
  }
  const gapsS = beats.slice(1).map((beat, i) => (beat.timeUs - beats[i].timeUs) / 1e6);
  // A busy machine may hold one up, not half of them.
  expect(gapsS.filter((gapS) => gapS < 2).length).toBeGreaterThan(gapsS.length / 2);
  const times = screen.messages.flatMap((m) => (m.type === "heartbeat" ? [] : [m.picture.timeUs]));
  const spanS = (Math.max(...times) - Math.min(...times)) / 1e6;
  expect(times.length).toBeLessThanOrEqual(4 * spanS + 3);
  await screen.leave();
});

test("a screen that comes back has the present at once", async () => {
  for (let round = 0; round < 2; round++) {
    const screen = await Screen.open(post.address);
    const first = await screen.message(() => true);
    expect(first).toMatchObject({ type: "picture", picture: { mode: "simulation" } });
    await screen.leave();
  }
});

test("an alarm is on the screen, with what became of it", async () => {
  const screen = await Screen.open(post.address);
  const told = await screen.message(
    (m) =>
      m.type !== "heartbeat" && m.picture.warnings.some(({ receipts }) => receipts.length === 2),
  );
  if (told.type === "heartbeat") throw new Error("a picture was waited for");
  const { picture } = told;
  expect(picture.warnings.some(({ stage }) => stage === "take-cover")).toBe(true);
  expect(picture.warnings[0].headline).toContain("TEST, NO REAL DANGER");
  await screen.leave();
});

test("why is the same over HTTP as on the command line", async () => {
  await post.effect((effect) => effect.type === "decision");
  const response = await fetch(`${post.address}/api/sources/live/why?decision=1`);
  expect(response.status).toBe(200);
  expect(await response.json()).toEqual(answerWhy(post.journal, { of: "decision", number: "1" }));
});

test("the past of a running post is read from its record while it goes on", async () => {
  await post.effect((effect) => effect.type === "warning");
  const pastNow = async () => {
    const response = await fetch(`${post.address}/api/sources/live/timeline?last=60`);
    expect(response.status).toBe(200);
    return timelineSchema.parse(await response.json());
  };
  const stagesOf = ({ pictures }: Awaited<ReturnType<typeof pastNow>>) =>
    pictures.map(({ areas }) => areas.some(({ stage }) => stage !== null));
  // The next picture that shows the warning comes with a later record.
  await expect.poll(async () => stagesOf(await pastNow())).toContain(true);
  const past = await pastNow();
  expect(past.marks.find(({ kind }) => kind === "warning")).toBeDefined();
  expect(stagesOf(past)[0], "before the bomb there was no warning").toBe(false);
});

test("metrics tell of looks, protection and the way to the warning", async () => {
  await post.effect((effect) => effect.type === "warning");
  const screen = await Screen.open(post.address);
  await screen.message((message) => message.type === "heartbeat");
  await screen.leave();
  const text = await (await fetch(`${post.address}/metrics`)).text();
  expect(text).toMatch(/tocsin_looks_total\{sensor="radar"\} [1-9]/);
  expect(text).toMatch(/tocsin_protecting\{area="area"\} (1|0\.5)/);
  expect(text).toMatch(/tocsin_detection_to_warning_seconds_count [1-9]/);
  expect(text).toContain('tocsin_sensor_up{sensor="radar"} 1');
});

test("too many screens are refused, and those that watch go on", async () => {
  const screens = await Promise.all(
    Array.from({ length: LIVE_CLIENTS_MAX }, () => Screen.open(post.address)),
  );
  await expect(Screen.open(post.address)).rejects.toThrow("refused");
  const [first] = screens;
  await first.message((message) => message.type === "heartbeat");
  await Promise.all(screens.map((screen) => screen.leave()));
  const again = await Screen.open(post.address);
  await again.leave();
});
