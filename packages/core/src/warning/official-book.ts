import { MICROS_PER_SECOND, type TimeUs } from "../units/time.ts";
import { type OfficialReference, type OfficialWarning, officialKey } from "./official-warning.ts";

/** Messages that are remembered; beyond it the oldest that is over is forgotten, and then the oldest. */
export const OFFICIAL_MESSAGES_MAX = 500;
/** A message that does not say until when it holds counts as over after so long: a day. */
const UNENDED_US = 86_400 * MICROS_PER_SECOND;

export type OfficialEnd = "updated" | "cancelled";

/** An authority's message, and what became of it. */
export interface OfficialEntry {
  readonly warning: OfficialWarning;
  readonly receivedUs: TimeUs;
  /** Areas of the site that it concerns: its own, and those of the messages that it rightly updates or cancels. */
  readonly areas: readonly string[];
  /** The messages that it rightly updates or cancels. */
  readonly earlier: readonly { readonly sha256: string; readonly receivedUs: TimeUs }[];
  /** When the first message of its row of updates came. */
  readonly firstUs: TimeUs;
  /** null while no later message of the same authority took its place. */
  readonly ended: OfficialEnd | null;
  readonly endedUs: TimeUs | null;
  /** Channels that have dealt with it. */
  readonly answered: readonly string[];
}

export interface OfficialTaking {
  readonly entry: OfficialEntry;
  /** The very same document was taken before. */
  readonly repeated: boolean;
  /** References that it may not end, though it says so: of another authority, input or kind, or less well signed. */
  readonly refused: readonly OfficialReference[];
}

/**
 * What authorities said, with its life cycle: an Update or a Cancel ends the messages that it refers to, and only those of
 * the same sender, which came by the same input, with the same status, and were signed no better. Nothing of ours ends
 * one. Bounded by {@link OFFICIAL_MESSAGES_MAX} unless told otherwise.
 */
export class OfficialBook {
  #entries = new Map<string, OfficialEntry>();
  readonly #messagesMax: number;

  /** More than {@link OFFICIAL_MESSAGES_MAX} are remembered only by who looks back over a record, whose length is the bound. */
  constructor(messagesMax: number = OFFICIAL_MESSAGES_MAX) {
    this.#messagesMax = messagesMax;
  }

  take(warning: OfficialWarning, receivedUs: TimeUs): OfficialTaking {
    const name = nameOf(warning);
    const known = this.#entries.get(name);
    if (known !== undefined) return { entry: known, repeated: true, refused: [] };
    const areas = new Set<string>(warning.concerns.map(({ areaId }) => areaId));
    const earlierOnes: { readonly sha256: string; readonly receivedUs: TimeUs }[] = [];
    let firstUs = receivedUs;
    const refused: OfficialReference[] = [];
    const ends = endOf(warning);
    for (const reference of ends === null ? [] : warning.references) {
      const all = this.#referredTo(reference);
      const rightly = all.filter(({ warning: earlier }) => mayEnd(warning, earlier));
      if (rightly.length < all.length) refused.push(reference);
      for (const earlier of rightly) {
        for (const area of earlier.areas) areas.add(area);
        firstUs = Math.min(firstUs, earlier.firstUs);
        const { sha256 } = earlier.warning.document;
        earlierOnes.push({ sha256, receivedUs: earlier.receivedUs });
        if (earlier.ended === null && ends !== null)
          this.#put({ ...earlier, ended: ends, endedUs: receivedUs });
      }
    }
    const entry: OfficialEntry = {
      warning,
      receivedUs,
      areas: [...areas],
      earlier: earlierOnes,
      firstUs,
      ended: null,
      endedUs: null,
      answered: [],
    };
    this.#put(entry);
    this.#forget(receivedUs);
    return { entry, repeated: false, refused };
  }

  /** A channel dealt with the message that receipts call `key`. */
  answered(key: string, channelId: string): void {
    for (const entry of this.#entries.values())
      if (relayKey(entry.warning) === key && !entry.answered.includes(channelId))
        this.#put({ ...entry, answered: [...entry.answered, channelId] });
  }

  /** The oldest first. */
  list(): readonly OfficialEntry[] {
    return [...this.#entries.values()];
  }

  restore(entries: readonly OfficialEntry[]): void {
    this.#entries = new Map(entries.map((entry) => [nameOf(entry.warning), entry]));
  }

  #put(entry: OfficialEntry): void {
    this.#entries.set(nameOf(entry.warning), entry);
  }

  #referredTo({ sender, identifier, sentUs }: OfficialReference): readonly OfficialEntry[] {
    return [...this.#entries.values()].filter(
      ({ warning }) =>
        warning.sender === sender &&
        warning.identifier === identifier &&
        (sentUs === null || warning.sentUs === sentUs),
    );
  }

  #forget(nowUs: TimeUs): void {
    if (this.#entries.size <= this.#messagesMax) return;
    const [oldest] = this.#entries.keys();
    const over = [...this.#entries].find(([, entry]) => !isRunning(entry, nowUs));
    this.#entries.delete(over?.[0] ?? oldest);
  }
}

/** What receipts of a message that is passed on are called by. */
export const relayKey = (warning: OfficialWarning): string =>
  `official/${warning.inputId}/${officialKey(warning)}`;

/** The document, and not what it says of itself: who makes up a name takes nobody's place. */
const nameOf = ({ inputId, document }: OfficialWarning): string =>
  `${inputId}/${document.sha256}/${document.octets}`;

const endOf = ({ messageType }: OfficialWarning): OfficialEnd | null =>
  messageType === "update" ? "updated" : messageType === "cancel" ? "cancelled" : null;

const mayEnd = (later: OfficialWarning, earlier: OfficialWarning): boolean =>
  later.sender === earlier.sender &&
  later.inputId === earlier.inputId &&
  later.status === earlier.status &&
  (earlier.signature !== "verified" || later.signature === "verified");

/** Until when a message holds; null where one of its parts does not say. */
export function officialExpiryUs({ infos }: OfficialWarning): TimeUs | null {
  let latest = Number.NEGATIVE_INFINITY;
  for (const { expiresUs } of infos) {
    if (expiresUs === null) return null;
    latest = Math.max(latest, expiresUs);
  }
  return infos.length === 0 ? null : latest;
}

/** When it stops to hold, as far as is known by now. */
export const officialEndUs = ({ warning, receivedUs, endedUs }: OfficialEntry): TimeUs =>
  Math.min(
    endedUs ?? Number.POSITIVE_INFINITY,
    officialExpiryUs(warning) ?? receivedUs + UNENDED_US,
  );

/** Whether it warns at a moment: an alert or an update that nothing ended and that has not expired. */
export const isRunning = (entry: OfficialEntry, nowUs: TimeUs): boolean =>
  (entry.warning.messageType === "alert" || entry.warning.messageType === "update") &&
  officialEndUs(entry) > nowUs;
