/** Words for a count, by the plural category of the language (Unicode CLDR); `other` stands in for what is left out. */
export type Counted = { readonly other: string } & {
  readonly [category in "zero" | "one" | "two" | "few" | "many"]?: string;
};

/**
 * Everything that people are told in one language, as sentences with `{places}` for what changes. Short main clauses, what to do
 * first. One file for each language holds them, and nothing else puts words together.
 */
export interface Sentences {
  readonly direction: "ltr" | "rtl";
  /** Stands before everything that is not real. */
  readonly mode: Readonly<Record<"drill" | "simulation" | "replay" | "shadow", string>>;
  /** The same where there is little room. */
  readonly modeShort: Readonly<Record<"drill" | "simulation" | "replay" | "shadow", string>>;
  /** Joins a mode and what follows. */
  readonly afterMode: string;
  readonly headline: {
    readonly cover: string;
    /** Shelter is farther than the time that is left. */
    readonly lieDown: string;
    readonly prepare: string;
    readonly stayCovered: string;
    readonly stayPrepared: string;
    readonly searched: string;
    readonly lowered: string;
    readonly allClear: string;
    readonly retraction: string;
    /** Follow a headline while something is coming: `{when}`. */
    readonly impact: string;
    readonly approach: string;
    readonly impactAnyTime: string;
    readonly approachAnyTime: string;
  };
  /** To whom it is said: `{place}`. What to do follows. */
  readonly everybody: string;
  readonly act: {
    readonly cover: string;
    readonly lieDown: string;
    readonly prepare: string;
    readonly stayCovered: string;
    readonly stayCoveredLieDown: string;
    readonly stayPrepared: string;
    readonly searched: string;
    readonly lowered: string;
    readonly allClear: string;
    readonly retraction: string;
  };
  readonly also: {
    readonly stayUntilAllClear: string;
    readonly beReady: string;
    readonly fragments: string;
  };
  readonly window: { readonly between: string; readonly from: string; readonly unknown: string };
  readonly holdsUntil: string;
  readonly issued: string;
  /** A person warned. */
  readonly issuedByHand: string;
  /** In the short form: until when, and who says so. */
  readonly shortEnd: string;
  readonly shortSource: string;
  readonly time: {
    /** `{here}` and `{utc}`. */
    readonly local: string;
    readonly utc: string;
    readonly anyMoment: string;
    readonly soon: string;
    readonly seconds: Counted;
    readonly minutes: Counted;
  };
  /** What a message in the Common Alerting Protocol says beside headline and instruction. */
  readonly alert: {
    readonly event: string;
    readonly objects: Counted;
    readonly threat: string;
    readonly byHand: string;
    readonly chance: string;
    readonly over: string;
    readonly mistake: string;
  };
}
