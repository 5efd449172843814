import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseSiteConfig } from "@tocsin/sdk";
import { afterAll, expect, test } from "vitest";
import { HttpFront } from "../../src/http/http-front.ts";

const folder = mkdtempSync(join(tmpdir(), "tocsin-unanswered-"));
afterAll(() => rmSync(folder, { recursive: true }));

test("a question that fails is told as such, is a fault, and ends nothing", async () => {
  const parsed = parseSiteConfig({
    site: { id: "weir", name: "Weir", latitude_deg: 48, longitude_deg: 31, ground_height_m: 150 },
    areas: [
      {
        id: "lock",
        name: "The lock",
        owner: "Canal company",
        protection: "protected",
        circle: { latitude_deg: 48, longitude_deg: 31, radius_m: 500 },
        people: 40,
      },
    ],
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  const failures: string[] = [];
  const fail = (): never => {
    throw new Error("a proposal is made once");
  };
  const { front, address } = await HttpFront.start({
    host: "127.0.0.1",
    port: 0,
    morePorts: 0,
    startedUs: 1,
    consoleFolder: join(folder, "no-console"),
    operators: {
      config: parsed.config.operators,
      answer: () => Promise.resolve().then(fail),
      operations: fail,
      learn: () => undefined,
      look: () => undefined,
      watch: () => () => undefined,
    },
    failed: (detail) => failures.push(detail),
  });
  try {
    for (let i = 0; i < 2; i++) {
      const answer = await fetch(`${address}/api/operations`);
      const { code } = (await answer.json()) as { readonly code: string };
      expect([answer.status, code]).toEqual([503, "SERVER_BUSY"]);
    }
    expect(failures).toHaveLength(2);
    expect(failures[0]).toContain("a proposal is made once");
  } finally {
    await front.close();
  }
});
