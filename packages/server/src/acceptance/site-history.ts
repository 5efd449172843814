import { createHash } from "node:crypto";
import type { Mode, TimeUs } from "@tocsin/core";
import {
  type Approval,
  comparePolicies,
  type PersonSignature,
  type ProtectionChange,
} from "@tocsin/sdk";
import { decodeIdentityRecord, type AccountRecord } from "../identity/identity-record.ts";
import { verifyPasskeyAnswer } from "../identity/verify-passkey.ts";
import { readJournal } from "../journal/read-journal.ts";
import { RECORD_TYPES } from "../journal/record-type.ts";
import { approvalChallenge, isOfApproval } from "../operators/approval-challenge.ts";
import { decodeProposal, type ProposalRecord } from "../operators/proposal-record.ts";
import { decodeRecord } from "../pipeline/encode-record.ts";
import { type AcceptedHow, type AcceptedSite, siteFileOf } from "./accepted-copy.ts";
import { isLive } from "./judge-site.ts";
import { decodeSiteRecord, type SiteRecord } from "./site-record.ts";

/** What became of the question whether a person signed. */
export type SignatureVerdict =
  /** `registered`: number of the record under which this key became the person's; null: the journal does not say that it did. */
  | {
      readonly kind: "good";
      readonly publicKey: string;
      readonly fingerprint: string;
      readonly registered: number | null;
    }
  | { readonly kind: "bad"; readonly why: string }
  /** Shown by a password or a passkey at the post, which is all that vouches for it. */
  | { readonly kind: "none" };

/** One of the two who stand behind a site file. */
export interface SiteSponsor {
  readonly action: Approval["action"];
  readonly account: string;
  /** null: never named in this journal, or erased. */
  readonly name: string | null;
  readonly timeUs: TimeUs;
  readonly signature: SignatureVerdict;
}

/** A site file that came into force, or was agreed to: what it changed, and who stands behind it. */
export interface SiteStep {
  readonly record: number;
  readonly timeUs: TimeUs;
  readonly sha256: string;
  readonly how: AcceptedHow;
  /** What it changed of the one before; empty for the first, null where one of the two cannot be read. */
  readonly changes: readonly Pick<ProtectionChange, "direction" | "where" | "statement">[] | null;
  /** Whether it lowers protection that people had: by a file for another mode than `live` nobody was warned. null: that cannot be told. */
  readonly lowers: boolean | null;
  /** null: nobody had to say why. */
  readonly reason: string | null;
  /** Of what lowers protection, two; otherwise none. */
  readonly sponsors: readonly SiteSponsor[];
}

/** What a person did at a running post and signed, a site file's acceptance left out. */
export interface SignedCommand {
  readonly record: number;
  readonly action: Approval["action"];
  readonly command: Approval["command"];
  readonly reason: string;
  readonly account: string;
  readonly name: string | null;
  readonly timeUs: TimeUs;
  readonly signature: SignatureVerdict;
}

interface Signing {
  readonly record: number;
  readonly approval: Approval;
  readonly timeUs: TimeUs;
  readonly signed: PersonSignature | undefined;
}

const WANTED: ReadonlySet<number> = new Set([
  RECORD_TYPES.configuration,
  RECORD_TYPES.account,
  RECORD_TYPES.proposal,
  RECORD_TYPES.site,
]);

/**
 * Every site file that a journal has in force or agreed to, oldest first: what changed, who proposed it and who agreed, when and why, and
 * whether what they signed is theirs. It reads the journal alone; whose a key is says the record of its registration, and whoever holds it.
 */
export async function siteHistory(journal: string): Promise<readonly SiteStep[]> {
  const reader = new HistoryReader();
  for (const record of readJournal(journal, { types: (type) => WANTED.has(type) }))
    reader.take(record);
  return reader.steps();
}

/** Every command that a journal has signed, oldest first, and whether the signature is theirs and of exactly that. */
export async function signedCommands(journal: string): Promise<readonly SignedCommand[]> {
  const reader = new HistoryReader();
  for (const record of readJournal(journal, { types: (type) => WANTED.has(type) }))
    reader.take(record);
  return reader.commands();
}

