import type { MessageInitShape } from "@bufbuild/protobuf";
import { degrees, type Detection, type Look, type SensorStatus, type TimeUs } from "@tocsin/core";
import type { EncodedLook, LookEncoder } from "@tocsin/sdk";
import {
  LocationCoordinateSystem,
  LocationDatum,
  RangeBearingCoordinateSystem,
  RangeBearingDatum,
} from "../generated/place_pb.ts";
import type { SapientMessageSchema } from "../generated/sapient_message_pb.ts";
import { StatusReport_Info, StatusReport_System } from "../generated/status_pb.ts";
import { ulidOf, ulidOfName } from "../identifiers.ts";
import { encodeMessage } from "../message-codec.ts";
import {
  MODE_NAME,
  ownMessage,
  registrationContent,
  statusContent,
  WELL,
  type OwnNode,
} from "../own-messages.ts";

type Content = NonNullable<MessageInitShape<typeof SapientMessageSchema>["content"]>;
type Location = NonNullable<
  Extract<Content, { case: "detectionReport" }>["value"]["locationOneof"]
>;

/** A sensor that speaks SAPIENT: it registers, says that it is well, and reports each detection. A sweep, a range rate and a cross-section have no words there. */
export class NodeEncoder implements LookEncoder {
  readonly #node: OwnNode;
  #reports = 0;

  constructor(node: OwnNode) {
    this.#node = node;
  }

  greeting(atUs: TimeUs): readonly Uint8Array[] {
    return [
      this.#message(atUs, registrationContent(this.#node)),
      this.#message(atUs, statusContent(this.#node, atUs, WELL, true)),
    ];
  }

  encode({ toUs, detections }: Look): EncodedLook {
    const messages = detections.map((detection) =>
      this.#message(detection.sensedUs, this.#report(detection)),
    );
    return {
      messages: [...messages, this.#message(toUs, statusContent(this.#node, toUs, WELL, false))],
      unsaid: 0,
    };
  }

  health(status: SensorStatus, _reason: string, atUs: TimeUs): readonly Uint8Array[] {
    const system = SYSTEMS[status];
    if (system === null) return [];
    return [
      this.#message(atUs, {
        case: "statusReport",
        value: {
          reportId: ulidOf(atUs, `${this.#node.nodeId} status ${atUs}`),
          system,
          info: StatusReport_Info.NEW,
          mode: MODE_NAME,
        },
      }),
    ];
  }

  #message(atUs: TimeUs, content: Content): Uint8Array {
    return encodeMessage(ownMessage(this.#node, atUs, content));
  }

  #report(detection: Detection): Content {
    const name = `${this.#node.nodeId} report ${++this.#reports}`;
    const reportId = ulidOf(detection.sensedUs, name);
    const { sensorTrack = null, callsign = null } = detection.identity ?? {};
    const object = sensorTrack ?? callsign;
    return {
      case: "detectionReport",
      value: {
        reportId,
        objectId: object === null ? reportId : ulidOfName(`${this.#node.nodeId} ${object}`),
        locationOneof: placeOf(detection),
        ...(callsign === null ? {} : { id: callsign }),
        ...velocityOf(detection),
      },
    };
  }
}

const SYSTEMS: Readonly<Record<SensorStatus, StatusReport_System | null>> = {
  up: StatusReport_System.OK,
  degraded: StatusReport_System.WARNING,
  down: StatusReport_System.ERROR,
  unknown: null,
};

function placeOf(detection: Detection): Location {
  if (detection.kind === "position")
    return {
      case: "location",
      value: {
        x: degrees(detection.longitudeRad),
        y: degrees(detection.latitudeRad),
        ...(detection.heightM === null ? {} : { z: detection.heightM }),
        coordinateSystem: LocationCoordinateSystem.LAT_LNG_DEG_M,
        datum: LocationDatum.WGS84_E,
      },
    };
  return {
    case: "rangeBearing",
    value: {
      azimuth: degrees(detection.azimuthRad),
      azimuthError: degrees(detection.azimuthSigmaRad),
      ...(detection.elevationRad === null
        ? {}
        : {
            elevation: degrees(detection.elevationRad),
            elevationError: degrees(detection.elevationSigmaRad),
          }),
      ...(detection.kind === "polar"
        ? { range: detection.rangeM, rangeError: detection.rangeSigmaM }
        : {}),
      coordinateSystem: RangeBearingCoordinateSystem.DEGREES_M,
      datum: RangeBearingDatum.TRUE,
    },
  };
}

function velocityOf(detection: Detection) {
  if (detection.kind !== "position" || detection.velocity === null) return {};
  const { eastMps, northMps, upMps } = detection.velocity;
  return {
    velocityOneof: {
      case: "enuVelocity" as const,
      value: {
        eastRate: eastMps,
        northRate: northMps,
        ...(upMps === null ? {} : { upRate: upMps }),
      },
    },
  };
}
