import { parentPort, workerData } from "node:worker_threads";
import { assert, sensorId } from "@tocsin/core";
import {
  type AdapterSink,
  type ByteSink,
  type ByteSource,
  createEscapeFramer,
  createLengthFramer,
  createLineFramer,
  createMessageFramer,
  readFrames,
  type SourcePeer,
} from "@tocsin/sdk";
import { loadPlugin } from "./load-plugin.ts";
import {
  type FromPlugin,
  PLUGIN_WORDS_MAX,
  type PluginWork,
  type ToPlugin,
} from "./plugin-messages.ts";

assert(parentPort !== null, "this module runs in a thread of its own");
const port = parentPort;
const work = workerData as PluginWork;
const tell = (message: FromPlugin): void => port.postMessage(message);

// The post's output is the post's: a plugin speaks by its sink.
process.stdout.write = () => true;
process.stderr.write = () => true;

let waiting = 0;
let unsaid = 0;
const say = (message: FromPlugin): void => {
  if (waiting >= PLUGIN_WORDS_MAX) {
    unsaid++;
    return;
  }
  try {
    tell(message);
  } catch (error) {
    throw new TypeError(`what it says can't be copied: ${String(error)}`, { cause: error });
  }
  waiting++;
};
const sink: AdapterSink = {
  look: (look, receivedUs) => say({ type: "look", look, receivedUs }),
  health: (id, status, reason, receivedUs) =>
    say({ type: "health", sensorId: id, status, reason, receivedUs }),
  report: ({ type, receivedUs }) =>
    say({
      type: "rejected",
      reason: "not-of-a-sensor",
      count: 1,
      detail: `a plugin speaks for sensors, and reports no ${type}`,
      receivedUs,
    }),
  rejected: (reason, count, detail, receivedUs) =>
    say({ type: "rejected", reason, count, detail, receivedUs }),
  link: (state, detail) => say({ type: "link", state, detail }),
};

const stop = new AbortController();
const peers = new Map<string, SourcePeer>();
const early: ToPlugin[] = [];
let end: ByteSink | null = null;
let sourceEnded: () => void = () => undefined;
const source: ByteSource = {
  run(to, signal) {
    end = to;
    for (const message of early.splice(0)) take(message, to);
    return new Promise((resolve) => {
      sourceEnded = resolve;
      signal.addEventListener("abort", () => resolve(), { once: true });
      if (signal.aborted) resolve();
    });
  },
};

function peerOf(id: string): SourcePeer {
  const known = peers.get(id);
  if (known !== undefined) return known;
  const peer: SourcePeer = {
    id,
    send: (bytes) => {
      say({ type: "send", peer: id, bytes });
      return true;
    },
    close: () => say({ type: "close", peer: id }),
  };
  peers.set(id, peer);
  return peer;
}

function take(message: ToPlugin, to: ByteSink): void {
  switch (message.type) {
    case "opened":
      to.opened(peerOf(message.peer), message.atUs);
      break;
    case "ended":
      to.ended(peerOf(message.peer), message.clean, message.atUs);
      peers.delete(message.peer);
      break;
    case "chunk":
    case "message":
      to[message.type](message.bytes, message.atUs, peerOf(message.peer));
      tell({ type: "taken", octets: message.bytes.length });
      break;
    case "source-ended":
      sourceEnded();
      break;
    case "ping":
    case "heard":
    case "stop":
      break;
  }
}

port.on("message", (message: ToPlugin) => {
  if (message.type === "ping") {
    tell({ type: "pong", octets: process.memoryUsage().arrayBuffers, unsaid });
    unsaid = 0;
  } else if (message.type === "heard") waiting -= message.count;
  else if (message.type === "stop") stop.abort();
  else if (end === null) early.push(message);
  else take(message, end);
});

async function run(): Promise<void> {
  const plugin = await loadPlugin(work.module);
  const parsed = plugin.parseOptions(work.options);
  if (!parsed.ok) {
    tell({ type: "refused", detail: `its options: ${parsed.problem}` });
    return;
  }
  const adapter = plugin.create({
    id: work.inputId,
    sensors: work.sensors.map(sensorId),
    options: parsed.options,
    source,
    kit: {
      readFrames,
      createLineFramer,
      createLengthFramer,
      createEscapeFramer,
      createMessageFramer,
    },
  });
  await adapter.run(sink, stop.signal);
  tell({ type: "done" });
}

await run();
port.close();
