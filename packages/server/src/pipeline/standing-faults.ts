import type { Fault, TimeUs } from "@tocsin/core";
import { StandingFault } from "@tocsin/sdk";

/** What is told of a fault; when is known to whoever records it. */
export type ToldFault = Pick<Fault, "code" | "subject" | "detail">;

/** What begins the detail of a fault that is no more. */
const OVER = "over: ";

/**
 * Faults that their parts tell of once, when they begin and when they are over: those that last are told again until then, since a screen
 * forgets a fault that nobody tells of any more. Bounded by the codes and subjects that there are.
 */
export class StandingFaults {
  readonly #say: (fault: ToldFault) => void;
  readonly #standing = new Map<
    string,
    { readonly told: ToldFault; readonly fault: StandingFault }
  >();

  constructor(say: (fault: ToldFault) => void) {
    this.#say = say;
  }

  /** `lasts`: it goes on until the same part says of the same subject that it is over. */
  take(told: ToldFault, lasts: boolean, nowUs: TimeUs): void {
    const key = `${told.code} ${told.subject}`;
    if (told.detail.startsWith(OVER)) this.#standing.delete(key);
    if (!lasts) return this.#say(told);
    const fault = new StandingFault((detail) => this.#say({ ...told, detail }));
    this.#standing.set(key, { told, fault });
    fault.holds(told.detail, nowUs);
  }

  /** To be called every few seconds. */
  look(nowUs: TimeUs): void {
    for (const { told, fault } of this.#standing.values()) fault.holds(told.detail, nowUs);
  }
}
