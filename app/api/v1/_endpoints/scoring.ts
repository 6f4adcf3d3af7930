import { defineEndpoint } from "@/lib/api/define-endpoint";
import { etagOf, optionalIfMatch, STALE, staleAnswer } from "@/lib/api/if-match";
import { notFound, problem } from "@/lib/api/problem";
import { predictionQualityQuerySchema, predictionQualitySchema } from "@/lib/api/schemas/prediction-quality";
import { scoringSchema, scoringWriteSchema, standingSchema } from "@/lib/api/schemas/scoring";
import { subscriberParamsSchema } from "@/lib/api/schemas/subscriber";
import { saveScoreRules } from "@/lib/commands/save-score-rules";
import { readPredictionQuality } from "@/lib/queries/read-prediction-quality";
import { readScoring } from "@/lib/queries/read-scoring";
import { readStanding } from "@/lib/queries/read-standing";

const tag = "Scores";
const scoring = { description: "The rules, and how far everybody is scored by them", schema: scoringSchema };

/** The rules as they are now, with their revision as ETag. */
async function scoringAnswer(workspaceId: number) {
  const body = await readScoring(workspaceId);
  return { status: 200, body, headers: etagOf(body.revision) };
}

export const scoringEndpoints = [
  defineEndpoint({
    method: "GET",
    path: "/scoring",
    summary: "How people are scored and staged",
    tag,
    permission: "read",
    responses: { 200: scoring },
    handler: ({ principal }) => scoringAnswer(principal.workspaceId),
  }),
  defineEndpoint({
    method: "PUT",
    path: "/scoring",
    summary: "Replace how people are scored and staged; everybody is then scored anew from what they did",
    tag,
    permission: "manage_workspace",
    body: scoringWriteSchema,
    ifMatch: "optional",
    responses: {
      200: scoring,
      409: { description: `Scores are switched off while something live looks at them. ${STALE}` },
    },
    handler: async ({ principal, body, headers }) => {
      const asked = optionalIfMatch(headers);
      if (!asked.ok) return asked.answer;
      const saved = await saveScoreRules(principal, body, asked.revision);
      if (saved.ok) return scoringAnswer(principal.workspaceId);
      switch (saved.reason) {
        case "in_use":
          return problem(409, `Scores are looked at by ${saved.names.map((name) => `“${name}”`).join(", ")}.`);
        case "stale":
          return staleAnswer("scoring", saved.revision);
        case "unusable_condition":
          return problem(422, "A stage's condition cannot be used.", { errors: saved.errors });
      }
    },
  }),
  defineEndpoint({
    method: "GET",
    path: "/scoring/prediction-quality",
    summary: "What the predictions would have said some days ago, held against what happened since",
    tag,
    permission: "read",
    query: predictionQualityQuerySchema,
    responses: {
      200: { description: "Counts, and figures where there is enough data", schema: predictionQualitySchema },
    },
    handler: async ({ principal, query }) => ({
      status: 200,
      body: await readPredictionQuality(principal.workspaceId, query.days),
    }),
  }),
  defineEndpoint({
    method: "GET",
    path: "/subscribers/{external_id}/standing",
    summary: "A person's scores, and what made them",
    tag,
    permission: "read",
    params: subscriberParamsSchema,
    responses: { 200: { description: "Where they stand", schema: standingSchema } },
    handler: async ({ principal, params }) => {
      const standing = await readStanding(principal.workspaceId, params.external_id);
      return standing ? { status: 200, body: standing } : notFound("subscriber");
    },
  }),
];
