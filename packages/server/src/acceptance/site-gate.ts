import type { FaultCode, Mode, TimeUs } from "@tocsin/core";
import { SITE_CHANGES_SHOWN_MAX, type WaitingSite } from "@tocsin/sdk";
import type { Journal } from "../journal/journal.ts";
import { type AcceptedSite, writeAcceptedCopy } from "./accepted-copy.ts";
import { loweringsOf, type SiteVerdict } from "./judge-site.ts";
import { encodeSiteRecord, type SiteRecord } from "./site-record.ts";

/** Who agreed to a site file that lowers protection. */
export interface SiteAgreement {
  readonly sha256: string;
  /** Id of the proposal, whose records hold what they signed. */
  readonly proposal: string;
  /** Ids of their accounts. */
  readonly by: string;
  readonly seconded: string;
  readonly reason: string;
  readonly how: "person" | "remote-supervisor";
  /** Areas whose people are told something now. */
  readonly warned: readonly string[];
}

interface Parts {
  readonly verdict: SiteVerdict;
  readonly dataDir: string;
  readonly mode: Mode;
  readonly journal: Pick<Journal, "append">;
  /** Resolves to whether a record is on the disk. */
  readonly durable: (sequence: number) => Promise<boolean>;
  readonly nowUs: () => TimeUs;
  readonly fault: (code: FaultCode, subject: string, detail: string) => void;
  /** A line for the terminal and the log. */
  readonly say: (line: string) => void;
  /** Called when what is shown has changed. */
  readonly changed: () => void;
  /** Called when two people have agreed and the disk has taken it; absent: nobody asks. */
  readonly agreed?: (() => void) | undefined;
}

/** Faults name so many of the things that are lowered; the screen and `tocsin site status` have them all. */
const TOLD_MAX = 5;

/** Of a site file, short enough to be read out. */
export const shortHash = (sha256: string): string => sha256.slice(0, 8);

/** The site file of a post while it runs: what is recorded and kept of it, and how two people agree to one that was refused. */
export class SiteGate {
  readonly #parts: Parts;
  #agreedUs: TimeUs | null;
  /** Two people have agreed, and the disk has not taken it yet. */
  #agreeing = false;
  /** The last write of the copy; they follow one another. */
  #writing: Promise<boolean> = Promise.resolve(true);

  constructor(parts: Parts) {
    this.#parts = parts;
    const { kind, before } = parts.verdict;
    this.#agreedUs = kind === "held" ? (before?.acceptedUs ?? null) : null;
  }

