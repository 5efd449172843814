import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { type DeskAction, type DeskCase, type DeskDone, TocsinError } from "@tocsin/sdk";
import { CaseReadings, type CaseState, deskCaseOf } from "@tocsin/inquiry";
import { type CaseAction, caseActionSchema } from "@tocsin/inquiry/case-action";
import { caseActionText } from "../../cli/text/case-action-text.ts";
import { actInCase } from "../act-in-case.ts";
import { caseJournal, nowMs, openCase } from "../case-folder.ts";
import { nextHypothesis, nextOriginDecision } from "../next-id.ts";
import type { Counter } from "./claim-counters.ts";
import { countersOf } from "./counters-of.ts";
import { MinutesFile } from "./desk-minutes.ts";

/** So many actions can be taken back, the last one first. */
const TAKE_BACK_MAX = 500;

interface Done {
  readonly action: CaseAction;
  /** What undoes it; null where it must be decided anew. */
  readonly counters: readonly Counter[] | null;
}

/**
 * One case as one person works on it. What is done goes into the case's journal at once, by the same way as from the command line, and the case is
 * read from there again: what is shown is what is recorded.
 */
export class CaseDesk {
  readonly #folder: string;
  readonly #by: string;
  readonly #readings = new CaseReadings();
  readonly #minutes: MinutesFile;
  #done: readonly Done[] = [];
  #opened: { readonly stamp: string; readonly state: CaseState } | null = null;
  /** One after the other: each is decided on what the one before left. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(folder: string, by: string) {
    this.#folder = folder;
    this.#by = by;
    this.#minutes = new MinutesFile(folder);
  }

  show(): DeskCase {
    const last = this.#done.at(-1);
    return {
      ...deskCaseOf(this.#open()),
      by: this.#by,
      lastDone: last === undefined ? null : caseActionText(last.action),
      minutes: this.#minutes.minutes,
    };
  }

  textOf(accountId: string): string {
    const account = this.#open().accounts.find(({ id }) => id === accountId);
    if (account === undefined) throw invalid(`The case has no account ${accountId}.`);
    return account.text;
  }

  /** Records what was done, and shows the case as it is then. Throws where it cannot be done, and then nothing is recorded. */
  act({ action, accountId, activeS }: DeskDone): Promise<DeskCase> {
    const acted = this.#last.then(async () => {
      await (action.kind === "take-back" ? this.#takeBack() : this.#record(action));
      if (accountId !== null && this.#open().accounts.some(({ id }) => id === accountId))
        this.#minutes.add({ accountId, activeS, decisions: action.kind === "take-back" ? 0 : 1 });
      return this.show();
    });
    this.#last = acted.catch(() => undefined);
    return acted;
  }

  async #record(wanted: Exclude<DeskAction, { readonly kind: "take-back" }>): Promise<void> {
    const action = this.#signed(this.#named(wanted));
    const before = await this.#act(action);
    const counters = countersOf(before, action);
    this.#done = [...this.#done, { action, counters }].slice(-TAKE_BACK_MAX);
  }

  async #takeBack(): Promise<void> {
    const last = this.#done.at(-1);
    if (last === undefined) throw invalid("Nothing that was done here is left to take back.");
    if (last.counters === null)
      throw invalid("What was done last cannot be taken back: decide it anew.");
    const counters = last.counters.map((each) => this.#signed(each));
    await this.#act(counters);
    this.#done = this.#done.slice(0, -1);
  }

  /** With the name that it gets in the case, where it makes something that has one. */
  #named(wanted: DeskAction): object {
    if (wanted.kind === "hypothesis")
      return { ...wanted, hypothesisId: nextHypothesis(this.#folder) };
    return wanted.kind === "join-origins" || wanted.kind === "part-origin"
      ? { ...wanted, decisionId: nextOriginDecision(this.#folder) }
      : wanted;
  }

  #signed(wanted: object): CaseAction {
    const parsed = caseActionSchema.safeParse({
      ...wanted,
      by: this.#by,
      at: new Date(nowMs()).toISOString(),
    });
    if (parsed.success) return parsed.data;
    const [issue] = parsed.error.issues;
    throw invalid(`${issue?.path.join(".") ?? ""}: ${issue?.message ?? "is not valid"}.`);
  }

  #act(actions: CaseAction | readonly CaseAction[]): Promise<CaseState> {
    return actInCase(this.#folder, actions, { readings: this.#readings, before: this.#open() });
  }

  /** Replayed only where the journal has changed, by whomever: of a long account that takes a second. */
  #open(): CaseState {
    const stamp = stampOf(caseJournal(this.#folder));
    if (this.#opened?.stamp !== stamp)
      this.#opened = { stamp, state: openCase(this.#folder, { readings: this.#readings }) };
    return this.#opened.state;
  }
}

/** Changes with every record: how long each file of the journal is. */
const stampOf = (journal: string): string =>
  readdirSync(journal)
    .map((name) => `${name} ${statSync(join(journal, name)).size}`)
    .join("\n");

const invalid = (detail: string): TocsinError => new TocsinError("REQUEST_INVALID", { detail });
