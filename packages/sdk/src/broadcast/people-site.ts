import type { Mode } from "@tocsin/core";

/** What everybody's page has to know of the site; public, and the same for all. */
export interface PeopleSiteInfo {
  readonly id: string;
  readonly name: string;
  readonly mode: Mode;
  readonly areas: readonly {
    readonly id: string;
    readonly name: string;
    /** Outer ring, then holes; flat latitude0, longitude0, … in degrees. */
    readonly ringsDeg: readonly (readonly number[])[];
  }[];
  readonly keys: readonly {
    readonly keyId: string;
    readonly issuer: string;
    readonly audience: string;
    /** Raw Ed25519 public key, base64url. */
    readonly publicKey: string;
    readonly fingerprint: string;
  }[];
  /** By which browsers know the post's messages while the page is closed, `applicationServerKey`; absent where none are sent. */
  readonly push?: { readonly key: string };
  /** Of a drill beside a post: the pages on which the post itself warns, on the same host; absent elsewhere. */
  readonly live?: readonly { readonly port: number; readonly secure: boolean }[];
}
