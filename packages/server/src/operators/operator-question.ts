import type {
  CommandAnswer,
  CommandRequest,
  DrillReadiness,
  DrillRequest,
  ErrorCode,
  Operations,
  Person,
  PersonSignature,
  PictureRecipient,
  ProposalList,
  RecipientTest,
  ShownDrill,
} from "@tocsin/sdk";
import type { DrilledBy } from "../drill/drill-record.ts";

/** What the server's thread asks the one that protects, for somebody who is signed in and may ask it. */
export type OperatorQuestion =
  | {
      readonly ask: "command";
      readonly person: Person;
      /** Ids of whoever lately gave that account its way in or its rights, and so may be who uses it. */
      readonly makers: readonly string[];
      readonly request: CommandRequest;
      /** What the person signed it with; null: with nothing. */
      readonly signed: PersonSignature | null;
    }
  | {
      readonly ask: "second";
      readonly person: Person;
      /** As of a command. */
      readonly makers: readonly string[];
      readonly proposal: string;
      /** Whether the second person is signed in from the site, by its networks. */
      readonly onSite: boolean;
      readonly signed: PersonSignature | null;
    }
  | { readonly ask: "refuse" | "withdraw"; readonly person: Person; readonly proposal: string }
  | {
      readonly ask: "drill";
      readonly by: DrillStarter;
      readonly request: DrillRequest;
    }
  | { readonly ask: "drill-readiness" }
  | { readonly ask: "end-drill"; readonly by: DrillStarter; readonly reason: string }
  | { readonly ask: "operations" }
  | { readonly ask: "proposals" }
  | { readonly ask: "recipients" }
  | { readonly ask: "test"; readonly channel: string; readonly recipient: string };

export type OperatorAnswer =
  | CommandAnswer
  | Operations
  | ProposalList
  | readonly PictureRecipient[]
  | RecipientTest
  | DrillReadiness
  | ShownDrill;

/** Who it is for the record, and for people to read. */
export interface DrillStarter {
  readonly who: DrilledBy;
  readonly name: string;
}

/** A refusal travels as its code and fields. */
export type OperatorReply =
  | { readonly ok: true; readonly answer: OperatorAnswer }
  | {
      readonly ok: false;
      readonly code: ErrorCode;
      readonly fields: Readonly<Record<string, string | number>>;
    };
