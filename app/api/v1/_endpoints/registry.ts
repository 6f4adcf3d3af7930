import type { AnyEndpoint } from "@/lib/api/match-route";
import { accountEndpoints } from "./accounts";
import { journeyEndpoints } from "./journeys";
import { subscriberEndpoints } from "./subscribers";
import { workspaceEndpoints } from "./workspace";

/** Every operation under /api/v1 that this application serves; the OpenAPI document is made from the same list. */
export const endpoints: readonly AnyEndpoint[] = [
  ...accountEndpoints,
  ...journeyEndpoints,
  ...subscriberEndpoints,
  ...workspaceEndpoints,
];
