import { utcText } from "@tocsin/core";
import type {
  ClosedProposal,
  CommandAnswer,
  Operations,
  ShownProposal,
  WaitingSite,
} from "@tocsin/sdk";

const ENDS: Readonly<Record<ClosedProposal["end"], string>> = {
  seconded: "agreed to, and in effect",
  "counted-down": "nobody stopped it, and it is in effect",
  refused: "refused",
  withdrawn: "withdrawn",
  lapsed: "lapsed",
  overtaken: "ended, because what it was made on has changed",
  "not-taken": "not taken by the engine",
};

/** A proposal for people at a terminal: what, by whom, why, until when, and word for word what people would be told. */
export function proposalLines(proposal: ShownProposal): readonly string[] {
  const { id, text, by, reason, untilUs, countdown, message } = proposal;
  return [
    `${id}  ${text}`,
    `  by ${by.name}: ${reason}`,
    `  ${countdown ? "takes effect, unless somebody stops it," : "lapses"} at ${utcText(untilUs)}`,
    ...(message ?? []).map(
      ({ language, headline, instruction }) =>
        `  people are told [${language}]: ${headline} ${instruction}`,
    ),
  ];
}

/** What became of a command, or of an answer to a proposal. */
export function answerLines({ outcome, proposal }: CommandAnswer): readonly string[] {
  if (proposal === null) return ["Done."];
  if ("end" in proposal) return [`${proposal.text}: ${ENDS[proposal.end]}.`];
  if (outcome !== "proposed") return [`${proposal.text}: ${outcome}.`];
  return [
    "Not done yet: it waits for a second person.",
    ...proposalLines(proposal),
    `Another person: tocsin approve ${proposal.id} --as NAME`,
  ];
}

/** A site file that the post refused: what it lowers, and how two people agree to it. */
export function waitingSiteLines(site: WaitingSite): readonly string[] {
  const { sha256, inForce, lowers, lowersCount, elseCount, agreedUs } = site;
  const state = inForce
    ? "in force, and not compared with what was accepted"
    : agreedUs === null
      ? "not accepted: it lowers protection"
      : "agreed to by two people: in force from the next start of the post on";
  return [
    `site file ${sha256.slice(0, 8)} ${state}`,
    ...lowers.map((statement) => `  - ${statement}`),
    ...(lowersCount > lowers.length
      ? [`  - and ${lowersCount - lowers.length} more: tocsin site status`]
      : []),
    ...(elseCount > 0 ? [`  and ${elseCount} changes that lower nothing`] : []),
  ];
}

/** What is ordered now, and what waits. */
export function operationLines(operations: Operations): readonly string[] {
  const { automation, posture, areas, proposals, ended, site } = operations;
  return [
    `automatic warning is ${automation ? "on" : "OFF"}`,
    posture.level === "normal"
      ? "posture normal"
      : `posture heightened: ${posture.source ?? ""}, until ${posture.untilUs === null ? "further notice" : utcText(posture.untilUs)}`,
    ...areas.map(({ id, inhibitedUntilUs, sweepNeeded }) =>
      [
        `area ${id}`,
        ...(inhibitedUntilUs === null ? [] : [`NOT WARNED until ${utcText(inhibitedUntilUs)}`]),
        ...(sweepNeeded ? ["its all-clear waits for a sweep"] : []),
        ...(inhibitedUntilUs === null && !sweepNeeded ? ["people are warned"] : []),
      ].join("  "),
    ),
    ...(site === null ? [] : waitingSiteLines(site)),
    ...(proposals.length === 0 ? ["nothing waits for a second person"] : []),
    ...proposals.flatMap(proposalLines),
    ...ended.map((one) => `${one.id}  ${one.text}: ${ENDS[one.end]}`),
  ];
}
