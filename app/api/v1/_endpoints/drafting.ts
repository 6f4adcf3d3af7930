import { defineEndpoint } from "@/lib/api/define-endpoint";
import { notFound, problem } from "@/lib/api/problem";
import { secondsToDraft } from "@/lib/api/rate-limit";
import { problemSchema, uuidParamsSchema } from "@/lib/api/schemas/common";
import { draftingRequestSchema, proposalSchema } from "@/lib/api/schemas/drafting";
import type { ChatFailure } from "@/lib/channels/llm/complete-chat";
import { llmSettings } from "@/lib/channels/llm/llm-settings";
import { proposeJourney } from "@/lib/commands/drafting/propose-journey";

export const draftingEndpoints = [
  defineEndpoint({
    method: "POST",
    path: "/journeys/{id}/propose",
    summary: "Have the operator's language model draft the journey, or a change of it, from a sentence; stores nothing",
    tag: "Journeys",
    permission: "edit",
    params: uuidParamsSchema,
    body: draftingRequestSchema,
    responses: {
      200: { description: "The draft as it would be, beside the one that is there", schema: proposalSchema },
      409: { description: "The journey is archived" },
      422: {
        description: "No draft could be made of what the model answered: code llm_unusable",
        schema: problemSchema,
      },
      429: { description: "Too many drafts in a minute" },
      502: { description: "The model did not answer as it should: code llm_failed", schema: problemSchema },
      503: { description: "The operator has set no model: code llm_not_set", schema: problemSchema },
      504: { description: "The model did not answer in time: code llm_failed", schema: problemSchema },
    },
    handler: async ({ principal, params, body, signal }) => {
      const wait = await secondsToDraft(principal.workspaceId);
      if (wait !== undefined)
        return problem(429, `A journey can be drafted ten times a minute. Try again in ${wait} seconds.`, {
          headers: { "retry-after": String(wait) },
        });
      const proposed = await proposeJourney(principal.workspaceId, params.id, body.text, {
        llm: llmSettings(),
        signal,
      });
      if (proposed.ok) return { status: 200, body: proposed.proposal };
      switch (proposed.reason) {
        case "not_found":
          return notFound("journey");
        case "archived":
          return problem(409, "An archived journey stays as it is.");
        case "not_set":
          return problem(503, "Whoever runs this installation has set no language model: LLM_URL and LLM_MODEL.", {
            code: "llm_not_set",
          });
        case "too_large":
          return problem(422, "This journey is too large to be told to a language model.");
        case "llm_failed":
          return llmProblem(proposed.failure);
        case "unusable":
          return problem(422, "No draft could be made of what the model answered, though it was asked to mend it.", {
            code: "llm_unusable",
            errors: proposed.errors,
          });
      }
    },
  }),
];

function llmProblem({ reason, detail, retryAfterMs }: ChatFailure) {
  const headers: Record<string, string> =
    retryAfterMs === undefined ? {} : { "retry-after": String(Math.ceil(retryAfterMs / 1_000)) };
  return problem(reason === "timed_out" ? 504 : 502, detail, { code: "llm_failed", headers });
}
