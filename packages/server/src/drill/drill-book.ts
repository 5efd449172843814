import { type DrillSummary, TocsinError } from "@tocsin/sdk";
import { readJournal } from "../journal/read-journal.ts";
import { RECORD_TYPES } from "../journal/record-type.ts";
import { decodeDrill, type DrillRecord } from "./drill-record.ts";

/** The latest drills that are listed; older ones are in the journal. */
export const DRILLS_LISTED_MAX = 50;

const isDrill = (type: number): boolean => type === RECORD_TYPES.drill;

/** The drills that a post's journal has, read on from where it was read to. */
export class DrillBook {
  readonly journal: string;
  readonly #drills = new Map<string, DrillSummary>();
  #nextSequence = 1;

  constructor(journal: string) {
    this.journal = journal;
  }

  readOn(): void {
    const found = readJournal(this.journal, { from: this.#nextSequence, types: isDrill });
    for (const { sequence, type, payload } of found) {
      this.#nextSequence = sequence + 1;
      const record = decodeDrill(type, payload);
      if (record !== null) this.#take(record);
    }
  }

  /** The latest first. */
  list(): readonly DrillSummary[] {
    return [...this.#drills.values()].reverse();
  }

  /** Throws `DRILL_NOT_FOUND`. */
  find(id: string): DrillSummary {
    const drill = this.#drills.get(id);
    if (drill === undefined) throw new TocsinError("DRILL_NOT_FOUND", { id });
    return drill;
  }

  #take({ change, id, timeUs, by, scenario, reason, channels = [] }: DrillRecord): void {
    const begun = this.#drills.get(id);
    if (change === "ended") {
      // The first end is the one that ended it.
      if (begun?.endedUs === null)
        this.#drills.set(id, { ...begun, endedUs: timeUs, ending: reason });
      return;
    }
    if (by.kind === "post") return;
    const drill = { id, scenario, startedUs: timeUs, by, reason, channels };
    this.#drills.set(id, { ...drill, endedUs: null, ending: null });
    const [oldest] = this.#drills.keys();
    if (this.#drills.size > DRILLS_LISTED_MAX && oldest !== undefined) this.#drills.delete(oldest);
  }
}
