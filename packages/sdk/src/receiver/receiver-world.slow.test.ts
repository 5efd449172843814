import fc from "fast-check";
import { expect, test } from "vitest";
import { gravity } from "./receiver-view.ts";
import { Receiver } from "./receiver.ts";
import { hear, keyOf, VirtualPost } from "./virtual-post.test-support.ts";

const STEP_MS = 100;
const WORLD_MS = 240_000;
/** What a receiver that is connected again has to know what holds in. */
const CAUGHT_UP_MS = 2_000;
/** After a heartbeat that tells of something unknown it is looked for within a second, and fetched. */
const FETCHED_MS = 1_000 + CAUGHT_UP_MS;
/** A way of octets to the receiver takes so long at most while it is connected. */
const DELAY_MAX_MS = 700;

interface Plan {
  /** Share of messages that is lost, doubled, or kept by somebody and played again much later. */
  readonly loss: number;
  readonly doubled: number;
  readonly kept: number;
  /** Wall clock of the post against the true time, and the receiver's steady clock against it. */
  readonly wallOffsetMs: number;
  readonly clockOffsetMs: number;
  readonly clockRate: number;
  readonly seed: number;
  readonly cuts: readonly { readonly fromMs: number; readonly lastsMs: number }[];
  readonly restartsMs: readonly number[];
}
const anyPlan: fc.Arbitrary<Plan> = fc.record({
  loss: fc.double({ min: 0, max: 0.5, noNaN: true }),
  doubled: fc.double({ min: 0, max: 0.5, noNaN: true }),
  kept: fc.double({ min: 0, max: 0.8, noNaN: true }),
  wallOffsetMs: fc.integer({ min: -86_400_000, max: 86_400_000 }),
  clockOffsetMs: fc.integer({ min: 0, max: 1_000_000_000 }),
  clockRate: fc.double({ min: 1 - 50e-6, max: 1 + 50e-6, noNaN: true }),
  seed: fc.nat(),
  cuts: fc.array(
    fc.record({
      fromMs: fc.oneof(fc.constant(0), fc.nat(WORLD_MS)),
      lastsMs: fc.integer({ min: 500, max: 90_000 }),
    }),
    { minLength: 2, maxLength: 6 },
  ),
  restartsMs: fc.array(fc.nat(WORLD_MS), { maxLength: 3 }),
});

