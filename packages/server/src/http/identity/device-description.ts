import { z } from "zod";
import type { RouteDescription } from "../api-description.ts";
import { certifyBody, deviceBody, deviceKeyBody } from "./device-routes.ts";
import {
  certifiedKeySchema,
  deviceCodeSchema,
  deviceKeySchema,
  enrolledKeySchema,
} from "./identity-schemas.ts";

/** Routes with which devices get keys. */
export const DEVICE_ROUTES: readonly RouteDescription[] = [
  {
    path: "/api/devices",
    access: "administer",
    summary: "Keys of all devices, revoked ones among them.",
    parameters: [],
    answer: z.array(deviceKeySchema),
    refusals: {},
  },
  {
    path: "/api/devices",
    method: "POST",
    access: "administer",
    summary: "Makes a code with which one device enrols one key. It works once, and for an hour.",
    parameters: [],
    body: deviceBody,
    answer: deviceCodeSchema,
    refusals: { 400: "The kind or the id will not do." },
  },
  {
    path: "/api/devices/enrol",
    method: "POST",
    access: "public",
    summary:
      "Uses a code. `publicKey` is the device's Ed25519 key and `signature` its signature over `tocsin device enrolment`, a line feed and the code, both base64url.",
    parameters: [],
    body: deviceKeyBody,
    answer: enrolledKeySchema,
    refusals: {
      400: "The signature is not made with this key over this code.",
      410: "The code does not work.",
    },
  },
  {
    path: "/api/devices/certify",
    method: "POST",
    access: "public",
    summary:
      "Uses a code. The local authority certifies the key of `request` (PKCS #10, PEM, P-256 or P-384), for lines to inputs with `proof: certificate`. Of the request only the key is taken.",
    parameters: [],
    body: certifyBody,
    answer: certifiedKeySchema,
    refusals: {
      400: "The request is none, or not signed with its own key.",
      410: "The code does not work.",
    },
  },
  {
    path: "/api/devices/{id}/revoke",
    method: "POST",
    access: "administer",
    summary: "Lets a key or certificate in no more, and ends the lines that it has opened.",
    parameters: [{ name: "id", in: "path", description: "Of the key." }],
    answer: deviceKeySchema,
    refusals: { 404: "There is no such key." },
  },
];
