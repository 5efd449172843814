import { localCertificate } from "../../src/http/local-certificate.ts";
import { PushService } from "./push-service.ts";

/**
 * A push service with one phone, whose browser has a subscription for each sender that it lets wake it: for tests in a browser. The folder of its
 * certificate is the first argument, the names of the subscriptions follow. Prints them and what they get, opened.
 */
const print = (text: string): void => void process.stdout.write(`${text}\n`);
const [folder = "", ...names] = process.argv.slice(2);
const service = new PushService(await localCertificate(folder, ["localhost"], "server"));
await service.listen();
for (const name of names) print(`subscription ${JSON.stringify(service.subscribe(name))}`);
service.taken = ({ phone, headers, said }) => {
  const key = /, k=([\w-]+)$/.exec(headers.authorization ?? "")?.[1] ?? "";
  print(`pushed ${phone} by ${key} ${said.toString("base64url")}`);
};
print(`host ${service.host}`);
