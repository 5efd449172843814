import {
  type ChannelId,
  type Engine,
  ENGINE_VERSION,
  type Fault,
  MICROS_PER_SECOND,
  type SiteModel,
  type TimeUs,
} from "@tocsin/core";
import { isRunning, type OfficialEntry, type OfficialTaking } from "@tocsin/core";
import type { Channel, LaterReceipt, OutgoingWarning, SiteConfig, Language } from "@tocsin/sdk";
import { readVersion } from "../cli/version.ts";
import type { Journal } from "../journal/journal.ts";
import { type LiveClock, LiveRunner } from "../pipeline/live-runner.ts";
import { Pipeline, type PipelineStep } from "../pipeline/pipeline.ts";
import { isLaterReceipt } from "../pipeline/receipt.ts";
import type { RecoveredEngine } from "../pipeline/recover-engine.ts";
import {
  type ChannelDuty,
  type Unanswered,
  WarningDispatcher,
} from "../pipeline/warning-dispatcher.ts";

/** Everything that a post is made of, each behind its port: the fault simulator puts others in their place. */
export interface PostParts {
  readonly site: SiteModel;
  readonly timeZone?: string | undefined;
  readonly languages?: readonly Language[] | undefined;
  readonly clock: LiveClock;
  readonly journal: Journal;
  /** As {@link RecoveredEngine} left it. */
  readonly engine: Engine;
  readonly recovered: RecoveredEngine;
  readonly channels: readonly Channel[];
  readonly observe: (step: PipelineStep) => void;
  /** Inputs whose messages of authorities are passed on, and which of them; absent: none. */
  readonly relays?: Relays;
  /** Takes up what an earlier start had said and still holds. */
  readonly adopt?: (message: OutgoingWarning) => void;
  /** What channels owe; absent: nothing. */
  readonly duties?: ReadonlyMap<string, ChannelDuty>;
  /** As {@link LiveRunner} takes them; absent: none. */
  readonly localInputs?: ReadonlySet<string>;
}

/** What the site file says of answers. */
export const dutiesOf = ({ channels }: SiteConfig): ReadonlyMap<string, ChannelDuty> =>
  new Map(
    channels.map(({ id, ack_within_s: withinS, escalate_to: escalateTo, standby }) => [
      id,
      {
        rule: withinS === undefined ? null : { withinUs: withinS * MICROS_PER_SECOND, escalateTo },
        standby,
      },
    ]),
  );

export type Relays = ReadonlyMap<string, "areas" | "all">;

/** What the site file says of passing on. */
export const relaysOf = ({ inputs }: SiteConfig): Relays =>
  new Map(
    inputs.flatMap((input) =>
      "relay" in input && input.relay !== "none" ? [[input.id, input.relay] as const] : [],
    ),
  );

export interface Post {
  readonly runner: LiveRunner;
  /** Begins protection: takes up what a crash left undone, then the configuration. */
  begin(this: void): void;
  /** Records a fault of something around the post; one that `lasts` again and again, until it is said to be `over: …`. */
  fault(this: void, code: Fault["code"], subject: string, detail: string, lasts?: boolean): void;
  /** Takes in what a channel learned of a message after it had answered for it. */
  receipt(this: void, channelId: ChannelId, receipt: LaterReceipt): void;
  /** Waits for the channels, takes in their last answers and closes the journal. Rejects when that failed. */
  end(this: void): Promise<void>;
}

