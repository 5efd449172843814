import type { ClaimState, Look, TimeUs, Track } from "@tocsin/core";
import { emergencyOfCode, type PictureClaim } from "@tocsin/sdk";

/** Names remembered; beyond it the one not heard for longest is forgotten. */
const NAMES_MAX = 4_096;
/** What was said this long ago is not said of an object any more. */
const SAID_FOR_US = 60_000_000;

interface Said {
  readonly claim: ClaimState;
  readonly atUs: TimeUs;
}

/** What objects said of their plight lately, and how far they are doubted, by the names that they go by. */
export class ClaimBoard {
  readonly #said = new Map<string, Said>();

  looked({ detections }: Look, receivedUs: TimeUs): void {
    for (const { claim, identity } of detections) {
      const name = identity?.sensorTrack ?? identity?.aircraftAddress ?? null;
      if (claim === undefined || name === null) continue;
      this.#said.delete(name);
      this.#said.set(name, { claim, atUs: receivedUs });
      if (this.#said.size <= NAMES_MAX) continue;
      for (const oldest of this.#said.keys()) {
        this.#said.delete(oldest);
        break;
      }
    }
  }

  /** What there is to say of a track's word; null where there is nothing. */
  of({ identity }: Track, nowUs: TimeUs): PictureClaim | null {
    if (identity === null) return null;
    const said = [identity.sensorTrack, identity.aircraftAddress].flatMap((name) => {
      const found = name === null ? undefined : this.#said.get(name);
      return found === undefined || nowUs - found.atUs > SAID_FOR_US ? [] : [found.claim];
    });
    const [claim] = said.sort((a, b) => b.spoofScore - a.spoofScore);
    const emergency = claim?.emergency ?? emergencyOfCode(identity.mode3A);
    if (claim === undefined && emergency === null) return null;
    return { spoofScore: claim?.spoofScore ?? 0, doubts: claim?.doubts ?? [], emergency };
  }
}
