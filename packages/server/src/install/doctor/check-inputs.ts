import { access, constants } from "node:fs/promises";
import { isIP } from "node:net";
import { type Clock, type InputConfig, sensorsFedBy, type SiteConfig } from "@tocsin/sdk";
import { MICROS_PER_SECOND } from "@tocsin/core";
import { openUdpSource, type UdpSource } from "../../sources/udp-source.ts";
import { checkGeneric, checkTransport } from "./check-transport.ts";
import { loadScenario } from "../../run/scenario-files.ts";
import { type Finding, findingsOf, wordsOf } from "./finding.ts";
import { hearAsterix } from "./hear-asterix.ts";

const inputs = findingsOf("inputs");

export interface InputCheck {
  /** A post runs on this site file: its ports are its own. */
  readonly postRuns: boolean;
  /** Wait this long for data to come in; 0 only opens. */
  readonly listenS: number;
  readonly clock: Clock;
}

/** Whether each input can be opened as the post would open it, and whether anything comes in. */
export async function checkInputs(
  config: SiteConfig,
  check: InputCheck,
): Promise<readonly Finding[]> {
  const findings = await Promise.all(
    config.inputs.map((input) => checkInput(input, config, check)),
  );
  if (config.inputs.length === 0)
    return [
      inputs.broken("inputs", "there is none: nothing would be seen", "Add one to `inputs`."),
    ];
  return [...findings.flat(), ...unfedSensors(config)];
}

async function checkInput(
  input: InputConfig,
  config: SiteConfig,
  check: InputCheck,
): Promise<readonly Finding[]> {
  switch (input.type) {
    case "asterix-udp":
      if (check.postRuns)
        return [
          inputs.unknown(
            input.id,
            "a post runs on this data directory and has its ports",
            "Its own health says what arrives.",
          ),
        ];
      return (
        await Promise.all(
          input.groups.map((group) => checkGroup(input, config.sensors, group, check)),
        )
      ).flat();
    case "generic":
      return [await checkGeneric(input, check)];
    case "cursor-on-target":
    case "plugin":
    case "adsb":
    case "remote-id":
      return [
        input.transport.type === "file"
          ? await checkFile(input.id, input.transport.path)
          : await checkTransport(input, check),
      ];
    case "asterix-file":
    case "remote-id-capture":
      return [await checkFile(input.id, input.path)];
    case "cap":
    case "official-json":
    case "defence":
    case "weather":
      return [await checkOutside(input, check)];
    case "observers":
    case "sapient":
      return [
        inputs.unknown(
          input.id,
          "connects when the post runs",
          "Its own health says what arrives.",
        ),
      ];
    case "simulation":
      return [checkSimulation(input.id, input.scenario, config)];
  }
}

/** What authorities and defences send comes seldom: that nothing came within seconds says nothing. */
async function checkOutside(
  {
    id,
    transport,
  }: Extract<InputConfig, { type: "cap" | "official-json" | "defence" | "weather" }>,
  check: InputCheck,
): Promise<Finding> {
  if (transport.type === "file") return checkFile(id, transport.path);
  if (transport.type === "folder") return checkFile(id, transport.path);
  return checkTransport({ id, transport }, check);
}

async function checkGroup(
  input: Extract<InputConfig, { type: "asterix-udp" }>,
  sensors: SiteConfig["sensors"],
  { address, port }: { readonly address: string; readonly port: number },
  { listenS, clock }: InputCheck,
): Promise<readonly Finding[]> {
  const { id, interface: interfaceAddress } = input;
  const multicast =
    /^(22[4-9]|23\d)\./.test(address) || (isIP(address) === 6 && /^ff/i.test(address));
  const place = `${address}:${port}`;
  let source: UdpSource;
  try {
    source = await openUdpSource({
      nowUs: () => clock.nowUs(),
      bindings: [
        {
          port,
          interfaceAddress: multicast ? interfaceAddress : address,
          ...(multicast ? { group: address } : {}),
        },
      ],
    });
  } catch (error) {
    const taken = wordsOf(error).includes("EADDRINUSE");
    return [
      inputs.broken(
        id,
        `${place} cannot be ${multicast ? "joined" : "listened at"}: ${wordsOf(error)}`,
        taken
          ? "Another program has this port: stop it, or give this input another."
          : "Check the address, and `interface`: it is an address of this machine.",
      ),
    ];
  }
  const heard = hearAsterix(source.datagrams, input, sensors);
  if (listenS > 0) await clock.waitUntil(clock.nowUs() + listenS * MICROS_PER_SECOND);
  const { received } = source.counts();
  await source.close();
  const opened = `${place} ${multicast ? "joined" : "open"}`;
  if (listenS === 0) return [inputs.ok(id, `${opened}; tocsin doctor --listen 10 waits for data`)];
  if (received > 0)
    return [inputs.ok(id, `${opened}; ${received} datagrams in ${listenS} s`), ...(await heard)];
  return [
    inputs.warning(
      id,
      `${opened}; nothing came in ${listenS} s`,
      "Ask whoever runs it whether it sends, and whether switches and firewalls let it through.",
    ),
  ];
}

async function checkFile(id: string, path: string): Promise<Finding> {
  try {
    await access(path, constants.R_OK);
    return inputs.ok(id, `${path} can be read`);
  } catch (error) {
    return inputs.broken(id, wordsOf(error), "Check the path and its permissions.");
  }
}

function checkSimulation(id: string, scenario: string, config: SiteConfig): Finding {
  try {
    const { site } = loadScenario(scenario);
    const known = new Set(config.sensors.map((sensor) => sensor.id));
    const strange = site.sensors
      .filter((sensor) => !known.has(sensor.id))
      .map((sensor) => sensor.id);
    if (strange.length === 0) return inputs.ok(id, `the scenario ${scenario} is sound`);
    return inputs.broken(
      id,
      `the scenario's sensors ${strange.join(", ")} are not in the site file`,
      "Give them the same ids.",
    );
  } catch (error) {
    return inputs.broken(id, wordsOf(error), "Name a scenario of Tocsin, or mend the file.");
  }
}

function unfedSensors(config: SiteConfig): readonly Finding[] {
  if (config.inputs.some(({ type }) => type === "simulation")) return [];
  const fed = new Set(config.inputs.flatMap(sensorsFedBy));
  return config.sensors
    .filter(({ id }) => !fed.has(id))
    .map(({ id }) =>
      inputs.broken(id, "no input feeds this sensor", "Name it in an input, or take it out."),
    );
}
