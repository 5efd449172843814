import type { Role } from "@tocsin/sdk";
import type { ProviderOrigin } from "../identity-record.ts";

/** Whom a provider has proven to be there. */
export interface ProvenPerson {
  readonly origin: ProviderOrigin;
  /** As it was told; null where it was not. */
  readonly name: string | null;
  /** Empty: nothing that was told gives a role here. */
  readonly roles: readonly Role[];
}
