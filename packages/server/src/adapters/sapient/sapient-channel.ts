import type { Mode } from "@tocsin/core";
import type {
  ByteSource,
  Channel,
  ChannelReceipt,
  Clock,
  OutgoingWarning,
  Picture,
} from "@tocsin/sdk";
import { channelId, MICROS_PER_SECOND } from "@tocsin/core";
import { FusionNode } from "./fusion-node.ts";
import { ownMessage, type OwnNode } from "./own-messages.ts";
import { SapientSession } from "./session.ts";
import { trackReport } from "./track-report.ts";
import { alertIdOf, warningAlert } from "./warning-alert.ts";

/** Whoever takes an alert has so long to say so; it counts as sent then, and not as delivered. */
const ANSWER_WITHIN_US = 3 * MICROS_PER_SECOND;

interface Answer {
  readonly accepted: boolean;
  readonly reason: string;
}

/** Carries warnings as alerts, and what is tracked as fused detections, to SAPIENT nodes. It takes nothing in. */
export function createSapientChannel(options: {
  readonly id: string;
  readonly modes: readonly Mode[];
  readonly own: OwnNode;
  readonly siteId: string;
  readonly source: ByteSource;
  /** Whether nodes connect to us and not to a middleware, which would answer them in our place. */
  readonly acknowledges: boolean;
  readonly clock: Clock;
}): Channel {
  const { own, siteId, source, acknowledges, clock } = options;
  const waiting = new Map<string, (answer: Answer) => void>();
  const closed = new AbortController();
  const session = new SapientSession({
    source,
    clock,
    node: new FusionNode({ own, nodes: null, acknowledges, geoidHeight: () => 0 }),
    sink: { look: ignore, health: ignore, report: ignore, rejected: ignore, link: ignore },
    acknowledged: ({ alertId, accepted, reason }) => waiting.get(alertId)?.({ accepted, reason }),
  });
  // A source that cannot begin, such as a port that is taken, shows at each warning as not connected.
  const running = session.run(closed.signal).catch(ignore);

  async function send(message: OutgoingWarning): Promise<ChannelReceipt> {
    const alertId = alertIdOf(message);
    const alert = ownMessage(own, clock.nowUs(), warningAlert(message, own.nodeId));
    const answered = new Promise<Answer>((resolve) => waiting.set(alertId, resolve));
    const given = session.send(alert);
    if (given === 0) {
      waiting.delete(alertId);
      return { outcome: "failed", detail: "no node is connected" };
    }
    const patience = new AbortController();
    const answer = await Promise.race([
      answered,
      clock.waitUntil(clock.nowUs() + ANSWER_WITHIN_US, patience.signal).then(() => null),
    ]);
    patience.abort();
    waiting.delete(alertId);
    if (answer === null) return { outcome: "sent", detail: `given to ${given}, not acknowledged` };
    return answer.accepted
      ? { outcome: "delivered", detail: "acknowledged" }
      : { outcome: "failed", detail: `refused: ${answer.reason}` };
  }

  return {
    id: channelId(options.id),
    modes: options.modes,
    send,
    show: ({ timeUs, tracks }: Picture) => {
      for (const track of tracks)
        if (track.status === "confirmed")
          session.send(
            ownMessage(own, clock.nowUs(), trackReport(track, { siteId, atUs: timeUs })),
          );
    },
    close: async () => {
      closed.abort();
      await running;
    },
  };
}

function ignore(): void {
  // A channel takes nothing in: what nodes say of themselves is for the input of that kind.
}
