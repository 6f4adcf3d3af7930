import type { AnyEndpoint } from "@/lib/api/match-route";
import { accountEndpoints } from "./accounts";
import { activityEndpoints } from "./activity";
import { enrollmentEndpoints } from "./enrollments";
import { insightEndpoints } from "./insight";
import { journeyEndpoints } from "./journeys";
import { messageEndpoints } from "./messages";
import { subscriberEndpoints } from "./subscribers";
import { suppressionEndpoints } from "./suppressions";
import { templateEndpoints } from "./templates";
import { workspaceEndpoints } from "./workspace";

/** Every operation under /api/v1 that this application serves; the OpenAPI document is made from the same list. */
export const endpoints: readonly AnyEndpoint[] = [
  ...accountEndpoints,
  ...activityEndpoints,
  ...enrollmentEndpoints,
  ...insightEndpoints,
  ...journeyEndpoints,
  ...messageEndpoints,
  ...subscriberEndpoints,
  ...suppressionEndpoints,
  ...templateEndpoints,
  ...workspaceEndpoints,
];
