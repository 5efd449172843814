import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseSiteConfig } from "@tocsin/sdk";
import { expect, test } from "vitest";
import type { DrillOrder, DrillReport } from "../../src/drill/drill-messages.ts";
import { bomb, SITE, writeSite } from "../run/post-process.ts";

const PROCESS = fileURLToPath(new URL("../../src/drill/drill-process.ts", import.meta.url));

test("a drill whose post is killed tells everybody that it is over, though nobody reads what it prints", async () => {
  const folder = mkdtempSync(join(tmpdir(), "tocsin-orphaned-drill-"));
  const directory = join(folder, "cap");
  writeSite(folder, { scenario: { duration_s: 600, objects: [bomb("a", 0.2, 20)] } });
  const parsed = parseSiteConfig({
    ...SITE,
    mode: "shadow",
    channels: [
      { type: "log", id: "terminal", modes: ["drill"] },
      { type: "cap-file", id: "cap", modes: ["drill"], directory, sender: "a@b" },
    ],
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  const child = fork(PROCESS, [], {
    stdio: ["ignore", "pipe", "pipe", "ipc"],
    serialization: "advanced",
  });
  const exited = once(child, "exit");
  const told = new Promise<void>((resolve) =>
    child.on("message", (report: DrillReport) => {
      if (report.kind === "areas") resolve();
    }),
  );
  const plan = {
    id: "one",
    config: parsed.config,
    scenario: join(folder, "play.yaml"),
    areaId: null,
    startUs: 0,
    dataDir: join(folder, "data"),
    keysDir: join(folder, "keys"),
  };
  child.send({ kind: "begin", plan } satisfies DrillOrder);
  await told;
  // What is left of a post that was killed: nobody at the other end of anything.
  child.stdout?.destroy();
  child.stderr?.destroy();
  child.disconnect();
  expect(await exited).toEqual([0, null]);
  const last = readdirSync(directory).sort().at(-1) ?? "";
  expect(readFileSync(join(directory, last), "utf8")).toContain("AllClear");
  rmSync(folder, { recursive: true });
});
