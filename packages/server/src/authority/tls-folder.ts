import { join } from "node:path";

/** The folder of keys and certificates, for its owner's eyes only. */
export const tlsFolder = (dataDir: string): string => join(dataDir, "tls");

/** The certificate of a post's own authority. */
export const authorityFile = (dataDir: string): string => join(tlsFolder(dataDir), "authority.pem");
