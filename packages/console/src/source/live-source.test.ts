import { expect, test } from "vitest";
import {
  type LivePorts,
  LiveSource,
  type LiveSocketEvents,
  HELD_UP_MS,
  RETRY_FIRST_MS,
  RETRY_LAST_MS,
  SILENCE_MAX_MS,
} from "./live-source.ts";

/** Time and sockets that move when the test says so. */
function world() {
  const sockets: (LiveSocketEvents & { closed: boolean })[] = [];
  let nowMs = 0;
  let alarms: { atMs: number; wake: (lateMs: number) => void }[] = [];
  const ports: LivePorts = {
    open: (events) => {
      const socket = { ...events, closed: false };
      sockets.push(socket);
      return {
        close: () => {
          socket.closed = true;
        },
      };
    },
    wakeAfter: (ms, wake) => {
      const alarm = { atMs: nowMs + ms, wake };
      alarms.push(alarm);
      return () => {
        alarms = alarms.filter((other) => other !== alarm);
      };
    },
    chance: () => 1,
  };
  /** `heldUp`: nothing runs before the end. */
  const pass = (ms: number, heldUp = false): void => {
    const endMs = nowMs + ms;
    for (;;) {
      const next = alarms.toSorted((a, b) => a.atMs - b.atMs)[0];
      if (next === undefined || next.atMs > endMs) break;
      nowMs = heldUp ? endMs : next.atMs;
      alarms = alarms.filter((other) => other !== next);
      next.wake(nowMs - next.atMs);
    }
    nowMs = endMs;
  };
  return { sockets, ports, pass };
}

const picture = (timeUs: number): string => message("picture", timeUs, []);
/** One object, a little farther with each second. */
const message = (type: "picture" | "change", timeUs: number, trail: readonly unknown[]): string => {
  const tracks = [{ id: "a", place: [timeUs / 1e6, 0], trail }];
  const lists = { areas: [], defences: [], warnings: [], faults: [], decisions: [{ number: 1 }] };
  return JSON.stringify({ type, picture: { timeUs, tracks, ...lists } });
};
const heartbeat = JSON.stringify({ type: "heartbeat", timeUs: 1, sequence: 1 });

test("is current with the first picture, and stays so by heartbeats", () => {
  const { sockets, ports, pass } = world();
  const source = new LiveSource(ports);
  source.start();
  expect(source.state().connection).toBe("connecting");
  sockets[0]?.message(heartbeat);
  expect(source.state().connection, "no picture yet").toBe("connecting");
  sockets[0]?.message(picture(5));
  for (let i = 0; i < 5; i += 1) {
    pass(SILENCE_MAX_MS - 1);
    sockets[0]?.message(heartbeat);
  }
  expect(source.state()).toMatchObject({ connection: "current", picture: { timeUs: 5 } });
});

test("two silent seconds, and the connection is lost; the last picture stays", () => {
  const { sockets, ports, pass } = world();
  const source = new LiveSource(ports);
  source.start();
  sockets[0]?.message(picture(5));
  pass(SILENCE_MAX_MS);
  expect(source.state()).toMatchObject({ connection: "lost", picture: { timeUs: 5 } });
  expect(sockets[0]?.closed).toBe(true);
});

test("a browser that was held up itself reads what came meanwhile before it says that the connection is lost", () => {
  const { sockets, ports, pass } = world();
  const source = new LiveSource(ports);
  source.start();
  sockets[0]?.message(picture(5));
  pass(SILENCE_MAX_MS + 3_000, true);
  expect(source.state().connection).toBe("current");
  sockets[0]?.message(heartbeat);
  pass(SILENCE_MAX_MS - 1);
  expect(source.state().connection).toBe("current");
  pass(3_000, true);
  pass(HELD_UP_MS);
  expect(source.state().connection, "there was nothing to read").toBe("lost");
});

test("after a loss only a new picture makes it current", () => {
  const { sockets, ports, pass } = world();
  const source = new LiveSource(ports);
  source.start();
  sockets[0]?.message(picture(5));
  sockets[0]?.end();
  pass(RETRY_FIRST_MS);
  sockets[1]?.message(heartbeat);
  expect(source.state().connection).toBe("lost");
  sockets[0]?.message(picture(6));
  expect(source.state().picture?.timeUs, "the old connection is heard no more").toBe(5);
  sockets[1]?.message(picture(7));
  expect(source.state()).toMatchObject({ connection: "current", picture: { timeUs: 7 } });
});

test("changes carry no trails: each goes on from the picture before", () => {
  const { sockets, ports } = world();
  const source = new LiveSource(ports);
  source.start();
  sockets[0]?.message(message("change", 5e6, []));
  expect(source.state().picture, "there is nothing yet that could change").toBeNull();
  sockets[0]?.message(message("picture", 5e6, [[4, 0]]));
  sockets[0]?.message(message("change", 6e6, []));
  sockets[0]?.message(message("change", 7e6, []));
  expect(source.state().picture?.tracks[0]).toMatchObject({
    place: [7, 0],
    trail: [
      [4, 0],
      [5, 0],
      [6, 0],
    ],
  });
});

test("what did not change is the same object", () => {
  const { sockets, ports } = world();
  const source = new LiveSource(ports);
  source.start();
  sockets[0]?.message(picture(5e6));
  const before = source.state().picture;
  sockets[0]?.message(message("change", 6e6, []));
  const after = source.state().picture;
  expect(after).not.toBe(before);
  expect(after?.decisions).toBe(before?.decisions);
  expect(after?.areas).toBe(before?.areas);
});

test("tries again ever more slowly, up to a limit, and from the first wait after a success", () => {
  const { sockets, ports, pass } = world();
  const source = new LiveSource(ports);
  source.start();
  for (const waitMs of [RETRY_FIRST_MS, 500, RETRY_LAST_MS, RETRY_LAST_MS]) {
    const before = sockets.length;
    sockets.at(-1)?.end();
    pass(waitMs - 1);
    expect(sockets.length).toBe(before);
    pass(1);
    expect(sockets.length).toBe(before + 1);
  }
  sockets.at(-1)?.message(picture(1));
  sockets.at(-1)?.end();
  const before = sockets.length;
  pass(RETRY_FIRST_MS);
  expect(sockets.length).toBe(before + 1);
});

test("noise is no sign of life", () => {
  const { sockets, ports, pass } = world();
  const source = new LiveSource(ports);
  source.start();
  sockets[0]?.message(picture(5));
  pass(SILENCE_MAX_MS - 1);
  for (const noise of ["", "{", "null", "[]", '{"type":"other"}']) sockets[0]?.message(noise);
  pass(1);
  expect(source.state().connection).toBe("lost");
});

test("stopped, it tries no more", () => {
  const { sockets, ports, pass } = world();
  const source = new LiveSource(ports);
  source.start();
  source.stop();
  pass(60_000);
  expect(sockets).toHaveLength(1);
});
