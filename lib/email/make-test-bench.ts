import { compileGraph } from "@/lib/engine/compile-graph";
import type { TestBench } from "@/lib/engine/run-journey-test";
import type { Facts } from "@/lib/journey/facts";
import type { Graph } from "@/lib/journey/graph";
import type { ScoreRules } from "@/lib/journey/score-rules";
import type { JourneySettings } from "@/lib/journey/settings";
import type { CompiledEmail } from "./compiled-email";
import { fillLiquid } from "./fill-liquid";
import { fillSimulated } from "./fill-simulated";
import { simulatedPush } from "./simulated-push";
import { templateContext } from "./template-context";

type Tested = {
  journey: Facts["journey"];
  graph: Graph;
  settings: JourneySettings;
  /** the workspace's zone */
  timezone: string;
  /** node id → mail; a node without one has no subject */
  emails: Record<string, CompiledEmail>;
  scoreRules: ScoreRules;
};

/** All that saved cases of one graph are run with. The graph must have passed checkGraph. */
export function makeTestBench({ journey, graph, settings, timezone, emails, scoreRules }: Tested): TestBench {
  const compiled = compileGraph(graph, settings);
  return {
    compiled,
    journey,
    scoreRules,
    defaultTimezone: settings.timezone ?? timezone,
    fill: (startAt) => (template, facts) => fillLiquid(template, templateContext(facts, startAt)),
    subjectOf: (message) => {
      if (message.channel === "push") {
        const push = simulatedPush(compiled, message);
        return push.ok ? push.push.title : null;
      }
      const email = emails[message.node_id];
      const filled = email && fillSimulated(email, message, "");
      return filled?.ok ? filled.subject : null;
    },
  };
}
