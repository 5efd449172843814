import { createECDH, createPublicKey, randomBytes, verify } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import { createServer, type Server } from "node:https";
import type { AddressInfo } from "node:net";
import { decryptPush } from "../../src/people/push/decrypt-push.test-support.ts";

/** A message as a browser gets it: opened with the browser's own keys. */
export interface Pushed {
  readonly phone: string;
  readonly headers: IncomingHttpHeaders;
  readonly said: Buffer;
}

/** What the service answers to a message; all that is not said is taken. */
export interface ServiceAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The service takes the message and says nothing more. */
export const NEVER: ServiceAnswer = { status: 0 };

/** The service takes the message, begins to answer that, and never ends. */
export const ENDLESS: ServiceAnswer = { status: 201, headers: { "content-length": "100" } };

/**
 * A push service and the browsers behind it, in one: takes messages as RFC 8030 has it, checks who sends (RFC 8292) and opens them as the
 * browser would (RFC 8291).
 */
export class PushService {
  readonly pushed: Pushed[] = [];
  readonly problems: string[] = [];
  /** Taken one after the other, by phone. */
  readonly answers = new Map<string, ServiceAnswer[]>();
  readonly #server: Server;
  #host = "";
  readonly #phones = new Map<string, { key: ReturnType<typeof createECDH>; auth: Buffer }>();
  #look: () => void = () => undefined;
  /** Called with each message. */
  taken: (pushed: Pushed) => void = () => undefined;
  /** By which phones let the post send; see `applicationServerKey`. */
  serverKey = "";

  constructor(tls: { readonly key: string; readonly cert: string }) {
    this.#server = createServer(tls, (request, response) => {
      const chunks: Buffer[] = [];
      request.on("data", (chunk: Buffer) => chunks.push(chunk));
      request.on("end", () => {
        const phone = (request.url ?? "/").slice(1);
        const { status, headers } = this.#take(phone, request.headers, Buffer.concat(chunks));
        if (headers === ENDLESS.headers) response.writeHead(status, headers).flushHeaders();
        else if (status !== NEVER.status) response.writeHead(status, headers).end();
        this.#look();
      });
    });
  }

  listen(): Promise<string> {
    return new Promise((resolve) => {
      this.#server.listen(0, "127.0.0.1", () => {
        this.#host = `localhost:${(this.#server.address() as AddressInfo).port}`;
        resolve(this.#host);
      });
    });
  }

  /** Where it listens, or listened. */
  get host(): string {
    return this.#host;
  }

  /** As a browser makes it for a page, and the page sends it. */
  subscribe(phone: string): object {
    const key = createECDH("prime256v1");
    key.generateKeys();
    const auth = randomBytes(16);
    this.#phones.set(phone, { key, auth });
    return {
      endpoint: `https://${this.host}/${phone}`,
      keys: {
        p256dh: key.getPublicKey().toString("base64url"),
        auth: auth.toString("base64url"),
      },
    };
  }

  /** Resolves once so many messages came that are wanted. */
  until(count: number, wanted: (pushed: Pushed) => boolean = () => true): Promise<Pushed[]> {
    return new Promise((resolve) => {
      this.#look = () => {
        const found = this.pushed.filter(wanted);
        if (found.length >= count) resolve(found);
      };
      this.#look();
    });
  }

  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  #take(phone: string, headers: IncomingHttpHeaders, body: Buffer): ServiceAnswer {
    const kept = this.#phones.get(phone);
    if (kept === undefined) return { status: 404 };
    const wrong = this.#wrongSender(headers);
    if (wrong !== null) this.problems.push(wrong);
    if (headers["content-encoding"] !== "aes128gcm" || !/^\d+$/.test(String(headers["ttl"])))
      this.problems.push("the headers are wrong");
    const pushed = { phone, headers, said: decryptPush(body, kept.key, kept.auth) };
    this.pushed.push(pushed);
    this.taken(pushed);
    return this.answers.get(phone)?.shift() ?? { status: 201 };
  }

  #wrongSender({ authorization = "" }: IncomingHttpHeaders): string | null {
    const [, token = "", key = ""] = /^vapid t=([\w.-]+), k=([\w-]+)$/.exec(authorization) ?? [];
    if (key !== this.serverKey) return "another key than the phone subscribed for";
    const [head = "", claims = "", signature = ""] = token.split(".");
    const point = Buffer.from(key, "base64url");
    const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((n) => n.toString("base64url"));
    const publicKey = createPublicKey({ key: { kty: "EC", crv: "P-256", x, y }, format: "jwk" });
    const isSigned = verify(
      "sha256",
      Buffer.from(`${head}.${claims}`),
      { key: publicKey, dsaEncoding: "ieee-p1363" },
      Buffer.from(signature, "base64url"),
    );
    if (!isSigned) return "the token is not signed by the key";
    const { aud, exp, sub } = JSON.parse(Buffer.from(claims, "base64url").toString()) as {
      readonly [name: string]: unknown;
    };
    const leftS = Number(exp) - Date.now() / 1_000;
    if (aud !== `https://${this.host}` || sub !== "mailto:duty@example.org")
      return "the token is for another";
    return leftS > 0 && leftS <= 86_400 ? null : "the token has no lawful life";
  }
}