type Accepted = Extract<SiteRecord, { readonly change: "in-force" | "agreed" }>;
type Proposed = Extract<ProposalRecord, { readonly change: "proposed" }>;

interface Made {
  readonly record: number;
  readonly site: Accepted;
  readonly before: AcceptedSite | null;
}

class HistoryReader {
  readonly #names = new Map<string, string>();
  /** By account and key, the record that registered it; one that was revoked is there no more. */
  readonly #keys = new Map<string, number>();
  readonly #signings = new Map<string, Signing & { readonly registered: number | null }>();
  readonly #proposed = new Map<string, Proposed>();
  readonly #made: Made[] = [];
  #site = "";
  #mode: Mode = "shadow";
  #last: AcceptedSite | null = null;

  take({ type, payload, sequence }: { type: number; payload: Uint8Array; sequence: number }): void {
    const decoded = type === RECORD_TYPES.configuration ? decodeRecord(type, payload) : null;
    if (decoded?.kind === "event" && decoded.event.type === "configuration")
      [this.#site, this.#mode] = [decoded.event.site.id, decoded.mode];
    const identity = decodeIdentityRecord(type, payload);
    if (identity?.kind === "account") this.#account(identity, sequence);
    const proposal = decodeProposal(type, payload);
    if (proposal !== null) this.#decided(proposal, sequence);
    const site = decodeSiteRecord(type, payload);
    if (site?.change === "in-force" || site?.change === "agreed") this.#accept(site, sequence);
  }

  async steps(): Promise<readonly SiteStep[]> {
    return Promise.all(this.#made.map((made) => this.#step(made)));
  }

  commands(): Promise<readonly SignedCommand[]> {
    const signed = [...this.#signings.values()].filter(
      (each) => each.signed !== undefined && each.approval.command.kind !== "site",
    );
    return Promise.all(
      signed.map(async (signing) => {
        const { record, timeUs, approval } = signing;
        const { action, command, reason, person: account } = approval;
        const name = this.#names.get(account) ?? null;
        const signature = await judged(signing);
        return { record, action, command, reason, account, name, timeUs, signature };
      }),
    );
  }

  #decided(record: ProposalRecord, sequence: number): void {
    if (record.change === "done") this.#sign(record, "propose", record.by, { ...record, sequence });
    else if (record.change === "proposed") this.#propose(record, sequence);
    else if (record.change === "seconded") this.#second(record, sequence);
  }

  #account({ change, account, passkey }: AccountRecord, record: number): void {
    if (change === "erased") this.#names.delete(account.id);
    else this.#names.set(account.id, account.name);
    if (passkey?.publicKey === undefined) return;
    const key = keyName(account.id, passkey.publicKey);
    if (change === "credential") this.#keys.set(key, record);
    else if (change === "credential-removed") this.#keys.delete(key);
  }

