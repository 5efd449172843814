import { setTimeout as pause } from "node:timers/promises";
import type { SiteModel } from "@tocsin/core";
import type { SiteConfig } from "@tocsin/sdk";
import type { PostIdentity } from "../http/http-front.ts";
import {
  decodeIdentityRecord,
  IDENTITY_RECORD_BYTES_MAX,
  type IdentityRecord,
  isIdentityType,
} from "../identity/identity-record.ts";
import type { Journal } from "../journal/journal.ts";
import { RECORD_TYPES, type RecordType } from "../journal/record-type.ts";
import { sessionTimes } from "./session-times.ts";

/** A change of accounts waits for the disk this long, asking this often; the thread that protects does not wait. */
const DURABLE_WAIT_MS = 5_000;
const DURABLE_ASKED_MS = 10;

/** What the disk took too late for whoever asked is made all the same, as a start after that would. */
const LATE_ASKED_MS = 500;

async function whenDurable(journal: Pick<Journal, "durableSequence">, sequence: number) {
  while (journal.durableSequence() < sequence)
    await pause(LATE_ASKED_MS, undefined, { ref: false });
}

/** What a post lends its server of screens, so that people can sign in: a way into its journal, and nothing else. */
export function postIdentity(options: {
  readonly config: SiteConfig;
  readonly site: SiteModel;
  readonly dataDir: string;
  readonly journalDirectory: string;
  readonly journal: Journal;
  readonly listening: PostIdentity["listening"];
  /** Called with each record that the journal has taken. */
  readonly taken: (record: IdentityRecord) => void;
}): PostIdentity {
  const { config, site, dataDir, journalDirectory, journal } = options;
  return {
    input: () => ({
      dataDir,
      journalDirectory,
      lastSequence: journal.durableSequence(),
      siteId: site.id,
      siteName: site.name,
      mode: site.mode,
      times: sessionTimes(config),
      oidc: config.identity.oidc ?? null,
    }),
    record: async ({ type, payload, durable }) => {
      const isTaken = isIdentityType(type) || type === RECORD_TYPES.outcome;
      if (!isTaken || payload.length > IDENTITY_RECORD_BYTES_MAX) return null;
      const sequence = journal.append(type as RecordType, payload);
      const taken = (): number | null => {
        const record = decodeIdentityRecord(type, payload);
        if (record !== null) options.taken(record);
        return sequence;
      };
      if (sequence === null || !durable) return taken();
      for (let waitedMs = 0; waitedMs < DURABLE_WAIT_MS; waitedMs += DURABLE_ASKED_MS) {
        if (journal.durableSequence() >= sequence) return taken();
        await pause(DURABLE_ASKED_MS);
      }
      void whenDurable(journal, sequence).then(taken);
      return null;
    },
    listening: options.listening,
  };
}
