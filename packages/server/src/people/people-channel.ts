import { readFileSync } from "node:fs";
import type { KeyObject } from "node:crypto";
import { channelId, type TimeUs } from "@tocsin/core";
import type {
  Channel,
  ChannelConfig,
  LaterReceipt,
  OtherPost,
  OutgoingWarning,
  PeopleSiteInfo,
  PostsList,
} from "@tocsin/sdk";
import type { Broadcaster } from "../broadcast/broadcaster.ts";
import { isLoopback } from "../http/identity/guard.ts";
import { localCertificate } from "../http/local-certificate.ts";
import { readClientTls } from "../sources/client-tls.ts";
import { keepCertificate } from "./keep-certificate.ts";
import { NOBODY, PeopleFront } from "./people-front.ts";
import type { PeopleCounts, PeopleInput, PeopleOrder, SafeCount } from "./people-messages.ts";
import type { PushInput } from "./push/push-desk.ts";
import { type PushAsked, PushPost } from "./push/push-post.ts";
import { pushKeyFile, pushPublicKey } from "./push/vapid.ts";

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
  readonly nowUs: () => TimeUs;
}

export interface PeopleChannelOptions {
  readonly broadcaster: Broadcaster;
  readonly host: PeopleHost;
  /** `part`: of what of the page; null: of the whole. What `lasts` until it is `over: …`. */
  readonly failed: (
    part: "certificate" | "renewal" | "phones" | null,
    detail: string,
    lasts?: boolean,
  ) => void;
  readonly receipt: (receipt: LaterReceipt) => void;
  /** How often it is looked whether the certificate was renewed. */
  readonly certificateEveryMs?: number;
}

const wordsOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);

/** The people's page as a channel: it carries what the post says to every page that listens. */
export function createPeopleChannel(config: PeopleConfig, options: PeopleChannelOptions): Channel {
  const { broadcaster, host, receipt } = options;
  const failed = (detail: string): void => options.failed(null, detail);
  const pushKey = config.push === undefined ? null : pushKeyFile(host.dataDir, host.site.mode);
  const pushes =
    pushKey === null ? null : new PushPost({ nowUs: host.nowUs, broadcaster, receipt, failed });
  const list = listOf(config, pushKey);
  const state: PageState = { front: null, closed: false, stopCertificate: () => undefined };
  const valid = (): PeopleOrder => ({
    kind: "valid",
    // Before what holds: whoever hears the others from the start misses nothing of them.
    envelopes: [broadcaster.posts(list), ...broadcaster.valid()],
    covers: broadcaster.covers(),
  });
  const open = async (): Promise<void> => {
    const tls = await tlsOf(config, host.dataDir);
    const push = await pushInputOf(config, host, pushKey);
    if (state.closed) return;
    state.front = new PeopleFront({
      input: inputOf(config, { broadcaster, host, tls, push }),
      listening: (port) =>
        host.listening(
          `${tls === null ? "http" : "https"}://${config.address}:${String(port)}/people`,
        ),
      safe: host.safe,
      failed: options.failed,
      pushed: (number, result) => pushes?.answered(number, result),
      first: () => [valid(), ...(pushes?.unanswered() ?? []).map(pushOrder)],
    });
    host.counts(() => state.front?.counts ?? NOBODY);
    if (tls !== null)
      state.stopCertificate = keepCertificate(tls, {
        read: () => tlsOf(config, host.dataDir),
        renewed: (next) => state.front?.renew(next),
        trouble: options.failed,
        nowMs: () => host.nowUs() / 1_000,
        everyMs: options.certificateEveryMs ?? CERTIFICATE_EVERY_MS,
      });
  };
  // It is not tried again: there is no page until the post is started anew.
  open().catch((error: unknown) => options.failed(null, wordsOf(error), true));
  const unwatch = broadcaster.watch((said) => {
    const area = said.kind === "warning-state" ? said.message.warning.areaId : null;
    // Whoever comes in between is told of it as well, and again: it is known by its number.
    state.front?.order({ kind: "say", octets: said.octets, area });
    if (said.kind === "heartbeat") state.front?.order(valid());
  });
  const push = (message: OutgoingWarning): void => {
    const asked = pushes?.take(message) ?? null;
    if (asked !== null) state.front?.order(pushOrder(asked));
  };
  return {
    id: channelId(config.id),
    modes: config.modes,
    // A start may have ended between a message and its last phone. A phone that was told already makes no sound again.
    resume: (messages) => messages.forEach(push),
    send: (message) => {
      broadcaster.say(message);
      push(message);
      const { front } = state;
      return Promise.resolve(
        front?.isListening === true
          ? { outcome: "sent", detail: `to ${String(front.counts.clients)} pages that listen` }
          : { outcome: "failed", detail: "the people's page is not served" },
      );
    },
    close: async () => {
      state.closed = true;
      state.stopCertificate();
      unwatch();
      await state.front?.close();
    },
  };
}

const CERTIFICATE_EVERY_MS = 3_600_000;

interface PageState {
  front: PeopleFront | null;
  closed: boolean;
  stopCertificate: () => void;
}

const otherPost = ({
  name,
  url,
  public_key: publicKey,
}: PeopleConfig["posts"][number]): OtherPost => ({ name, url, publicKey });

/** What pages that listen here are told of posts: the others, and how this one wakes phones. */
const listOf = (
  { posts }: PeopleConfig,
  pushKey: KeyObject | null,
): Pick<PostsList, "posts" | "pushKey"> => ({
  posts: posts.map(otherPost),
  ...(pushKey === null ? {} : { pushKey: pushPublicKey(pushKey) }),
});

const pushOrder = (asked: PushAsked): PeopleOrder => ({ kind: "push", ...asked });

function inputOf(
  config: PeopleConfig,
  of: Pick<PeopleInput, "tls" | "push"> & {
    readonly broadcaster: Broadcaster;
    readonly host: PeopleHost;
  },
): PeopleInput {
  const { broadcaster, host, tls, push } = of;
  return {
    address: config.address,
    port: config.port,
    tls,
    clientsMax: config.clients_max,
    clientsPerAddressMax: config.clients_per_address,
    behindProxy: config.behind_proxy,
    consoleFolder: host.consoleFolder,
    site: {
      ...host.site,
      keys: [broadcaster.key],
      ...(push === null ? {} : { push: { key: pushPublicKey(push.key) } }),
    },
    signer: broadcaster.signer,
    push,
    others: config.posts.map(({ url }) => new URL(url).origin),
  };
}

async function pushInputOf(
  { push }: PeopleConfig,
  { dataDir, site }: PeopleHost,
  key: KeyObject | null,
): Promise<PushInput | null> {
  if (push === undefined || key === null) return null;
  return {
    dataDir,
    mode: site.mode,
    key,
    contact: push.contact,
    services: push.services,
    privateAddresses: push.private_addresses,
    subscriptionsMax: push.subscriptions_max,
    secure: await readClientTls(push.tls),
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
