import type { PeopleSiteInfo } from "@tocsin/sdk";
import type { ClockSigner } from "../broadcast/clock-answerer.ts";

import type { PushInput, PushTold } from "./push/push-desk.ts";
import type { PushCounts, PushResult } from "./push/push-sender.ts";

/** What the thread of the people's page is started with. */
export interface PeopleInput {
  readonly address: string;
  readonly port: number;
  readonly tls: { readonly key: string; readonly cert: string } | null;
  readonly clientsMax: number;
  readonly clientsPerAddressMax: number;
  readonly behindProxy: boolean;
  readonly consoleFolder: string;
  readonly site: PeopleSiteInfo;
  /** For answers to receivers that ask for the post's clock; the counter is shared by all that signs with this key. */
  readonly signer: ClockSigner;
  /** Null where nothing is told to phones whose page is closed. */
  readonly push: PushInput | null;
  /** Origins of the pages of other posts of this site, which listen here too. */
  readonly others: readonly string[];
}

export type PeopleOrder =
  | {
      readonly kind: "say";
      readonly octets: Uint8Array;
      /** Whose people are told first; null: all alike. */
      readonly area: string | null;
    }
  /** What holds now, for whoever comes; `covers` are the areas whose people were told to take cover. */
  | {
      readonly kind: "valid";
      readonly envelopes: readonly Uint8Array[];
      readonly covers: readonly { readonly area: string; readonly key: string }[];
    }
  /** To phones whose page is closed. */
  | { readonly kind: "push"; readonly number: number; readonly told: PushTold }
  /** The certificate was renewed. */
  | { readonly kind: "certificate"; readonly key: string; readonly cert: string }
  | { readonly kind: "close" };

export interface PeopleCounts {
  readonly clients: number;
  /** Messages handed to clients, and to the system behind them. */
  readonly sent: number;
  /** Clients that were ended because they did not read, or did not answer. */
  readonly cutOff: number;
  /** Clients that were not taken: too many, or too many from one address. */
  readonly refused: number;
  /** So long the slowest client has not read what it was sent. */
  readonly oldestUnsentMs: number;
  /** Of messages to phones whose page is closed; null where none are sent. */
  readonly push: PushCounts | null;
}

/** How many said that they are safe, of one area and alarm. */
export interface SafeCount {
  readonly area: string;
  /** Key of the warning that they were told to take cover by. */
  readonly key: string;
  readonly count: number;
  /** Of those who gave one. */
  readonly names: readonly string[];
}

export type PeopleReport =
  | { readonly kind: "listening"; readonly port: number }
  | { readonly kind: "refused"; readonly detail: string }
  | { readonly kind: "counts"; readonly counts: PeopleCounts }
  /** What became of a message to phones whose page is closed. */
  | { readonly kind: "pushed"; readonly number: number; readonly result: PushResult }
  /** Something is wrong with the phones that it keeps, which it goes on with; what `lasts` until it is `over: …`. */
  | { readonly kind: "trouble"; readonly detail: string; readonly lasts: boolean }
  | { readonly kind: "safe"; readonly counts: readonly SafeCount[] }
  /** So many orders have been carried out since the last time. */
  | { readonly kind: "taken"; readonly orders: number };
