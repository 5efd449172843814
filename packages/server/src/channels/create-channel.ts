import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import type { Writable } from "node:stream";
import { channelId, MICROS_PER_SECOND } from "@tocsin/core";
import { broadcastAudience } from "@tocsin/sdk";
import type {
  ByteSource,
  Channel,
  ChannelConfig,
  ChannelReports,
  Clock,
  SigningConfig,
  SiteConfig,
  TransportConfig,
} from "@tocsin/sdk";
import { createCotChannel } from "../adapters/cursor-on-target/cot-channel.ts";
import { ownNodeOf } from "../adapters/sapient/own-node.ts";
import { createSapientChannel } from "../adapters/sapient/sapient-channel.ts";
import type { Broadcaster } from "../broadcast/broadcaster.ts";
import { behindGate } from "./channel-gate.ts";
import type { CapFileOptions } from "./cap-file/cap-file-channel.ts";
import type { SigningKey } from "./cap-file/sign-alert.ts";
import { keptBack } from "./kept-back.ts";
import { openCapFile } from "./open-cap-file.ts";
import { createLogChannel } from "./log/log-channel.ts";
import { createMqttSirensChannel } from "./mqtt-sirens/mqtt-sirens-channel.ts";
import { FeedFront } from "../feed/feed-front.ts";
import type { PostProof } from "../proof/post-proof.ts";
import { BrokerLine } from "../sources/broker-line.ts";
import { createPeopleChannel, type PeopleHost } from "../people/people-channel.ts";
import { ModbusLine } from "./modbus-relay/modbus-line.ts";
import { createModbusRelayChannel } from "./modbus-relay/modbus-relay-channel.ts";
import { createWebhookChannel } from "./webhook/webhook-channel.ts";
import { readClientTls } from "../sources/client-tls.ts";
import { readSecret } from "../sources/read-secret.ts";
import { createUdpSender } from "../sources/udp-sender.ts";

/** What channels get from the process that they run in. */
export interface ChannelHost {
  readonly stdout: Writable;
  readonly site: Pick<SiteConfig["site"], "id" | "name">;
  /** What the post says to its receivers, signed; made when a channel first asks for it. */
  readonly broadcaster: () => Broadcaster;
  readonly reports: ChannelReports;
  /** As {@link PostProof} opens what sirens say. */
  readonly openSiren: PostProof["openSiren"];
  /** What a page for people needs. */
  readonly people: PeopleHost;
  readonly network: {
    readonly clock: Clock;
    readonly chance: () => number;
    readonly open: (transport: TransportConfig) => ByteSource;
  };
}

/** The channel of a post that an entry of the site file describes, behind the gate. */
export const createChannel = (config: ChannelConfig, host: ChannelHost): Channel =>
  behindGate(openChannel(config, host));

/** A new kind of channel is added here, and to the schema of the site file. */
function openChannel(config: ChannelConfig, host: ChannelHost): Channel {
  const id = channelId(config.id);
  switch (config.type) {
    case "sapient":
      return createSapientChannel({
        id: config.id,
        modes: config.modes,
        own: ownNodeOf(host.site, config),
        siteId: host.site.id,
        source: host.network.open(config.transport),
        acknowledges: config.transport.type === "tcp-listen",
        clock: host.network.clock,
        reports: host.reports,
      });
    case "cursor-on-target":
      return openCotChannel(config, host);
    case "mqtt-sirens":
      return openMqttSirens(config, { ...host, voice: host.broadcaster(), judge: host.openSiren });
    case "people":
      return openPeople(config, host);
    case "webhook":
    case "modbus-relay":
      return openOutward(config, host.reports, host.network);
    case "log":
      return createLogChannel({ id, modes: config.modes, stream: host.stdout });
    case "cap-file":
      return openPostCapFile(config, host);
  }
}

function openPostCapFile(
  config: Extract<ChannelConfig, { type: "cap-file" }>,
  { people, reports, network }: ChannelHost,
): Channel {
  const { signature, feed, directory } = config;
  return openCapFile(config, {
    directory,
    signature:
      signature === undefined ? null : () => readSigningKey(signature, people.dataDir, config.id),
    feed: feed === undefined ? null : { clock: network.clock, serve: feedServer(directory, feed) },
    failed: (part, ...told) => reports.fault(`${config.id} ${part}`, ...told),
  });
}

