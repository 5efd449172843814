import type { WantedCommand } from "@tocsin/sdk";

/** Something that a person can do, as a form: what it says, what it asks for, what comes of it. */
export interface Act {
  readonly id: string;
  /** On the button that leads to it, and at its head. */
  readonly title: string;
  /** What it does to people, in a sentence. */
  readonly says: string;
  /** It lowers protection. */
  readonly lowers: boolean;
  /** Reasons to choose from; another can always be written. */
  readonly reasons: readonly string[];
  /** Asked for where there is more than one answer. */
  readonly lengthsS?: readonly number[];
  /** It is about the site file that waits, and is made on that alone; no countdown stands in for the second person. */
  readonly aboutSiteFile?: true;
  /** What it rests on, where the post asks for that beside the reason. */
  readonly asksSource?: boolean;
  /** On the button that does it. */
  readonly verb: string;
  readonly command: (chosen: {
    readonly lengthS: number;
    readonly source: string;
  }) => WantedCommand;
}

/** What is so in an area, as far as it decides what can be done there. */
export interface AreaSituation {
  readonly stage: "pre-alert" | "take-cover" | null;
  readonly inhibited: boolean;
  readonly sweepNeeded: boolean;
}

const MINUTE_S = 60;

/** What can be done in an area now; what is most likely meant first. */
export function actsOfArea(areaId: string, situation: AreaSituation): readonly Act[] {
  const { stage, inhibited, sweepNeeded } = situation;
  const acts: Act[] = [];
  if (stage !== null) acts.push(withdrawal(areaId));
  if (stage !== "take-cover") acts.push(raise(areaId, "take-cover"));
  if (stage === null) acts.push(raise(areaId, "pre-alert"));
  if (inhibited) acts.push(liftInhibit(areaId));
  if (sweepNeeded) acts.push(searched(areaId));
  else acts.push(search(areaId));
  if (stage !== null) acts.push(allClear(areaId));
  if (!inhibited) acts.push(inhibit(areaId));
  return acts;
}

export function actsOfSite(situation: {
  readonly automation: boolean;
  readonly heightened: boolean;
}): readonly Act[] {
  const automation = situation.automation ? automationOff : automationOn;
  return situation.heightened ? [heighten, normal, automation] : [heighten, automation];
}

export const withdrawal = (areaId: string): Act => ({
  id: "retract",
  title: "Withdraw this warning",
  says: "It was a false alarm. Everybody who was warned is told so, the same way.",
  lowers: true,
  reasons: ["A bird", "An aircraft", "Our own flight", "A sensor was wrong", "An exercise"],
  verb: "Withdraw it",
  command: () => ({ kind: "retract", areaId }),
});

export const raise = (areaId: string, stage: "pre-alert" | "take-cover"): Act => ({
  id: `raise-${stage}`,
  title: stage === "take-cover" ? "Tell people to take cover" : "Tell people to get ready",
  says:
    stage === "take-cover"
      ? "Everybody there is told to take cover, at once."
      : "Everybody there is told to go near shelter, at once.",
  lowers: false,
  reasons: ["Seen from here", "Heard from here", "An authority called", "A neighbour called"],
  lengthsS: [10 * MINUTE_S, 30 * MINUTE_S, 60 * MINUTE_S],
  verb: stage === "take-cover" ? "Warn them now: take cover" : "Warn them now: get ready",
  command: ({ lengthS }) => ({ kind: "raise", areaId, stage, forS: lengthS }),
});

const allClear = (areaId: string): Act => ({
  id: "all-clear",
  title: "Give the all-clear now",
  says: "The danger was real and is over. People are told that they may leave cover. What is still seen on its way warns them again.",
  lowers: true,
  reasons: ["It came down elsewhere", "It was brought down", "Confirmed on the spot"],
  verb: "Give the all-clear",
  command: () => ({ kind: "all-clear", areaId }),
});

