import { describe, expect, test } from "vitest";
import { agedBy } from "./held-state.ts";
import { LOST_AFTER_MS, Receiver, type ReceiverOptions } from "./receiver.ts";
import { hear, keyOf, VirtualPost } from "./virtual-post.test-support.ts";

/** A world whose time the test moves. */
function world(options: Partial<ReceiverOptions> = {}) {
  const time = { ms: 1_000_000 };
  const receiver = new Receiver({ keys: [keyOf("post-a")], nowMs: () => time.ms, ...options });
  const post = new VirtualPost(() => time.ms);
  return { time, receiver, post };
}
const stages = (receiver: Receiver): readonly string[] =>
  receiver.view().areas.map(({ area, mode, stage }) => `${mode} ${area} ${stage}`);

describe("a receiver shows", () => {
  test("a warning until it expires, though nothing more is heard", () => {
    const { time, receiver, post } = world();
    const taking = hear(receiver, post.say("camp", "take-cover", 60_000));
    expect(taking).toMatchObject({ ok: true, events: [{ kind: "raised" }], ageKnown: false });
    time.ms += 59_999;
    expect(stages(receiver)).toEqual(["live camp take-cover"]);
    time.ms += 1;
    expect(stages(receiver)).toEqual([]);
  });

  test("the window as it draws nearer", () => {
    const { time, receiver, post } = world();
    const saidMs = time.ms;
    hear(receiver, post.say("camp", "take-cover", 60_000));
    time.ms += 3_000;
    expect(receiver.view().areas[0].window).toEqual({
      fromMs: saidMs + 5_000,
      toMs: saidMs + 9_000,
    });
  });

  test("the gravest of what two posts say, and draws attention to it once", () => {
    const { time, receiver, post } = world({ keys: [keyOf("post-a"), keyOf("post-b")] });
    const other = new VirtualPost(() => time.ms, { keyId: "post-b" });
    const events = [
      post.say("camp", "pre-alert", 60_000),
      other.say("camp", "take-cover", 60_000),
      post.say("camp", "take-cover", 60_000),
      post.say("camp", "all-clear", 60_000),
      other.say("camp", "all-clear", 60_000),
    ].map((octets) => {
      const taking = hear(receiver, octets);
      return taking.ok ? taking.events.map(({ kind }) => kind) : taking.reason;
    });
    expect(events).toEqual([["raised"], ["raised"], [], [], ["ended"]]);
  });

  test("of two posts that say as much the one it showed, until that one is silent: nothing goes to and fro", () => {
    const { time, receiver, post } = world({ keys: [keyOf("post-a"), keyOf("post-b")] });
    const other = new VirtualPost(() => time.ms, { keyId: "post-b" });
    const kinds = (octets: Uint8Array): readonly string[] => {
      const taking = hear(receiver, octets);
      return taking.ok ? taking.events.map(({ kind }) => kind) : [taking.reason];
    };
    hear(receiver, post.say("mill", "pre-alert", 1_000));
    time.ms += 2_000;
    expect(kinds(post.say("camp", "take-cover", 60_000))).toEqual(["raised"]);
    expect(kinds(other.say("camp", "take-cover", 120_000))).toEqual([]);
    expect(kinds(post.heartbeat())).toEqual([]);
    expect(kinds(other.heartbeat())).toEqual([]);
    expect([...receiver.heardKeys()]).toEqual(["post-a", "post-b"]);
    time.ms += LOST_AFTER_MS + 1;
    expect(kinds(other.heartbeat())).toEqual(["changed"]);
    expect([...receiver.heardKeys()]).toEqual(["post-b"]);
    time.ms += 60_000;
    expect(receiver.refresh()).toEqual([]);
    expect(stages(receiver)).toEqual(["live camp take-cover"]);
    expect(kinds(other.say("camp", "all-clear", 60_000))).toEqual(["ended"]);
  });

  test("nothing more of a post that it was told to believe no longer", () => {
    const { time, receiver, post } = world({ keys: [keyOf("post-a"), keyOf("post-b")] });
    const other = new VirtualPost(() => time.ms, { keyId: "post-b" });
    hear(receiver, other.say("camp", "take-cover", 60_000));
    receiver.believe([keyOf("post-a")]);
    expect(stages(receiver)).toEqual([]);
    expect(hear(receiver, other.heartbeat())).toEqual({ ok: false, reason: "unknown-key" });
    expect(hear(receiver, post.heartbeat())).toMatchObject({ ok: true });
  });

  test("what is real before an exercise, and never one for the other", () => {
    const { time, receiver, post } = world({ keys: [keyOf("post-a"), keyOf("post-d", "drill")] });
    const drill = new VirtualPost(() => time.ms, { keyId: "post-d", mode: "drill" });
    hear(receiver, drill.say("camp", "take-cover", 60_000));
    const taking = hear(receiver, post.say("camp", "pre-alert", 60_000));
    expect(taking).toMatchObject({ events: [{ kind: "raised", view: { mode: "live" } }] });
    expect(stages(receiver)).toEqual(["live camp pre-alert", "drill camp take-cover"]);
  });

  test("that it is not connected, once no post was heard for long", () => {
    const { time, receiver, post } = world();
    expect(receiver.view().connection).toBe("never");
    hear(receiver, post.heartbeat());
    time.ms += LOST_AFTER_MS;
    expect(receiver.view().connection).toBe("connected");
    time.ms += 1;
    expect(receiver.view()).toMatchObject({ connection: "lost", silentMs: LOST_AFTER_MS + 1 });
    hear(receiver, post.heartbeat());
    expect(receiver.view().connection).toBe("connected");
  });
});