/** Puts a post together; nothing runs until `begin`. */
export function assemblePost(parts: PostParts): Post {
  const { site, clock, journal, recovered } = parts;
  const fault: Post["fault"] = (code, subject, detail, lasts = false) =>
    runner.fault({ code, subject, detail }, lasts);
  const dispatcher = new WarningDispatcher({
    channels: parts.channels,
    site,
    clock,
    timeZone: parts.timeZone,
    languages: parts.languages,
    receipt: (receipt) => runner.receipt(receipt),
    ...(parts.duties === undefined ? {} : { duties: parts.duties }),
    unanswered: (told) => fault(...unansweredFault(told)),
  });
  const spoken = areasUnrecorded(recovered);
  const relay = (entry: OfficialEntry, recorded: boolean): void => {
    if (isRelayed(entry, parts.relays)) dispatcher.relay(entry, recorded);
  };
  const pipeline: Pipeline = new Pipeline({
    engine: parts.engine,
    journal,
    mode: site.mode,
    prepare: (warning) => dispatcher.prepare(warning),
    send: (warning, recorded) => {
      spoken.add(warning.areaId);
      dispatcher.dispatch(warning, recorded);
      if (!recorded)
        fault("WARNING_UNRECORDED", warning.areaId, "the disk did not confirm the record in time");
    },
    relay: ({ entry, refused }, recorded) => {
      relay(entry, recorded);
      if (refused.length > 0)
        fault("INPUT_REJECTED", entry.warning.inputId, refusalText(entry, refused));
    },
    observe: parts.observe,
  });
  const runner: LiveRunner = new LiveRunner({
    pipeline,
    clock,
    fault: (found) => pipeline.fault(found),
    localInputs: parts.localInputs ?? new Set(),
  });
  const stopListening = journal.onFault((found) =>
    fault("JOURNAL_FAULT", found.code, saidOf(found.detail, !found.active), found.active),
  );
  return {
    runner,
    fault,
    receipt: receiptsTo(dispatcher, fault),
    begin: () => {
      pipeline.begin(startOf(clock.nowUs()));
      tellWhatHolds(parts, dispatcher);
      pipeline.resume({ ...recovered, nowUs: clock.nowUs() });
      runner.ingest({ type: "configuration", receivedUs: clock.nowUs(), site });
      for (const { warning, answered } of recovered.deliveries)
        if (!spoken.has(warning.areaId) && warning.expiresUs > clock.nowUs())
          dispatcher.dispatch(warning, true, answered);
      for (const entry of recovered.official)
        if (isRunning(entry, clock.nowUs()) || wasLeft(entry)) relay(entry, true);
    },
    end: async () => {
      await dispatcher.close();
      runner.finish();
      stopListening();
      await journal.close();
    },
  };
}

const saidOf = (detail: string, isOver: boolean): string => `${isOver ? "over: " : ""}${detail}`;

/** Stands until it is answered, or nobody owes an answer any more; of each area by itself. */
const unansweredFault = ({
  channelId,
  areaId,
  detail,
  over,
}: Unanswered): Parameters<Post["fault"]> => [
  "WARNING_UNANSWERED",
  `${channelId} ${areaId}`,
  saidOf(detail, over),
  !over,
];

/** What a channel reports is a receipt, or a fault of the channel. */
const receiptsTo =
  (dispatcher: WarningDispatcher, fault: Post["fault"]): Post["receipt"] =>
  (channelId, receipt) => {
    if (isLaterReceipt(receipt)) dispatcher.later(channelId, receipt);
    else fault("CHANNEL_FAILED", channelId, "it reported a receipt that is none");
  };

const startOf = (startedUs: TimeUs): Parameters<Pipeline["begin"]>[0] => ({
  startedUs,
  tocsinVersion: readVersion(),
  engineVersion: ENGINE_VERSION,
  nodeVersion: process.version,
  source: "live inputs",
});

/** Says to whatever tells receivers what is valid what was valid before, before anything new leaves. */
function tellWhatHolds({ recovered, adopt }: PostParts, dispatcher: WarningDispatcher): void {
  for (const { warning } of recovered.deliveries) {
    const message = dispatcher.messageOf(warning, true);
    if (message !== null) adopt?.(message);
  }
  dispatcher.resume(recovered.deliveries);
}

/** Areas of which something newer should have been said: what an earlier start owes of them is out of date. */
const areasUnrecorded = ({ unrecorded }: RecoveredEngine): Set<string> =>
  new Set(
    unrecorded.flatMap((effect) => (effect.type === "warning" ? [effect.warning.areaId] : [])),
  );

/** A cancellation that no channel has taken yet is still owed to whoever was warned. */
const wasLeft = ({ warning, answered }: OfficialEntry): boolean =>
  warning.messageType === "cancel" && answered.length === 0;

function isRelayed({ warning, areas }: OfficialEntry, relays: Relays = new Map()): boolean {
  const wanted = relays.get(warning.inputId);
  if (wanted === undefined || warning.messageType === "ack" || warning.messageType === "error")
    return false;
  return wanted === "all" || areas.length > 0;
}

const refusalText = ({ warning }: OfficialEntry, refused: OfficialTaking["refused"]): string =>
  `official-reference: ${warning.identifier} of ${warning.sender} may not end ${refused[0].identifier} of ${refused[0].sender}: another sender, input or status, or not as well signed`;
