/** What can be done while an account is read. */
export interface ReadActs {
  readonly next: () => void;
  readonly before: () => void;
  readonly accept: () => void;
  readonly reject: () => void;
  readonly attribute: () => void;
  readonly edit: () => void;
  /** At the words that are selected in it. */
  readonly split: () => void;
  readonly merge: () => void;
  /** It is a proposal again, as it was made. */
  readonly reopen: () => void;
  readonly grade: () => void;
  /** Which statement it goes back to. */
  readonly origin: () => void;
  /** For or against a hypothesis. */
  readonly weigh: () => void;
  /** Passages that were taken for no part of the account. */
  readonly lift: () => void;
  /** All of these, to choose from: where there is no keyboard, and no room for a button each. */
  readonly more: () => void;
  readonly claim: () => void;
  readonly takeBack: () => void;
}