describe("a receiver refuses", () => {
  test("what it has heard before, also after it was started again", () => {
    const { time, receiver, post } = world();
    const octets = post.say("camp", "take-cover", 60_000);
    hear(receiver, octets);
    expect(hear(receiver, octets)).toEqual({ ok: false, reason: "replayed" });
    const next = new Receiver({
      keys: [keyOf("post-a")],
      nowMs: () => time.ms,
      marks: receiver.marks(),
    });
    expect(hear(next, octets)).toEqual({ ok: false, reason: "replayed" });
    expect(hear(next, post.valid()[0])).toMatchObject({ ok: true });
  });

  test("what was overtaken, by a heartbeat or a newer state", () => {
    const { receiver, post } = world();
    const [first, beat] = [post.say("camp", "take-cover", 60_000), post.heartbeat()];
    hear(receiver, post.say("camp", "all-clear", 60_000));
    expect(hear(receiver, first)).toEqual({ ok: false, reason: "replayed" });
    hear(receiver, post.heartbeat());
    expect(hear(receiver, beat)).toEqual({ ok: false, reason: "replayed" });
  });

  test("a list of posts that was overtaken, or that names what is no address", () => {
    const { receiver, post } = world();
    const named = [{ name: "B", url: "https://b:4610", publicKey: "k".repeat(43) }];
    const [old, next] = [post.list([]), post.list(named)];
    expect(hear(receiver, next)).toMatchObject({
      ok: true,
      document: { purpose: "posts", list: { posts: named } },
    });
    expect(hear(receiver, old)).toEqual({ ok: false, reason: "replayed" });
    for (const url of ["https://b:4610/people", "javascript:alert(1)", "https://u:p@b"])
      expect(hear(receiver, post.list([{ name: "B", url, publicKey: "k".repeat(43) }]))).toEqual({
        ok: false,
        reason: "malformed",
      });
  });

  test("what another start of the post said, whatever its number", () => {
    const { receiver, post } = world();
    const old = post.say("camp", "take-cover", 60_000);
    post.restart();
    hear(receiver, post.heartbeat());
    expect(hear(receiver, old)).toEqual({ ok: false, reason: "replayed" });
  });

  test("what somebody held back for longer than it lives", () => {
    const { time, receiver, post } = world();
    receiver.asked("n");
    expect(hear(receiver, post.clock("n"))).toMatchObject({ ok: true });
    const octets = post.say("camp", "take-cover", 60_000);
    time.ms += 60_001;
    expect(hear(receiver, octets)).toEqual({ ok: false, reason: "expired" });
  });

  test("an answer that it never asked for, or has had", () => {
    const { receiver, post } = world();
    expect(hear(receiver, post.clock("n"))).toEqual({ ok: false, reason: "unasked" });
    receiver.asked("n");
    expect(hear(receiver, post.clock("n"))).toMatchObject({ ok: true });
    expect(hear(receiver, post.clock("n"))).toEqual({ ok: false, reason: "unasked" });
  });

  test("whom it does not know, and what is not for it", () => {
    const { time, post } = world();
    const receiver = new Receiver({ keys: [keyOf("post-a", "drill")], nowMs: () => time.ms });
    const octets = post.say("camp", "take-cover", 60_000);
    expect(hear(receiver, octets)).toEqual({ ok: false, reason: "wrong-audience" });
    const stranger = new VirtualPost(() => time.ms, { keyId: "post-x" });
    expect(hear(receiver, stranger.heartbeat())).toEqual({ ok: false, reason: "unknown-key" });
    expect(receiver.check(new Uint8Array(20)).ok).toBe(false);
  });

  test("where it was told to, everything before its age is bounded", () => {
    const { receiver, post } = world({ unknownAge: "refuse" });
    const octets = post.say("camp", "take-cover", 60_000);
    expect(hear(receiver, octets)).toEqual({ ok: false, reason: "age-unknown" });
    receiver.asked("n");
    hear(receiver, post.clock("n"));
    expect(hear(receiver, post.valid()[0])).toMatchObject({ ok: true, ageKnown: true });
  });
});

