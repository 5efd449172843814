import { create, type MessageInitShape } from "@bufbuild/protobuf";
import { MICROS_PER_SECOND, type TimeUs } from "@tocsin/core";
import { ICD_VERSION } from "./find-faults.ts";
import { LocationCoordinateSystem, LocationDatum } from "./generated/place_pb.ts";
import {
  Registration_ModeType,
  Registration_NodeType,
  Registration_RegionType,
  Registration_TimeUnits,
} from "./generated/registration_pb.ts";
import { type SapientMessage, SapientMessageSchema } from "./generated/sapient_message_pb.ts";
import {
  StatusReport_Info,
  StatusReport_StatusLevel,
  StatusReport_StatusType,
  StatusReport_System,
} from "./generated/status_pb.ts";
import { ulidOf } from "./identifiers.ts";
import { toTimestamp } from "./timestamp.ts";

/** A node says how it is at least so often. */
export const STATUS_EVERY_US = 5 * MICROS_PER_SECOND;

/** Who speaks: the node's UUID, and what people call it. */
export interface OwnNode {
  readonly nodeId: string;
  readonly name: string;
  readonly version: string;
}

type Content = NonNullable<MessageInitShape<typeof SapientMessageSchema>["content"]>;

/** A message of this node, to one other or to whoever listens. */
export const ownMessage = (
  node: OwnNode,
  atUs: TimeUs,
  content: Content,
  destinationId?: string,
): SapientMessage =>
  create(SapientMessageSchema, {
    timestamp: toTimestamp(atUs),
    nodeId: node.nodeId,
    content,
    ...(destinationId === undefined ? {} : { destinationId }),
  });

const seconds = (value: number) => ({ units: Registration_TimeUnits.SECONDS, value });

/** Heights are above the ellipsoid. */
const placesIn = (value: LocationCoordinateSystem) =>
  ({
    coordinatesOneof: { case: "locationUnits", value },
    datumOneof: { case: "locationDatum", value: LocationDatum.WGS84_E },
  }) as const;

/** What a fusion node that warns people says of itself: it takes no task but questions, for it moves and aims nothing. */
export const registrationContent = (node: OwnNode): Content => ({
  case: "registration",
  value: {
    nodeDefinition: [
      { nodeType: Registration_NodeType.FUSION_NODE, nodeSubType: ["Early warning"] },
    ],
    icdVersion: ICD_VERSION,
    name: node.name,
    shortName: "Tocsin",
    capabilities: [
      { category: "Fusion", type: "Tracks of objects in the air, and warnings to people" },
    ],
    statusDefinition: { statusInterval: seconds(STATUS_EVERY_US / MICROS_PER_SECOND) },
    modeDefinition: [
      {
        modeName: MODE_NAME,
        modeType: Registration_ModeType.PERMANENT,
        settleTime: seconds(0),
        detectionDefinition: [{ locationType: placesIn(LocationCoordinateSystem.UTM_M) }],
        task: {
          concurrentTasks: 0,
          regionDefinition: {
            regionType: [Registration_RegionType.AREA_OF_INTEREST],
            regionArea: [placesIn(LocationCoordinateSystem.LAT_LNG_DEG_M)],
          },
        },
      },
    ],
    configData: [{ manufacturer: "Tocsin", model: "Tocsin", softwareVersion: node.version }],
  },
});

export const MODE_NAME = "Watching";

/** How this node is, and why it is not well: what stands first is the worst. */
export interface OwnCondition {
  readonly system: "ok" | "warning" | "error" | "goodbye";
  readonly because: readonly string[];
}

export const WELL: OwnCondition = { system: "ok", because: [] };

const SYSTEMS = {
  ok: StatusReport_System.OK,
  warning: StatusReport_System.WARNING,
  error: StatusReport_System.ERROR,
  goodbye: StatusReport_System.GOODBYE,
} as const;

/** `isNew`: the first after a registration, and whenever something changed. */
export const statusContent = (
  node: OwnNode,
  atUs: TimeUs,
  { system, because }: OwnCondition,
  isNew: boolean,
): Content => ({
  case: "statusReport",
  value: {
    reportId: ulidOf(atUs, `${node.nodeId} status ${atUs}`),
    system: SYSTEMS[system],
    info: isNew ? StatusReport_Info.NEW : StatusReport_Info.UNCHANGED,
    mode: MODE_NAME,
    status: because.map((statusValue) => ({
      statusLevel:
        system === "error"
          ? StatusReport_StatusLevel.ERROR_STATUS
          : StatusReport_StatusLevel.WARNING_STATUS,
      statusType: StatusReport_StatusType.OTHER,
      statusValue,
    })),
  },
});
