import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { tocsin } from "./tocsin.ts";
import { TocsinProcess } from "./tocsin-process.ts";

const HARBOUR = fileURLToPath(new URL("../../../inquiry/examples/harbour", import.meta.url));
const NEXT_ADDRESS = /(?<=For another window: )http:\S+#key=[\w-]+/;
const ADDRESS = /http:\S+#key=[\w-]+/;

/**
 * A case of the accounts in a folder (made up ones where none is named), held against the made-up posts that are named
 * (`seen`, `beyond-range`), with its desk.
 */
export class CaseDesk {
  readonly folder: string;
  readonly #desk: TocsinProcess;

  static async start(
    accounts: string = HARBOUR,
    title = "Drones over the harbour of Ardal",
    recorded: readonly string[] = [],
  ): Promise<CaseDesk> {
    const folder = join(mkdtempSync(join(tmpdir(), "tocsin-desk-")), "case");
    const files = readdirSync(accounts)
      .filter((name) => name.endsWith(".txt"))
      .toSorted()
      .map((name) => join(accounts, name));
    tocsin("case", "new", folder, "--title", title);
    tocsin("case", "add", folder, ...files);
    for (const variant of recorded) hold(folder, variant);
    return new CaseDesk(folder, await TocsinProcess.start(["case", "desk", folder, "--no-open"]));
  }

  private constructor(folder: string, desk: TocsinProcess) {
    this.folder = folder;
    this.#desk = desk;
  }

  /** The address that lets the first window in. */
  address(): Promise<string> {
    return this.#desk.untilSaid(ADDRESS);
  }

  /** The address that lets the next window in, once those before are used. */
  nextAddress(): Promise<string> {
    return this.#desk.untilSaid(NEXT_ADDRESS);
  }

  /** What `tocsin case …` says of the case. */
  ask(verb: string, ...more: readonly string[]): string {
    return tocsin("case", verb, this.folder, ...more);
  }

  async stop(): Promise<void> {
    await this.#desk.stop();
    rmSync(dirname(this.folder), { recursive: true, force: true });
  }
}

/** Has a made-up post stand in the harbour that night, and holds the case against its journal. */
function hold(folder: string, variant: string): void {
  const journal = join(folder, "posts", variant);
  tocsin("simulate", `${HARBOUR}/recording.yaml#${variant}`, "--quiet", "--data-dir", journal);
  tocsin(
    "case",
    "recording",
    folder,
    journal,
    "--at",
    "depot",
    "--time",
    "2026-05-03T20:44:00Z",
    "--as",
    variant,
  );
}
