import { HttpState } from "../http/http-state.ts";
import { LiveHub } from "../http/live-hub.ts";
import { HttpMetrics } from "../http/metrics.ts";

const HEAD = `# Metrics

\`GET /metrics\` of \`tocsin start\`, in the text form of Prometheus. Counters start at 0 with the process. This page is made
from the registry in \`packages/server/src/http/metrics.ts\` by \`node packages/server/src/config/write-reference.ts\`; a
test compares the two. What to watch first: \`tocsin_ready\`, \`tocsin_protecting\`, \`tocsin_sensor_up\`.

| metric | type | labels | meaning |
|---|---|---|---|
`;

/** The page docs/reference/metrics.md, made from the metrics themselves. */
export function metricsReference(): string {
  const state = new HttpState({ version: "", startedUs: 0, nowUs: () => 0 });
  const { registry } = new HttpMetrics(state, new LiveHub());
  const rows = registry.getMetricsAsArray().map((metric) => {
    const { name, help, labelNames, constructor } = metric as unknown as Described;
    const labels = (labelNames ?? []).map((label) => `\`${label}\``).join(", ");
    return `| \`${name}\` | ${constructor.name.toLowerCase()} | ${labels} | ${help} |\n`;
  });
  return `${HEAD}${rows.join("")}`;
}

interface Described {
  readonly name: string;
  readonly help: string;
  readonly labelNames?: readonly string[];
  readonly constructor: { readonly name: string };
}
