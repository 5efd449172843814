import type {
  AccountSummary,
  AccountWithLink,
  DeviceCode,
  DeviceKeySummary,
  IssuerKind,
  Role,
  ServicePermission,
  ServiceToken,
  ServiceTokenWithSecret,
} from "@tocsin/sdk";

/** Where accounts are managed: here, in the post's files, or at the post that runs on them. Accounts go by name. */
export interface AccountDesk {
  /** Address of the console; null where nothing serves. */
  readonly address: string | null;
  list(): Promise<readonly AccountSummary[]>;
  add(name: string, roles: readonly Role[]): Promise<AccountWithLink>;
  setRoles(name: string, roles: readonly Role[]): Promise<AccountSummary>;
  setDisabled(name: string, disabled: boolean): Promise<AccountSummary>;
  reset(name: string): Promise<AccountWithLink>;
  /** Resolves with how many records lost what they held; null where a running post does that by and by. */
  erase(name: string, withReports: boolean): Promise<number | null>;
  issueCode(kind: IssuerKind, subject: string): Promise<DeviceCode>;
  keys(): Promise<readonly DeviceKeySummary[]>;
  revokeKey(id: string): Promise<DeviceKeySummary>;
  issueService(
    name: string,
    permission: ServicePermission,
    days: number,
  ): Promise<ServiceTokenWithSecret>;
  services(): Promise<readonly ServiceToken[]>;
  revokeService(id: string): Promise<ServiceToken>;
  close(): Promise<void>;
}
