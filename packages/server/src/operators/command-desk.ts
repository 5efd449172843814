import {
  type CommandEvent,
  loweringOf,
  MICROS_PER_SECOND,
  type SiteModel,
  type TimeUs,
} from "@tocsin/core";
import {
  type Approval,
  type CommandAnswer,
  type OperatorsConfig,
  type Operations,
  type Person,
  type PersonSignature,
  type ProposalEnd,
  type ProposalList,
  type ProposedText,
  TocsinError,
  type WantedCommand,
} from "@tocsin/sdk";
import type { SiteGate } from "../acceptance/site-gate.ts";
import { refuseUnsigned } from "./approval-challenge.ts";
import { commandText } from "./command-text.ts";
import {
  type ControlState,
  isQuiet,
  type MadeOn,
  madeOn,
  nothingToDo,
  stateText,
  stillHolds,
  tagOf,
} from "./control-state.ts";
import {
  type Proposal,
  ProposalBook,
  PROPOSALS_OF_ONE_MAX,
  PROPOSALS_OPEN_MAX,
  shownOf,
} from "./proposal-book.ts";
import type { OperatorQuestion } from "./operator-question.ts";
import type { ProposalRecord } from "./proposal-record.ts";
import { type EngineCommand, timedCommand } from "./timed-command.ts";

/** Requests that are remembered, so that none is acted on twice. */
export const REQUESTS_KEPT_MAX = 1_000;
/** No area is called so: its state is that of an area where nothing is. */
const NOWHERE = "-";
/** What became of a proposal is shown for so long. */
const ENDED_SHOWN_US = 30 * MICROS_PER_SECOND;
/** A site file is a thing to be read: it waits longer for its second person than what is urgent, and no countdown stands in. */
export const SITE_PROPOSAL_US = 900 * MICROS_PER_SECOND;
/** A countdown is said again so often. */
const COUNTDOWN_SAID_US = 10 * MICROS_PER_SECOND;

/** What the desk needs of the post around it. */
export interface CommandPorts {
  readonly config: OperatorsConfig;
  readonly site: SiteModel;
  readonly startedUs: TimeUs;
  readonly nowUs: () => TimeUs;
  readonly state: () => ControlState;
  /** Takes a command into the engine; the answer is why it was not taken, or null. */
  readonly act: (event: CommandEvent) => string | null;
  /** Where two people agree to a site file; null: this post has none that could be refused. */
  readonly siteGate: Pick<SiteGate, "agree" | "waiting"> | null;
  /** The sequence under which the journal has taken it; null where it has not. */
  readonly record: (record: ProposalRecord) => number | null;
  readonly durable: (sequence: number) => Promise<boolean>;
  /** What people would be told; null where nothing. */
  readonly preview: (command: WantedCommand) => readonly ProposedText[] | null;
  /** Whether screens are served now: otherwise nobody could stop a countdown. */
  readonly shown: () => boolean;
  /** A line for the terminal and the log. */
  readonly say: (line: string) => void;
}

/** What makes a proposal take effect. */
interface Effect {
  readonly end: "seconded" | "counted-down";
  readonly by: Person | null;
  readonly seconded: NonNullable<CommandEvent["seconded"]>;
  readonly signed: PersonSignature | null;
}

type Asked = Omit<Extract<OperatorQuestion, { ask: "command" }>, "ask">;

interface Known {
  readonly person: string;
  readonly content: string;
  readonly answer: Promise<CommandAnswer>;
}

/**
 * Commands of people. What raises protection is done at once. What lowers it becomes a proposal, which takes effect when
 * another person agrees, or at the end of a countdown where the site file has that; every other way it ends without
 * effect. The engine holds the same rule by itself.
 */
export class CommandDesk {
  readonly #ports: CommandPorts;
  readonly #book = new ProposalBook();
  readonly #known = new Map<string, Known>();
  /** Proposals that wait for the disk: by their ids, what they are and whose. */
  readonly #recording = new Map<string, { readonly key: string; readonly person: string }>();
  readonly #saidUs = new Map<string, TimeUs>();