const inhibit = (areaId: string): Act => ({
  id: "inhibit",
  title: "Do not warn people for a while",
  says: "Nobody there is warned until it ends. What would have been warned of is still shown and recorded.",
  lowers: true,
  reasons: ["Our own flights", "Work on a sensor", "Fireworks or blasting", "A test"],
  lengthsS: [5 * MINUTE_S, 10 * MINUTE_S, 15 * MINUTE_S],
  verb: "Warn nobody there",
  command: ({ lengthS }) => ({ kind: "inhibit", areaId, forS: lengthS }),
});

export const liftInhibit = (areaId: string): Act => ({
  id: "lift-inhibit",
  title: "Warn people there again",
  says: "At once, also of what is on its way already.",
  lowers: false,
  reasons: ["No longer needed", "Something is on its way"],
  verb: "Warn them again",
  command: () => ({ kind: "lift-inhibit", areaId }),
});

const search = (areaId: string): Act => ({
  id: "sweep-needed",
  title: "Hold the all-clear until it was searched",
  says: "People stay under cover until somebody says here that the place is clear.",
  lowers: false,
  reasons: ["Fragments came down", "Something did not explode", "Not known what came down"],
  verb: "Hold the all-clear",
  command: () => ({ kind: "sweep", areaId, state: "needed" }),
});

export const searched = (areaId: string): Act => ({
  id: "sweep-done",
  title: "It was searched and is clear",
  says: "The all-clear is given as soon as nothing else threatens.",
  lowers: false,
  reasons: ["Searched by our people", "Searched by the authorities"],
  verb: "It is clear",
  command: () => ({ kind: "sweep", areaId, state: "done" }),
});

const heighten: Act = {
  id: "posture-heightened",
  title: "Expect an attack",
  says: "People are warned earlier, of less certain things.",
  lowers: false,
  reasons: ["Threats were voiced", "An attack nearby", "An authority warned of it"],
  lengthsS: [60 * MINUTE_S, 6 * 60 * MINUTE_S, 24 * 60 * MINUTE_S],
  asksSource: true,
  verb: "Expect an attack",
  command: ({ lengthS, source }) => ({
    kind: "posture",
    level: "heightened",
    forS: lengthS,
    source,
  }),
};

const normal: Act = {
  id: "posture-normal",
  title: "No attack is expected any more",
  says: "People are warned as usual again.",
  lowers: true,
  reasons: ["The threat has passed", "It was a rumour"],
  verb: "Go back to usual",
  command: () => ({ kind: "posture", level: "normal" }),
};

export const automationOn: Act = {
  id: "automation-on",
  title: "Switch automatic warning on",
  says: "People are warned at once of what is decided, without anybody's word.",
  lowers: false,
  reasons: ["The reason is over"],
  verb: "Switch it on",
  command: () => ({ kind: "automation", on: true }),
};

const automationOff: Act = {
  id: "automation-off",
  title: "Switch automatic warning off",
  says: "Nobody on the whole site is warned unless somebody here does it by hand.",
  lowers: true,
  reasons: ["False alarms again and again", "Work on the system"],
  verb: "Switch it off",
  command: () => ({ kind: "automation", on: false }),
};

export const acceptSiteFile = (sha256: string): Act => ({
  id: "site-file",
  title: "Accept this site file",
  says: `It lowers protection as listed, for good. It is in force from the next start of the post on. SHA-256: ${sha256}`,
  lowers: true,
  reasons: ["A planned change of the site", "An area is given up", "A mistake in the old file"],
  aboutSiteFile: true,
  verb: "Accept it",
  command: () => ({ kind: "site", sha256 }),
});

/** `15 minutes`, `1 hour`. */
export function lengthText(seconds: number): string {
  const hours = seconds / 3_600;
  if (Number.isInteger(hours)) return hours === 1 ? "1 hour" : `${hours} hours`;
  return `${Math.round(seconds / MINUTE_S)} minutes`;
}