  #propose(proposal: Proposed, sequence: number): void {
    this.#proposed.set(proposal.id, proposal);
    this.#sign(proposal, "propose", proposal.by, { ...proposal, sequence });
  }

  #second(end: ProposalRecord, sequence: number): void {
    const proposal = this.#proposed.get(end.id);
    if (proposal !== undefined && end.by !== null)
      this.#sign(proposal, "second", end.by, { ...end, sequence });
  }

  #sign(
    { id, command, reason }: Pick<Proposed, "id" | "command" | "reason">,
    action: Approval["action"],
    person: string,
    {
      timeUs,
      signed,
      sequence: record,
    }: Pick<ProposalRecord, "timeUs" | "signed"> & { readonly sequence: number },
  ): void {
    const [site, mode] = [this.#site, this.#mode];
    const approval = { action, site, mode, proposal: id, command, reason, person };
    const registered =
      signed === undefined ? null : (this.#keys.get(keyName(person, signed.publicKey)) ?? null);
    this.#signings.set(`${action} ${id}`, { record, approval, timeUs, signed, registered });
  }

  #accept(site: Accepted, record: number): void {
    const last = this.#last;
    if (last?.sha256 === site.sha256 && last.path === site.path) return;
    this.#made.push({ record, site, before: last });
    this.#last = site;
  }

  async #step({ record, site, before }: Made): Promise<SiteStep> {
    const { timeUs, sha256, how } = site;
    const changes = before === null ? [] : changesBetween(before, site);
    return {
      record,
      timeUs,
      sha256,
      how,
      changes,
      lowers: before === null ? false : lowersProtection(before, changes),
      reason: site.change === "agreed" ? site.reason : null,
      sponsors: await this.#sponsors(site),
    };
  }

  async #sponsors(site: SiteRecord & AcceptedSite): Promise<readonly SiteSponsor[]> {
    const actions = ["propose", "second"] as const;
    return Promise.all(
      site.people.map(async (account, i) => {
        const action = actions[i] ?? "second";
        const id = "proposal" in site ? site.proposal : undefined;
        const signing = id === undefined ? undefined : this.#signings.get(`${action} ${id}`);
        const isTheirs =
          signing?.approval.person === account && isAbout(signing.approval, site.sha256);
        return {
          action,
          account,
          name: this.#names.get(account) ?? null,
          timeUs: signing?.timeUs ?? site.acceptedUs,
          signature:
            signing === undefined
              ? ({ kind: "none" } as const)
              : isTheirs
                ? await judged(signing)
                : bad("the proposal in the journal is of somebody else, or of another file"),
        };
      }),
    );
  }
}

const keyName = (account: string, publicKey: string): string => `${account} ${publicKey}`;

const bad = (why: string): SignatureVerdict => ({ kind: "bad", why });

const isAbout = ({ command }: Approval, sha256: string): boolean =>
  command.kind === "site" && command.sha256 === sha256;

function changesBetween(before: AcceptedSite, after: AcceptedSite): SiteStep["changes"] {
  const [a, b] = [siteFileOf(before), siteFileOf(after)];
  if (a === null || b === null) return null;
  return comparePolicies(a.config, b.config).map(({ direction, where, statement }) => ({
    direction,
    where,
    statement,
  }));
}

/** As a start judges it: {@link judgeSite}. */
function lowersProtection(before: AcceptedSite, changes: SiteStep["changes"]): boolean | null {
  // Too large for a record it says nothing of its mode.
  if (before.written !== null && !isLive(before.written)) return false;
  return changes?.some(({ direction }) => direction === "lowered") ?? null;
}

async function judged({
  approval,
  signed,
  registered,
}: Signing & { readonly registered: number | null }): Promise<SignatureVerdict> {
  if (signed === undefined) return { kind: "none" };
  if (!isOfApproval(signed, approval)) return bad("it is over something else than this");
  if (!("answer" in signed)) return good(signed.publicKey, registered);
  const { publicKey, rpId, origin, answer, passkey: id } = signed;
  const octets = new Uint8Array(Buffer.from(publicKey, "base64url"));
  const checked = await verifyPasskeyAnswer(
    answer,
    approvalChallenge(approval),
    { rpId, origin, sessionKey: null },
    {
      id,
      accountId: approval.person,
      name: "",
      rpId,
      createdUs: 0,
      usedUs: null,
      counter: 0,
      credential: answer.id,
      publicKey: octets,
    },
  );
  if (checked === null) return bad("it was not made with that key");
  return good(publicKey, registered);
}

const good = (publicKey: string, registered: number | null): SignatureVerdict => ({
  kind: "good",
  publicKey,
  fingerprint: personFingerprint(publicKey),
  registered,
});

/** SHA-256 of a person's public key, in groups that two people can read to each other. */
export function personFingerprint(publicKey: string): string {
  const hex = createHash("sha256").update(Buffer.from(publicKey, "base64url")).digest("hex");
  return (hex.slice(0, 32).match(/.{4}/g) ?? []).join(" ");
}
