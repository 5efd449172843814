import { setTimeout as pause } from "node:timers/promises";
import type { CommandEvent, Engine, SiteModel, TimeUs } from "@tocsin/core";
import {
  type Clock,
  type Operations,
  type OperatorsConfig,
  permissionsOf,
  type PictureRecipient,
  type ProposedText,
  type RecipientTest,
  type SiteConfig,
  TocsinError,
  type WantedCommand,
} from "@tocsin/sdk";
import type { SiteGate } from "../acceptance/site-gate.ts";
import { type AccountRecord, decodeIdentityRecord } from "../identity/identity-record.ts";
import type { DrillDesk } from "../drill/drill-desk.ts";
import type { Journal } from "../journal/journal.ts";
import { CommandDesk } from "../operators/command-desk.ts";
import { type AreaControl, type ControlState, QUIET } from "../operators/control-state.ts";
import type {
  OperatorAnswer,
  OperatorQuestion,
  OperatorReply,
} from "../operators/operator-question.ts";
import { encodeProposal } from "../operators/proposal-record.ts";
import type { PipelineStep } from "../pipeline/pipeline.ts";

/** A proposal waits for the disk this long, asking this often; the thread that protects does not. */
const DURABLE_WAIT_MS = 5_000;
const DURABLE_ASKED_MS = 10;
/** How often it is looked whether a proposal is over, or a countdown. */
const LOOK_MS = 250;
/** Faults with which the engine says that it did not take a command. */
const REFUSALS: ReadonlySet<string> = new Set([
  "COMMAND_REFUSED",
  "UNKNOWN_SUBJECT",
  "ENGINE_DEFECT",
  "EVENT_BEFORE_CONFIGURATION",
]);

/** What a post does with commands of people. */
export interface PostOperators {
  readonly config: OperatorsConfig;
  readonly answer: (question: OperatorQuestion) => Promise<OperatorReply>;
  readonly operations: () => Operations;
  /** Takes note of a record: what waits from whoever may not operate any more ends. */
  readonly learn: (type: number, payload: Uint8Array) => void;
  /** Ends what is over. */
  readonly look: () => void;
  /** Looks several times a second from now on; the answer ends that. */
  readonly watch: () => () => void;
}

interface Parts {
  readonly config: SiteConfig;
  readonly site: SiteModel;
  readonly clock: Clock;
  readonly journal: Pick<Journal, "append" | "durableSequence">;
  readonly engine: Pick<Engine, "orders" | "openWarnings">;
  /** Takes an event into the pipeline; null where the post takes none any more. */
  readonly ingest: (event: CommandEvent) => PipelineStep | null;
  readonly preview: (command: WantedCommand, nowUs: TimeUs) => readonly ProposedText[] | null;
  /** Absent or null: no site file of this post can be refused. */
  readonly siteGate?: SiteGate | null;
  /** Absent: none can be started. */
  readonly drills?: Pick<DrillDesk, "start" | "stop" | "readiness">;
  /** Whether screens are served now. */
  readonly shown: () => boolean;
  /** How those are that the channels know by name, and a silent test of one. */
  readonly recipients: () => readonly PictureRecipient[];
  readonly test: (channelId: string, recipient: string) => Promise<RecipientTest | null>;
  readonly say: (line: string) => void;
  /** Called when what is shown has changed. */
  readonly changed: () => void;
}

/** The way of commands through a post. */
export function postOperators(parts: Parts): PostOperators {
  const { site, clock, journal, engine } = parts;
  const desk = new CommandDesk({
    config: parts.config.operators,
    site,
    startedUs: clock.nowUs(),
    nowUs: () => clock.nowUs(),
    state: () => controlState(site, engine, parts.siteGate?.waitingSha256),
    siteGate: parts.siteGate ?? null,
    act: (event) => refusalOf(parts.ingest(event)),
    record: (record) => {
      const { type, payload } = encodeProposal(record, site.mode);
      parts.changed();
      return journal.append(type, payload);
    },
    durable: (sequence) => durable(journal, sequence),
    preview: (command) => parts.preview(command, clock.nowUs()),
    shown: parts.shown,
    say: parts.say,
  });
  return {
    config: parts.config.operators,
    answer: async (question) => {
      try {
        return { ok: true, answer: await answerOf(desk, parts, question) };
      } catch (error) {
        if (!(error instanceof TocsinError)) throw error;
        return { ok: false, code: error.code, fields: error.fields };
      } finally {
        parts.changed();
      }
    },
    operations: () => desk.operations(),
    learn: (type, payload) => {
      const record = decodeIdentityRecord(type, payload);
      if (record?.kind !== "account" || mayGoOn(record)) return;
      desk.disown(record.account.id);
      parts.changed();
    },
    look: () => desk.look(),
    watch: () => {
      const timer = setInterval(() => desk.look(), LOOK_MS);
      return () => clearInterval(timer);
    },
  };
}

