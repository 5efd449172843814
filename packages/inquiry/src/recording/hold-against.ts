import type { Account } from "../account/account.ts";
import type { CaseClaim } from "../cases/decided-claims.ts";
import type { Predicate, Speaker } from "../claims/claim.ts";
import { MAIN_EVENT } from "../claims/main-event.ts";
import { sliceOf } from "../text/span.ts";
import { bearingIn } from "./compass.ts";
import { outcomeCount, weaponCount, weaponType } from "./count-rules.ts";
import { gapIn } from "./left-out.ts";
import { activated, inactiveReason } from "./defence-rules.ts";
import { day, launchPlace, occurred, placeName } from "./place-rules.ts";
import type { KeptRecording, Recording } from "./recording.ts";
import { type Answer, notComparable, type RecordVerdict, type Rule } from "./verdict.ts";

/** A claim held against one recording. */
export interface HeldClaim {
  readonly claimId: string;
  readonly recordingId: string;
  readonly verdict: RecordVerdict;
  readonly reason: string;
  /** Sequence numbers in the recording's journal. */
  readonly records: readonly number[];
  /** It rests on what was simulated or modelled, and can carry no finding. */
  readonly notional: boolean;
}

/** What was heard: a radar tells nothing of it. */
const heard: Rule = (_, recording): Answer => {
  const { hearing, siteRecord } = recording;
  if (hearing.length > 0)
    return notComparable(
      `${hearing.join(", ")} tell where a sound came from, and count no explosions`,
    );
  const gap = gapIn(recording, "sensors");
  return gap === null
    ? {
        verdict: "could-not-have-been-seen",
        reason: "no sensor of the recording hears",
        records: [siteRecord],
      }
    : notComparable(gap);
};

/** What a recording can speak of. Of all else (casualties, who did it, why) no sensor tells. */
const RULES: Readonly<Partial<Record<Predicate, Rule>>> = {
  "attack.date": day,
  "attack.occurred": occurred,
  "attack.place": placeName,
  "attack.target": placeName,
  "defence.activated": activated,
  "defence.inactive-reason": inactiveReason,
  "explosion.count": heard,
  "launch.place": launchPlace,
  "weapon.count": weaponCount,
  "weapon.hit": outcomeCount("struck"),
  "weapon.intercepted": outcomeCount("intercepted"),
  "weapon.type": weaponType,
  "witness.sound": heard,
};

/** Holds every claim of the case's own event that a recording can speak of against each recording. */
export function holdAgainst(
  claims: readonly CaseClaim[],
  accounts: readonly Account[],
  recordings: readonly KeptRecording[],
): readonly HeldClaim[] {
  const own = claims.filter(({ event }) => event === MAIN_EVENT);
  return recordings.flatMap((kept) =>
    own.flatMap((claim) => {
      const rule = RULES[claim.predicate];
      if (rule === undefined) return [];
      const account = accounts.find(({ id }) => id === claim.accountId);
      const words = account === undefined ? "" : sliceOf(account.text, claim.span);
      const said = { claim, words, fromDeg: directionOf(claim, own) };
      return [heldClaim(kept, claim, answerOf(rule, said, kept.recording))];
    }),
  );
}

function answerOf(rule: Rule, said: Parameters<Rule>[0], recording: Recording): Answer {
  const { polarity, count } = said.claim;
  if (polarity === "unknown") return notComparable("its author says that it is not known");
  if (polarity === "deny" && count !== null)
    return notComparable("its author denies a number and gives no other");
  return rule(said, recording);
}

const heldClaim = (kept: KeptRecording, { id }: CaseClaim, answer: Answer): HeldClaim => ({
  claimId: id,
  recordingId: kept.id,
  verdict: answer.verdict,
  reason: answer.reason,
  records: answer.records,
  notional: kept.notional || answer.notional === true,
});

/** From where a claim's speaker, in the same account, says that it came. */
function directionOf(claim: CaseClaim, all: readonly CaseClaim[]): number | null {
  const launch = all.find(
    ({ predicate, accountId, speaker }) =>
      predicate === "launch.place" &&
      accountId === claim.accountId &&
      isSame(speaker, claim.speaker),
  );
  return launch === undefined ? null : bearingIn(launch.value);
}

/** "Major General Yahya Rasoul" and "Rasoul" are one; of an unnamed speaker nobody can tell. */
function isSame(a: Speaker, b: Speaker): boolean {
  if (a.kind === "narrator" || a.kind === "unresolved" || a.kind !== b.kind) return false;
  if (a.name === b.name) return true;
  return a.kind === "named" && (a.name.endsWith(` ${b.name}`) || b.name.endsWith(` ${a.name}`));
}