describe("where nothing is shown, a receiver knows whether anybody would be warned", () => {
  const NONE = { extent: "only", areas: [] } as const;
  const camp = { extent: "only", areas: ["camp"] } as const;
  const pair = () => {
    const made = world({ keys: [keyOf("post-a"), keyOf("post-b")] });
    return { ...made, other: new VirtualPost(() => made.time.ms, { keyId: "post-b" }) };
  };

  test("by the last word of its post, and by none that it hears no more", () => {
    const { time, receiver, post } = world();
    expect(receiver.view().watch).toEqual({ unwatched: NONE, untold: NONE });
    hear(receiver, post.heartbeat(camp));
    expect(receiver.view().watch).toEqual({ unwatched: camp, untold: NONE });
    const late = post.heartbeat(camp);
    hear(receiver, post.heartbeat(NONE));
    hear(receiver, late);
    expect(receiver.view().watch.unwatched).toEqual(NONE);
    hear(receiver, post.heartbeat(camp));
    time.ms += LOST_AFTER_MS + 1;
    expect(receiver.view().watch.unwatched).toEqual(NONE);
  });

  test("of two posts one that watches is enough, for as long as it is heard", () => {
    const { time, receiver, post, other } = pair();
    hear(receiver, post.heartbeat({ extent: "all-but", areas: ["mill"] }));
    expect(receiver.view().watch.unwatched).toEqual({ extent: "all-but", areas: ["mill"] });
    hear(receiver, other.heartbeat(NONE));
    expect(receiver.view().watch.unwatched).toEqual(NONE);
    hear(receiver, other.heartbeat(camp));
    expect(receiver.view().watch.unwatched).toEqual(camp);
    hear(receiver, other.heartbeat());
    expect(receiver.view().watch.unwatched).toEqual(NONE);
    time.ms += LOST_AFTER_MS - 1;
    hear(receiver, post.heartbeat(camp));
    time.ms += 2;
    expect(receiver.view().watch.unwatched).toEqual(camp);
  });

  test("one that does not tell leaves it open, unless the other watches", () => {
    const { receiver, post, other } = pair();
    hear(receiver, post.heartbeat("untold"));
    expect(receiver.view().watch).toMatchObject({ untold: { extent: "all-but", areas: [] } });
    hear(receiver, other.heartbeat(camp));
    expect(receiver.view().watch).toEqual({ unwatched: NONE, untold: camp });
  });
});

