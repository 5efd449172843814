import { MODES, type WarningAction, type WarningStage } from "@tocsin/core";
import { isJsonObject, readJsonObject } from "../text/json-object.ts";
import type { AreaSet } from "./area-set.ts";
import {
  BROADCAST_LIMITS,
  type BroadcastText,
  type ClockAnswer,
  type Heartbeat,
  type StateReference,
  type WarningState,
} from "./broadcast.ts";
import { OTHER_POSTS_MAX, type PostsList, PUSH_KEY, RAW_KEY } from "./posts-list.ts";

export type BroadcastDocument =
  | { readonly purpose: "warning-state"; readonly state: WarningState }
  | { readonly purpose: "heartbeat"; readonly heartbeat: Heartbeat }
  | { readonly purpose: "clock"; readonly clock: ClockAnswer }
  | { readonly purpose: "posts"; readonly list: PostsList };
export type BroadcastReading =
  | { readonly ok: true; readonly document: BroadcastDocument }
  /** `field`: the first that is not as it should be. */
  | { readonly ok: false; readonly field: string };

const STAGES: readonly WarningStage[] = ["pre-alert", "take-cover", "all-clear", "retraction"];
const ACTIONS: readonly WarningAction[] = ["start", "raise", "update", "lower", "end"];
const LIMITS = BROADCAST_LIMITS;
const COUNT_MAX = Number.MAX_SAFE_INTEGER;

/**
 * Reads what an envelope holds, once its signature was verified. Never throws. Every field has to be there within its limits; fields of a
 * later version are passed over, so that an old receiver goes on warning.
 */
export function readBroadcast(purpose: string, content: Uint8Array): BroadcastReading {
  const fields = readJsonObject(content);
  if (fields === null) return { ok: false, field: "(no object)" };
  try {
    switch (purpose) {
      case "warning-state":
        return { ok: true, document: { purpose, state: readState(fields) } };
      case "heartbeat":
        return { ok: true, document: { purpose, heartbeat: readHeartbeat(fields) } };
      case "clock":
        return {
          ok: true,
          document: { purpose, clock: { nonce: text(fields, "nonce", LIMITS.nonceCharacters) } },
        };
      case "posts":
        return { ok: true, document: { purpose, list: readPosts(fields) } };
      default:
        return { ok: false, field: "(purpose)" };
    }
  } catch (error) {
    if (error instanceof WrongField) return { ok: false, field: error.message };
    throw error;
  }
}

/** Ends the reading at the first field that will not do; it never leaves this file. */
class WrongField extends Error {}

type Fields = Readonly<Record<string, unknown>>;

function readState(fields: Fields): WarningState {
  const window = fields["window"];
  return {
    site: text(fields, "site", LIMITS.nameCharacters),
    siteName: text(fields, "siteName", LIMITS.nameCharacters),
    area: text(fields, "area", LIMITS.nameCharacters),
    areaName: text(fields, "areaName", LIMITS.nameCharacters),
    mode: oneOf(fields, "mode", MODES),
    episode: whole(fields, "episode", 1),
    version: whole(fields, "version", 1),
    stage: oneOf(fields, "stage", STAGES),
    action: oneOf(fields, "action", ACTIONS),
    issuedMs: whole(fields, "issuedMs", 0),
    lifeMs: whole(fields, "lifeMs", 1, LIMITS.lifeMs),
    window: window === null ? null : readWindow(window),
    texts: list(fields, "texts", 1, LIMITS.texts).map(readText),
    ringsDeg: readRings(list(fields, "ringsDeg", 1, LIMITS.rings)),
    replaces: fields["replaces"] === null ? null : whole(fields, "replaces", 1),
    recorded: flag(fields, "recorded"),
  };
}

function readHeartbeat(fields: Fields): Heartbeat {
  const valid = inner(fields, "valid");
  const chain = inner(fields, "chain");
  return {
    site: text(fields, "site", LIMITS.nameCharacters),
    siteName: text(fields, "siteName", LIMITS.nameCharacters),
    mode: oneOf(fields, "mode", MODES),
    everyMs: whole(fields, "everyMs", 1, LIMITS.everyMs),
    timeMs: whole(fields, "timeMs", 0),
    latest: list(fields, "latest", 0, LIMITS.latest).map((each) => {
      const one = asFields(each, "latest");
      return { ...readReference(one), digest: text(one, "digest", 64) };
    }),
    valid: { count: whole(valid, "count", 0), digest: text(valid, "digest", 64) },
    chain: {
      sequence: whole(chain, "sequence", 0),
      hash: chain["hash"] === null ? null : text(chain, "hash", 128),
    },
    ...(fields["unwatched"] === undefined ? {} : { unwatched: readUnwatched(fields) }),
  };
}