/** Whether what an account has proposed goes on after a change of it. A reset one may have been somebody else's. */
const mayGoOn = ({ change, account }: AccountRecord): boolean =>
  change !== "reset" &&
  change !== "erased" &&
  !account.disabled &&
  permissionsOf(account.roles).has("operate");

function answerOf(
  desk: CommandDesk,
  { drills, recipients, test }: Pick<Parts, "drills" | "recipients" | "test">,
  question: OperatorQuestion,
): Promise<OperatorAnswer> | OperatorAnswer {
  switch (question.ask) {
    case "command":
      return desk.command(question);
    case "second":
      return desk.second(question);
    case "refuse":
      return desk.refuse(question.person, question.proposal);
    case "withdraw":
      return desk.withdraw(question.person, question.proposal);
    case "drill":
      return usable(drills).start(question.request, question.by);
    case "drill-readiness":
      return usable(drills).readiness();
    case "end-drill":
      return usable(drills).stop(question.by, question.reason);
    case "operations":
      return desk.operations();
    case "proposals":
      return desk.proposals();
    case "recipients":
      return recipients();
    case "test":
      return tested(test, question);
  }
}

function usable(drills: Parts["drills"]): NonNullable<Parts["drills"]> {
  if (drills === undefined)
    throw new TocsinError("DRILL_REFUSED", { detail: "none can be run here" });
  return drills;
}

async function tested(
  test: Parts["test"],
  { channel, recipient }: Extract<OperatorQuestion, { ask: "test" }>,
): Promise<RecipientTest> {
  const result = await test(channel, recipient);
  if (result === null)
    throw new TocsinError("RECIPIENT_NOT_FOUND", { name: `${channel} ${recipient}` });
  return result;
}

/** What commands are made on, as the engine has it. */
export function controlState(
  site: SiteModel,
  engine: Pick<Engine, "orders" | "openWarnings">,
  waitingSite: string | null = null,
): ControlState {
  const orders = engine.orders();
  const areas = new Map<string, AreaControl>(site.areas.map(({ id }) => [id, QUIET]));
  for (const warning of engine.openWarnings()) areas.set(warning.areaId, { ...QUIET, warning });
  for (const { areaId, inhibit, sweep } of orders?.areas ?? []) {
    const before = areas.get(areaId);
    if (before === undefined) continue;
    areas.set(areaId, {
      ...before,
      inhibitedUntilUs: inhibit?.untilUs ?? null,
      sweepNeeded: sweep,
    });
  }
  const posture = orders?.posture ?? null;
  return {
    automation: orders?.automation ?? site.automation,
    site: waitingSite,
    posture:
      posture === null
        ? { level: "normal", source: null, untilUs: null }
        : { level: "heightened", source: posture.source, untilUs: posture.untilUs },
    areas,
  };
}

function refusalOf(step: PipelineStep | null): string | null {
  if (step === null) return "the post is being stopped";
  for (const effect of step.effects)
    if (effect.type === "fault" && REFUSALS.has(effect.fault.code)) return effect.fault.detail;
  return null;
}

/** Resolves to whether a record has reached the disk, in time that a person waits; nothing that protects waits for it. */
export async function durable(
  journal: Pick<Journal, "durableSequence">,
  sequence: number,
): Promise<boolean> {
  for (let waitedMs = 0; waitedMs < DURABLE_WAIT_MS; waitedMs += DURABLE_ASKED_MS) {
    if (journal.durableSequence() >= sequence) return true;
    await pause(DURABLE_ASKED_MS);
  }
  return false;
}
