/** The part of the standard `AbortSignal` that adapters need; an `AbortSignal` is one. Declared here since sdk knows no platform. */
export interface Cancellation {
  readonly aborted: boolean;
  addEventListener(type: "abort", listener: () => void, options?: { once?: boolean }): void;
  removeEventListener(type: "abort", listener: () => void): void;
}
