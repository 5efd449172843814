import { Counter, Gauge, type Registry } from "prom-client";
import type { SelfTestMetrics } from "../self-test/self-test.ts";

/** What `/metrics` says of the post's tests of itself. */
export function selfTestMetrics(
  registry: Registry,
  of: () => SelfTestMetrics | null,
): readonly (Counter | Gauge)[] {
  const gauge = (
    name: string,
    help: string,
    value: (metrics: SelfTestMetrics) => number | null,
  ): Gauge =>
    new Gauge({
      name,
      help,
      registers: [registry],
      collect() {
        const metrics = of();
        const now = metrics === null ? null : value(metrics);
        if (now === null) this.remove();
        else this.set(now);
      },
    });
  return [
    roundCounter(registry, of),
    gauge(
      "tocsin_self_test_up",
      "1 while the last made-up threat came through from a sensor's octets to the null siren, 0 when it did not.",
      ({ shown }) => (shown.state === "waiting" ? null : Number(shown.state === "passed")),
    ),
    gauge(
      "tocsin_self_test_seconds",
      "From the first octets of the last made-up threat that came through until the null siren's answer was taken in.",
      ({ shown }) => seconds(shown.roundTripMs),
    ),
    gauge(
      "tocsin_self_test_median_seconds",
      "The middle of the last sixty of these.",
      ({ shown }) => seconds(shown.medianMs),
    ),
    gauge(
      "tocsin_self_test_success_timestamp_seconds",
      "When the last one came through, seconds since 1970.",
      ({ shown }) => (shown.passedUs === null ? null : shown.passedUs / 1e6),
    ),
    linkGauge(registry, of),
  ];
}

const seconds = (ms: number | null): number | null => (ms === null ? null : ms / 1_000);

const roundCounter = (registry: Registry, of: () => SelfTestMetrics | null): Counter =>
  new Counter({
    name: "tocsin_self_test_rounds_total",
    help: "Made-up threats sent on the way.",
    labelNames: ["outcome"],
    registers: [registry],
    collect() {
      const metrics = of();
      this.reset();
      if (metrics === null) return;
      this.inc({ outcome: "passed" }, metrics.passed);
      this.inc({ outcome: "failed" }, metrics.failed);
    },
  });

const linkGauge = (registry: Registry, of: () => SelfTestMetrics | null): Gauge =>
  new Gauge({
    name: "tocsin_self_test_link_seconds",
    help: "When the last one had passed each link, counted from its first octets; no value for a link that it did not pass.",
    labelNames: ["link"],
    registers: [registry],
    collect() {
      this.reset();
      for (const [link, ms] of Object.entries(of()?.shown.passedMs ?? {}))
        this.set({ link }, ms / 1_000);
    },
  });
