import { create, type MessageInitShape } from "@bufbuild/protobuf";
import { warningKey } from "@tocsin/core";
import type { OutgoingWarning } from "@tocsin/sdk";
import {
  Alert_AlertStatus,
  Alert_AlertType,
  Alert_DiscretePriority,
} from "./generated/alert_pb.ts";
import { LocationCoordinateSystem, LocationDatum, LocationSchema } from "./generated/place_pb.ts";
import { AssociatedDetectionSchema } from "./generated/reference_pb.ts";
import type { SapientMessageSchema } from "./generated/sapient_message_pb.ts";
import { ulidOfName } from "./identifiers.ts";
import { objectIdOf } from "./track-report.ts";

type Content = NonNullable<MessageInitShape<typeof SapientMessageSchema>["content"]>;

const OVER = { type: Alert_AlertType.INFORMATION, priority: Alert_DiscretePriority.LOW };
const LEVELS = {
  "pre-alert": { type: Alert_AlertType.WARNING, priority: Alert_DiscretePriority.MEDIUM },
  "take-cover": { type: Alert_AlertType.CRITICAL, priority: Alert_DiscretePriority.HIGH },
} as const;

/** An alert's identifier: one for an area's episode, whose later messages change it and at last clear it. */
export const alertIdOf = ({ warning }: OutgoingWarning): string => ulidOfName(warningKey(warning));

/**
 * The alert of a warning: active while people are told to do something, cleared at the end. Whoever reads it is told the mode first where
 * it is not the real thing, and the place of the area's middle, since an alert has no outline.
 */
export function warningAlert(message: OutgoingWarning, nodeId: string): Content {
  const { warning } = message;
  const { stage } = warning;
  const level = stage === "pre-alert" || stage === "take-cover" ? LEVELS[stage] : null;
  const { type, priority } = level ?? OVER;
  const marked = warning.mode === "live" ? "" : `${warning.mode.toUpperCase()}: `;
  return {
    case: "alert",
    value: {
      alertId: alertIdOf(message),
      alertType: type,
      status: level === null ? Alert_AlertStatus.CLEAR : Alert_AlertStatus.ACTIVE,
      description: `${marked}${message.areaName}: ${message.headline} ${message.instruction}`,
      locationOneof: {
        case: "location",
        value: create(LocationSchema, middleOf(message.areaRingsDeg[0] ?? [])),
      },
      priority,
      ...(warning.probability === null ? {} : { confidence: warning.probability }),
      associatedDetection: warning.threats.map((threat) =>
        create(AssociatedDetectionSchema, {
          nodeId,
          objectId: objectIdOf(warning.siteId, threat),
        }),
      ),
      additionalInformation: `version ${warning.version} of ${warningKey(warning)}`,
    },
  };
}

/** Mean of the corners, which is in the middle enough to say where an area is. */
function middleOf(ringDeg: readonly number[]) {
  const latitudes = ringDeg.filter((_, index) => index % 2 === 0);
  const longitudes = ringDeg.filter((_, index) => index % 2 === 1);
  const mean = (values: readonly number[]): number =>
    values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
  return {
    x: mean(longitudes),
    y: mean(latitudes),
    coordinateSystem: LocationCoordinateSystem.LAT_LNG_DEG_M,
    datum: LocationDatum.WGS84_E,
  };
}