/** Numbers that follow from a seed (mulberry32, after Ettinger). */
function chance(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Plays a plan; returns how many reconnections there were. */
function play(plan: Plan): number {
  const random = chance(plan.seed);
  const time = { ms: 0 };
  const isCut = (): boolean =>
    plan.cuts.some(({ fromMs, lastsMs }) => time.ms >= fromMs && time.ms < fromMs + lastsMs);
  const posts = [
    new VirtualPost(() => time.ms, { wallOffsetMs: plan.wallOffsetMs }),
    new VirtualPost(() => time.ms, { keyId: "post-d", mode: "drill" }),
  ];
  const receiver = new Receiver({
    keys: [keyOf("post-a"), keyOf("post-d", "drill")],
    nowMs: () => Math.floor(plan.clockOffsetMs + time.ms * plan.clockRate),
    unknownAge: "refuse",
  });
  const onWay: { readonly atMs: number; readonly act: () => void; readonly isPlayed?: true }[] = [];
  const later = (delayMs: number, act: () => void): void =>
    void onWay.push({ atMs: time.ms + delayMs, act });
  const delay = (): number => Math.floor(random() * DELAY_MAX_MS);
  const send = (octets: Uint8Array): void => {
    if (random() >= plan.loss) later(delay(), () => hear(receiver, octets));
    if (random() < plan.doubled) later(2 * delay(), () => hear(receiver, octets));
    // Somebody who keeps messages needs no connection of ours.
    if (random() < plan.kept)
      onWay.push({
        atMs: time.ms + random() * 120_000,
        act: () => hear(receiver, octets),
        isPlayed: true,
      });
  };
  // What is asked for comes over a connection that loses nothing while it stands.
  const catchUp = (): void =>
    posts.forEach((post, i) => {
      const nonce = `${time.ms} ${i}`;
      receiver.asked(nonce);
      later(delay(), () => {
        const clock = post.clock(nonce);
        const valid = post.valid();
        later(delay(), () => [clock, ...valid].forEach((octets) => hear(receiver, octets)));
      });
    });
  const beats: { readonly post: number; readonly madeMs: number; readonly heardMs: number }[] = [];
  const beat = (post: number): void => {
    const [octets, madeMs] = [posts[post].heartbeat(), time.ms];
    if (random() < plan.loss) return;
    later(delay(), () => {
      if (hear(receiver, octets).ok) beats.push({ post, madeMs, heardMs: time.ms });
    });
  };
  let [connectedMs, reconnections, wasCut]: [number, number, boolean] = [0, 0, true];
  for (; time.ms < WORLD_MS; time.ms += STEP_MS) {
    for (const [i, post] of posts.entries()) {
      if (random() < 0.01) {
        const stage = (["pre-alert", "take-cover", "take-cover", "all-clear"] as const)[
          Math.floor(random() * 4)
        ];
        send(
          post.say(
            `area-${Math.floor(random() * 3)}`,
            stage,
            5_000 + Math.floor(random() * 60_000),
          ),
        );
        beat(i);
      }
      if (time.ms % 10_000 === 0) beat(i);
      if (plan.restartsMs.some((atMs) => atMs >= time.ms && atMs < time.ms + STEP_MS))
        post.restart();
    }
    const cut = isCut();
    const restarted = plan.restartsMs.some((atMs) => atMs >= time.ms && atMs < time.ms + STEP_MS);
    if (!cut && (wasCut || restarted)) {
      connectedMs = time.ms;
      if (wasCut) reconnections++;
      catchUp();
    } else if (!cut && time.ms % 1_000 === 0 && receiver.lacks()) {
      catchUp();
    }
    wasCut = cut;
    for (const each of onWay.filter(({ atMs }) => atMs <= time.ms)) {
      onWay.splice(onWay.indexOf(each), 1);
      if (!cut || each.isPlayed === true) each.act();
    }
    const toldMs = posts.map((_, i) =>
      Math.max(
        0,
        ...beats
          .filter(
            ({ post, heardMs }) =>
              post === i && heardMs >= connectedMs && heardMs <= time.ms - FETCHED_MS,
          )
          .map(({ madeMs }) => madeMs),
      ),
    );
    check({ receiver, posts, timeMs: time.ms, connectedMs, cut, toldMs });
  }
  return reconnections;
}

function check(now: {
  readonly receiver: Receiver;
  readonly posts: readonly VirtualPost[];
  readonly timeMs: number;
  readonly connectedMs: number;
  readonly cut: boolean;
  /** Of each post: what was said before then has been told of by a heartbeat, and there was time to fetch it. */
  readonly toldMs: readonly number[];
}): void {
  const { receiver, posts, timeMs, connectedMs, cut } = now;
  const { areas } = receiver.view();
  for (const { mode, area, state, stage } of areas) {
    const post = posts[mode === "live" ? 0 : 1];
    const untilMs = post.untilMs(state);
    if (untilMs === undefined) throw new Error(`nobody said this of ${area} in ${mode}`);
    if (gravity(stage) > 0 && untilMs <= timeMs)
      throw new Error(`${area} is shown ${timeMs - untilMs} ms after it expired`);
  }
  if (cut || timeMs - connectedMs < CAUGHT_UP_MS) return;
  for (const [i, post] of posts.entries())
    for (const { state, untilMs } of post.held()) {
      // What was said in between may be lost on its way until a heartbeat tells of it; what was there before may not.
      const toldMs = Math.max(connectedMs, now.toldMs[i]);
      if (post.saidMs(state) >= toldMs || untilMs - timeMs < CAUGHT_UP_MS) continue;
      const shown = areas.find(({ mode, area }) => mode === state.mode && area === state.area);
      if (shown?.state.episode !== state.episode || shown.state.version < state.version)
        throw new Error(`${state.area} in ${state.mode} is missed`);
    }
}

test("over 500 cuts, losses, doubles, replays and wrong clocks, nothing expired is shown and nothing valid missed", () => {
  let reconnections = 0;
  fc.assert(
    fc.property(anyPlan, (each) => {
      reconnections += play(each);
    }),
    { seed: 20_261_128, numRuns: 300 },
  );
  expect(reconnections).toBeGreaterThan(500);
});
