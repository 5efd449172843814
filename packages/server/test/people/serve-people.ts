import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Mode } from "@tocsin/core";
import type { Heartbeat, OutgoingWarning } from "@tocsin/sdk";
import { Broadcaster } from "../../src/broadcast/broadcaster.ts";
import { beginPostEpoch } from "../../src/broadcast/post-key.ts";
import { steadyMs } from "../../src/broadcast/steady-port.ts";
import { CONSOLE_FOLDER } from "../../src/http/console-routes.ts";
import { createPeopleChannel } from "../../src/people/people-channel.ts";
import { localCertificate } from "../../src/http/local-certificate.ts";
import { PushService } from "./push-service.ts";
import { areaRing, outgoingWarning, type WarningOrder } from "./outgoing-warning.ts";

/**
 * The people's page of a post that says what it is told on its standard input, a line of JSON each: for tests in a browser. Prints its
 * address, and how many said that they are safe. A line with `unwatched` is where it would warn nobody by itself. `mode` is the first argument, the port the second.
 */
const print = (text: string): void => void process.stdout.write(`${text}\n`);
const mode = (process.argv[2] ?? "live") as Mode;
const port = Number(process.argv[3] ?? 0);
// As often as a post does, where an argument asks for it.
const beatMs = Number(process.argv.find((each) => each.startsWith("beat="))?.slice(5) ?? 1_000);
const dataDir = process.argv[4] ?? mkdtempSync(join(tmpdir(), "tocsin-people-"));
let unwatched: Heartbeat["unwatched"];
const broadcaster = new Broadcaster({
  file: beginPostEpoch(dataDir, "weir", mode),
  site: { id: "weir", name: "Weir" },
  mode,
  nowUs: () => Date.now() * 1_000,
  steadyMs,
  chain: () => ({ sequence: 1, hash: null }),
  unwatched: () => unwatched,
});
// Where a drill's page finds what is real: the port of a page, where the fifth argument names one.
const livePort = /^live=(\d+)$/.exec(process.argv[5] ?? "")?.[1];
// A push service with one phone, where the fifth argument asks for it: what it gets is printed, opened.
const service =
  process.argv[5] === "push"
    ? new PushService(await localCertificate(dataDir, ["localhost"], "server"))
    : null;
await service?.listen();
if (service !== null) {
  print(`subscription ${JSON.stringify(service.subscribe("phone"))}`);
  service.taken = ({ said }) => print(`pushed ${said.toString("base64url")}`);
}
const channel = createPeopleChannel(
  {
    type: "people",
    id: "people",
    modes: [mode],
    address: "127.0.0.1",
    port,
    clients_max: 20_000,
    clients_per_address: 20_000,
    behind_proxy: false,
    posts: [],
    tells_unwatched: true,
    ...(service === null
      ? {}
      : {
          push: {
            contact: "mailto:duty@example.org",
            services: [service.host],
            private_addresses: true,
            tls: { authority: join(dataDir, "tls", "authority.pem") },
            subscriptions_max: 10,
          },
        }),
    escalate_to: [],
    standby: false,
  },
  {
    broadcaster,
    host: {
      dataDir,
      consoleFolder: CONSOLE_FOLDER,
      site: {
        id: "weir",
        name: "Weir",
        mode,
        areas: [
          { id: "lock", name: "Lock", ringsDeg: [areaRing("lock")] },
          { id: "mill", name: "Mill", ringsDeg: [areaRing("mill")] },
        ],
        ...(livePort === undefined ? {} : { live: [{ port: Number(livePort), secure: false }] }),
      },
      listening: (address) => print(`listening ${address}`),
      safe: (counts) => print(`safe ${JSON.stringify(counts)}`),
      counts: () => undefined,
      nowUs: () => Date.now() * 1_000,
    },
    failed: (_, detail) => print(`failed ${detail}`),
    receipt: ({ detail }) => print(`receipt ${detail}`),
  },
);
const beat = setInterval(() => broadcaster.beat(), beatMs);
const lines = createInterface({ input: process.stdin });
lines.on("line", (line) => {
  const order = JSON.parse(line) as WarningOrder | Required<Pick<Heartbeat, "unwatched">>;
  if ("unwatched" in order) {
    ({ unwatched } = order);
    return broadcaster.beatSoon();
  }
  const message: OutgoingWarning = outgoingWarning(mode, order);
  void channel.send(message).then(({ outcome }) => print(`said ${outcome}`));
});
lines.on("close", () => {
  clearInterval(beat);
  service?.close();
  void channel.close().finally(() => {
    if (process.argv[4] === undefined) rmSync(dataDir, { recursive: true });
  });
});