/** A feed without a port only lies in its folder. */
const feedServer = (
  directory: string,
  { address, port }: NonNullable<Extract<ChannelConfig, { type: "cap-file" }>["feed"]>,
): NonNullable<CapFileOptions["feed"]>["serve"] =>
  port === undefined ? null : (failed) => new FeedFront({ directory, address, port }, failed);

async function readSigningKey(
  { certificate, key }: SigningConfig,
  dataDir: string,
  channel: string,
): Promise<SigningKey> {
  if (certificate === undefined || key === undefined) {
    const { documentKey } = await import("../authority/document-certificate.ts");
    return documentKey(dataDir, `cap-${channel}`);
  }
  return { certificate: await readFile(certificate, "utf8"), key: await readFile(key, "utf8") };
}

/** Channels to what is not ours and knows us not. */
function openOutward(
  config: Extract<ChannelConfig, { type: "webhook" | "modbus-relay" }>,
  reports: ChannelReports,
  { clock }: ChannelHost["network"],
): Channel {
  const common = { id: channelId(config.id), modes: config.modes, clock, reports };
  if (config.type === "webhook")
    return createWebhookChannel({
      ...common,
      url: config.url,
      secret: () => readSecret(config.secret_file),
      secure: () => readClientTls(config.tls),
    });
  return createModbusRelayChannel({
    ...common,
    outputs: config.outputs.map(({ area, stage, coil }) => ({ areaId: area, stage, coil })),
    refreshUs: config.refresh_s * MICROS_PER_SECOND,
    line: new ModbusLine(config),
  });
}

function openMqttSirens(
  config: Extract<ChannelConfig, { type: "mqtt-sirens" }>,
  host: Pick<ChannelHost, "site" | "reports" | "network"> & {
    readonly voice: Broadcaster;
    readonly judge: PostProof["openSiren"];
  },
): Channel {
  const { site, reports, network, voice, judge } = host;
  // A post speaks in its own mode, and a key is of one mode: to sirens of another it has nothing to say.
  if (voice.key.audience !== broadcastAudience(site.id, config.modes[0]))
    return keptBack(channelId(config.id), config.modes);
  return createMqttSirensChannel({
    id: channelId(config.id),
    mode: config.modes[0],
    siteId: site.id,
    baseTopic: config.base_topic,
    sirens: config.sirens.map(({ id, areas }) => ({ id, areas: areas ?? null })),
    silentAfterUs: config.silent_after_s * MICROS_PER_SECOND,
    testEveryUs: config.test_every_s * MICROS_PER_SECOND,
    clock: network.clock,
    nonce: () => randomUUID(),
    reports,
    voice,
    judge,
    line: (of) => {
      const line = new BrokerLine({
        url: config.url,
        user: config.user ?? null,
        passwordFile: config.password_file ?? null,
        tls: config.tls,
        ...of,
      });
      return {
        get connected() {
          return line.connected;
        },
        publish: (topic, octets) => line.publish(topic, octets),
        run: (signal) => line.run({ clock: network.clock, chance: network.chance }, signal),
      };
    },
  });
}

/** A page that would say nothing is not served: nobody is to take its calm for theirs. */
function openPeople(
  config: Extract<ChannelConfig, { type: "people" }>,
  { people, broadcaster, reports }: ChannelHost,
): Channel {
  const id = channelId(config.id);
  if (!config.modes.includes(people.site.mode)) return keptBack(id, config.modes);
  return createPeopleChannel(config, {
    broadcaster: broadcaster(),
    host: people,
    failed: (part, ...told) =>
      reports.fault(part === null ? config.id : `${config.id} ${part}`, ...told),
    receipt: reports.receipt,
  });
}

function openCotChannel(
  { id, modes, format, transport }: Extract<ChannelConfig, { type: "cursor-on-target" }>,
  { site, reports, network }: ChannelHost,
): Channel {
  const { clock } = network;
  const isMesh = transport.type === "udp-send";
  return createCotChannel({
    id,
    modes,
    siteId: site.id,
    clock,
    reports,
    form: format === "xml" ? "xml" : isMesh ? "tak-mesh" : "tak-stream",
    source: isMesh
      ? createUdpSender({ ...transport, hopsMax: transport.hops_max }, { clock })
      : network.open(transport),
  });
}
