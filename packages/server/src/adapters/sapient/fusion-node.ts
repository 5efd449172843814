import { MICROS_PER_SECOND, sensorId, type TimeUs } from "@tocsin/core";
import type { SensorReport } from "@tocsin/sdk";
import type { DetectionReport } from "./generated/detection_pb.ts";
import type { SapientMessage } from "./generated/sapient_message_pb.ts";
import { Task_Control, TaskAck_TaskStatus, type Task } from "./generated/task_pb.ts";
import { AlertAck_AlertAckStatus } from "./generated/alert_pb.ts";
import { ulidOf } from "./identifiers.ts";
import { decodeMessage } from "./message-codec.ts";
import type { SapientNodeConfig } from "./node-config.ts";
import { statusOf } from "./node-status.ts";
import {
  ownMessage,
  type OwnCondition,
  type OwnNode,
  registrationContent,
  statusContent,
  WELL,
} from "./own-messages.ts";
import type { GeoidHeight } from "./read-place.ts";
import { reportToDetection } from "./report-to-detection.ts";
import { fromTimestamp } from "./timestamp.ts";

/** A node that was not heard registering is asked for it at most so often. */
const ASK_AGAIN_US = 60 * MICROS_PER_SECOND;
/** Of a message that is refused, so many octets go back with the error. */
const RETURNED_OCTETS_MAX = 4_096;

export interface FusionNodeOptions {
  readonly own: OwnNode;
  /** Those whose reports are taken in; null: this node only tells, and has no word on who else is there. */
  readonly nodes: readonly SapientNodeConfig[] | null;
  /** Answers registrations and alerts itself: where sensors connect directly. A middleware does it in our place. */
  readonly acknowledges: boolean;
  readonly geoidHeight: GeoidHeight;
  /** How it is at first. Left out: well. */
  readonly condition?: OwnCondition;
}

/** What a message led to. */
export type NodeOutput =
  | SensorReport
  | { readonly type: "rejected"; readonly reason: string; readonly detail: string }
  | { readonly type: "reply"; readonly message: SapientMessage }
  /** An alert of ours was answered. */
  | {
      readonly type: "acknowledged";
      readonly alertId: string;
      readonly nodeId: string;
      readonly accepted: boolean;
      readonly reason: string;
    };

interface KnownNode {
  readonly config: SapientNodeConfig;
  /** Over which it was heard last. */
  connection: string | null;
  registered: boolean;
  askedUs: TimeUs;
  looks: number;
}

/**
 * The fusion node's side of one connection, without the connection: takes messages, and gives looks, health and answers. It takes
 * detections of the nodes that the site file names and of no others, and of the tasks only questions about itself.
 */
export class FusionNode {
  readonly #options: FusionNodeOptions;
  readonly #nodes: ReadonlyMap<string, KnownNode>;
  #condition: OwnCondition;