test("a receiver knows that it lacks something, and no longer once it has fetched it", () => {
  const { receiver, post } = world();
  post.say("camp", "take-cover", 60_000);
  hear(receiver, post.heartbeat());
  expect(receiver.lacks()).toBe(true);
  for (const octets of post.valid()) hear(receiver, octets);
  expect(receiver.lacks()).toBe(false);
});

test("a receiver knows that it holds another word under the same number, and no longer once it has fetched it", () => {
  const { receiver, post } = world();
  hear(receiver, post.say("camp", "pre-alert", 60_000));
  // It lost its record, counts from one again, and what it says first is lost on its way.
  post.states.clear();
  post.restart();
  post.say("camp", "take-cover", 60_000);
  hear(receiver, post.heartbeat());
  expect(receiver.lacks()).toBe(true);
  for (const octets of post.valid()) hear(receiver, octets);
  expect(receiver.view().areas).toMatchObject([{ area: "camp", stage: "take-cover" }]);
  expect(receiver.lacks()).toBe(false);
});

test("a phone that slept takes the age of nothing for known, and then learns it anew", () => {
  const { time, receiver, post } = world();
  receiver.asked("n");
  hear(receiver, post.clock("n"));
  // Its clock stood still for a minute in which the post's went on.
  const { ms } = time;
  time.ms += 60_000;
  const octets = post.heartbeat();
  time.ms = ms + 10;
  expect(hear(receiver, octets)).toMatchObject({ ok: true, ageKnown: false });
});

test("a post that lost its record and counts from one again is believed", () => {
  const { time, receiver, post } = world();
  hear(receiver, post.say("camp", "take-cover", 60_000));
  hear(receiver, post.say("camp", "all-clear", 60_000));
  post.states.clear();
  post.restart();
  time.ms += 1_000;
  expect(hear(receiver, post.say("camp", "take-cover", 60_000))).toMatchObject({
    ok: true,
    events: [{ kind: "raised" }],
  });
});

describe("a receiver that starts again where nothing is heard", () => {
  /** Another one, whose clock starts at nought, after `awayMs`. */
  const again = (before: Receiver, awayMs: number, keys = [keyOf("post-a")]) => {
    const time = { ms: 0 };
    const kept = before.kept().map((one) => agedBy(one, awayMs));
    const receiver = new Receiver({ keys, nowMs: () => time.ms, marks: before.marks(), kept });
    return { time, receiver };
  };

  test("shows what holds until it expires, and says so once", () => {
    const { receiver: before, post } = world();
    hear(before, post.say("camp", "take-cover", 60_000));
    const { time, receiver } = again(before, 20_000);
    expect(receiver.view().connection).toBe("never");
    expect(receiver.refresh()).toMatchObject([{ kind: "raised", view: { area: "camp" } }]);
    expect(receiver.refresh()).toEqual([]);
    expect(receiver.view().areas[0].window).toEqual({ fromMs: -15_000, toMs: -11_000 });
    time.ms += 39_999;
    expect(stages(receiver)).toEqual(["live camp take-cover"]);
    time.ms += 1;
    expect(stages(receiver)).toEqual([]);
  });

  test("takes the post's next word in its place, and shows nothing of a key that it does not believe", () => {
    const { receiver: before, post } = world();
    hear(before, post.say("camp", "take-cover", 60_000));
    const { receiver } = again(before, 1_000);
    hear(receiver, post.say("camp", "all-clear", 60_000));
    expect(stages(receiver)).toEqual(["live camp all-clear"]);
    expect(stages(again(before, 1_000, [keyOf("post-b")]).receiver)).toEqual([]);
  });
});
