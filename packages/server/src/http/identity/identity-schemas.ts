import {
  type AccountSummary,
  type AccountWithLink,
  type CertifiedKey,
  type DeviceCode,
  type DeviceKeySummary,
  type EnrolledKey,
  ISSUER_KINDS,
  type Permission,
  PERMISSIONS,
  ROLE_NAMES,
  SERVICE_PERMISSIONS,
  type ServiceToken,
  type ServiceTokenWithSecret,
  type WhoAmI,
} from "@tocsin/sdk";
import { z } from "zod";

const timeUs = z.number().meta({ description: "Microseconds since 1970, UTC." });
const roles = z.array(z.enum(ROLE_NAMES));
const method = z.enum(["password", "passkey", "code", "provider"]);

export const whoAmISchema: z.ZodType<WhoAmI> = z.strictObject({
  state: z.enum(["open", "nobody", "expired", "second-factor", "account"]),
  because: z.string().nullable(),
  account: z
    .strictObject({ id: z.string(), name: z.string(), fromProvider: z.boolean() })
    .nullable(),
  roles,
  permissions: z.array(z.enum(Object.keys(PERMISSIONS) as [Permission])),
  methods: z.array(method),
  provider: z
    .strictObject({
      label: z.string(),
      reachable: z.boolean().meta({ description: "Whether the last attempt reached it." }),
    })
    .nullable()
    .meta({ description: "The site's own sign-in service." }),
  endsUs: timeUs.nullable(),
});
export const accountSchema: z.ZodType<AccountSummary> = z.strictObject({
  id: z.string(),
  name: z.string(),
  roles,
  disabled: z.boolean(),
  signsInWith: z.array(method),
});
export const accountWithLinkSchema: z.ZodType<AccountWithLink> = z.strictObject({
  account: accountSchema,
  link: z.strictObject({
    path: z.string().meta({ description: "Follows the address of the console." }),
    expiresUs: timeUs,
  }),
});
const deviceKeyFields = {
  id: z.string(),
  kind: z.enum(ISSUER_KINDS),
  subject: z.string(),
  proof: z.enum(["envelope", "certificate"]),
  publicKey: z
    .string()
    .meta({ description: "Of a certificate: the fingerprint of its key, SHA-256." }),
  revoked: z.boolean(),
};
export const deviceKeySchema: z.ZodType<DeviceKeySummary> = z.strictObject(deviceKeyFields);
export const enrolledKeySchema: z.ZodType<EnrolledKey> = z.strictObject({
  ...deviceKeyFields,
  audience: z.string().meta({ description: "Whom the device's envelopes are for: the site's id." }),
});
export const certifiedKeySchema: z.ZodType<CertifiedKey> = z.strictObject({
  ...deviceKeyFields,
  certificate: z.string(),
  authority: z.string(),
});
export const deviceCodeSchema: z.ZodType<DeviceCode> = z.strictObject({
  code: z.string(),
  kind: z.enum(ISSUER_KINDS),
  subject: z.string(),
  expiresUs: timeUs,
});
export const linkSchema = z.strictObject({
  name: z.string().nullable().meta({ description: "Null: a new account, whose name is chosen." }),
  roles,
});
export const providerAddressSchema = z.strictObject({
  address: z.string().meta({ description: "Where to send the browser." }),
});

export const serviceTokenSchema: z.ZodType<ServiceToken> = z.strictObject({
  id: z.string(),
  name: z.string(),
  permission: z.enum(SERVICE_PERMISSIONS),
  expiresUs: timeUs,
  revoked: z.boolean(),
  usedUs: timeUs.nullable().meta({ description: "To the minute; null: never yet." }),
});
export const serviceTokenWithSecretSchema: z.ZodType<ServiceTokenWithSecret> = z.strictObject({
  token: serviceTokenSchema,
  secret: z.string().meta({ description: "Shown this once." }),
});
