import { radians } from "@tocsin/core";
import { expect, test } from "vitest";
import { findFaults } from "../../src/adapters/sapient/find-faults.ts";
import { AlertAck_AlertAckStatus } from "../../src/adapters/sapient/generated/alert_pb.ts";
import {
  LocationCoordinateSystem,
  LocationDatum,
  RangeBearingCoordinateSystem,
  RangeBearingDatum,
} from "../../src/adapters/sapient/generated/place_pb.ts";
import {
  StatusReport_Info,
  StatusReport_System,
} from "../../src/adapters/sapient/generated/status_pb.ts";
import { Task_Control, TaskAck_TaskStatus } from "../../src/adapters/sapient/generated/task_pb.ts";
import { FusionNode } from "../../src/adapters/sapient/fusion-node.ts";
import { decodeMessage, encodeMessage } from "../../src/adapters/sapient/message-codec.ts";
import { registrationContent } from "../../src/adapters/sapient/own-messages.ts";
import {
  LINE,
  from,
  fusionNode,
  NOW_US,
  OBJECT,
  octets,
  OWN,
  RADAR_ID,
  REPORT,
  repliesOf,
  STRANGER_ID,
} from "./world.ts";

const report = (locationOneof: object, more: object = {}) =>
  octets(
    from(RADAR_ID, {
      case: "detectionReport",
      value: { reportId: REPORT, objectId: OBJECT, locationOneof, ...more } as object,
    }),
  );
const bearing = {
  case: "rangeBearing",
  value: {
    azimuth: 10,
    elevation: 2,
    range: 3,
    rangeError: 0.005,
    coordinateSystem: RangeBearingCoordinateSystem.DEGREES_KM,
    datum: RangeBearingDatum.MAGNETIC,
  },
};
const status = (system: StatusReport_System, more: object = {}) =>
  octets(
    from(RADAR_ID, {
      case: "statusReport",
      value: {
        reportId: REPORT,
        system,
        info: StatusReport_Info.NEW,
        mode: "Scan",
        ...more,
      } as object,
    }),
  );

test("what it says of itself first is valid: what it is, then a status that is new", () => {
  const said = fusionNode().greeting(NOW_US);
  expect(said.map(({ content }) => content.case)).toEqual(["registration", "statusReport"]);
  expect(said.map(findFaults)).toEqual([[], []]);
  expect(said[1]?.content.value).toMatchObject({ info: StatusReport_Info.NEW });
  expect(findFaults(fusionNode().goodbye(NOW_US))).toEqual([]);
  for (const message of said)
    expect(decodeMessage(encodeMessage(message).subarray(4)).ok).toBe(true);
});

test("a range and bearing becomes a polar detection from true north, in metres and radians", () => {
  const [output] = fusionNode().receive(report(bearing), NOW_US, LINE);
  expect(output).toMatchObject({
    type: "look",
    look: { sensorId: "radar", sequence: 1, fromUs: NOW_US, toUs: NOW_US, sweep: null },
  });
  const detection = output?.type === "look" ? output.look.detections[0] : null;
  expect(detection).toMatchObject({
    kind: "polar",
    rangeM: 3_000,
    rangeSigmaM: 5,
    identity: { sensorTrack: OBJECT },
  });
  expect(detection?.kind === "polar" && detection.azimuthRad).toBeCloseTo(radians(18), 12);
});

test("without a range it is a bearing, and without a bearing nothing", () => {
  const { range: _range, ...alone } = bearing.value;
  const bearingOnly = fusionNode().receive(report({ ...bearing, value: alone }), NOW_US, LINE);
  expect(bearingOnly[0]).toMatchObject({ look: { detections: [{ kind: "bearing" }] } });
  const { azimuth: _azimuth, ...rangeOnly } = bearing.value;
  expect(fusionNode().receive(report({ ...bearing, value: rangeOnly }), NOW_US, LINE)[0]).toEqual({
    type: "rejected",
    reason: "range-only",
    detail: "radar",
  });
});

test("a place on the grid above the geoid becomes one on the ellipsoid, with its velocity", () => {
  const location = {
    case: "location",
    value: {
      x: 500_000,
      y: 5_316_300,
      z: 100,
      xError: 4,
      yError: 3,
      coordinateSystem: LocationCoordinateSystem.UTM_M,
      datum: LocationDatum.WGS84_G,
      utmZone: "36U",
    },
  };
  const velocityOneof = { case: "enuVelocity", value: { eastRate: 30, northRate: -5 } };
  const [output] = fusionNode().receive(report(location, { velocityOneof }), NOW_US, LINE);
  const detection = output?.type === "look" ? output.look.detections[0] : null;
  expect(detection).toMatchObject({
    kind: "position",
    heightM: 120,
    covarianceEeM2: 16,
    covarianceNnM2: 9,
    velocity: { eastMps: 30, northMps: -5, upMps: null },
  });
  // The middle meridian of zone 36 is 33° east.
  expect(detection?.kind === "position" && detection.longitudeRad).toBeCloseTo(radians(33), 12);
  expect(detection?.kind === "position" && detection.latitudeRad).toBeCloseTo(radians(48), 4);
});

