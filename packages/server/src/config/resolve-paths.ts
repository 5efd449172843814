import { resolve } from "node:path";
import type {
  CapInputConfig,
  ChannelConfig,
  DefenceInputConfig,
  IdentityConfig,
  SigningConfig,
  SiteConfig,
  TransportConfig,
  WeatherInputConfig,
} from "@tocsin/sdk";
import { plugInFrom } from "../plugins/find-plugin.ts";

/**
 * Paths of a site file made absolute. They count from the file's own folder, not from where a command is run,
 * so that a service and a person at a terminal mean the same place.
 */
export function resolvePaths(config: SiteConfig, folder: string): SiteConfig {
  return {
    ...config,
    data_dir: resolve(folder, config.data_dir),
    identity: resolveSecret(config.identity, folder),
    ...(config.terrain === undefined
      ? {}
      : {
          terrain: {
            ...config.terrain,
            files: config.terrain.files.map((file) => resolve(folder, file)),
          },
        }),
    inputs: config.inputs.map((input) => {
      if (input.type === "cap")
        return {
          ...input,
          transport: resolveTransport(input.transport, folder),
          ...(input.certificate === undefined
            ? {}
            : { certificate: resolve(folder, input.certificate) }),
        };
      if (input.type === "weather")
        return { ...input, transport: resolveTransport(input.transport, folder) };
      if (input.type === "defence")
        return { ...input, transport: resolveTransport(input.transport, folder) };
      if (input.type === "plugin")
        return {
          ...input,
          package: plugInFrom(input.package, folder),
          transport: resolveTransport(input.transport, folder),
        };
      if ("transport" in input)
        return { ...input, transport: resolveTransport(input.transport, folder) };
      if ("path" in input) return { ...input, path: resolve(folder, input.path) };
      if (input.type === "simulation" && isPath(input.scenario)) {
        return { ...input, scenario: resolve(folder, input.scenario) };
      }
      return input;
    }),
    channels: config.channels.map((channel) => resolveChannel(channel, folder)),
  };
}

function resolveChannel(channel: ChannelConfig, folder: string): ChannelConfig {
  switch (channel.type) {
    case "cap-file":
      return {
        ...channel,
        directory: resolve(folder, channel.directory),
        ...(channel.signature === undefined
          ? {}
          : { signature: resolveEach(channel.signature, folder) }),
      };
    case "mqtt-sirens":
      return resolveTls(
        channel.password_file === undefined
          ? channel
          : { ...channel, password_file: resolve(folder, channel.password_file) },
        folder,
      );
    case "people":
      return resolveTls(
        channel.push === undefined
          ? channel
          : { ...channel, push: resolveTls(channel.push, folder) },
        folder,
      );
    case "webhook":
      return resolveTls({ ...channel, secret_file: resolve(folder, channel.secret_file) }, folder);
    case "modbus-relay":
    case "log":
    case "sapient":
    case "cursor-on-target":
      return channel;
  }
}

const resolveEach = ({ certificate, key }: SigningConfig, folder: string): SigningConfig => ({
  ...(certificate === undefined ? {} : { certificate: resolve(folder, certificate) }),
  ...(key === undefined ? {} : { key: resolve(folder, key) }),
});

function resolveSecret(identity: IdentityConfig, folder: string): IdentityConfig {
  const { oidc } = identity;
  if (oidc?.secret_file === undefined) return identity;
  return { ...identity, oidc: { ...oidc, secret_file: resolve(folder, oidc.secret_file) } };
}

type AnyTransport =
  | TransportConfig
  | CapInputConfig["transport"]
  | DefenceInputConfig["transport"]
  | WeatherInputConfig["transport"];

const resolveTransport = <T extends AnyTransport>(transport: T, folder: string): T =>
  resolveTls(resolveFiles(transport, folder), folder);

function resolveTls<T extends object>(whole: T, folder: string): T {
  const tls = "tls" in whole ? whole.tls : undefined;
  if (typeof tls !== "object" || tls === null) return whole;
  const files = Object.entries(tls).map(([name, value]: [string, unknown]) => [
    name,
    name === "server_name" || typeof value !== "string" ? value : resolve(folder, value),
  ]);
  return { ...whole, tls: Object.fromEntries(files) as T extends { tls?: infer V } ? V : never };
}

function resolveFiles<T extends AnyTransport>(transport: T, folder: string): T {
  switch (transport.type) {
    case "folder":
      return { ...transport, path: resolve(folder, transport.path) };
    case "file":
      return transport.path === "-"
        ? transport
        : { ...transport, path: resolve(folder, transport.path) };
    case "http":
      return transport.token_file === undefined
        ? transport
        : { ...transport, token_file: resolve(folder, transport.token_file) };
    case "mqtt":
      return transport.password_file === undefined
        ? transport
        : { ...transport, password_file: resolve(folder, transport.password_file) };
    case "tcp":
    case "tcp-listen":
    case "udp":
    case "websocket":
    case "websocket-listen":
    case "http-poll":
      return transport;
  }
}

/** A scenario is named by a plain word, or by a path to a YAML file. */
const isPath = (scenario: string): boolean => /[/\\]|\.ya?ml$/.test(scenario);
