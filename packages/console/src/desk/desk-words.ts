import type { DeskClaim, DeskSpeakerKind } from "@tocsin/sdk";

/** Each kind of speaker, as people would say it. */
export const KIND_WORDS: Readonly<Record<DeskSpeakerKind, string>> = {
  named: "by name",
  office: "an office",
  anonymous: "unnamed",
  collective: "a group",
  narrator: "the account itself",
  imagery: "pictures",
  unresolved: "not clear who",
};

export const STATUS_WORDS: Readonly<Record<DeskClaim["status"], string>> = {
  proposed: "proposed",
  accepted: "accepted",
  rejected: "rejected",
  "by-hand": "made by hand",
  suggested: "suggested by a model: counts nowhere",
};

export const FURNITURE_WORDS: Readonly<Record<string, string>> = {
  advert: "advert",
  byline: "byline",
  caption: "caption",
  "comment-form": "comment form",
  "page-mark": "page number or running head",
  "other-language": "not English: not read",
  "message-head": "who sent it, and when",
  copyright: "copyright",
  credit: "picture credit",
  dateline: "dateline",
  related: "another article",
  section: "section",
  "site-name": "site name",
  "quoted-message": "another's message, quoted",
  subhead: "heading",
  video: "video",
};

/** Who speaks, as a card says it. */
export const speakerOf = ({ speaker, speakerKind }: DeskClaim): string =>
  speakerKind === "narrator" ? "The account itself" : speaker;

export const minutesText = (seconds: number): string =>
  seconds < 60 ? `${Math.round(seconds)} s` : `${(seconds / 60).toFixed(1)} min`;

/** Why a claim is accepted: one key. */
export const ACCEPT_REASON = "the words say so";

export const REJECT_REASONS = [
  "the words do not say this",
  "it is about another event",
  "it is no part of the account",
  "it is claimed already",
  "the number is not read rightly",
  "it cannot be told who says it",
] as const;

export const ATTRIBUTE_REASON = "the account shows who says it";

export const EDIT_REASON = "the words say it so";

/** Why an exhibit is no longer linked to something, where the person says nothing else. */
export const UNLINK_REASON = "it does not bear on it";

export const SPLIT_REASON = "these are several claims";

export const HAND_REASON = "read by a person";

/** The words of the Admiralty grades (NATO AJP-2.1): of what is said … */
export const CREDIBILITY_WORDS: Readonly<Record<string, string>> = {
  "1": "confirmed by other sources",
  "2": "probably true",
  "3": "possibly true",
  "4": "doubtful",
  "5": "improbable",
  "6": "cannot be judged",
};

/** … and of who says it. */
export const RELIABILITY_WORDS: Readonly<Record<string, string>> = {
  A: "completely reliable",
  B: "usually reliable",
  C: "fairly reliable",
  D: "not usually reliable",
  E: "unreliable",
  F: "cannot be judged",
};

export const REOPEN_REASON = "to be decided anew";
