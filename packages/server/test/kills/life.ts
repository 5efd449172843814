import { writeSync } from "node:fs";
import { channelId, createEngine, type Engine, type StepPieces } from "@tocsin/core";
import type { Channel } from "@tocsin/sdk";
import type { Journal } from "../../src/journal/journal.ts";
import { openJournalThreaded } from "../../src/journal/threaded-journal.ts";
import { NOTHING_RECOVERED, recoverEngine } from "../../src/pipeline/recover-engine.ts";
import { assemblePost } from "../../src/run/assemble-post.ts";
import { SALVO_SITE, salvoEvents } from "../pipeline/salvo-events.ts";
import { HandClock } from "./hand-clock.ts";

/**
 * One life of a post: goes on with its journal and with what of a salvo came after, says each message that leaves, and dies at the given moment
 * as kill -9 would have it, threads and all. A moment is the beginning or end of each record, sync, piece of a step and message; with `messages` only what is done for
 * a message counts.
 */
const [directory = "", seed = "1", lethal = "Infinity", counted = "all"] = process.argv.slice(2);
const OBJECTS = 24;
let moments = 0;
const moment = (): void => {
  if (++moments === Number(lethal)) process.kill(process.pid, "SIGKILL");
};
const within = <T>(work: () => T): T => {
  moment();
  const result = work();
  moment();
  return result;
};
const between = <T>(work: () => T): T => (counted === "all" ? within(work) : work());
const say = (line: object): void => void writeSync(1, `${JSON.stringify(line)}\n`);

/** The journal of a post, in whose every call it may die. */
const mortal = (journal: Journal): Journal => ({
  append: (type, payload) => between(() => journal.append(type, payload)),
  hasten: (sequence) => within(() => journal.hasten(sequence)),
  awaitDurable: (sequence, timeoutMs) => within(() => journal.awaitDurable(sequence, timeoutMs)),
  durableSequence: () => journal.durableSequence(),
  lastSequence: () => journal.lastSequence(),
  faults: () => journal.faults(),
  onFault: (listener) => journal.onFault(listener),
  recovery: journal.recovery,
  publicKey: journal.publicKey,
  close: () => journal.close(),
});

function mortalEngine(engine: Engine): Engine {
  function* begin(...args: Parameters<Engine["begin"]>): StepPieces {
    const pieces = engine.begin(...args);
    for (;;) {
      const { done, value } = between(() => pieces.next());
      if (done === true) return value;
      yield value;
    }
  }
  return {
    begin,
    step: (event) => engine.step(event),
    isUrgent: () => engine.isUrgent(),
    tracks: () => engine.tracks(),
    openWarnings: () => engine.openWarnings(),
    orders: () => engine.orders(),
    weather: () => engine.weather(),
    snapshot: () => engine.snapshot(),
    restore: (snapshot, terrain) => engine.restore(snapshot, terrain),
  };
}

const channel: Channel = {
  id: channelId("sink"),
  modes: [SALVO_SITE.mode],
  send: ({ warning, recorded }) => {
    within(() => say({ warning, recorded }));
    return Promise.resolve({ outcome: "delivered", detail: "" });
  },
  close: () => Promise.resolve(),
};

const events = salvoEvents(Number(seed), OBJECTS);
const clock = new HandClock(events[0].receivedUs);
const journal = await openJournalThreaded(directory, { nowUs: () => clock.nowUs() });
const engine = createEngine();
const isFirst = journal.recovery.lastSequence === 0;
const recovered = isFirst ? NOTHING_RECOVERED : recoverEngine(directory, engine);
clock.notBefore(recovered.lastUs);
const post = assemblePost({
  site: SALVO_SITE,
  clock,
  journal: mortal(journal),
  engine: mortalEngine(engine),
  recovered,
  channels: [channel],
  observe: () => undefined,
});
post.begin();
const stop = new AbortController();
const running = post.runner.run([], stop.signal);
const sink = post.runner.sink("salvo");
for (const event of events) {
  if (event.type === "configuration" || event.receivedUs <= recovered.lastUs) continue;
  await clock.advance(event.receivedUs);
  if (event.type === "look") sink.look(event.look, event.receivedUs);
  else post.runner.ingest(event);
  await clock.settled();
}
stop.abort();
await running;
await post.end();
say({ moments });
