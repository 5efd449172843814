import type { TimeUs } from "@tocsin/core";
import type { AreaProtection, Loss, Protection } from "./protection.ts";

/** What a model needs of a command; the rest is not its affair. */
export interface Wanted {
  readonly kind: string;
  readonly areaId?: string;
  readonly on?: boolean;
  readonly level?: string;
  readonly state?: string;
  readonly sha256?: string;
}
/** What may be lost by one attempt, and who stands behind it: two people, or one and a countdown. */
export interface Permit {
  readonly command: Wanted;
  readonly people: readonly string[];
  readonly how: "two people" | "countdown" | "one person: searched";
}
export interface KnownProposal {
  readonly id: string;
  readonly command: Wanted;
  readonly by: string;
  readonly proposedUs: TimeUs;
  readonly on: Protection;
}
export interface Rule {
  readonly standIn: "none" | "remote-supervisor" | "countdown";
  readonly proposalUs: number;
  readonly countdownUs: number;
  readonly proofUs: number;
}
/** Somebody at a door, as the model knows them. */
export interface Asker {
  /** Id of the person whose living session it is; null: nobody's. */
  readonly person: string | null;
  readonly roles: readonly string[];
  readonly provenUs: TimeUs;
  readonly onSite: boolean;
}

/** So long a site file waits, which is to be read, and no countdown stands in: said here once more. */
const SITE_PROPOSAL_US = 900_000_000;

/** Said here once more, and not asked of the code under test. */
export const isLowering = ({ kind, on, level }: Wanted): boolean =>
  ["retract", "all-clear", "inhibit", "site"].includes(kind) ||
  (kind === "automation" && on !== true) ||
  (kind === "posture" && level !== "heightened");

/** Who has proposed what, and who may therefore lower what, and when. */
export class Permits {
  readonly #rule: Rule;
  #open = new Map<string, KnownProposal>();

  constructor(rule: Rule) {
    this.#rule = rule;
  }

  get ids(): readonly string[] {
    return [...this.#open.keys()];
  }

  proposed(proposal: KnownProposal): void {
    this.#open.set(proposal.id, proposal);
  }
  closed(id: string): void {
    this.#open.delete(id);
  }
  /** What waited is gone. */
  restarted(): void {
    this.#open.clear();
  }

  /** What `asker` may bring about by agreeing to a proposal now; null: nothing. */
  ofSecond(id: string, asker: Asker, now: Protection, nowUs: TimeUs): Permit | null {
    const proposal = this.#open.get(id);
    if (proposal === undefined || asker.person === null || asker.person === proposal.by)
      return null;
    const { standIn, proofUs, proposalUs, countdownUs } = this.#rule;
    const lastsUs =
      proposal.command.kind === "site"
        ? SITE_PROPOSAL_US
        : standIn === "countdown"
          ? countdownUs
          : proposalUs;
    const isRight =
      asker.roles.includes("supervisor") &&
      nowUs - asker.provenUs <= proofUs &&
      (asker.onSite || standIn === "remote-supervisor") &&
      nowUs < proposal.proposedUs + lastsUs &&
      stillMeant(proposal, now);
    const people = [proposal.by, asker.person];
    return isRight ? { command: proposal.command, people, how: "two people" } : null;
  }

  /** What a countdown may bring about when it is looked at now. */
  ofCountdowns(now: Protection, nowUs: TimeUs, isShown: boolean): readonly Permit[] {
    if (this.#rule.standIn !== "countdown" || !isShown) return [];
    return [...this.#open.values()]
      .filter(({ command }) => command.kind !== "site")
      .filter((one) => nowUs >= one.proposedUs + this.#rule.countdownUs && stillMeant(one, now))
      .map(({ command, by }) => ({ command, people: [by], how: "countdown" }));
  }
}

/** Whether nothing has changed since that matters to a command, but that objects have gone. */
function stillMeant({ command, on }: KnownProposal, now: Protection): boolean {
  if (command.kind === "site") return command.sha256 === now.siteWaits;
  if (command.areaId === undefined)
    return on.automation === now.automation && on.heightenedUntilUs === now.heightenedUntilUs;
  const [before, after] = [on.areas.get(command.areaId), now.areas.get(command.areaId)];
  if (before === undefined || after === undefined) return false;
  const same = (["stage", "episode", "inhibitedUntilUs", "sweep"] as const).every(
    (key: keyof AreaProtection) => before[key] === after[key],
  );
  return same && after.threats.every((threat) => before.threats.includes(threat));
}

/** Whether a loss is what a permit is for. */
export function covers({ command }: Permit, { kind, areaId }: Loss): boolean {
  switch (kind) {
    case "automation-off":
      return command.kind === "automation";
    case "posture-normal":
      return command.kind === "posture";
    case "site-file":
      return command.kind === "site";
    case "inhibit":
    case "retraction":
      return (
        command.kind === (kind === "inhibit" ? "inhibit" : "retract") && command.areaId === areaId
      );
    case "ended":
      return ["retract", "all-clear"].includes(command.kind) && command.areaId === areaId;
    case "sweep-gone":
      return ["retract", "all-clear", "sweep"].includes(command.kind) && command.areaId === areaId;
    case "stage-lowered":
      return false;
  }
}
