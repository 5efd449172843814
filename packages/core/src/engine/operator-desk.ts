import type { HeightenedPosture } from "../policy/posture.ts";
import type { SiteModel } from "../policy/site-model.ts";
import { type AreaId, areaId, type TrackId } from "../units/ids.ts";
import { addSeconds, type TimeUs } from "../units/time.ts";
import type { AreaStates } from "../warning/area-states.ts";
import type { StandingOrders } from "../warning/standing-orders.ts";
import type { Warning } from "../warning/warning.ts";
import { isAllowed, loweringOf } from "./command-rule.ts";
import {
  type CommandEvent,
  INHIBIT_MAX_S,
  type OperatorCommand,
  POSTURE_MAX_S,
  RAISE_MAX_S,
} from "./event.ts";

/** What became of a command. */
export type CommandOutcome =
  /** `warning`: what people have to hear of it at once, beside what becomes due. */
  | { readonly done: true; readonly warning: Warning | null }
  | {
      readonly done: false;
      readonly code: "COMMAND_REFUSED" | "UNKNOWN_SUBJECT";
      readonly subject: string;
      readonly detail: string;
    };
export interface OperatorDeskState {
  readonly automation: boolean;
  readonly posture: HeightenedPosture | null;
}
type AreaCommand = Extract<OperatorCommand, { readonly areaId: string }>;

const DONE: CommandOutcome = { done: true, warning: null };
const refused = (subject: string, detail: string): CommandOutcome => ({
  done: false,
  code: "COMMAND_REFUSED",
  subject,
  detail,
});
const unknown = (subject: string, detail: string): CommandOutcome => ({
  done: false,
  code: "UNKNOWN_SUBJECT",
  subject,
  detail,
});

/** Carries out what people order, whatever door it came by, and holds what concerns the whole site. */
export class OperatorDesk {
  #automation = true;
  #posture: HeightenedPosture | null = null;

  get automation(): boolean {
    return this.#automation;
  }
  get posture(): HeightenedPosture | null {
    return this.#posture;
  }

  configure({ automation }: SiteModel): void {
    this.#automation = automation;
  }

  take(
    event: CommandEvent,
    { site, areaStates }: { readonly site: SiteModel; readonly areaStates: AreaStates },
    nowUs: TimeUs,
  ): CommandOutcome {
    const { command } = event;
    const subject = "areaId" in command ? command.areaId : command.kind;
    if (!isAllowed(event))
      return refused(subject, `${loweringOf(command)} takes a second person: not done`);
    if (command.kind === "automation") {
      this.#automation = command.on;
      areaStates.setAutomation(command.on);
      return DONE;
    }
    if (command.kind === "posture") return this.#setPosture(event, command, nowUs);
    const area = site.areas.find(({ id }) => id === command.areaId);
    // What runs can be ended, and what holds back lifted, where the site file names the area no longer.
    const isKnown = area !== undefined || (!isBegun(command) && areaStates.has(areaId(subject)));
    if (!isKnown) return unknown(subject, "no such area in the site file");
    if (command.kind === "raise" && area?.protection === "none")
      return refused(subject, "nobody has asked this site to warn the people there");
    return orderOf(event, command, areaId(subject), areaStates, nowUs);
  }

  /** Whether the posture has just become normal by itself. */
  settle(nowUs: TimeUs): boolean {
    if (this.#posture === null || nowUs < this.#posture.untilUs) return false;
    this.#posture = null;
    return true;
  }

  orders(areaStates: AreaStates): StandingOrders {
    return {
      automation: this.#automation,
      posture: this.#posture,
      areas: areaStates.orders(),
    };
  }

  snapshot(): OperatorDeskState {
    return { automation: this.#automation, posture: this.#posture };
  }
  restore({ automation, posture }: OperatorDeskState): void {
    this.#automation = automation;
    this.#posture = posture;
  }

  /** Heightened again, it holds for the longer of both: shortening it would lower it. */
  #setPosture(
    { by, reason }: CommandEvent,
    { level, untilUs, source }: Extract<OperatorCommand, { kind: "posture" }>,
    nowUs: TimeUs,
  ): CommandOutcome {
    if (level === "normal") {
      this.#posture = null;
      return DONE;
    }
    if (!isAhead(untilUs, nowUs, POSTURE_MAX_S))
      return refused("posture", untilText(POSTURE_MAX_S / 86_400, "days"));
    this.#posture = {
      untilUs: Math.max(untilUs, this.#posture?.untilUs ?? 0),
      source,
      by,
      reason,
    };
    return DONE;
  }
}

/** Whether it begins something that only an area of the site can have: a warning, or what holds one back or up. */
const isBegun = (command: AreaCommand): boolean =>
  command.kind === "raise" ||
  command.kind === "inhibit" ||
  (command.kind === "sweep" && command.state === "needed");

function orderOf(
  { by, reason }: CommandEvent,
  command: AreaCommand,
  id: AreaId,
  areaStates: AreaStates,
  nowUs: TimeUs,
): CommandOutcome {
  switch (command.kind) {
    case "raise": {
      const { stage, untilUs } = command;
      if (!isAhead(untilUs, nowUs, RAISE_MAX_S))
        return refused(id, untilText(RAISE_MAX_S / 3_600, "hours"));
      areaStates.raise(id, { stage, untilUs, by, reason });
      return DONE;
    }
    case "inhibit": {
      const { untilUs } = command;
      if (!isAhead(untilUs, nowUs, INHIBIT_MAX_S))
        return refused(id, untilText(INHIBIT_MAX_S / 60, "minutes"));
      areaStates.inhibit(id, { untilUs, by, reason });
      return DONE;
    }
    case "lift-inhibit":
      return areaStates.liftInhibit(id) ? DONE : unknown(id, "nothing is inhibited there");
    case "sweep":
      return areaStates.setSweep(id, command.state === "needed", nowUs)
        ? DONE
        : refused(id, "more is on its way there: it cannot have been searched yet");
    case "retract":
    case "all-clear": {
      const warning =
        command.kind === "all-clear"
          ? areaStates.allClear(id, nowUs)
          : areaStates.retract(id, nowUs, command.threats as readonly TrackId[] | undefined);
      return warning === null ? unknown(id, "no running warning to end") : { done: true, warning };
    }
  }
}

const isAhead = (untilUs: TimeUs, nowUs: TimeUs, maxS: number): boolean =>
  untilUs > nowUs && untilUs <= addSeconds(nowUs, maxS);

const untilText = (amount: number, unit: string): string =>
  `it has to end in the future, and within ${amount} ${unit}`;
