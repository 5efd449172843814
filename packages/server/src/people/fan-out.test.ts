import { describe, expect, test } from "vitest";
import { BACKLOG_BYTES_MAX, BEAT_SLICES, FanOut, UNREAD_MAX_MS } from "./fan-out.ts";

/** Stands where a socket does: takes note of who was written to, and reads as slowly as the test wants. */
function socket(name: string, log: string[]) {
  const made = {
    writableLength: 0,
    ended: false,
    beats: 0,
    write: (octets: string | Uint8Array) => {
      if (Buffer.from(octets).equals(BEAT)) made.beats++;
      else log.push(name);
      return made.writableLength === 0;
    },
    destroy: () => {
      made.ended = true;
    },
  };
  return made;
}
/** A message of no octets. */
const BEAT = Buffer.from([0x82, 0]);
type Made = ReturnType<typeof socket>;
const OCTETS = new Uint8Array([1, 2, 3]);

function fanOf(limits = { clientsMax: 10, clientsPerAddressMax: 3 }) {
  const clock = { ms: 0 };
  const log: string[] = [];
  const fan = new FanOut(limits, () => clock.ms);
  const add = (name: string, areas: readonly string[] = [], address = name) => {
    const made = socket(name, log);
    const client = fan.add(
      {
        kind: "web-socket",
        socket: made,
        address,
        areas,
      },
      [],
    );
    return { made, client };
  };
  return { fan, clock, log, add };
}

describe("what is said", () => {
  test("goes first to those who asked for the area, and once to everybody", () => {
    const { fan, log, add } = fanOf();
    add("a");
    add("b", ["lock"]);
    add("c", ["mill", "lock"]);
    fan.say(OCTETS, "lock");
    expect(log).toEqual(["b", "c", "a"]);
    log.length = 0;
    fan.say(OCTETS, null);
    expect(log.toSorted()).toEqual(["a", "b", "c"]);
    expect(fan.counts()).toMatchObject({ clients: 3, sent: 6 });
  });

  test("is held up by nobody: who has too much unread is ended and counted", () => {
    const { fan, log, add } = fanOf();
    const slow: Made = add("slow", ["lock"]).made;
    add("b");
    slow.writableLength = BACKLOG_BYTES_MAX + 1;
    fan.say(OCTETS, "lock");
    expect(log).toEqual(["b"]);
    expect(slow.ended).toBe(true);
    expect(fan.counts()).toMatchObject({ clients: 1, cutOff: 1 });
  });
});

describe("a client", () => {
  test("that reads nothing for long is ended, and until then its wait is told", () => {
    const { fan, clock, add } = fanOf();
    const { made, client } = add("slow");
    made.writableLength = 1;
    fan.say(OCTETS, null);
    clock.ms = UNREAD_MAX_MS;
    client.answered = true;
    fan.sweep();
    expect(made.ended).toBe(false);
    expect(fan.counts().oldestUnsentMs).toBe(UNREAD_MAX_MS);
    client.answered = true;
    clock.ms += 1;
    fan.sweep();
    expect(made.ended).toBe(true);
  });

  test("that does not answer is ended at the second question", () => {
    const { fan, add } = fanOf();
    const [silent, lively] = [add("silent"), add("lively")];
    fan.sweep();
    lively.client.answered = true;
    fan.sweep();
    expect([silent.made.ended, lively.made.ended]).toEqual([true, false]);
  });

  test("is one of so many, of an address and of all", () => {
    const { fan, add } = fanOf({ clientsMax: 3, clientsPerAddressMax: 2 });
    const first = add("a", [], "1.2.3.4");
    add("b", [], "1.2.3.4");
    expect(fan.admits("1.2.3.4")).toBe(false);
    expect(fan.admits("5.6.7.8")).toBe(true);
    add("c", [], "5.6.7.8");
    expect(fan.admits("9.9.9.9")).toBe(false);
    fan.remove(first.client);
    fan.remove(first.client);
    expect(fan.admits("1.2.3.4")).toBe(true);
    expect(fan.counts()).toMatchObject({ clients: 2, refused: 2 });
  });
});

describe("that the way stands", () => {
  test("is told to each as it comes and once a second, a tenth of them at a time", () => {
    const { fan, add, log } = fanOf({ clientsMax: 100, clientsPerAddressMax: 1 });
    const made = Array.from({ length: 3 * BEAT_SLICES }, (_, i) => add(`page-${i}`).made);
    expect(made.map(({ beats }) => beats)).toEqual(made.map(() => 1));
    fan.beat();
    expect(made.filter(({ beats }) => beats === 2)).toHaveLength(3);
    for (let slice = 1; slice < BEAT_SLICES; slice++) fan.beat();
    expect(made.map(({ beats }) => beats)).toEqual(made.map(() => 2));
    expect(log).toEqual([]);
    expect(fan.counts().sent, "it is no message").toBe(0);
  });

  test("is told neither to who still has something to read nor to who is gone", () => {
    const { fan, add } = fanOf();
    const [slow, gone] = [add("slow"), add("gone")];
    slow.made.writableLength = 5;
    fan.remove(gone.client);
    for (let slice = 0; slice < BEAT_SLICES; slice++) fan.beat();
    expect([slow.made.beats, gone.made.beats]).toEqual([1, 1]);
  });
});