test("where sensors connect directly a registration is answered, and a stranger's with what to do", () => {
  const registration = registrationContent(OWN);
  const [known] = repliesOf(
    fusionNode().receive(octets(from(RADAR_ID, registration)), NOW_US, LINE),
  );
  expect(known).toMatchObject({
    destinationId: RADAR_ID,
    content: { case: "registrationAck", value: { acceptance: true } },
  });
  const outputs = fusionNode().receive(octets(from(STRANGER_ID, registration)), NOW_US, LINE);
  expect(outputs[0]).toMatchObject({ type: "rejected", reason: "unknown-node" });
  expect(repliesOf(outputs)[0]?.content.value).toMatchObject({
    acceptance: false,
    ackResponseReason: [
      `node ${STRANGER_ID} is not in the site file: add it to the input's sensors`,
    ],
  });
  expect(
    repliesOf(fusionNode(false).receive(octets(from(RADAR_ID, registration)), NOW_US, LINE)),
  ).toEqual([]);
});

test("a node that was not heard registering is asked for it, once a minute", () => {
  const node = fusionNode(false);
  const asks = (atUs: number) =>
    repliesOf(node.receive(status(StatusReport_System.OK), atUs, LINE)).map(
      ({ content }) => content.case,
    );
  expect(asks(NOW_US)).toEqual(["task"]);
  expect(asks(NOW_US + 59e6)).toEqual([]);
  expect(asks(NOW_US + 60e6)).toEqual(["task"]);
  node.receive(octets(from(RADAR_ID, registrationContent(OWN))), NOW_US + 61e6, LINE);
  expect(asks(NOW_US + 600e6)).toEqual([]);
  expect(node.ended(LINE)).toMatchObject([{ status: "down", reason: "its connection ended" }]);
  expect(asks(NOW_US + 601e6), "the line broke").toEqual(["task"]);
});

test("what a node says of its state becomes its health, and a node that moved shows as degraded", () => {
  const health = (bytes: Uint8Array) => fusionNode().receive(bytes, NOW_US, LINE)[0];
  expect(health(status(StatusReport_System.OK))).toMatchObject({ status: "up" });
  expect(health(status(StatusReport_System.WARNING))).toMatchObject({ status: "degraded" });
  expect(health(status(StatusReport_System.ERROR))).toMatchObject({ status: "down" });
  expect(health(status(StatusReport_System.GOODBYE))).toMatchObject({
    status: "down",
    reason: "the node said goodbye",
  });
  const at = (x: number) => ({
    nodeLocation: {
      x,
      y: 48,
      coordinateSystem: LocationCoordinateSystem.LAT_LNG_DEG_M,
      datum: LocationDatum.WGS84_E,
    },
  });
  expect(health(status(StatusReport_System.OK, at(31)))).toMatchObject({ status: "up" });
  expect(health(status(StatusReport_System.OK, at(31.01)))).toMatchObject({
    status: "degraded",
    reason: "it says that it stands 746 m from where the site file has it",
  });
});

test("of the tasks it answers questions about itself, and refuses all else: it moves and aims nothing", () => {
  const task = (command: object) =>
    repliesOf(
      fusionNode().receive(
        octets(
          from(RADAR_ID, {
            case: "task",
            value: { taskId: REPORT, control: Task_Control.START, command: { command } } as object,
          }),
        ),
        NOW_US,
        LINE,
      ),
    );
  const asked = task({ case: "request", value: "Registration" });
  expect(asked.map(({ content }) => content.case)).toEqual(["taskAck", "registration"]);
  expect(asked.map(findFaults)).toEqual([[], []]);
  const refused = task({ case: "modeChange", value: "Track" });
  expect(refused).toHaveLength(1);
  expect(refused[0]?.content.value).toMatchObject({ taskStatus: TaskAck_TaskStatus.REJECTED });
});

test("a node that only tells accepts whoever registers with it, has nothing to say of strangers, and answers for no middleware", () => {
  const stranger = octets(from(STRANGER_ID, registrationContent({ ...OWN, nodeId: STRANGER_ID })));
  const teller = (acknowledges: boolean): FusionNode =>
    new FusionNode({ own: OWN, nodes: null, acknowledges, geoidHeight: () => 0 });
  const answers = teller(true).receive(stranger, NOW_US, LINE);
  expect(repliesOf(answers).map(({ content }) => content)).toMatchObject([
    { case: "registrationAck", value: { acceptance: true } },
  ]);
  expect(answers).toHaveLength(1);
  expect(teller(false).receive(stranger, NOW_US, LINE)).toEqual([]);
});

test("what a middleware hands back of our own is passed over", () => {
  const own = octets(from(OWN.nodeId, registrationContent(OWN)));
  expect(fusionNode().receive(own, NOW_US, LINE)).toEqual([]);
});

test("an alert of another node is acknowledged and not acted on", () => {
  const outputs = fusionNode().receive(
    octets(from(RADAR_ID, { case: "alert", value: { alertId: REPORT, description: "Drone" } })),
    NOW_US,
    LINE,
  );
  expect(outputs[0]).toEqual({ type: "rejected", reason: "alert-not-used", detail: "Drone" });
  expect(repliesOf(outputs)[0]?.content.value).toMatchObject({
    alertId: REPORT,
    alertAckStatus: AlertAck_AlertAckStatus.ACCEPTED,
  });
});

test("what is no message is sent back with what is wrong", () => {
  const outputs = fusionNode().receive(Uint8Array.of(0xff, 0x01), NOW_US, LINE);
  expect(outputs[0]).toMatchObject({ type: "rejected", reason: "invalid-message" });
  const [error] = repliesOf(outputs);
  expect(error?.content).toMatchObject({
    case: "error",
    value: { packet: Uint8Array.of(0xff, 1) },
  });
  expect(error === undefined ? null : findFaults(error)).toEqual([]);
});

test("a report that the object is lost holds no detection", () => {
  expect(
    fusionNode().receive(report(bearing, { state: "Object lost" }), NOW_US, LINE)[0],
  ).toMatchObject({
    reason: "object-lost",
  });
});
