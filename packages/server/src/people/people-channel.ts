import { readFileSync } from "node:fs";
import { channelId } from "@tocsin/core";
import type { Channel, ChannelConfig, PeopleSiteInfo } from "@tocsin/sdk";
import type { Broadcaster } from "../broadcast/broadcaster.ts";
import { isLoopback } from "../http/identity/guard.ts";
import { localCertificate } from "../http/local-certificate.ts";
import { PeopleFront } from "./people-front.ts";
import type { PeopleCounts, PeopleOrder, SafeCount } from "./people-messages.ts";

type PeopleConfig = Extract<ChannelConfig, { type: "people" }>;

/** What the people's page gets of the post that it is part of. */
export interface PeopleHost {
  readonly dataDir: string;
  readonly site: Omit<PeopleSiteInfo, "keys">;
  readonly consoleFolder: string;
  readonly listening: (address: string) => void;
  /** How many said that they are safe. */
  readonly safe: (counts: readonly SafeCount[]) => void;
  /** Where its counts can be asked for. */
  readonly counts: (counts: () => PeopleCounts) => void;
}

/** The people's page as a channel: it carries what the post says to every page that listens. */
export function createPeopleChannel(
  config: PeopleConfig,
  options: {
    readonly broadcaster: Broadcaster;
    readonly host: PeopleHost;
    readonly failed: (detail: string) => void;
  },
): Channel {
  const { broadcaster, host, failed } = options;
  const state: { front: PeopleFront | null; closed: boolean } = { front: null, closed: false };
  const valid = (): PeopleOrder => ({
    kind: "valid",
    envelopes: broadcaster.valid(),
    covers: broadcaster.covers(),
  });
  const open = async (): Promise<void> => {
    const tls = await tlsOf(config, host.dataDir);
    if (state.closed) return;
    state.front = new PeopleFront({
      input: {
        address: config.address,
        port: config.port,
        tls,
        clientsMax: config.clients_max,
        clientsPerAddressMax: config.clients_per_address,
        behindProxy: config.behind_proxy,
        consoleFolder: host.consoleFolder,
        site: { ...host.site, keys: [broadcaster.key] },
        signer: broadcaster.signer,
      },
      listening: (port) =>
        host.listening(
          `${tls === null ? "http" : "https"}://${config.address}:${String(port)}/people`,
        ),
      safe: host.safe,
      failed,
      valid,
    });
    host.counts(
      () =>
        state.front?.counts ?? { clients: 0, sent: 0, cutOff: 0, refused: 0, oldestUnsentMs: 0 },
    );
  };
  open().catch((error: unknown) => failed(error instanceof Error ? error.message : String(error)));
  const unwatch = broadcaster.watch((said) => {
    const area = said.kind === "warning-state" ? said.message.warning.areaId : null;
    // Whoever comes in between is told of it as well, and again: it is known by its number.
    state.front?.order({ kind: "say", octets: said.octets, area });
    if (said.kind === "heartbeat") state.front?.order(valid());
  });
  return {
    id: channelId(config.id),
    modes: config.modes,
    send: (message) => {
      broadcaster.say(message);
      const { front } = state;
      return Promise.resolve(
        front?.isListening === true
          ? { outcome: "sent", detail: `to ${String(front.counts.clients)} pages that listen` }
          : { outcome: "failed", detail: "the people's page is not served" },
      );
    },
    close: async () => {
      state.closed = true;
      unwatch();
      await state.front?.close();
    },
  };
}

/** On this machine alone it is plain; elsewhere browsers need it encrypted, with the post's own certificate if there is no other. */
async function tlsOf(
  { address, tls }: PeopleConfig,
  dataDir: string,
): Promise<{ readonly key: string; readonly cert: string } | null> {
  if (tls?.certificate !== undefined && tls.key !== undefined)
    return { cert: readFileSync(tls.certificate, "utf8"), key: readFileSync(tls.key, "utf8") };
  if (tls === undefined && isLoopback(address)) return null;
  const { key, cert } = await localCertificate(dataDir, [address], "people");
  return { key, cert };
}
