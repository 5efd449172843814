import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ReceiptEvent } from "@tocsin/core";
import { connect } from "mqtt";
import { readRunningServer } from "../../src/http/identity/local-key.ts";
import { askServer } from "../../src/run/remote-account-desk.ts";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { CliResult } from "../cli/cli-folder.ts";
import { runHere } from "../cli/run-here.ts";
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

    test("the command line lists the sirens, and tests them without a sound", async () => {
      const world = worldOf(folder, broker, { sirens: ["gate-1", "gate-2"] });
      await enrolSirens(world, ["gate-1"]);
      const siren = startSiren(world, "gate-1");
      let listening: (address: string) => void = () => undefined;
      const listens = new Promise<string>((resolve) => (listening = resolve));
      const post = new RunningPost({
        config: world.config,
        dataDir: join(folder, "data"),
        web: { host: "127.0.0.1", port: 0, announce: (address) => listening(address) },
      });
      await Promise.all([post.ready, listens, siren.line(/hears the post/)]);
      const here = (...args: readonly string[]): Promise<CliResult> =>
        runHere("siren", ...args, "--config", join(folder, "site.yaml"));
      const both = await here("test");
      expect([both.code, both.stdout]).toEqual([
        1,
        "sirens gate-1            passed\nsirens gate-2            FAILED: no answer to a silent test\n",
      ]);
      const one = await here("test", "gate-1", "--json");
      expect([one.code, JSON.parse(one.stdout)]).toEqual([
        0,
        [{ channelId: "sirens", id: "gate-1", ok: true, detail: "passed" }],
      ]);
      expect((await here("test", "gate-3")).code).toBe(6);
      const listed = await here("ls");
      expect(listed.stdout).toMatch(/^sirens gate-1 +fresh +heard, and passed its test; so since /);
      expect(listed.stdout).toMatch(/\nsirens gate-2 .*never heard\n$/);
      expect(siren.lines.filter((line) => /SOUNDING/.test(line))).toEqual([]);
      await post.stop();
      await siren.kill("SIGTERM");
    });

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

    test("when an attack is expected every siren is tested without a sound at once", async () => {
      const world = worldOf(folder, broker, { sirens: ["gate-1"] });
      await enrolSirens(world, ["gate-1"]);
      const siren = startSiren(world, "gate-1");
      const tests: string[] = [];
      const ear = connect(broker.url);
      ear.on("message", (_topic, octets) => {
        const purpose = /siren-test(?:ed)?/.exec(octets.toString("latin1"))?.[0];
        if (purpose !== undefined) tests.push(purpose);
      });
      await ear.subscribeAsync("#");
      let listening: () => void = () => undefined;
      const listens = new Promise<void>((resolve) => (listening = resolve));
      const dataDir = join(folder, "data");
      const web = { host: "127.0.0.1", port: 0, announce: () => listening() };
      const post = new RunningPost({ config: world.config, dataDir, web });
      const [ready] = await Promise.all([post.ready, listens, siren.line(/hears the post/)]);
      const shown = async (): Promise<string> => {
        const running = readRunningServer(dataDir);
        if (running === null) throw new Error("it runs");
        const path = "/api/recipients";
        return JSON.stringify(await askServer(running, dataDir, { method: "GET", path }));
      };
      // From now on the next test would come in an hour.
      await expect.poll(shown).toMatch(/passed its test/);
      const before = tests.length;
      ready.command(
        {
          kind: "posture",
          level: "heightened",
          untilUs: Date.now() * 1_000 + 3_600e6,
          source: "embassy",
        },
        "threats were voiced",
      );
      await expect.poll(() => tests.slice(before)).toEqual(["siren-test", "siren-tested"]);
      await ear.endAsync();
      await post.stop();
      await siren.kill("SIGTERM");
    });
  },
);
