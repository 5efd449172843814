import { readdirSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import type { CaseState } from "@tocsin/inquiry";
import type { DeskLinkedCase } from "@tocsin/sdk";
import { readJournal } from "../../journal/read-journal.ts";
import { verifyJournal } from "../../journal/verify-journal.ts";
import { caseJournal, isCase, sha256Of } from "../case-folder.ts";

/** A link names a case and no place of it: it is looked for among so many folders beside this case's own. */
const BESIDE_MAX = 500;

/** The folder beside a case's own in which another case lies, by its id; null where there is none among the first {@link BESIDE_MAX}. */
function folderOfCase(folder: string, caseId: string): string | null {
  const beside = dirname(resolve(folder));
  const folders = readdirSync(beside, { withFileTypes: true }).filter((each) => each.isDirectory());
  for (const { name } of folders.slice(0, BESIDE_MAX)) {
    const other = join(beside, name);
    if (isCase(other) && firstRecordOf(other) === caseId) return other;
  }
  return null;
}

function firstRecordOf(folder: string): string | null {
  for (const { payload } of readJournal(caseJournal(folder))) return sha256Of(payload);
  return null;
}

/** The cases that one is linked to, and how they stand today where they lie beside it: looked at anew where their journals have grown. */
export class LinkedCases {
  readonly #folder: string;
  readonly #folders = new Map<string, string>();
  readonly #known = new Map<
    string,
    { readonly stamp: string; readonly now: DeskLinkedCase["now"] }
  >();

  constructor(folder: string) {
    this.#folder = folder;
  }

  of({ linked }: CaseState): readonly DeskLinkedCase[] {
    return linked.map(({ caseId, title, reason, by, at, sequence, chain }) => {
      const own = { caseId, title, reason, by, at, sequence };
      return { ...own, now: this.#now(caseId, { sequence, chain }) };
    });
  }

  /** Where a case lies; null where it is not beside this one. */
  folderOf(caseId: string): string | null {
    const known = this.#folders.get(caseId);
    if (known !== undefined && isCase(known)) return known;
    const found = folderOfCase(this.#folder, caseId);
    if (found !== null) this.#folders.set(caseId, found);
    return found;
  }

  #now(
    caseId: string,
    witness: { readonly sequence: number; readonly chain: string },
  ): DeskLinkedCase["now"] {
    const other = this.folderOf(caseId);
    if (other === null) return null;
    const stamp = stampOf(caseJournal(other));
    const known = this.#known.get(witness.chain);
    if (known?.stamp === stamp) return known.now;
    const { ok, lastSequence } = verifyJournal(caseJournal(other), { witness });
    const now = !ok
      ? "is not what was linked"
      : lastSequence === witness.sequence
        ? "as it was"
        : "has gone on";
    this.#known.set(witness.chain, { stamp, now });
    return now;
  }
}

/** Changes with every record of a journal: how long each of its files is. */
export const stampOf = (journal: string): string =>
  readdirSync(journal)
    .map((name) => `${name} ${statSync(join(journal, name)).size}`)
    .join("\n");
