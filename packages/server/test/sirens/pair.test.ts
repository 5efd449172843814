import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ReceiptEvent } from "@tocsin/core";
import { expect, test } from "vitest";
import { postKeyFile, postKeyOf } from "../../src/broadcast/post-key.ts";
import type { PostReady } from "../../src/run/run-post.ts";
import { RunningPost } from "../run/post-harness.ts";
import { PostProcess } from "../run/post-process.ts";
import { Broker, MOSQUITTO } from "./broker.ts";
import { enrolSirens, worldOf } from "./siren-world.ts";

const MODE = "simulation";
const acknowledged = (post: RunningPost): Promise<ReceiptEvent> =>
  post.until(() =>
    post.steps
      .flatMap(({ event }) => (event?.type === "receipt" ? [event] : []))
      .find(({ recipient, detail }) => recipient === "gate-1" && detail === "sounding"),
  );
const raise = ({ command }: PostReady): void =>
  command(
    { kind: "raise", areaId: "area", stage: "take-cover", untilUs: Date.now() * 1_000 + 600e6 },
    "seen from the roof",
  );

test.skipIf(MOSQUITTO === undefined)(
  "two posts guard a site: a siren of both sounds once, answers each, and stays loud for as long as either wants it; one of other areas does not sound (needs Mosquitto)",
  async () => {
    const folder = mkdtempSync(join(tmpdir(), "tocsin-pair-"));
    const broker = await Broker.start(folder);
    // Whoever does not answer is told again: a post that starts does not know its sirens at once.
    const world = worldOf(folder, broker, {
      sirens: ["gate-1"],
      channel: { ack_within_s: 5 },
    });
    const posts = ["a", "b"];
    for (const name of posts) {
      await enrolSirens(world, ["gate-1", "far-gate"], {
        data: name,
        as: (id) => (id === "gate-1" ? `siren-${name}.key` : `far-${name}.key`),
      });
      const begun = new RunningPost({ config: world.config, dataDir: join(folder, name) });
      await begun.ready;
      await begun.stop();
      const key = postKeyOf(postKeyFile(join(folder, name), "site", MODE));
      writeFileSync(join(folder, `post-${name}.json`), JSON.stringify(key));
    }
    const siren = new PostProcess(
      ["siren", "simulate", "--id", "gate-1", "--key", "siren-a.key", "siren-b.key"].concat([
        "--broker",
        broker.url,
        "--post-key",
        "post-a.json",
        "post-b.json",
      ]),
      folder,
    );
    const far = new PostProcess(
      [
        "siren",
        "simulate",
        "--id",
        "far-gate",
        "--key",
        "far-a.key",
        "--broker",
        broker.url,
      ].concat(["--post-key", "post-a.json", "--areas", "elsewhere"]),
      folder,
    );
    const [a, b] = posts.map(
      (name) => new RunningPost({ config: world.config, dataDir: join(folder, name) }),
    );
    const [readyA, readyB] = await Promise.all([
      a.ready,
      b.ready,
      siren.line(/hears the post/),
      far.line(/hears the post/),
    ]);

    raise(readyA);
    raise(readyB);
    await Promise.all([acknowledged(a), acknowledged(b)]);
    readyA.command({ kind: "all-clear", areaId: "area" }, "a bird");
    await a.untilEffect("warning", ({ warning }) => warning.action === "end");
    await a.stop();
    expect(siren.lines.filter((line) => line.includes("silent"))).toEqual([]);

    readyB.command({ kind: "all-clear", areaId: "area" }, "a bird");
    await siren.line(/silent/);
    expect(siren.lines.filter((line) => line.includes("SOUNDING"))).toHaveLength(1);
    expect(far.lines.filter((line) => line.includes("SOUNDING"))).toEqual([]);
    await b.stop();
    await Promise.all([siren, far].map((each) => each.kill("SIGTERM")));
    await broker.kill();
    rmSync(folder, { recursive: true, force: true });
  },
);
