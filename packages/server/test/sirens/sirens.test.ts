import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ReceiptEvent } from "@tocsin/core";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { RunningPost } from "../run/post-harness.ts";
import { Broker, MOSQUITTO } from "./broker.ts";
import { bomb, enrolSirens, startSiren, type World, worldOf } from "./siren-world.ts";

describe.skipIf(MOSQUITTO === undefined)(
  "sirens at Mosquitto (skips where it is not installed)",
  () => {
    let folder = "";
    let broker: Broker;
    beforeEach(async () => {
      folder = mkdtempSync(join(tmpdir(), "tocsin-sirens-"));
      broker = await Broker.start(folder);
    });
    afterEach(async () => {
      await broker.kill();
      rmSync(folder, { recursive: true, force: true });
    });

    const begin = (world: World): RunningPost =>
      new RunningPost({ config: world.config, dataDir: join(folder, "data") });
    const receipts = (post: RunningPost, recipient: string): readonly ReceiptEvent[] =>
      post.steps.flatMap(({ event }) =>
        event?.type === "receipt" && event.recipient === recipient ? [event] : [],
      );
    const until = (post: RunningPost, recipient: string, detail: string): Promise<ReceiptEvent> =>
      post.until(() => receipts(post, recipient).find((receipt) => receipt.detail === detail));

    test("a warning sounds each siren, each answers, and the all-clear ends it", async () => {
      const world = worldOf(folder, broker, {
        sirens: ["gate-1", "gate-2"],
        objects: [bomb("one", 5, 0)],
      });
      await enrolSirens(world, ["gate-1", "gate-2"]);
      const sirens = ["gate-1", "gate-2"].map((id) => startSiren(world, id));
      await Promise.all(sirens.map((siren) => siren.line(/connected/)));
      const post = begin(world);
      await post.ready;
      await Promise.all(sirens.map((siren) => siren.line(/hears the post/)));
      await Promise.all(
        sirens.map((siren) => siren.line(/SOUNDING {2}take-cover area simulation/)),
      );
      for (const id of ["gate-1", "gate-2"]) {
        await until(post, id, "received");
        const sounding = await until(post, id, "sounding");
        expect(sounding.outcome).toBe("acknowledged");
      }
      await Promise.all(sirens.map((siren) => siren.line(/silent/)));
      await until(post, "gate-1", "ended");
      expect(
        sirens.map(({ lines }) => lines.filter((line) => /SOUNDING/.test(line)).length),
      ).toEqual([1, 1]);
      await post.stop();
      await Promise.all(sirens.map((siren) => siren.kill("SIGTERM")));
    });
  },
);
