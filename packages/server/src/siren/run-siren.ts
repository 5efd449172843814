import { randomUUID } from "node:crypto";
import type { Mode } from "@tocsin/core";
import { type AreaView, type Cancellation, type ReceiverKey, sirenTopics } from "@tocsin/sdk";
import { beginEpoch } from "../device/device-key-file.ts";
import { EnvelopeSealer } from "../device/envelope-sealer.ts";
import { monotonicMs } from "../journal/monotonic-port.ts";
import { BrokerLine } from "../sources/broker-line.ts";
import type { ClientTls } from "../sources/client-tls.ts";
import type { SourcePorts } from "../sources/source-ports.ts";
import { keepMarks, readMarks } from "./mark-file.ts";
import { SirenBrain, type SirenRefusal } from "./siren-brain.ts";

const TICK_MS = 200;

export interface SirenPost {
  readonly key: ReceiverKey;
  readonly keyFile: string;
}

export interface SirenRun {
  readonly id: string;
  /** Each post that guards the site: its key, and the siren's own key file that it knows, as `tocsin device enrol` made it. */
  readonly posts: readonly [SirenPost, ...SirenPost[]];
  readonly siteId: string;
  readonly mode: Mode;
  readonly areas: readonly string[] | null;
  readonly broker: {
    readonly url: string;
    readonly baseTopic: string;
    readonly user: string | null;
    readonly passwordFile: string | null;
    readonly tls?: ClientTls | undefined;
  };
  readonly ports: SourcePorts;
  readonly signal: Cancellation;
  readonly sound: (view: AreaView | null) => void;
  readonly refused: (reason: SirenRefusal) => void;
  /** Something of its own disk, in words: it sounds all the same. */
  readonly trouble: (detail: string) => void;
  /** A post's record is not what it was, in words. */
  readonly recordBroken: (detail: string) => void;
  readonly link: (state: "up" | "down", detail: string) => void;
  readonly connection: (state: "never" | "connected" | "lost") => void;
}

/** A siren on a machine: the brain of one, with a line to the broker. What it heard last is kept beside its key. */
export async function runSiren(run: SirenRun): Promise<void> {
  const { id, broker, ports, signal } = run;
  const topics = sirenTopics(broker.baseTopic, run.siteId, run.mode);
  const sealers = new Map(run.posts.map(({ key, keyFile }) => [key.keyId, sealerOf(keyFile)]));
  const [first] = run.posts;
  const markFile = `${first.keyFile}.heard`;
  const brain = new SirenBrain({
    keys: run.posts.map(({ key }) => key),
    areas: run.areas,
    marks: readMarks(markFile, run.trouble),
    ports: {
      nowMs: monotonicMs,
      nonce: () => randomUUID(),
      seal: (content, as) => (sealers.get(as.to) ?? never(as.to)).seal(content, as),
      // What the broker does not take now is said again by the next status, or asked for by the post.
      send: (octets) => void line.publish(topics.from(id), octets).catch(() => undefined),
      sound: run.sound,
      refused: run.refused,
      keep: (marks) => keepMarks(markFile, marks),
      trouble: run.trouble,
      recordBroken: run.recordBroken,
    },
  });
  const line: BrokerLine = new BrokerLine({
    ...broker,
    topics: [topics.states, topics.heartbeat, topics.valid, topics.to(id)],
    will: { topic: topics.gone(id), payload: "gone" },
    message: (_topic, octets) => brain.hear(octets),
    link: (state, detail) => {
      run.link(state, detail);
      if (state === "up") brain.connected();
    },
  });
  let shown: ReturnType<SirenRun["connection"]> | string = "never";
  const timer = setInterval(() => {
    brain.tick();
    if (brain.connection !== shown) run.connection(brain.connection);
    shown = brain.connection;
  }, TICK_MS);
  try {
    await line.run(ports, signal);
  } finally {
    clearInterval(timer);
  }
}

const sealerOf = (keyFile: string): EnvelopeSealer =>
  new EnvelopeSealer(beginEpoch(keyFile), {
    purpose: "siren-status",
    lifetimeMs: 15_000,
    nowMs: monotonicMs,
  });

function never(keyId: string): never {
  throw new Error(`the siren has no key for the post of ${keyId}`);
}
