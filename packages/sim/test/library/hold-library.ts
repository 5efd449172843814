import { expect, test } from "vitest";
import { KNOWN_FAILURES } from "./known-failures.ts";
import { type CaseKind, libraryCases } from "./library-cases.ts";
import { runCase } from "./run-case.ts";

/** Fewest cases of a kind that are promised (docs/internals/promises.md). */
const FEWEST = 120;

/** Holds every case of a kind to its right answer; one that is known to fail has to fail, or its cause is gone and it leaves the list. */
export function holdLibrary(kind: CaseKind): void {
  const cases = libraryCases().filter((each) => each.kind === kind);

  test("there are as many cases as are promised, and each has a name of its own", () => {
    const names = cases.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(names.length).toBeGreaterThanOrEqual(FEWEST);
    const known = Object.keys(KNOWN_FAILURES).filter((name) => name.startsWith(`${kind}/`));
    expect(known.filter((name) => !names.includes(name))).toEqual([]);
  });

  test.each(cases)("$name", ({ name, scenario }) => {
    const cause = KNOWN_FAILURES[name];
    const told = runCase(scenario()).faults.map((fault) => `${fault.kind}: ${fault.told}`);
    const unlike =
      cause === undefined ? told.join("; ") : `take it from the known failures: ${cause}`;
    expect(told.length > 0 ? "fails" : "holds", unlike).toBe(
      cause === undefined ? "holds" : "fails",
    );
  });
}
