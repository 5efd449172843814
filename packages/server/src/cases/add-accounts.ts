import type { ActionOf } from "@tocsin/inquiry/case-action";
import { appendActions, keepText, readActions } from "./case-folder.ts";
import { holdCase } from "./hold-case.ts";

/** What is said of an account as it is added; its name and its text's hash follow from the case. */
type NewAccount = Omit<ActionOf<"account">, "kind" | "accountId" | "sha256"> & {
  readonly text: string;
};

/**
 * Adds accounts to a case under the next names, all of them durable before anything of them is read: whoever stops the reading loses nothing. Null for
 * each whose text is in the case already.
 */
export function addAccounts(
  folder: string,
  wanted: readonly NewAccount[],
): Promise<readonly (ActionOf<"account"> | null)[]> {
  return holdCase(folder, async () => {
    const known = readActions(folder).filter((action) => action.kind === "account");
    const hashes = new Set(known.map(({ sha256 }) => sha256));
    const taken = new Set(known.map(({ accountId }) => accountId));
    const made = wanted.map(({ text, ...said }): ActionOf<"account"> | null => {
      const sha256 = keepText(folder, text);
      if (hashes.has(sha256)) return null;
      hashes.add(sha256);
      const accountId = freeName(taken);
      taken.add(accountId);
      return { kind: "account", accountId, sha256, ...said };
    });
    await appendActions(
      folder,
      made.filter((action) => action !== null),
    );
    return made;
  });
}

function freeName(taken: ReadonlySet<string>): string {
  for (let index = taken.size; ; index++) if (!taken.has(nameOf(index))) return nameOf(index);
}

/** A, B, …, Z, AA, AB, … */
function nameOf(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : `${nameOf(Math.floor(index / 26) - 1)}${letter}`;
}
