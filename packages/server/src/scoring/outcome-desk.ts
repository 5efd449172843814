import type { OutcomeStatement } from "@tocsin/sdk";

/** Takes what the command line says of what happened. */
export interface OutcomeDesk {
  /** The record's sequence number. */
  state(statement: OutcomeStatement): Promise<number>;
  close(): Promise<void>;
}
