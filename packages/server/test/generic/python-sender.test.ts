import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { RecordReader } from "../../src/adapters/generic/record-reader.ts";
import { createTcpServerSource } from "../../src/sources/tcp-server-source.ts";
import { readPage, writeFilesOf } from "../docs/page-commands.ts";
import { PORTS, SourceRun } from "../sources/source-run.ts";

const hasPython = spawnSync("python3", ["--version"]).error === undefined;

test.skipIf(!hasPython)(
  "the guide's sender in Python is understood (skips without python3)",
  async () => {
    const folder = mkdtempSync(join(tmpdir(), "tocsin-python-"));
    writeFilesOf(readPage("docs/guides/generic.md"), folder);
    const options = { address: "127.0.0.1", port: 0, peersMax: 1, allow: [] };
    const run = new SourceRun(createTcpServerSource(options, PORTS), () => "refused: as a test\n");
    const sender = spawn("python3", [join(folder, "ears.py"), String(await run.port())]);
    const answered = new Promise<string>((resolve) => {
      sender.stderr.on("data", (words) => resolve(String(words)));
    });
    const line = await run.until(() =>
      run.text.split("\n").find((_, i, all) => i < all.length - 1),
    );
    const reader = new RecordReader({
      clock: "sensor",
      sensors: [{ sensor: "ear-north", azimuth_sigma_deg: 5, geoid_height_m: 0 }],
    });
    const outputs = reader.read(new TextEncoder().encode(line), PORTS.clock.nowUs());
    expect(outputs).toMatchObject([{ type: "look", look: { sensorId: "ear-north" } }]);
    expect(await answered).toBe("refused: as a test\n");
    sender.kill();
    await run.stop();
    rmSync(folder, { recursive: true });
  },
);
