import type { SensorStatus, TimeUs } from "@tocsin/core";
import { DOUBT_WORDS } from "./claim.ts";
import type { ClaimBook } from "./claim-book.ts";

/** A claimant is shown from this score on; below it one odd report is an odd report. */
export const DOUBTED_SCORE = 0.4;
const LOOKED_AT_EVERY_US = 5_000_000;
const NAMED_MAX = 3;

/** Says when what is doubted has changed, as the state of the sensor that hears the claims. */
export class DoubtBoard {
  readonly #claims: ClaimBook;
  readonly #kind: string;
  #said: string | null = null;
  #lookedUs: TimeUs = -Infinity;

  /** `kind`: what the claimants are, in the plural. */
  constructor(claims: ClaimBook, kind: string) {
    this.#claims = claims;
    this.#kind = kind;
  }

  /** The sensor's new state, or null where nothing changed or it was asked too soon. */
  update(nowUs: TimeUs): { readonly status: SensorStatus; readonly reason: string } | null {
    if (nowUs - this.#lookedUs < LOOKED_AT_EVERY_US) return null;
    this.#lookedUs = nowUs;
    const { count, worst } = this.#claims.doubted(nowUs, DOUBTED_SCORE, NAMED_MAX);
    if (count === 0) {
      if (this.#said === null) return null;
      this.#said = null;
      return { status: "up", reason: "no claim is doubted any more" };
    }
    const named = worst.map(
      ({ claimant, doubts }) =>
        `${claimant} (${doubts.map((doubt) => DOUBT_WORDS[doubt]).join(", ")})`,
    );
    const more = count > worst.length ? ` and ${count - worst.length} more` : "";
    const reason = `${this.#kind} whose word is doubted: ${named.join("; ")}${more}`;
    if (reason === this.#said) return null;
    this.#said = reason;
    return { status: "degraded", reason };
  }
}