  constructor(options: FusionNodeOptions) {
    this.#options = options;
    this.#condition = options.condition ?? WELL;
    this.#nodes = new Map(
      (options.nodes ?? []).map((config) => [
        config.nodeId,
        { config, connection: null, registered: false, askedUs: -Infinity, looks: 0 },
      ]),
    );
  }

  /** What is said first on a new connection. */
  greeting(atUs: TimeUs): readonly SapientMessage[] {
    const { own } = this.#options;
    return [ownMessage(own, atUs, registrationContent(own)), this.#status(atUs, true)];
  }

  status(atUs: TimeUs): SapientMessage {
    return this.#status(atUs, false);
  }

  /** How this node is from now on; what is to be said of it, or null where it was so already. */
  become(condition: OwnCondition, atUs: TimeUs): SapientMessage | null {
    const { system, because } = this.#condition;
    if (system === condition.system && because.join("\n") === condition.because.join("\n"))
      return null;
    this.#condition = condition;
    return this.#status(atUs, true);
  }

  goodbye(atUs: TimeUs): SapientMessage {
    return this.#status(atUs, true, { system: "goodbye", because: [] });
  }

  #status(atUs: TimeUs, isNew: boolean, condition = this.#condition): SapientMessage {
    const { own } = this.#options;
    return ownMessage(own, atUs, statusContent(own, atUs, condition, isNew));
  }

  /** A connection ended: whoever spoke over it is heard no more, and registers anew. */
  ended(connection: string): readonly NodeOutput[] {
    return [...this.#nodes.values()]
      .filter((node) => node.connection === connection)
      .map((node) => {
        node.connection = null;
        node.registered = false;
        return {
          type: "health",
          sensorId: node.config.sensorId,
          status: "down",
          reason: "its connection ended",
        };
      });
  }

  /** Takes the octets of one message that came over a connection; `subject`: the sensor that its other end has proven to be. */
  receive(
    bytes: Uint8Array,
    receivedUs: TimeUs,
    connection: string,
    subject: string | null = null,
  ): readonly NodeOutput[] {
    const decoded = decodeMessage(bytes);
    if (!decoded.ok) {
      const problems = decoded.faults.map(({ path, problem }) => `${path} ${problem}`.trim());
      return [
        rejected("invalid-message", problems.slice(0, 3).join("; ")),
        this.#reply(receivedUs, {
          case: "error",
          value: { packet: bytes.slice(0, RETURNED_OCTETS_MAX), errorMessage: problems },
        }),
      ];
    }
    const node = this.#nodes.get(decoded.message.nodeId ?? "");
    if (node !== undefined && subject !== null && node.config.sensorId !== sensorId(subject))
      return [
        rejected(
          "wrong-sensor",
          `it speaks for ${node.config.sensorId}, with the certificate of ${subject}`,
        ),
      ];
    if (node !== undefined) node.connection = connection;
    return this.#take(decoded.message, receivedUs);
  }

  #take(message: SapientMessage, receivedUs: TimeUs): readonly NodeOutput[] {
    const { content, nodeId = "" } = message;
    // A middleware hands a node's own messages back to it.
    if (nodeId === this.#options.own.nodeId) return [];
    const node = this.#nodes.get(nodeId);
    switch (content.case) {
      case "task":
        return this.#answer(content.value, nodeId, receivedUs);
      case "registration":
        return this.#register(nodeId, node, receivedUs);
      case "registrationAck":
        return content.value.acceptance === false
          ? [rejected("registration-refused", content.value.ackResponseReason.join("; "))]
          : [];
      case "error":
        return [rejected("peer-error", content.value.errorMessage.join("; "))];
      case "alert":
        return [
          rejected("alert-not-used", content.value.description ?? ""),
          ...this.#acknowledgeAlert(content.value.alertId ?? "", nodeId, receivedUs),
        ];
      case "statusReport":
        if (node === undefined) return this.#strange(nodeId);
        return [
          {
            type: "health",
            sensorId: node.config.sensorId,
            ...statusOf(content.value, node.config, this.#options.geoidHeight),
          },
          ...this.#askToRegister(node, receivedUs),
        ];
      case "detectionReport":
        if (node === undefined) return this.#strange(nodeId);
        return [
          ...this.#look(content.value, node, sentUs(message)),
          ...this.#askToRegister(node, receivedUs),
        ];
      case "alertAck":
        return [
          {
            type: "acknowledged",
            alertId: content.value.alertId ?? "",
            nodeId,
            accepted: content.value.alertAckStatus === AlertAck_AlertAckStatus.ACCEPTED,
            reason: content.value.reason.join("; "),
          },
        ];
      case "taskAck":
      case undefined:
        return [];
    }
  }

  #strange(nodeId: string): readonly NodeOutput[] {
    return this.#options.nodes === null ? [] : [unknown(nodeId)];
  }

  #look(report: DetectionReport, node: KnownNode, sensedUs: TimeUs): readonly NodeOutput[] {
    const detection = reportToDetection(report, {
      sensedUs,
      node: node.config,
      geoidHeight: this.#options.geoidHeight,
    });
    if (typeof detection === "string") return [rejected(detection, node.config.sensorId)];
    node.looks += 1;
    return [
      {
        type: "look",
        look: {
          sensorId: node.config.sensorId,
          sequence: node.looks,
          fromUs: sensedUs,
          toUs: sensedUs,
          sweep: null,
          detections: [detection],
        },
      },
    ];
  }

  #register(
    nodeId: string,
    node: KnownNode | undefined,
    receivedUs: TimeUs,
  ): readonly NodeOutput[] {
    if (node !== undefined) node.registered = true;
    const isAccepted = node !== undefined || this.#options.nodes === null;
    const acknowledgement = this.#reply(
      receivedUs,
      {
        case: "registrationAck",
        value: isAccepted
          ? { acceptance: true }
          : {
              acceptance: false,
              ackResponseReason: [
                `node ${nodeId} is not in the site file: add it to the input's sensors`,
              ],
            },
      },
      nodeId,
    );
    return [
      ...(node === undefined ? this.#strange(nodeId) : []),
      ...(this.#options.acknowledges ? [acknowledgement] : []),
    ];
  }

  /** After a restart behind a middleware the nodes go on reporting without a registration: they are asked for it. */
  #askToRegister(node: KnownNode, receivedUs: TimeUs): readonly NodeOutput[] {
    if (node.registered || receivedUs - node.askedUs < ASK_AGAIN_US) return [];
    node.askedUs = receivedUs;
    const { nodeId } = node.config;
    return [
      this.#reply(
        receivedUs,
        {
          case: "task",
          value: {
            taskId: ulidOf(receivedUs, `${nodeId} registration ${receivedUs}`),
            control: Task_Control.START,
            command: { command: { case: "request", value: "Registration" } },
          },
        },
        nodeId,
      ),
    ];
  }

  #answer(task: Task, from: string, receivedUs: TimeUs): readonly NodeOutput[] {
    const command = task.command?.command;
    const asked = command?.case === "request" ? command.value.trim().toLowerCase() : null;
    const { own } = this.#options;
    const answers =
      asked === "registration"
        ? [this.#reply(receivedUs, registrationContent(own))]
        : asked === "status"
          ? [this.#reply(receivedUs, statusContent(own, receivedUs, this.#condition, true))]
          : null;
    const taken = answers !== null && task.control === Task_Control.START;
    const acknowledgement = this.#reply(
      receivedUs,
      {
        case: "taskAck",
        value: {
          taskId: task.taskId ?? "",
          taskStatus: taken ? TaskAck_TaskStatus.COMPLETED : TaskAck_TaskStatus.REJECTED,
          reason: taken
            ? []
            : [
                "Tocsin warns people: it answers requests for Registration and Status, and takes no other task",
              ],
        },
      },
      from,
    );
    return taken ? [acknowledgement, ...answers] : [acknowledgement];
  }

  #acknowledgeAlert(alertId: string, from: string, receivedUs: TimeUs): readonly NodeOutput[] {
    if (!this.#options.acknowledges) return [];
    const reason = ["alerts of other nodes are shown, and not acted on"];
    return [
      this.#reply(
        receivedUs,
        {
          case: "alertAck",
          value: { alertId, alertAckStatus: AlertAck_AlertAckStatus.ACCEPTED, reason },
        },
        from,
      ),
    ];
  }

  #reply(
    atUs: TimeUs,
    content: Parameters<typeof ownMessage>[2],
    destinationId?: string,
  ): NodeOutput {
    return { type: "reply", message: ownMessage(this.#options.own, atUs, content, destinationId) };
  }
}

const rejected = (reason: string, detail: string): NodeOutput => ({
  type: "rejected",
  reason,
  detail,
});

const unknown = (nodeId: string): NodeOutput =>
  rejected("unknown-node", `${nodeId} is not among the nodes of the site file`);

/** A valid message has a time. */
const sentUs = ({ timestamp }: SapientMessage): TimeUs =>
  timestamp === undefined ? 0 : fromTimestamp(timestamp);
