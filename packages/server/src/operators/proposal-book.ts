import { assert, type TimeUs } from "@tocsin/core";
import type { ClosedProposal, Person, ProposalEnd, ShownProposal } from "@tocsin/sdk";
import type { MadeOn } from "./control-state.ts";

/** Proposals that wait at once, of all people and of one. */
export const PROPOSALS_OPEN_MAX = 16;
export const PROPOSALS_OF_ONE_MAX = 4;
/** So many of the closed ones are remembered: somebody who comes late is told what became of one. */
const CLOSED_KEPT = 100;

/** A proposal with what it was made on. */
export interface Proposal extends ShownProposal {
  readonly made: MadeOn;
  /** Ids of whoever may be who uses the account that proposed it. */
  readonly makers: readonly string[];
}

/** What lowers protection and waits for a second person. Nothing here survives a restart: whoever meant it proposes it anew. */
export class ProposalBook {
  readonly #open = new Map<string, Proposal>();
  #closed: readonly ClosedProposal[] = [];

  /** The oldest first. */
  open(): readonly Proposal[] {
    return [...this.#open.values()];
  }

  /** The latest first. */
  closed(): readonly ClosedProposal[] {
    return this.#closed;
  }

  add(proposal: Proposal): void {
    assert(!this.#open.has(proposal.id), "a proposal is made once");
    this.#open.set(proposal.id, proposal);
  }

  /** Whether an id is that of a proposal that waits, or of one that is remembered. */
  has(id: string): boolean {
    return this.#open.has(id) || this.closedOf(id) !== null;
  }

  openOf(id: string): Proposal | null {
    return this.#open.get(id) ?? null;
  }

  closedOf(id: string): ClosedProposal | null {
    return this.#closed.find((one) => one.id === id) ?? null;
  }

  close(id: string, end: ProposalEnd, endedUs: TimeUs, endedBy: Person | null): ClosedProposal {
    const proposal = this.#open.get(id);
    assert(proposal !== undefined, "only what is open ends");
    this.#open.delete(id);
    const closed = { ...shownOf(proposal), end, endedUs, endedBy };
    this.#closed = [closed, ...this.#closed].slice(0, CLOSED_KEPT);
    return closed;
  }
}

/** What a proposal shows of itself. */
export function shownOf({ made: _made, makers: _makers, ...shown }: Proposal): ShownProposal {
  return shown;
}
