import { create, type MessageInitShape, toBinary } from "@bufbuild/protobuf";
import { radians, sensorId, type TimeUs } from "@tocsin/core";
import { FusionNode, type NodeOutput } from "../../src/adapters/sapient/fusion-node.ts";
import {
  type SapientMessage,
  SapientMessageSchema,
} from "../../src/adapters/sapient/generated/sapient_message_pb.ts";
import {
  defaultSapientAccuracy,
  type SapientNodeConfig,
} from "../../src/adapters/sapient/node-config.ts";
import { toTimestamp } from "../../src/adapters/sapient/timestamp.ts";

/** Not on a whole millisecond. */
export const NOW_US = Date.UTC(2026, 2, 1, 4, 0, 0, 250) * 1_000 + 125;
/** The connection that messages come over. */
export const LINE = "10.0.0.1:5020";
export const RADAR_ID = "5c5a8f4e-2c3f-4b8e-9d59-0d3c6b1f7a10";
export const STRANGER_ID = "7d5a8f4e-2c3f-4b8e-9d59-0d3c6b1f7a11";
export const OBJECT = "01GGYFBAXH4VYRQYEX7S3XGK3H";
export const REPORT = "01GGYFBAXGDG7AGAHRZ6XSNY12";

export const RADAR: SapientNodeConfig = {
  nodeId: RADAR_ID,
  sensorId: sensorId("radar"),
  latitudeRad: radians(48),
  longitudeRad: radians(31),
  declinationRad: radians(8),
  headingRad: radians(90),
  accuracy: defaultSapientAccuracy,
};

export const OWN = {
  nodeId: "11111111-2222-4333-8444-555555555555",
  name: "Weir",
  version: "1.0.0",
};

type Content = NonNullable<MessageInitShape<typeof SapientMessageSchema>["content"]>;

/** A message as a sensor would send it. */
export const from = (nodeId: string, content: Content, atUs: TimeUs = NOW_US): SapientMessage =>
  create(SapientMessageSchema, { timestamp: toTimestamp(atUs), nodeId, content });

export const octets = (message: SapientMessage): Uint8Array =>
  toBinary(SapientMessageSchema, message);

/** The fusion node of a site that knows one radar; the geoid lies 20 m above the ellipsoid everywhere. */
export const fusionNode = (acknowledges = true): FusionNode =>
  new FusionNode({ own: OWN, nodes: [RADAR], acknowledges, geoidHeight: () => 20 });

export const repliesOf = (outputs: readonly NodeOutput[]): readonly SapientMessage[] =>
  outputs.flatMap((output) => (output.type === "reply" ? [output.message] : []));
