import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { listScenarioIds, parseScenarioText, type Scenario } from "../../src/index.ts";

const FOLDER = fileURLToPath(new URL("../../scenarios/library/", import.meta.url));

export const CASE_KINDS = ["threat", "harmless"] as const;
export type CaseKind = (typeof CASE_KINDS)[number];

/** A case of the library: the file that holds it, and its name among the file's variants. */
export interface LibraryCase {
  readonly kind: CaseKind;
  /** `threat/mortars/short-flight-overhead`. */
  readonly name: string;
  /** Parsed when asked for; throws with its problems when it does not parse. */
  scenario(this: void): Scenario;
}

/** Every case that was made by hand, in order of its name. */
export const libraryCases = (): readonly LibraryCase[] =>
  CASE_KINDS.flatMap((kind) =>
    readdirSync(`${FOLDER}${kind}`)
      .filter((file) => file.endsWith(".yaml"))
      .toSorted()
      .flatMap((file) => casesOf(kind, readFileSync(`${FOLDER}${kind}/${file}`, "utf8"), file)),
  );

function casesOf(kind: CaseKind, text: string, file: string): readonly LibraryCase[] {
  const ids = listScenarioIds(text);
  if (ids.length === 0) throw new Error(`${kind}/${file} can't be read`);
  return ids.map((id) => ({ kind, name: `${kind}/${id}`, scenario: () => parsed(id, text) }));
}

function parsed(id: string, text: string): Scenario {
  const [, variant] = id.split("/");
  const result = parseScenarioText(text, variant);
  if (!result.ok) throw new Error(`${id}: ${JSON.stringify(result.problems, null, 2)}`);
  return result.scenario;
}
