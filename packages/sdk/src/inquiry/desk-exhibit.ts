/** What an exhibit can be. */
export const DESK_EXHIBIT_KINDS = ["remains", "image", "sound", "log", "document"] as const;
export type DeskExhibitKind = (typeof DESK_EXHIBIT_KINDS)[number];

/** A time and a place, as far as somebody says them: ISO 8601 with its zone, and words or degrees. */
export interface DeskMoment {
  readonly taken: string | null;
  readonly place: string | null;
}

/** A thing or file that a case holds. What is claimed of its time and place, and what was verified, stand apart. */
export interface DeskExhibit {
  readonly id: string;
  readonly kind: DeskExhibitKind;
  readonly note: string;
  readonly takenBy: string;
  /** In whose hands it is. */
  readonly holder: string;
  readonly files: readonly DeskExhibitFile[];
  readonly claimed: DeskMoment;
  readonly verified: readonly (DeskMoment & { readonly by: string; readonly reason: string })[];
  readonly custody: readonly {
    readonly from: string;
    readonly to: string;
    readonly when: string;
    readonly reason: string;
    readonly by: string;
    /** What is wrong with the chain there; null where nothing is. */
    readonly gap: string | null;
  }[];
  readonly links: readonly {
    readonly to: DeskLinkTarget;
    readonly says: string;
    readonly reason: string;
    readonly by: string;
  }[];
}

/** Through a page no larger file comes in; the command line takes what a film is. */
export const DESK_FILE_BYTES_MAX = 512 * 1024 * 1024;

/** Why a file is too large for a page, in words. */
export const deskFileTooLarge = (name: string): string =>
  `${name} is larger than ${DESK_FILE_BYTES_MAX / 1024 / 1024} MiB: add it on the command line, with tocsin case exhibit add.`;

/** A file as it is kept. */
export interface DeskKeptFile {
  readonly name: string;
  /** Of its bytes, hexadecimal. */
  readonly sha256: string;
  readonly bytes: number;
}

export interface DeskExhibitFile extends DeskKeptFile {
  /** How a page can show it; null where it cannot. */
  readonly shows: "picture" | "sound" | null;
  /** Other exhibits that hold the same bytes. */
  readonly alsoIn: readonly string[];
}

/** What an exhibit can bear on. */
export type DeskLinkTarget =
  | { readonly kind: "claim"; readonly claimId: string }
  | { readonly kind: "exhibit"; readonly exhibitId: string }
  | { readonly kind: "recording"; readonly recordingId: string }
  | { readonly kind: "track"; readonly recordingId: string; readonly trackId: string }
  | { readonly kind: "record"; readonly recordingId: string; readonly sequence: number };

/** One name for one thing that an exhibit can bear on: two targets of one name are the same thing. */
export function linkTargetKey(to: DeskLinkTarget): string {
  switch (to.kind) {
    case "claim":
      return `claim ${to.claimId}`;
    case "exhibit":
      return `exhibit ${to.exhibitId}`;
    case "recording":
      return `recording ${to.recordingId}`;
    case "track":
      return `track ${to.recordingId} ${to.trackId}`;
    case "record":
      return `record ${to.recordingId} ${to.sequence}`;
  }
}

export type DeskPlace =
  | { readonly latDeg: number; readonly lonDeg: number }
  | { readonly text: string };

/** What is done with exhibits. */
export type DeskExhibitAction =
  | {
      /** It gets its name where it is recorded; its files were sent before. */
      readonly kind: "exhibit";
      readonly exhibitKind: DeskExhibitKind;
      readonly files: readonly DeskKeptFile[];
      readonly taken: string | null;
      readonly place: DeskPlace | null;
      readonly takenBy: string;
      readonly note: string;
    }
  | {
      readonly kind: "hand-over";
      readonly exhibitId: string;
      readonly from: string;
      readonly to: string;
      readonly when: string;
      readonly reason: string;
    }
  | {
      readonly kind: "verify-exhibit";
      readonly exhibitId: string;
      readonly taken: string | null;
      readonly place: DeskPlace | null;
      readonly reason: string;
    }
  | {
      readonly kind: "link-exhibit" | "unlink-exhibit";
      readonly exhibitId: string;
      readonly to: DeskLinkTarget;
      readonly reason: string;
    };