function readUnwatched(fields: Fields): AreaSet | "untold" {
  if (fields["unwatched"] === "untold") return "untold";
  const unwatched = inner(fields, "unwatched");
  return {
    extent: oneOf(unwatched, "extent", ["only", "all-but"]),
    areas: list(unwatched, "areas", 0, LIMITS.unwatchedAreas).map((area) =>
      text({ area }, "area", LIMITS.nameCharacters),
    ),
  };
}

/** An address of the web and nothing else: what a page connects to is not for a message to choose freely. */
const ORIGIN = /^https?:\/\/[\w.-]+(:\d{1,5})?$/;

const readPosts = (fields: Fields): PostsList => ({
  site: text(fields, "site", LIMITS.nameCharacters),
  mode: oneOf(fields, "mode", MODES),
  posts: list(fields, "posts", 0, OTHER_POSTS_MAX).map((each) => {
    const post = asFields(each, "posts");
    return {
      name: text(post, "name", LIMITS.nameCharacters),
      url: formed(post, "url", ORIGIN),
      publicKey: formed(post, "publicKey", RAW_KEY),
    };
  }),
  ...(fields["pushKey"] === undefined ? {} : { pushKey: formed(fields, "pushKey", PUSH_KEY) }),
});

const readReference = (fields: Fields): StateReference => ({
  key: text(fields, "key", LIMITS.keyCharacters),
  version: whole(fields, "version", 1),
  stage: oneOf(fields, "stage", STAGES),
});

function readWindow(value: unknown): NonNullable<WarningState["window"]> {
  const fields = asFields(value, "window");
  // What arrives already began to, before it was sent.
  const fromMs = whole(fields, "fromMs", -LIMITS.lifeMs, LIMITS.lifeMs);
  return { fromMs, toMs: whole(fields, "toMs", fromMs, LIMITS.lifeMs) };
}

function readText(value: unknown): BroadcastText {
  const fields = asFields(value, "texts");
  return {
    language: text(fields, "language", LIMITS.languageCharacters),
    direction: oneOf(fields, "direction", ["ltr", "rtl"]),
    headline: text(fields, "headline", LIMITS.headlineCharacters),
    instruction: text(fields, "instruction", LIMITS.instructionCharacters),
  };
}

function readRings(rings: readonly unknown[]): WarningState["ringsDeg"] {
  let corners = 0;
  return rings.map((ring) => {
    if (!Array.isArray(ring) || ring.length < 6 || ring.length % 2 !== 0)
      throw new WrongField("ringsDeg");
    corners += ring.length / 2;
    if (corners > LIMITS.corners) throw new WrongField("ringsDeg");
    return ring.map((degrees: unknown, i) => {
      const limit = i % 2 === 0 ? 90 : 180;
      if (typeof degrees !== "number" || !(Math.abs(degrees) <= limit))
        throw new WrongField("ringsDeg");
      return degrees;
    });
  });
}

function asFields(value: unknown, name: string): Fields {
  if (!isJsonObject(value)) throw new WrongField(name);
  return value;
}

const inner = (fields: Fields, name: string): Fields => asFields(fields[name], name);

function text(fields: Fields, name: string, charactersMax: number): string {
  const value = fields[name];
  if (typeof value !== "string" || value.length === 0 || value.length > charactersMax)
    throw new WrongField(name);
  return value;
}

function formed(fields: Fields, name: string, pattern: RegExp): string {
  const value = text(fields, name, LIMITS.nameCharacters);
  if (!pattern.test(value)) throw new WrongField(name);
  return value;
}

function whole(fields: Fields, name: string, least: number, most = COUNT_MAX): number {
  const value = fields[name];
  if (typeof value !== "number" || !Number.isSafeInteger(value) || value < least || value > most)
    throw new WrongField(name);
  return value;
}

function flag(fields: Fields, name: string): boolean {
  const value = fields[name];
  if (typeof value !== "boolean") throw new WrongField(name);
  return value;
}

function oneOf<T extends string>(fields: Fields, name: string, values: readonly T[]): T {
  const found = values.find((value) => value === fields[name]);
  if (found === undefined) throw new WrongField(name);
  return found;
}

function list(fields: Fields, name: string, least: number, most: number): readonly unknown[] {
  const value = fields[name];
  if (!Array.isArray(value) || value.length < least || value.length > most)
    throw new WrongField(name);
  return value;
}
