import { expect, test } from "vitest";
import { LIVE_BACKLOG_BYTES_MAX, LiveHub, type LiveSocket } from "./live-hub.ts";

class FakeSocket implements LiveSocket {
  bufferedAmount = 0;
  readonly sent: string[] = [];
  ended = false;
  readonly #listeners = new Map<string, () => void>();
  send(text: string): void {
    this.sent.push(text);
  }
  close(): void {
    this.ended = true;
  }
  terminate(): void {
    this.ended = true;
  }
  ping(): void {
    // Answers only when told to.
  }
  on(event: string, listener: () => void): void {
    this.#listeners.set(event, listener);
  }
  emit(event: string): void {
    this.#listeners.get(event)?.();
  }
}

const picture = { timeUs: 1, tracks: [{ id: "a", trail: [[1, 2]] }] } as never;
const types = (socket: FakeSocket): readonly string[] =>
  socket.sent.map((text) => (JSON.parse(text) as { type: string }).type);

function hubWithClock(): { hub: LiveHub; pass: (ms: number) => void } {
  let nowMs = 0;
  return { hub: new LiveHub(() => nowMs), pass: (ms) => (nowMs += ms) };
}

test("a screen has the latest picture first, then one heartbeat a second however many pulses", () => {
  const { hub, pass } = hubWithClock();
  hub.pulse(1, picture);
  const socket = new FakeSocket();
  hub.add(socket);
  for (let i = 0; i < 8; i++) {
    pass(250);
    hub.pulse(i, null);
  }
  expect(types(socket)).toEqual(["picture", "heartbeat", "heartbeat"]);
});

test("after its first picture a screen gets changes, without the trails that it has", () => {
  const { hub } = hubWithClock();
  const [early, late] = [new FakeSocket(), new FakeSocket()];
  hub.add(early);
  hub.pulse(1, picture);
  hub.add(late);
  hub.pulse(2, picture);
  expect(types(early)).toEqual(["picture", "heartbeat", "change"]);
  expect(types(late)).toEqual(["picture", "change"]);
  expect(late.sent[0]).toContain('"trail":[[1,2]]');
  expect(late.sent[1]).toContain('"trail":[]');
});

test("without a pulse there is no heartbeat: a post that stands still must not look alive", () => {
  const { hub, pass } = hubWithClock();
  const socket = new FakeSocket();
  hub.add(socket);
  pass(60_000);
  expect(socket.sent).toEqual([]);
});

test("a screen that does not keep up is dropped, and the others go on", () => {
  const { hub } = hubWithClock();
  const [slow, quick] = [new FakeSocket(), new FakeSocket()];
  hub.add(slow);
  hub.add(quick);
  slow.bufferedAmount = LIVE_BACKLOG_BYTES_MAX + 1;
  hub.pulse(1, picture);
  expect(slow.ended).toBe(true);
  expect(types(quick)).toContain("picture");
  expect([hub.clients, hub.dropped]).toEqual([1, 1]);
});

test("a screen that no longer answers is dropped after two questions", () => {
  const { hub, pass } = hubWithClock();
  const [gone, there] = [new FakeSocket(), new FakeSocket()];
  hub.add(gone);
  hub.add(there);
  for (let s = 0; s < 31; s++) {
    pass(1_000);
    hub.pulse(s, null);
    there.emit("pong");
  }
  expect([gone.ended, there.ended, hub.clients]).toEqual([true, false, 1]);
});

test("whoever sends something is shown out", () => {
  const { hub } = hubWithClock();
  const socket = new FakeSocket();
  hub.add(socket);
  socket.emit("message");
  expect(socket.ended).toBe(true);
});