  /** Records what protects now, and keeps a signed copy of what was accepted. To be called once protection has begun. */
  begin(): void {
    const { verdict, nowUs, fault } = this.#parts;
    const { kind, asked, before, damage, run } = verdict;
    if (damage !== null) {
      this.#record({ change: "copy-damaged", timeUs: nowUs(), why: damage });
      fault("SITE_COPY_DAMAGED", "site file", damage);
    }
    if (kind === "accepted") this.#accepted();
    else if (kind === "held") this.#held();
    else {
      const why = loweringsOf(verdict);
      this.#record({
        change: "refused",
        timeUs: nowUs(),
        path: asked.path,
        sha256: asked.sha256,
        inForce: run.sha256,
        why,
      });
      fault("SITE_NOT_ACCEPTED", shortHash(asked.sha256), toldOf(why));
      if (before !== null) this.#inForce(before, damage !== null);
    }
  }

  /** Waits for the disk to have taken the copy, or refused it. */
  async settled(): Promise<void> {
    await this.#writing;
  }

  /** The site file that waits for two people; null where none does. */
  waiting(): Omit<WaitingSite, "tag"> | null {
    const { verdict } = this.#parts;
    const inForce = verdict.kind === "unknown";
    if (verdict.kind === "accepted" || (inForce && this.#agreedUs !== null)) return null;
    const lowers = loweringsOf(verdict);
    return {
      sha256: verdict.asked.sha256,
      inForce,
      lowers: lowers.slice(0, SITE_CHANGES_SHOWN_MAX),
      lowersCount: lowers.length,
      elseCount: Math.max(0, verdict.changes.length - lowers.length),
      agreedUs: this.#agreedUs,
    };
  }

  /** Its SHA-256, while it waits to be agreed to. */
  get waitingSha256(): string | null {
    const waiting = this.waiting();
    return waiting === null || waiting.agreedUs !== null || this.#agreeing ? null : waiting.sha256;
  }

  /** Two people agree to exactly this file. The answer is why that is not taken, or null. */
  agree({ sha256, proposal, by, reason, seconded, how, warned }: SiteAgreement): string | null {
    const { verdict, nowUs } = this.#parts;
    if (this.waitingSha256 !== sha256) return "no such site file waits to be agreed to";
    if (by === seconded) return "one person stands behind it";
    const { areas } = verdict.asked.config;
    const left = warned.filter((id) => !areas.some((area) => area.id === id));
    // The post that starts with it does not know the area, and could not tell its people that it is over.
    if (left.length > 0)
      return `it takes out ${left.join(" and ")}, where people are warned now: agree to it when that is over`;
    const { path, written } = verdict.asked;
    const site: AcceptedSite = {
      path,
      written,
      sha256,
      acceptedUs: nowUs(),
      how: "two-people",
      people: [by, seconded],
    };
    const sequence = this.#record({
      change: "agreed",
      timeUs: nowUs(),
      proposal,
      reason,
      second: how,
      ...site,
    });
    if (sequence === null) return "the record does not take it";
    this.#agreeing = true;
    void this.#keep(site, sequence).finally(() => {
      this.#agreeing = false;
      this.#parts.changed();
    });
    return null;
  }

  /** Beside what waits for it: nothing is in force that the disk has not taken. */
  async #keep(site: AcceptedSite, sequence: number): Promise<void> {
    const { durable, say, fault, verdict } = this.#parts;
    if (!(await durable(sequence))) {
      fault("SITE_NOT_ACCEPTED", shortHash(site.sha256), "agreed to, but the disk did not take it");
      return;
    }
    if (!(await this.#write(site))) return;
    this.#agreedUs = site.acceptedUs;
    this.#parts.agreed?.();
    say(
      verdict.kind === "unknown"
        ? `The site file ${shortHash(site.sha256)} is accepted: two people agreed to it.`
        : `The site file ${shortHash(site.sha256)} is accepted: it is in force from the next start of the post on.`,
    );
  }

  #held(): void {
    const { verdict, nowUs, fault } = this.#parts;
    const { asked, run, warned } = verdict;
    const [{ path, sha256 }, inForce] = [asked, run.sha256];
    this.#record({ change: "held", timeUs: nowUs(), path, sha256, inForce, warned });
    const why = `agreed to; it waits for the end of the warning in ${warned.join(", ")}`;
    fault("SITE_NOT_ACCEPTED", shortHash(sha256), `${why}: then start the post again`);
  }

  #accepted(): void {
    const { verdict, nowUs } = this.#parts;
    const { asked, before, damage, how } = verdict;
    const isSame = before?.sha256 === asked.sha256 && before.path === asked.path;
    const { path, written, sha256 } = asked;
    const site: AcceptedSite = isSame
      ? before
      : { path, written, sha256, acceptedUs: nowUs(), how, people: [] };
    this.#inForce(site, !isSame || damage !== null);
  }

  #inForce(site: AcceptedSite, isNew: boolean): void {
    this.#record({ change: "in-force", timeUs: this.#parts.nowUs(), ...site });
    if (isNew) void this.#write(site);
  }

  #record(record: SiteRecord): number | null {
    const { type, payload } = encodeSiteRecord(record, this.#parts.mode);
    return this.#parts.journal.append(type, payload);
  }

  /** A disk that does not take the copy is no reason not to protect: it is told, and the post goes on without one. */
  #write(site: AcceptedSite): Promise<boolean> {
    const { dataDir, say } = this.#parts;
    this.#writing = this.#writing
      .then(() => writeAcceptedCopy(dataDir, site))
      .then(
        () => true,
        (error: unknown) => {
          const reason = error instanceof Error ? error.message : String(error);
          say(
            `  This site file could not be kept (${reason}): make room, or a start with a bad one has no good one to go on with.`,
          );
          return false;
        },
      );
    return this.#writing;
  }
}

const toldOf = (why: readonly string[]): string => {
  const more = why.length - TOLD_MAX;
  return [...why.slice(0, TOLD_MAX), ...(more > 0 ? [`And ${more} more.`] : [])].join(" ");
};
