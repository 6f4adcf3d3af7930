import type { AnyEndpoint } from "@/lib/api/match-route";
import { accountEndpoints } from "./accounts";
import { activityEndpoints } from "./activity";
import { approvalEndpoints } from "./approvals";
import { assetEndpoints } from "./assets";
import { backtestEndpoints } from "./backtests";
import { bulkEntryEndpoints } from "./bulk-entries";
import { clockEndpoints } from "./clock";
import { codePoolEndpoints } from "./code-pools";
import { codeTemplateEndpoints } from "./code-templates";
import { commentEndpoints } from "./comments";
import { crmConnectionEndpoints } from "./crm-connections";
import { draftingEndpoints } from "./drafting";
import { enrollmentEndpoints } from "./enrollments";
import { galleryEndpoints } from "./gallery";
import { ingestionEndpoints } from "./ingestion";
import { insightEndpoints } from "./insight";
import { journeyFileEndpoints } from "./journey-files";
import { journeyLifecycleEndpoints } from "./journey-lifecycle";
import { journeyTestEndpoints } from "./journey-tests";
import { journeyEndpoints } from "./journeys";
import { liveEndpoints } from "./live";
import { messageEndpoints } from "./messages";
import { pushEndpoints } from "./push";
import { scoringEndpoints } from "./scoring";
import { segmentEndpoints } from "./segments";
import { sendEndpoints } from "./send";
import { simulateEndpoints } from "./simulate";
import { stuckEndpoints } from "./stuck";
import { subscriberEndpoints } from "./subscribers";
import { suppressionEndpoints } from "./suppressions";
import { taskEndpoints } from "./tasks";
import { templateHistoryEndpoints } from "./template-history";
import { templateEndpoints } from "./templates";
import { webhookEndpoints } from "./webhooks";
import { workspaceEndpoints } from "./workspace";

/** Every operation under /api/v1 that this application serves; the OpenAPI document is made from the same list. */
export const endpoints: readonly AnyEndpoint[] = [
  ...accountEndpoints,
  ...activityEndpoints,
  ...approvalEndpoints,
  ...assetEndpoints,
  ...backtestEndpoints,
  ...bulkEntryEndpoints,
  ...clockEndpoints,
  ...codePoolEndpoints,
  ...codeTemplateEndpoints,
  ...commentEndpoints,
  ...crmConnectionEndpoints,
  ...draftingEndpoints,
  ...enrollmentEndpoints,
  ...galleryEndpoints,
  ...ingestionEndpoints,
  ...insightEndpoints,
  ...journeyEndpoints,
  ...journeyFileEndpoints,
  ...journeyLifecycleEndpoints,
  ...journeyTestEndpoints,
  ...liveEndpoints,
  ...messageEndpoints,
  ...scoringEndpoints,
  ...pushEndpoints,
  ...segmentEndpoints,
  ...sendEndpoints,
  ...simulateEndpoints,
  ...stuckEndpoints,
  ...subscriberEndpoints,
  ...suppressionEndpoints,
  ...taskEndpoints,
  ...templateEndpoints,
  ...templateHistoryEndpoints,
  ...webhookEndpoints,
  ...workspaceEndpoints,
];
