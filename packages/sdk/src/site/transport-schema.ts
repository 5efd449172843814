import { z } from "zod";
import { countField, flagField, numberField, textField } from "./fields.ts";
import { clientTlsSchema, listenTlsSchema } from "./tls-schema.ts";

const PEERS_MAX = 1_024;
const ALLOWED_MAX = 256;
const TOPICS_MAX = 64;
const LOOPBACK = "127.0.0.1";

const ipAddress = () => z.union([z.ipv4(), z.ipv6()], { error: "write an IPv4 or IPv6 address" });

const portField = (description: string) => countField({ min: 1, max: 65_535, description });

const listenAddress = ipAddress()
  .meta({
    description:
      "Address of this machine to listen on. By default only programs on this machine reach it; 0.0.0.0 is every interface.",
  })
  .default(LOOPBACK);

const allowField = z
  .array(
    z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()], {
      error: "write an address, or a network such as 10.0.0.0/8",
    }),
  )
  .max(ALLOWED_MAX)
  .meta({
    description:
      "Addresses and networks that may send; others are refused and counted. Empty: any. An address is no proof of who sends.",
  })
  .default([]);

const peersField = (description: string) =>
  countField({ min: 1, max: PEERS_MAX, description }).default(16);

const listenTlsField = listenTlsSchema
  .meta({
    description:
      "Encrypts it. Empty (`{}`): with a certificate of this post's own authority, `tls/authority.pem` of the data directory.",
  })
  .optional();

export const tcpSchema = z
  .strictObject({
    type: z.literal("tcp").meta({ description: "Connects to a server of TCP." }),
    host: textField("Name or address to connect to."),
    port: portField("Port to connect to."),
    tls: clientTlsSchema
      .meta({
        description:
          "Encrypts the line, and says whom to trust. Empty (`{}`): whom this machine trusts.",
      })
      .optional(),
  })
  .meta({ description: "A line that Tocsin opens, and opens again when it breaks." });

export const tcpListenSchema = z
  .strictObject({
    type: z.literal("tcp-listen").meta({ description: "Listens for connections of TCP." }),
    address: listenAddress,
    port: portField("Port to listen on."),
    peers_max: peersField(
      "Most lines at one time. When all are taken, one that has been silent for 30 s gives way.",
    ),
    allow: allowField,
    tls: listenTlsField,
  })
  .meta({ description: "Lines that sensors open." });

export const udpSchema = z
  .strictObject({
    type: z.literal("udp").meta({ description: "Datagrams, multicast or unicast." }),
    address: ipAddress()
      .meta({
        description: "Multicast group to join, or address of this machine to receive on.",
      })
      .default(LOOPBACK),
    port: portField("Port to receive on."),
    interface: ipAddress()
      .meta({
        description:
          "Address of the interface on which a group is joined; 0.0.0.0 leaves it to the system.",
      })
      .default("0.0.0.0"),
    allow: allowField,
  })
  .meta({ description: "Datagrams, each with one message or more." });

const webSocketSchema = z
  .strictObject({
    type: z.literal("websocket").meta({ description: "Connects to a WebSocket." }),
    url: z
      .url({ protocol: /^wss?$/ })
      .max(2_000)
      .meta({ description: "Where to connect, ws:// or wss://." }),
    tls: clientTlsSchema
      .meta({ description: "Of wss://: whom to trust, and what to show." })
      .optional(),
  })
  .meta({ description: "A WebSocket that Tocsin opens, and opens again when it breaks." });

const webSocketListenSchema = z
  .strictObject({
    type: z.literal("websocket-listen").meta({ description: "Listens for WebSockets." }),
    address: listenAddress,
    port: portField("Port to listen on."),
    peers_max: peersField("Most lines at one time."),
    allow: allowField,
    tls: listenTlsField,
  })
  .meta({ description: "WebSockets that sensors open." });

export const httpSchema = z
  .strictObject({
    type: z.literal("http").meta({ description: "Takes what is sent by HTTP POST." }),
    address: listenAddress,
    port: portField("Port to listen on."),
    token_file: textField(
      "File whose first line senders must give as `Authorization: Bearer …`, relative to this file. Left out: none is asked for.",
    ).optional(),
    allow: allowField,
    tls: listenTlsField,
  })
  .meta({ description: "Requests of senders, each with one message or more." });

export const httpPollSchema = z
  .strictObject({
    type: z.literal("http-poll").meta({ description: "Fetches a page again and again." }),
    url: z
      .url({ protocol: /^https?$/ })
      .max(2_000)
      .meta({ description: "What to fetch, http:// or https://." }),
    every_s: numberField({
      min: 0.2,
      max: 86_400,
      unit: "s",
      description: "Time between two fetches. An unchanged page is not read again.",
    }).default(1),
  })
  .meta({ description: "A page that is fetched, such as a receiver's list of aircraft." });

/** Which broker, and as whom. */
export const mqttBrokerFields = {
  url: z
    .url({ protocol: /^mqtts?$/ })
    .max(2_000)
    .meta({ description: "The broker, mqtt:// or mqtts://." }),
  tls: clientTlsSchema
    .meta({ description: "Of mqtts://: whom to trust, and what to show." })
    .optional(),
  user: textField("Name to sign in with. Left out: without.").optional(),
  password_file: textField(
    "File whose first line is the password, relative to this file.",
  ).optional(),
};

export const mqttSchema = z
  .strictObject({
    type: z.literal("mqtt").meta({ description: "Subscribes to topics of an MQTT broker." }),
    ...mqttBrokerFields,
    topics: z
      .array(textField("A topic, or a filter with + and #."))
      .min(1)
      .max(TOPICS_MAX)
      .meta({ description: "What to subscribe to, at QoS 1." }),
    retained: flagField(
      "Whether what the broker kept from before is taken in. It may be old.",
    ).default(false),
    status_topic: textField(
      "Where this post says that it listens; the broker says there when the post is gone (last will). Left out: nowhere.",
    ).optional(),
  })
  .meta({ description: "What is published to a broker." });

export const fileSchema = z
  .strictObject({
    type: z.literal("file").meta({ description: "A file, or the standard input." }),
    path: textField("The file, relative to this one, gzipped or not; `-` is the standard input."),
    speed: numberField({
      min: 0,
      max: 1_000,
      unit: "×",
      description:
        "How fast a capture (pcap, pcapng) is played: 1 as it was recorded, 0 as fast as it goes. Its looks happen now, but in mode live, and its sensors say that they are recorded. Other files have no times and are read as fast as they go.",
    }).default(1),
  })
  .meta({ description: "A recording." });

/** How the octets of an input reach the post: written once, the same for every kind of input that names a transport. */
export const transportSchema = z.discriminatedUnion("type", [
  tcpSchema,
  tcpListenSchema,
  udpSchema,
  webSocketSchema,
  webSocketListenSchema,
  httpSchema,
  httpPollSchema,
  mqttSchema,
  fileSchema,
]);

export type TransportConfig = z.output<typeof transportSchema>;
