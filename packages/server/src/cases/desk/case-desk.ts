import type { Readable } from "node:stream";
import type { DeskAction, DeskCase, DeskDone, DeskStanding } from "@tocsin/sdk";
import { TocsinError } from "@tocsin/sdk/errors";
import {
  CaseReadings,
  type CaseState,
  deskCaseOf,
  deskExhibitsOf,
  deskPublicationOf,
} from "@tocsin/inquiry";
import { type CaseAction, caseActionSchema } from "@tocsin/inquiry/case-action";
import { caseActionText } from "../../cli/text/case-action-text.ts";
import { actInCase } from "../act-in-case.ts";
import { caseJournal, nowMs, openCase } from "../case-folder.ts";
import { headOfCase } from "../case-head.ts";
import { holdCase } from "../hold-case.ts";
import { memberFingerprint } from "../publication/member-key.ts";
import { filesOfVersion, readPublication } from "../publication/publication-folder.ts";
import { nextExhibit, nextHypothesis, nextOriginDecision } from "../next-id.ts";
import type { Counter } from "./claim-counters.ts";
import { countersOf } from "./counters-of.ts";
import { keepSent, readShown, sentProblem, shownAs } from "./exhibit-files.ts";
import { LinkedCases, stampOf } from "./linked-cases.ts";
import { MinutesFile } from "./desk-minutes.ts";
import { doStanding } from "./desk-standing.ts";

/** So many actions can be taken back, the last one first. */
const TAKE_BACK_MAX = 500;

type Shown = Omit<DeskCase, "by" | "lastDone" | "minutes" | "linked">;

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
  readonly #linked: LinkedCases;
  #done: readonly Done[] = [];
  #opened: { readonly stamp: string; readonly state: CaseState } | null = null;
  #shown: { readonly state: CaseState; readonly case: Shown } | null = null;
  /** One after the other: each is decided on what the one before left. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(folder: string, by: string) {
    this.#folder = folder;
    this.#by = by;
    this.#linked = new LinkedCases(folder);
    this.#minutes = new MinutesFile(folder);
  }

  show(): DeskCase {
    const last = this.#done.at(-1);
    const state = this.#open();
    return {
      ...this.#caseOf(state),
      linked: this.#linked.of(state),
      by: this.#by,
      lastDone: last === undefined ? null : caseActionText(last.action),
      minutes: this.#minutes.minutes,
    };
  }

  /** Of a case that this one is linked to and that lies beside it. Throws where there is none. */
  folderOfLinked(caseId: string): string {
    const isLinked = this.#open().linked.some((each) => each.caseId === caseId);
    const folder = isLinked ? this.#linked.folderOf(caseId) : null;
    if (folder !== null) return folder;
    throw invalid("That case does not lie beside this one: open it with tocsin case desk FOLDER.");
  }

  get by(): string {
    return this.#by;
  }

  /** Keeps a file that an exhibit will name. */
  keepFile(sent: Readable): ReturnType<typeof keepSent> {
    return keepSent(this.#folder, sent);
  }

  /** A file of an exhibit that a page can show; throws where it is none. */
  fileOf(sha256: string): { readonly type: string; readonly content: Readable } {
    const isKept = this.#open().exhibits.some(({ files }) =>
      files.some((file) => file.sha256 === sha256),
    );
    const shown = isKept ? shownAs(this.#folder, sha256) : null;
    if (shown === null) throw invalid("The case has no such picture or sound.");
    return { type: shown.type, content: readShown(this.#folder, sha256) };
  }

  textOf(accountId: string): string {
    const account = this.#open().accounts.find(({ id }) => id === accountId);
    if (account === undefined) throw invalid(`The case has no account ${accountId}.`);
    return account.text;
  }

  /** Records what was done, and shows the case as it is then. Throws where it cannot be done, and then nothing is recorded. */
  act({ action, accountId, activeS }: DeskDone): Promise<DeskCase> {
    return this.#next(async () => {
      await (action.kind === "take-back" ? this.#takeBack() : this.#record(action));
      if (accountId !== null && this.#open().accounts.some(({ id }) => id === accountId))
        this.#minutes.add({ accountId, activeS, decisions: action.kind === "take-back" ? 0 : 1 });
    });
  }

  /** What members do: it is recorded where its signature holds, and cannot be taken back. */
  stand(wanted: DeskStanding): Promise<DeskCase> {
    const done = { by: this.#by, at: new Date(nowMs()).toISOString() };
    return this.#next(() => doStanding(this.#folder, wanted, done));
  }

  /** The page of a version as members sign it. */
  reportOf(version: number): string {
    return filesOfVersion(this.#folder, version).get("report.html") ?? "";
  }

  #next(doNext: () => Promise<void>): Promise<DeskCase> {
    const acted = this.#last.then(async () => {
      await holdCase(this.#folder, doNext);
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
    if (wanted.kind === "exhibit") {
      for (const file of wanted.files) {
        const problem = sentProblem(this.#folder, file);
        if (problem !== null) throw invalid(problem);
      }
      return { ...wanted, exhibitId: nextExhibit(this.#folder) };
    }
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

  /** Comparisons, files and signatures are looked at once for each state. */
  #caseOf(state: CaseState): Shown {
    if (this.#shown?.state !== state) {
      const folder = this.#folder;
      const exhibits = deskExhibitsOf(
        state,
        ({ sha256 }) => shownAs(folder, sha256)?.shows ?? null,
      );
      const { caseId } = headOfCase(folder);
      const publication = deskPublicationOf(readPublication(folder), caseId, memberFingerprint);
      this.#shown = { state, case: { ...deskCaseOf(state), exhibits, publication } };
    }
    return this.#shown.case;
  }
}

const invalid = (detail: string): TocsinError => new TocsinError("REQUEST_INVALID", { detail });