  constructor(ports: CommandPorts) {
    this.#ports = ports;
  }

  /** The same request again gets the same answer. */
  command(asked: Asked): Promise<CommandAnswer> {
    const { person, request } = asked;
    const content = JSON.stringify(request);
    const known = this.#known.get(request.id);
    if (known !== undefined) {
      if (known.person === person.id && known.content === content) return known.answer;
      throw usedId();
    }
    // A proposal outlives what is remembered of its request.
    if (this.#recording.has(request.id) || this.#book.has(request.id)) throw usedId();
    const answer = this.#command(asked);
    this.#known.set(request.id, { person: person.id, content, answer });
    if (this.#known.size > REQUESTS_KEPT_MAX) this.#known.delete([...this.#known.keys()][0]);
    // What was refused changed nothing, and may be tried again under the same id.
    answer.catch(() => this.#known.delete(request.id));
    return answer;
  }

  second({
    person,
    makers,
    proposal: id,
    onSite,
    signed,
  }: Omit<Extract<OperatorQuestion, { ask: "second" }>, "ask">): CommandAnswer {
    const before = this.#book.closedOf(id);
    if (before?.end === "seconded" && before.endedBy?.id === person.id)
      return { outcome: "done", proposal: before };
    const proposal = this.#openOrRefuse(id);
    if (proposal.by.id === person.id) throw new TocsinError("SECOND_PERSON_NEEDED", {});
    if (makers.includes(proposal.by.id) || proposal.makers.includes(person.id))
      throw new TocsinError("SECOND_NOT_INDEPENDENT", {});
    const { standIn } = this.#rule;
    if (!onSite && standIn !== "remote-supervisor") throw new TocsinError("SECOND_NOT_ON_SITE", {});
    this.#refuseUnsigned(signed, { ...proposal, action: "second", person: person.id });
    const how = onSite ? "person" : "remote-supervisor";
    return this.#takeEffect(proposal, {
      end: "seconded",
      by: person,
      seconded: { by: person.id, how },
      signed,
    });
  }

  refuse(person: Person, id: string): CommandAnswer {
    const proposal = this.#openOrRefuse(id);
    const end = proposal.by.id === person.id ? "withdrawn" : "refused";
    return { outcome: "closed", proposal: this.#end(proposal, end, person) };
  }

  withdraw(person: Person, id: string): CommandAnswer {
    if (this.#openOrRefuse(id).by.id !== person.id) throw new TocsinError("NOT_ALLOWED", {});
    return this.refuse(person, id);
  }

  /** What waits from somebody who may not command any more, for a second person or for the disk, ends without effect. */
  disown(personId: string): void {
    for (const [id, { person }] of this.#recording)
      if (person === personId) this.#recording.delete(id);
    for (const proposal of this.#book.open())
      if (proposal.by.id === personId) this.#end(proposal, "lapsed", null, DISOWNED);
  }

  /** To be called several times a second: what is over ends, and a countdown that nobody stopped takes effect. */
  look(): void {
    for (const proposal of this.#book.open()) {
      if (this.#endedByItself(proposal)) continue;
      const left = proposal.untilUs - this.#ports.nowUs();
      if (!proposal.countdown) continue;
      if (left <= 0) {
        this.#countedDown(proposal);
        continue;
      }
      const saidUs = this.#saidUs.get(proposal.id) ?? Number.NEGATIVE_INFINITY;
      if (this.#ports.nowUs() - saidUs < COUNTDOWN_SAID_US) continue;
      this.#saidUs.set(proposal.id, this.#ports.nowUs());
      this.#ports.say(
        `COUNTDOWN: in ${Math.ceil(left / MICROS_PER_SECOND)} s, unless somebody stops it: ${proposal.text} (${proposal.by.name}: ${proposal.reason})`,
      );
    }
  }

  operations(): Operations {
    const state = this.#ports.state();
    const nowUs = this.#ports.nowUs();
    const tag = (command: WantedCommand): string =>
      tagOf(madeOn(state, command), this.#ports.startedUs);
    return {
      tag: tag({ kind: "automation", on: true }),
      automation: state.automation,
      posture: state.posture,
      areas: [...state.areas]
        .filter(([, area]) => !isQuiet(area))
        .map(([id, { inhibitedUntilUs, sweepNeeded }]) => ({
          id,
          tag: tag({ kind: "all-clear", areaId: id }),
          inhibitedUntilUs,
          sweepNeeded,
        })),
      quietTag: tag({ kind: "all-clear", areaId: NOWHERE }),
      proposals: this.#book.open().map(shownOf),
      ended: this.#book.closed().filter(({ endedUs }) => nowUs - endedUs < ENDED_SHOWN_US),
      secondPerson: this.#rule,
      site: this.#waitingSite(state),
    };
  }

  proposals(): ProposalList {
    return { open: this.#book.open().map(shownOf), closed: this.#book.closed() };
  }

  #waitingSite(state: ControlState): Operations["site"] {
    const waiting = this.#ports.siteGate?.waiting() ?? null;
    if (waiting === null) return null;
    const { sha256 } = waiting;
    const tag = tagOf(madeOn(state, { kind: "site", sha256 }), this.#ports.startedUs);
    return { tag, ...waiting };
  }

  get #rule(): Operations["secondPerson"] {
    const { stand_in: standIn, countdown_s: countdownS } = this.#ports.config.second_person;
    return { standIn, countdownS: standIn === "countdown" ? countdownS : null };
  }

  /** A signature has to be of exactly this; a site that wants site files signed takes none without. */
  #refuseUnsigned(
    signed: PersonSignature | null,
    of: Pick<Approval, "action" | "command" | "reason" | "person"> & { readonly id: string },
  ): void {
    const { action, command, reason, person, id } = of;
    const { id: site, mode } = this.#ports.site;
    const isWanted = command.kind === "site" && this.#ports.config.signed_site_files;
    refuseUnsigned(signed, { action, command, reason, person, site, mode, proposal: id }, isWanted);
  }

  async #command(asked: Asked): Promise<CommandAnswer> {
    const { person, request, signed } = asked;
    const { command, seen, reason } = request;
    const state = this.#ports.state();
    if ("areaId" in command && !state.areas.has(command.areaId))
      throw new TocsinError("COMMAND_REFUSED", { detail: `there is no area ${command.areaId}` });
    const made = madeOn(state, command);
    if (seen !== tagOf(made, this.#ports.startedUs)) throw this.#changed(command, state);
    this.#refuseUnsigned(signed, { ...request, action: "propose", person: person.id });
    const idle = nothingToDo(command, state);
    if (idle !== null) throw new TocsinError("COMMAND_REFUSED", { detail: idle });
    if (
      command.kind !== "site" &&
      loweringOf(timedCommand(command, this.#ports.nowUs())) === null
    ) {
      this.#act(command, { by: person.id, reason, seconded: null });
      if (signed !== null)
        this.#ports.record({
          change: "done",
          timeUs: this.#ports.nowUs(),
          id: request.id,
          command,
          reason,
          by: person.id,
          signed,
        });
      return { outcome: "done", proposal: null };
    }
    return {
      outcome: "proposed",
      proposal: shownOf(await this.#propose(asked, made)),
    };
  }

  async #propose({ person, makers, request, signed }: Asked, made: MadeOn): Promise<Proposal> {
    const { id, command, reason } = request;
    const key = keyOf(command);
    this.#refuseTooMany(person, key);
    const nowUs = this.#ports.nowUs();
    const countdownS = command.kind === "site" ? null : this.#rule.countdownS;
    const waitsUs = (countdownS ?? this.#ports.config.proposal_s) * MICROS_PER_SECOND;
    const untilUs = nowUs + (command.kind === "site" ? SITE_PROPOSAL_US : waitsUs);
    const proposal: Proposal = {
      id,
      command,
      text: commandText(command, this.#ports.site),
      reason,
      by: person,
      proposedUs: nowUs,
      untilUs,
      countdown: countdownS !== null,
      message: this.#ports.preview(command),
      made,
      makers,
    };
    this.#recording.set(id, { key, person: person.id });
    let isOwned = false;
    try {
      await this.#recorded({
        change: "proposed",
        timeUs: nowUs,
        id,
        command,
        reason,
        by: person.id,
        untilUs,
        countdown: proposal.countdown,
        ...(signed === null ? {} : { signed }),
      });
    } finally {
      isOwned = this.#recording.delete(id);
    }
    this.#book.add(proposal);
    if (!isOwned) {
      this.#end(proposal, "lapsed", null, DISOWNED);
      throw new TocsinError("NOT_ALLOWED", {});
    }
    this.#ports.say(
      `PROPOSED by ${person.name}, waits for a second person: ${proposal.text} (${reason})`,
    );
    return proposal;
  }

  #refuseTooMany(person: Person, key: string): void {
    const open = this.#book.open();
    const same = open.find(({ command }) => keyOf(command) === key);
    if (same !== undefined)
      throw new TocsinError("PROPOSAL_OPEN", { name: same.by.name, id: same.id });
    const recording = [...this.#recording.values()];
    const persons = [...open.map(({ by }) => by.id), ...recording.map((one) => one.person)];
    if (
      persons.length >= PROPOSALS_OPEN_MAX ||
      persons.filter((id) => id === person.id).length >= PROPOSALS_OF_ONE_MAX ||
      recording.some((one) => one.key === key)
    )
      throw new TocsinError("SERVER_BUSY", {
        detail: "Too much waits for a second person already.",
      });
  }

  /** Nothing lowers protection that is in no record. */
  async #recorded(record: ProposalRecord): Promise<void> {
    const sequence = this.#ports.record(record);
    if (sequence === null || !(await this.#ports.durable(sequence)))
      throw new TocsinError("COMMAND_UNRECORDED", {});
  }

  #openOrRefuse(id: string): Proposal {
    const proposal = this.#book.openOf(id);
    if (proposal !== null && !this.#endedByItself(proposal)) return proposal;
    const closed = this.#book.closedOf(id);
    if (closed === null) throw new TocsinError("PROPOSAL_NOT_FOUND", { name: id });
    throw new TocsinError("PROPOSAL_CLOSED", { detail: END_TEXT[closed.end] });
  }

  /** Whether time, or a change of what it was made on, has ended it. */
  #endedByItself(proposal: Proposal): boolean {
    const now = madeOn(this.#ports.state(), proposal.command);
    if (!stillHolds(proposal.made, now)) this.#end(proposal, "overtaken", null);
    else if (proposal.countdown && !this.#ports.shown())
      this.#end(proposal, "lapsed", null, "no screen was served, so nobody could have stopped it");
    else if (!proposal.countdown && this.#ports.nowUs() >= proposal.untilUs)
      this.#end(proposal, "lapsed", null);
    else return false;
    return true;
  }

  #countedDown(proposal: Proposal): void {
    const seconded = { by: "countdown", how: "countdown" } as const;
    try {
      this.#takeEffect(proposal, { end: "counted-down", by: null, seconded, signed: null });
    } catch (error) {
      if (!(error instanceof TocsinError)) throw error;
      if (this.#book.openOf(proposal.id) !== null)
        this.#end(proposal, "not-taken", null, error.message);
    }
  }

  #takeEffect(proposal: Proposal, how: Effect): CommandAnswer {
    const { end, by, seconded, signed } = how;
    const timeUs = this.#ports.nowUs();
    // First the record of who agreed: a journal that takes nothing lets nothing be lowered.
    const record = {
      change: end,
      timeUs,
      id: proposal.id,
      by: by?.id ?? null,
      detail: null,
      ...(signed === null ? {} : { signed }),
    };
    if (this.#ports.record(record) === null) throw new TocsinError("COMMAND_UNRECORDED", {});
    try {
      if (proposal.command.kind === "site") this.#accept(proposal, proposal.command.sha256, how);
      else this.#act(proposal.command, { by: proposal.by.id, reason: proposal.reason, seconded });
    } catch (error) {
      if (error instanceof TocsinError) this.#end(proposal, "not-taken", by, error.message);
      throw error;
    }
    return { outcome: "done", proposal: this.#close(proposal, end, by) };
  }

  #accept(
    proposal: Proposal,
    sha256: string,
    { by, seconded }: Pick<Effect, "by" | "seconded">,
  ): void {
    const { how } = seconded;
    const refusal =
      by === null || (how !== "person" && how !== "remote-supervisor")
        ? "a site file is agreed to by two people, and nothing stands in for the second"
        : (this.#ports.siteGate?.agree({
            sha256,
            proposal: proposal.id,
            by: proposal.by.id,
            reason: proposal.reason,
            seconded: by.id,
            how,
            warned: [...this.#ports.state().areas].flatMap(([id, { warning }]) =>
              warning === null ? [] : [id],
            ),
          }) ?? null);
    if (refusal !== null) throw new TocsinError("COMMAND_REFUSED", { detail: refusal });
  }

  #act(command: EngineCommand, who: Pick<CommandEvent, "by" | "reason" | "seconded">): void {
    const event = {
      type: "command",
      receivedUs: this.#ports.nowUs(),
      command: timedCommand(command, this.#ports.nowUs()),
      ...who,
    } as const;
    const refusal = this.#ports.act(event);
    if (refusal !== null) throw new TocsinError("COMMAND_REFUSED", { detail: refusal });
  }

  #end(proposal: Proposal, end: ProposalEnd, by: Person | null, detail: string | null = null) {
    const timeUs = this.#ports.nowUs();
    this.#ports.record({ change: end, timeUs, id: proposal.id, by: by?.id ?? null, detail });
    return this.#close(proposal, end, by);
  }

  #close(proposal: Proposal, end: ProposalEnd, by: Person | null) {
    this.#saidUs.delete(proposal.id);
    const whom = by === null ? "" : ` by ${by.name}`;
    this.#ports.say(`${END_TEXT[end].toUpperCase()}${whom}: ${proposal.text}`);
    return this.#book.close(proposal.id, end, this.#ports.nowUs(), by);
  }

  #changed(command: WantedCommand, state: ControlState): TocsinError {
    const { areas } = this.#ports.site;
    const nameOf = (areaId: string): string =>
      areas.find(({ id }) => id === areaId)?.name ?? areaId;
    return new TocsinError("STATE_CHANGED", { detail: stateText(command, state, nameOf) });
  }
}

const END_TEXT: Readonly<Record<ProposalEnd, string>> = {
  seconded: "agreed to",
  "counted-down": "nobody stopped it, and it took effect",
  refused: "refused",
  withdrawn: "withdrawn",
  lapsed: "lapsed",
  overtaken: "ended, because what it was made on has changed",
  "not-taken": "not taken by the engine",
};

const DISOWNED = "who made it may not command any more";

const usedId = (): TocsinError =>
  new TocsinError("REQUEST_INVALID", {
    detail: "This id was used for another command: choose a new one.",
  });

/** One proposal of a kind for an area: a second person agrees to it instead of making another. */
const keyOf = (command: WantedCommand): string =>
  `${command.kind} ${"areaId" in command ? command.areaId : ""}`;
