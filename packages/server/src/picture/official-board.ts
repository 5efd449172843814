import {
  isRunning,
  OfficialBook,
  type OfficialEntry,
  type OfficialWarning,
  officialExpiryUs,
  relayKey,
  type OfficialWarningEvent,
  type ReceiptEvent,
  type TimeUs,
} from "@tocsin/core";
import { type LatLonDeg, PICTURE_LIMITS, type PictureOfficial } from "@tocsin/sdk";
import { round } from "./picture-frame.ts";

/** What is over is shown for so long. */
const OVER_SHOWN_US = 600_000_000;
const TEXT_SHOWN_MAX = 600;

/** What authorities say, as a screen shows it beside our own warnings. */
export class OfficialBoard {
  readonly #book = new OfficialBook();
  readonly #receipts = new Map<string, PictureOfficial["receipts"]>();

  adopt(entries: readonly OfficialEntry[]): void {
    this.#book.restore(entries);
  }

  take({ warning, receivedUs }: OfficialWarningEvent): void {
    this.#book.take(warning, receivedUs);
  }

  receipt({ warningKey, channelId, outcome, detail }: ReceiptEvent): void {
    if (!warningKey.startsWith("official/")) return;
    const before = this.#receipts.get(warningKey) ?? [];
    const others = before.filter((receipt) => receipt.channelId !== channelId);
    this.#receipts.set(warningKey, [...others, { channelId, outcome, detail }]);
  }

  /** The latest first: what holds, and what has been over for a short while. */
  list(nowUs: TimeUs): readonly PictureOfficial[] {
    const entries = this.#book.list();
    const keys = new Set(entries.map(({ warning }) => relayKey(warning)));
    for (const key of this.#receipts.keys()) if (!keys.has(key)) this.#receipts.delete(key);
    return entries
      .filter((entry) => isShown(entry, nowUs))
      .slice(-PICTURE_LIMITS.official)
      .reverse()
      .map((entry) => this.#shown(entry, nowUs));
  }

  #shown(entry: OfficialEntry, nowUs: TimeUs): PictureOfficial {
    const { warning } = entry;
    const [info] = warning.infos;
    const instruction = info?.instruction ?? info?.description ?? null;
    return {
      id: `${warning.inputId} ${warning.document.sha256.slice(0, 16)}`,
      timeUs: entry.receivedUs,
      source: warning.source,
      status: warning.status,
      messageType: warning.messageType,
      state: entry.ended ?? (isRunning(entry, nowUs) ? "running" : "over"),
      headline: info?.headline ?? info?.event ?? warning.note ?? "no text",
      instruction: instruction === null ? null : instruction.slice(0, TEXT_SHOWN_MAX),
      severity: info?.severity ?? null,
      languages: warning.infos.map(({ language }) => language),
      areas: entry.areas,
      ...outlineOf(warning, isRunning(entry, nowUs)),
      unplaced: warning.unplaced.slice(0, 5),
      sentUs: warning.sentUs,
      expiresUs: officialExpiryUs(warning),
      signature: warning.signature,
      receipts: this.#receipts.get(relayKey(warning)) ?? [],
    };
  }
}

/** A picture of every quarter of a second carries them: so many corners and circles of one message. */
export const OUTLINE_CORNERS_MAX = 160;
const OUTLINES_MAX = 16;
const OUTLINES = new WeakMap<OfficialWarning, Pick<PictureOfficial, "outline">>();

function outlineOf(warning: OfficialWarning, holds: boolean): Pick<PictureOfficial, "outline"> {
  if (!holds) return {};
  const known = OUTLINES.get(warning);
  if (known !== undefined) return known;
  const areas = warning.infos.flatMap((info) => info.areas);
  const polygons = firstOfEach(areas.flatMap(({ polygonsDeg }) => polygonsDeg));
  const circles = firstOfEach(areas.flatMap((area) => area.circles));
  const corners = Math.floor(OUTLINE_CORNERS_MAX / Math.max(1, polygons.length));
  const outline = {
    rings: polygons.map((ring) => ringOf(ring, corners)),
    circles: circles.map(({ latitudeDeg, longitudeDeg, radiusM }) => ({
      place: [round(latitudeDeg, 5), round(longitudeDeg, 5)] as const,
      radiusM: Math.round(radiusM),
    })),
  };
  const found = polygons.length + circles.length === 0 ? {} : { outline };
  OUTLINES.set(warning, found);
  return found;
}

/** The same area stands once in each language. */
const firstOfEach = <T>(list: readonly T[]): readonly T[] =>
  [...new Map(list.map((one) => [JSON.stringify(one), one])).values()].slice(0, OUTLINES_MAX);

/** Corners that lie evenly in the row of all, no more than `most`. */
function ringOf(ring: readonly number[], most: number): readonly LatLonDeg[] {
  const corners = ring.length / 2;
  const count = Math.min(corners, Math.max(3, most));
  return Array.from({ length: count }, (_, i): LatLonDeg => {
    const corner = Math.floor((i * corners) / count);
    return [round(ring[2 * corner], 5), round(ring[2 * corner + 1], 5)];
  });
}

const isShown = (entry: OfficialEntry, nowUs: TimeUs): boolean =>
  isRunning(entry, nowUs) || (entry.endedUs ?? lastUs(entry)) + OVER_SHOWN_US > nowUs;

const lastUs = (entry: OfficialEntry): TimeUs =>
  entry.warning.messageType === "alert" || entry.warning.messageType === "update"
    ? Math.max(entry.receivedUs, officialExpiryUs(entry.warning) ?? entry.receivedUs)
    : entry.receivedUs;
