import {
  isRunning,
  OfficialBook,
  type OfficialEntry,
  officialExpiryUs,
  relayKey,
  type OfficialWarningEvent,
  type ReceiptEvent,
  type TimeUs,
} from "@tocsin/core";
import { PICTURE_LIMITS, type PictureOfficial } from "@tocsin/sdk";

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
      unplaced: warning.unplaced.slice(0, 5),
      sentUs: warning.sentUs,
      expiresUs: officialExpiryUs(warning),
      signature: warning.signature,
      receipts: this.#receipts.get(relayKey(warning)) ?? [],
    };
  }
}

const isShown = (entry: OfficialEntry, nowUs: TimeUs): boolean =>
  isRunning(entry, nowUs) || (entry.endedUs ?? lastUs(entry)) + OVER_SHOWN_US > nowUs;

const lastUs = (entry: OfficialEntry): TimeUs =>
  entry.warning.messageType === "alert" || entry.warning.messageType === "update"
    ? Math.max(entry.receivedUs, officialExpiryUs(entry.warning) ?? entry.receivedUs)
    : entry.receivedUs;
