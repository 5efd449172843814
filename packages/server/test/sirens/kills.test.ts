import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { PostProcess, SITE } from "../run/post-process.ts";
import { Broker, MOSQUITTO } from "./broker.ts";
import { bomb, enrolSirens, startSiren, type World, worldOf } from "./siren-world.ts";

/** Long enough for what is killed to come back while the alarm runs. */
const POLICY = { ...SITE.policy, all_clear_delay_s: 25, expiry_margin_s: 60 };

describe.skipIf(MOSQUITTO === undefined)(
  "killed in the middle of an alarm (skips without Mosquitto)",
  () => {
    let folder = "";
    let broker: Broker;
    let world: World;
    beforeEach(async () => {
      folder = mkdtempSync(join(tmpdir(), "tocsin-kills-"));
      broker = await Broker.start(folder);
      world = worldOf(folder, broker, {
        sirens: ["gate-1"],
        objects: [bomb("one", 8, 0)],
        channel: { ack_within_s: 1, escalate_to: ["desk"], silent_after_s: 7 },
        more: [{ type: "log", id: "desk", modes: ["simulation"], standby: true }],
      });
      const config = { ...world.config, policy: POLICY };
      writeFileSync(join(folder, "site.yaml"), JSON.stringify(config));
      await enrolSirens(world, ["gate-1"]);
    });
    afterEach(async () => {
      await broker.kill();
      rmSync(folder, { recursive: true, force: true });
    });

    const soundings = (lines: readonly string[]): number =>
      lines.filter((line) => /SOUNDING/.test(line)).length;

    test("the post while a siren sounds: what comes after it sends nothing as new, and ends the alarm", async () => {
      const siren = startSiren(world, "gate-1");
      await siren.line(/connected/);
      const first = new PostProcess(["start", "--no-http"], folder);
      await siren.line(/SOUNDING {2}take-cover/);
      await first.kill("SIGKILL");
      const second = new PostProcess(["start", "--no-http"], folder);
      await second.ready();
      await siren.line(/silent/);
      expect(soundings(siren.lines)).toBe(1);
      expect(siren.lines.filter((line) => /refused/.test(line))).toEqual([]);
      await second.kill("SIGTERM");
      await siren.kill("SIGTERM");
    });
  },
);
