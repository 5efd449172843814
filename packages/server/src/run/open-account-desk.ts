import { userInfo } from "node:os";
import { type SiteConfig, TocsinError } from "@tocsin/sdk";
import { readRunningServer } from "../http/identity/local-key.ts";
import { AccountAdmin } from "../identity/account-admin.ts";
import type { AccountDesk } from "../identity/account-desk.ts";
import { DeviceAdmin } from "../identity/device-admin.ts";
import { openIdentityDatabase } from "../identity/identity-database.ts";
import { eraseAccounts } from "../identity/erase-account.ts";
import { IdentityCore } from "../identity/identity-core.ts";
import { ServiceTokens } from "../identity/service-tokens.ts";
import { encodeIdentityRecord } from "../identity/identity-record.ts";
import type { Journal } from "../journal/journal.ts";
import { monotonicMs } from "../journal/monotonic-port.ts";
import { openNodeDisk } from "../journal/node-disk-port.ts";
import { SystemClock } from "../pipeline/system-clock.ts";
import { journalDirectory } from "./data-directory.ts";
import { recordErasure } from "./keep-erasures.ts";
import { beginOwnJournal, openOwnJournal } from "./open-own-journal.ts";
import { remoteAccountDesk } from "./remote-account-desk.ts";
import { sessionTimes } from "./session-times.ts";

/** A command waits for the disk as long as a person does. */
const DISK_WAIT_MS = 10_000;

/**
 * Accounts of a site, for whoever may read its data directory. While a post runs on that, it is asked over its own
 * server, with a key that lies beside the data; otherwise the journal is written here.
 */
export async function openAccountDesk(dataDir: string, config: SiteConfig): Promise<AccountDesk> {
  const clock = new SystemClock();
  const directory = journalDirectory(dataDir);
  const journal = openOwnJournal(directory, clock);
  if (journal === null) {
    const running = readRunningServer(dataDir);
    if (running !== null) return remoteAccountDesk(running, dataDir);
    throw new TocsinError("IDENTITY_UNAVAILABLE", {
      detail:
        "a post runs on this data directory and serves no screens (--no-http), or has only just started",
    });
  }
  try {
    return await deskOf({ journal, clock, directory, dataDir, config });
  } catch (error) {
    await journal.close();
    throw error;
  }
}

async function deskOf(parts: {
  readonly journal: Journal;
  readonly clock: SystemClock;
  readonly directory: string;
  readonly dataDir: string;
  readonly config: SiteConfig;
}): Promise<AccountDesk> {
  const { clock, directory, dataDir, config } = parts;
  let { journal } = parts;
  const { database } = openIdentityDatabase(dataDir);
  const core = new IdentityCore({
    database,
    dataDir,
    nowUs: () => clock.nowUs(),
    nowMs: monotonicMs,
    times: sessionTimes(config),
    siteId: config.site.id,
    siteName: config.site.name,
    journal: {
      record: (record, durable) => {
        const { type, payload } = encodeIdentityRecord(record, config.mode);
        const sequence = journal.append(type, payload);
        const kept =
          sequence !== null && (!durable || journal.awaitDurable(sequence, DISK_WAIT_MS));
        return Promise.resolve(kept ? sequence : null);
      },
    },
  });
  core.catchUp(directory, journal.durableSequence());
  const admin = new AccountAdmin(core);
  const devices = new DeviceAdmin(core);
  const services = new ServiceTokens(core);
  const by = { kind: "command-line", user: userInfo().username } as const;
  return {
    address: null,
    list: async () => admin.list(),
    add: (name, roles) => admin.add(name, roles, by),
    setRoles: async (name, roles) => admin.setRoles(admin.idOf(name), roles, by),
    setDisabled: async (name, disabled) => admin.setDisabled(admin.idOf(name), disabled, by),
    reset: async (name) => admin.reset(admin.idOf(name), by),
    erase: async (name, withReports) => {
      const id = admin.idOf(name);
      // The order begins a segment, so everything before it lies in segments that are closed.
      await journal.close();
      journal = beginOwnJournal(directory, clock, true);
      await admin.erase(id, withReports, by);
      const report = eraseAccounts(database, openNodeDisk(directory));
      if (report !== null)
        recordErasure(journal, report, { mode: config.mode, timeUs: clock.nowUs() });
      return report?.erased ?? 0;
    },
    issueCode: (kind, subject) => devices.issue(kind, subject, by),
    keys: async () => devices.list(),
    revokeKey: (id) => devices.revoke(id, by),
    issueService: (name, permission, days) => services.issue({ name, permission, days }, by),
    services: async () => services.list(),
    revokeService: (id) => services.revoke(id, by),
    close: async () => {
      database.close();
      await journal.close();
    },
  };
}
