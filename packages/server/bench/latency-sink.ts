import { type ReceiverKey, Receiver, readBroadcast, stateKey } from "@tocsin/sdk";
import { WebSocket } from "ws";
import { chance } from "../src/sources/chance-port.ts";
import { BrokerLine } from "../src/sources/broker-line.ts";
import { SystemClock } from "../src/pipeline/system-clock.ts";
import { BARE_TOPIC, sinkInput } from "./latency-lines.ts";

/**
 * A siren and a page in a process of their own, for the latency benchmark: prints when each message came, by the clock that all
 * processes of a machine share. What it is told to listen to is its argument.
 */
const { broker, states, heartbeat, page, key } = sinkInput.parse(JSON.parse(process.argv[2] ?? ""));
const keys: readonly ReceiverKey[] = [
  { ...key, publicKey: Buffer.from(key.publicKey, "base64url") },
];
const stop = new AbortController();
const say = (line: object): void => void process.stdout.write(`${JSON.stringify(line)}\n`);

/** Says what came, and by which way; a heartbeat says that the way is open. */
function listener(way: "siren" | "page"): (octets: Uint8Array) => void {
  const receiver = new Receiver({ keys, nowMs: () => performance.now() });
  return (octets) => {
    const atNs = String(process.hrtime.bigint());
    const candidate = receiver.check(octets);
    if (!candidate.ok) return;
    const reading = readBroadcast(candidate.head.purpose, candidate.content);
    if (!reading.ok) return;
    const { document } = reading;
    if (document.purpose === "warning-state")
      say({ way, name: `${stateKey(document.state)}#${document.state.version}`, atNs });
    else say({ way, name: "", atNs });
  };
}

const siren = listener("siren");
const line = new BrokerLine({
  url: broker,
  user: null,
  passwordFile: null,
  topics: [states, heartbeat, BARE_TOPIC],
  will: { topic: "gone", payload: "" },
  message: (topic, octets) => {
    if (topic !== BARE_TOPIC) return siren(octets);
    const atNs = String(process.hrtime.bigint());
    say({ way: "bare", name: Buffer.from(octets).toString("latin1").split(" ", 1)[0], atNs });
  },
  link: () => undefined,
});
const running = line.run({ clock: new SystemClock(), chance }, stop.signal);
const socket = new WebSocket(page);
const read = listener("page");
socket.on("message", (octets: Buffer) => read(octets));
process.stdin.resume();
process.stdin.once("end", () => {
  stop.abort();
  socket.terminate();
  void running;
});
