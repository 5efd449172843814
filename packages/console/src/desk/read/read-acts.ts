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
  readonly claim: () => void;
  readonly takeBack: () => void;
}
