import type {
  CommandAnswer,
  CommandRequest,
  ErrorCode,
  Operations,
  Person,
  ProposalList,
} from "@tocsin/sdk";

/** What the server's thread asks the one that protects, for somebody who is signed in and may ask it. */
export type OperatorQuestion =
  | { readonly ask: "command"; readonly person: Person; readonly request: CommandRequest }
  | {
      readonly ask: "second";
      readonly person: Person;
      readonly proposal: string;
      /** Whether the second person is signed in from the site, by its networks. */
      readonly onSite: boolean;
    }
  | { readonly ask: "refuse" | "withdraw"; readonly person: Person; readonly proposal: string }
  | { readonly ask: "operations" }
  | { readonly ask: "proposals" };

/** A refusal travels as its code and fields. */
export type OperatorReply =
  | { readonly ok: true; readonly answer: CommandAnswer | Operations | ProposalList }
  | {
      readonly ok: false;
      readonly code: ErrorCode;
      readonly fields: Readonly<Record<string, string | number>>;
    };
