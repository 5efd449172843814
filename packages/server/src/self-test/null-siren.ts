import { randomUUID } from "node:crypto";
import type { Mode } from "@tocsin/core";
import { broadcastAudience, type Channel, type ChannelReports, type Clock } from "@tocsin/sdk";
import { Broadcaster } from "../broadcast/broadcaster.ts";
import { postKeyOf } from "../broadcast/post-key.ts";
import { steadyMs } from "../broadcast/steady-port.ts";
import { behindGate } from "../channels/channel-gate.ts";
import {
  createMqttSirensChannel,
  type SirenLine,
} from "../channels/mqtt-sirens/mqtt-sirens-channel.ts";
import { NULL_SIREN_ID, SELF_TEST_SITE_ID } from "../channels/self-test-gate.ts";
import { type DeviceKeyFile, makeDeviceKey } from "../device/device-key-file.ts";
import { EnvelopeSealer } from "../device/envelope-sealer.ts";
import { monotonicMs } from "../journal/monotonic-port.ts";
import { EnvelopeGate } from "../proof/envelope-gate.ts";
import { KeyBook } from "../proof/key-book.ts";
import { SirenBrain } from "../siren/siren-brain.ts";

const SIREN = "null-siren";
const TOPICS = "self-test";
/** Of what the siren says without being asked: it does so in the second that a round takes. */
const SAID_FOR_MS = 60_000;

/** Where the line between the post and its siren can be listened to, and cut. */
export interface SirenLineTaps {
  /** Whether octets of the post go on to the siren. */
  readonly toSiren: (octets: Uint8Array) => boolean;
  /** Whether octets of the siren go on to the post. */
  readonly fromSiren: (octets: Uint8Array) => boolean;
}

export interface NullSirenOptions {
  readonly mode: Mode;
  readonly clock: Clock;
  readonly reports: ChannelReports;
  readonly taps: SirenLineTaps;
  /** The siren would sound now. */
  readonly sounds: () => void;
}

/**
 * The channel of sirens that any site has, with the gate that judges what sirens say, and at its end the brain of a siren that has nothing
 * to sound with. Of their own are the keys, made for the round and forgotten with it, and the line: a call inside this process, so that
 * neither a broker nor a siren that people hear is ever spoken to, and none is tested by it.
 */
export function createNullSiren(options: NullSirenOptions): Channel {
  const { mode, clock, reports, taps } = options;
  const postKey = keyOf("post", SELF_TEST_SITE_ID, broadcastAudience(SELF_TEST_SITE_ID, mode));
  const sirenKey = keyOf("siren", SIREN, SELF_TEST_SITE_ID);
  const gate = gateFor(sirenKey);
  const voice = new Broadcaster({
    file: postKey,
    site: { id: SELF_TEST_SITE_ID, name: "Self-test" },
    mode,
    nowUs: () => clock.nowUs(),
    steadyMs,
    chain: () => ({ sequence: 0, hash: null }),
  });
  let heard: (octets: Uint8Array) => void = () => undefined;
  const brain = brainOf(options, { postKey, sirenKey }, (octets) => {
    if (taps.fromSiren(octets)) setImmediate(() => heard(octets));
  });
  const channel = createMqttSirensChannel({
    id: NULL_SIREN_ID,
    mode,
    siteId: SELF_TEST_SITE_ID,
    baseTopic: TOPICS,
    sirens: [{ id: SIREN, areas: null }],
    silentAfterUs: SAID_FOR_MS * 1_000,
    testEveryUs: SAID_FOR_MS * 1_000,
    clock,
    nonce: () => randomUUID(),
    reports,
    voice,
    judge: (octets, from) => gate.openSiren(octets, from),
    line: ({ message, link }) => {
      heard = (octets) => message(`${TOPICS}/${SIREN}`, octets);
      return lineTo(brain, taps, link);
    },
  });
  return behindGate(channel);
}

function brainOf(
  { reports, sounds }: NullSirenOptions,
  { postKey, sirenKey }: { readonly postKey: DeviceKeyFile; readonly sirenKey: DeviceKeyFile },
  send: (octets: Uint8Array) => void,
): SirenBrain {
  const sealer = new EnvelopeSealer(sirenKey, {
    purpose: "siren-status",
    lifetimeMs: SAID_FOR_MS,
    nowMs: monotonicMs,
  });
  const { publicKey, ...postName } = postKeyOf(postKey);
  return new SirenBrain({
    keys: [{ ...postName, publicKey: Buffer.from(publicKey, "base64url") }],
    areas: null,
    marks: [],
    ports: {
      nowMs: monotonicMs,
      nonce: () => randomUUID(),
      seal: (content, as) => sealer.seal(content, as),
      send,
      sound: (view) => {
        if (view !== null) sounds();
      },
      refused: (reason) => reports.fault(SIREN, `it refused what it heard: ${reason}`),
      keep: () => undefined,
      trouble: (detail) => reports.fault(SIREN, detail),
      recordBroken: (detail) => reports.fault(SIREN, detail),
    },
  });
}

/** In place of a broker: what is published is heard in a turn of its own. */
const lineTo = (
  brain: SirenBrain,
  taps: SirenLineTaps,
  link: (state: "up" | "down", detail: string) => void,
): SirenLine => ({
  connected: true,
  publish: (_topic, octets) => {
    if (!taps.toSiren(octets)) return Promise.reject(new Error("the line is cut"));
    setImmediate(() => brain.hear(octets));
    return Promise.resolve();
  },
  run: (signal) =>
    new Promise((resolve) => {
      signal.addEventListener("abort", () => resolve(), { once: true });
      setImmediate(() => link("up", "inside this process"));
    }),
});

const keyOf = (kind: "post" | "siren", subject: string, audience: string): DeviceKeyFile => ({
  keyId: `self-test-${kind}`,
  kind,
  subject,
  audience,
  epoch: 1,
  key: makeDeviceKey().key,
});

/** The gate that a post has for its devices, which knows this siren alone. */
function gateFor(siren: DeviceKeyFile): EnvelopeGate {
  const keys = new KeyBook();
  const { keyId: id, publicKey } = postKeyOf(siren);
  keys.load([{ id, kind: "siren", subject: siren.subject, publicKey, revoked: false }]);
  return new EnvelopeGate({
    audience: SELF_TEST_SITE_ID,
    keys,
    nowMs: monotonicMs,
    marks: [],
  });
}
