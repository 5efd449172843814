import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ServerIdentity } from "../../src/http/identity/server-identity.ts";
import { openIdentityDatabase } from "../../src/identity/identity-database.ts";

test("a store that fails while it is swept is said to, and ends nothing", async () => {
  const dataDir = mkdtempSync(join(tmpdir(), "tocsin-sweep-"));
  const failures: string[] = [];
  const identity = new ServerIdentity({
    input: {
      dataDir,
      journalDirectory: join(dataDir, "journal"),
      lastSequence: 0,
      siteId: "weir",
      siteName: "Weir",
      mode: "shadow",
      times: { idleUs: 1, longestUs: 1 },
      oidc: null,
    },
    journal: { record: () => Promise.resolve(null) },
    nowUs: () => 0,
    failed: (detail) => failures.push(detail),
  });
  await identity.sweep();
  expect(failures).toEqual([]);
  const { database } = openIdentityDatabase(dataDir);
  database.exec("DROP TABLE applied");
  await identity.sweep();
  expect(failures).toEqual(["the accounts' store: no such table: applied"]);
  identity.close();
  database.close();
  rmSync(dataDir, { recursive: true });
});
