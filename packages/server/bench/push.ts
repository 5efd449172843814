import { createECDH, randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { steadyMs } from "../src/broadcast/steady-port.ts";
import { localCertificate } from "../src/http/local-certificate.ts";
import { encryptPush } from "../src/people/push/encrypt-push.ts";
import { type PushResult, PushSender } from "../src/people/push/push-sender.ts";
import { SubscriptionStore } from "../src/people/push/subscription-store.ts";
import { pushKeyFile, VapidSigner } from "../src/people/push/vapid.ts";
import { wallMs } from "../src/people/push/wall-clock-port.ts";
import { readClientTls } from "../src/sources/client-tls.ts";
import { processorSeconds } from "./processor-time.ts";

/** What it costs to tell so many phones one warning: `node packages/server/bench/push.ts [phones]`. */
const phones = Number(process.argv[2] ?? 10_000);
/** A warning in three languages, with its envelope. */
const SAID_BYTES = 1_900;
const print = (text: string): void => void process.stdout.write(`${text}\n`);

const folder = mkdtempSync(join(tmpdir(), "tocsin-push-bench-"));
const { key, cert, authorityFile } = await localCertificate(folder, ["localhost"]);
const taker = new Worker(new URL("./push-taker.ts", import.meta.url), {
  workerData: { key, cert },
});
const [port] = (await once(taker, "message")) as [number];
const store = new SubscriptionStore({
  dataDir: folder,
  mode: "live",
  most: phones,
  trouble: print,
});
for (let i = 0; i < phones; i++) {
  const phone = createECDH("prime256v1");
  const endpoint = `https://localhost:${port}/${i}`;
  store.add({ endpoint, p256dh: phone.generateKeys(), auth: randomBytes(16) });
  store.prove(endpoint);
}
const contact = "mailto:duty@example.org";
const sender = new PushSender({
  store,
  signer: new VapidSigner({
    key: pushKeyFile(folder, "live"),
    contact,
    nowS: () => Math.floor(wallMs() / 1_000),
  }),
  steadyMs,
  wallMs,
  secure: await readClientTls({ authority: authorityFile }),
  privateAddresses: true,
});
const said = randomBytes(SAID_BYTES);

let beganS = processorSeconds();
const kept = store.all();
for (const phone of kept) encryptPush(said, phone);
print(
  `encrypting: ${((1e3 * (processorSeconds() - beganS)) / phones).toFixed(3)} ms of a core each`,
);

beganS = processorSeconds();
const beganMs = steadyMs();
const result = await new Promise<PushResult>((resolve) =>
  sender.send(
    {
      place: "lock",
      said,
      topic: "lock",
      urgency: "high",
      gravity: 4,
      untilMs: steadyMs() + 600_000,
    },
    resolve,
  ),
);
const eachMs = (1e3 * (processorSeconds() - beganS)) / phones;
print(
  `telling: ${result.taken} of ${phones} taken, ${eachMs.toFixed(3)} ms of a core each, ${((steadyMs() - beganMs) / 1e3).toFixed(1)} s on the clock`,
);
sender.close();
store.close();
await taker.terminate();
rmSync(folder, { recursive: true });
