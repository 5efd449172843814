import type { ConfigPath, ConfigProblem } from "./config-problem.ts";
import type { PolicyConfig } from "./policy-schema.ts";

/** What a policy's keys must not be to each other: people are never to take cover before they would be told to get ready. */
export function checkPolicy(policy: PolicyConfig, path: ConfigPath): readonly ConfigProblem[] {
  const problems: ConfigProblem[] = [];
  for (const kind of ["probability", "reach_probability"] as const) {
    if (policy[`take_cover_${kind}`] >= policy[`pre_alert_${kind}`]) continue;
    problems.push(
      problem(
        [...path, `take_cover_${kind}`],
        `take_cover_${kind} is below pre_alert_${kind}: people would take cover before they are told to get ready`,
        "Make it at least as large.",
      ),
    );
  }
  if (policy.take_cover_horizon_s > policy.pre_alert_horizon_s) {
    problems.push(
      problem(
        [...path, "take_cover_horizon_s"],
        "take_cover_horizon_s is longer than pre_alert_horizon_s",
        "Make it at most as long.",
      ),
    );
  }
  const { pre_alert, take_cover } = policy.corroboration;
  if (take_cover < pre_alert) {
    problems.push(
      problem(
        [...path, "corroboration", "take_cover"],
        "take_cover asks for fewer sources than pre_alert",
        "Make it at least as large.",
      ),
    );
  }
  const harm = policy.expected_harm;
  if (harm !== undefined && harm.threshold_least > harm.threshold_most) {
    problems.push(
      problem(
        [...path, "expected_harm", "threshold_least"],
        "threshold_least is above threshold_most: no threshold lies between them",
        "Make it at most as large.",
      ),
    );
  }
  return problems;
}

const problem = (path: ConfigPath, message: string, remedy: string): ConfigProblem => ({
  path,
  at: "value",
  message,
  remedy,
});
