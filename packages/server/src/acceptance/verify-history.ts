import { utcText } from "@tocsin/core";
import { verifyJournal } from "../journal/verify-journal.ts";
import type { Finding, ReportVerdict } from "../report/verify-report.ts";
import {
  type SignedCommand,
  signedCommands,
  type SiteSponsor,
  type SiteStep,
  siteHistory,
} from "./site-history.ts";

/**
 * Checks a journal with public keys alone: that it is whole and signed, and of each site file that lowered protection that two different
 * people stand behind it, by their own signatures where there are any; and of each command that somebody signed, that they did. `personKeys`, where some are given, are those that may have signed.
 */
export async function verifyHistory(
  journal: string,
  keys: { readonly publicKey: string | null; readonly personKeys: readonly string[] },
): Promise<ReportVerdict> {
  const { publicKey, personKeys } = keys;
  const found = verifyJournal(journal, publicKey === null ? {} : { publicKey });
  const isWhole = found.ok && found.checkpoints > 0;
  const vouched = publicKey === null ? " by the key it names, which nobody vouched for" : "";
  const findings: Finding[] = [
    {
      ok: isWhole,
      words: isWhole
        ? `Every record of the journal follows from the one before it, and it is signed${vouched} through record ${found.signedThrough} of ${String(found.lastSequence)}.`
        : `The journal does not verify: ${found.firstBad?.reason ?? "no signature in it is good"}.`,
    },
  ];
  for (const step of await siteHistory(journal)) findings.push(...stepFindings(step, personKeys));
  for (const command of await signedCommands(journal))
    findings.push(commandFinding(command, personKeys));
  return { ok: findings.every(({ ok }) => ok), findings };
}

function stepFindings(step: SiteStep, personKeys: readonly string[]): readonly Finding[] {
  const { sponsors } = step;
  return [standing(step), ...sponsors.map((sponsor) => sponsorFinding(sponsor, personKeys))];
}

/** Whether those who had to stand behind a site file do. */
function standing(step: SiteStep): Finding {
  const { record, timeUs, sha256, how, sponsors, changes, lowers, reason } = step;
  const lowered = changes?.filter(({ direction }) => direction === "lowered") ?? [];
  const isOfTwo = sponsors.length === 2 && sponsors[0]?.account !== sponsors[1]?.account;
  const what =
    lowered.length === 0 ? "" : ` ${lowered.map(({ statement }) => statement).join(" ")}`;
  const head = `Site file ${sha256.slice(0, 8)}, record ${record}, ${utcText(timeUs)}`;
  if (isOfTwo)
    return {
      ok: true,
      words: `${head}: two people lowered protection (${reason ?? "no reason is recorded"}).${what}`,
    };
  if (lowers === false && how !== "two-people")
    return { ok: true, words: `${head}: it lowered nothing that people had, and took nobody.` };
  const why = lowers === null ? "what it changed cannot be read" : "it lowers protection";
  return { ok: false, words: `${head}: ${why}, and no two people stand behind it.${what}` };
}

/** Of a command that takes a second person each of the two is a finding of its own: what one of them did not sign the post alone vouches for. */
function commandFinding(of: SignedCommand, personKeys: readonly string[]): Finding {
  const { record, action, command, reason, name, account, timeUs, signature } = of;
  const { kind, ...rest } = command;
  const what = `${kind} ${Object.values(rest).map(String).join(" ")}`.trim();
  const did = action === "propose" ? "ordered or proposed" : "agreed to";
  const who = `Command, record ${record}, ${utcText(timeUs)}: ${name ?? "an account that is erased"} (${account}) ${did} ${what} (${reason})`;
  return signatureFinding(who, signature, personKeys);
}

function sponsorFinding(sponsor: SiteSponsor, personKeys: readonly string[]): Finding {
  const { action, name, account, timeUs, signature } = sponsor;
  const who = `${name ?? "an account that is erased"} (${account}) ${action === "propose" ? "proposed it" : "agreed"}, ${utcText(timeUs)}`;
  return signatureFinding(who, signature, personKeys);
}

function signatureFinding(
  who: string,
  signature: SiteSponsor["signature"],
  personKeys: readonly string[],
): Finding {
  switch (signature.kind) {
    case "none":
      return { ok: true, words: `${who}: not signed; the post alone says so.` };
    case "bad":
      return { ok: false, words: `${who}: the signature is not good: ${signature.why}.` };
    case "good": {
      const { publicKey, fingerprint, registered } = signature;
      if (personKeys.length > 0 && !personKeys.includes(publicKey))
        return {
          ok: false,
          words: `${who}: signed with a key that you did not name, ${fingerprint}.`,
        };
      const since =
        registered === null
          ? "this journal does not say whose it is"
          : `theirs since record ${registered}`;
      return { ok: true, words: `${who}: signed with the key ${fingerprint}, ${since}.` };
    }
  }
}
