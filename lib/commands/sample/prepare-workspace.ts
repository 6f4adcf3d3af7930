import { workspaceSettingsSchema } from "@/lib/api/schemas/workspace";
import type { Principal } from "@/lib/auth/principal";
import { prisma } from "@/lib/db/prisma";
import { createJourney } from "../create-journey";
import { createSegment } from "../create-segment";
import { createTemplate } from "../create-template";
import { publishJourney } from "../publish-journey";
import { type SampleEmailKey, sampleEmails } from "./emails";
import { sampleJourneys } from "./journeys";
import { sampleSegments } from "./segments";

/** The shop comes with the product, also where somebody has made approvals a rule while it was being prepared. */
const asItCame = { override_approval: { reason: "The sample shop comes with the product." } };

/** Makes what is missing of the sample shop's brand, mails, segments and journeys, and puts the journeys live. Safe to repeat. */
export async function prepareWorkspace(principal: Principal): Promise<void> {
  const { workspaceId } = principal;
  await giveBrand(workspaceId);
  const templates = await prisma().template.findMany({ where: { workspaceId }, select: { id: true, name: true } });
  const idByName = new Map(templates.map(({ id, name }) => [name, id]));
  for (const { name, document } of Object.values(sampleEmails))
    if (!idByName.has(name)) idByName.set(name, await createTemplate(principal, { name, document }));

  const segments = await prisma().segment.findMany({ where: { workspaceId }, select: { name: true } });
  const known = new Set(segments.map(({ name }) => name));
  for (const segment of sampleSegments) if (!known.has(segment.name)) await createSegment(principal, segment);

  const template = (key: SampleEmailKey) => idByName.get(sampleEmails[key].name) ?? "";
  const journeys = await prisma().journey.findMany({
    where: { workspaceId },
    select: { id: true, name: true, status: true },
  });
  for (const wanted of sampleJourneys(template)) {
    const found = journeys.find(({ name }) => name === wanted.name);
    if (found && found.status !== "draft") continue;
    const id = found?.id ?? (await createJourney(principal, wanted));
    const published = await publishJourney(principal, id, asItCame);
    if (!published.ok)
      throw new Error(`the sample journey "${wanted.name}" cannot be published: ${JSON.stringify(published)}`);
  }
}

/** Before the journeys go live, for they keep the brand of that moment; whoever has said their own keeps it. */
async function giveBrand(workspaceId: number): Promise<void> {
  const { settings } = await prisma().workspace.findUniqueOrThrow({ where: { id: workspaceId } });
  const { brand, ...others } = workspaceSettingsSchema.parse(settings);
  if (brand.company_name !== "" || brand.postal_address !== "") return;
  await prisma().workspace.update({
    where: { id: workspaceId },
    data: { settings: { ...others, brand: { ...brand, ...northbound } } },
  });
}

const northbound = {
  company_name: "Northbound",
  postal_address: "Northbound Coffee\n1 Harbour Way\nBergen",
  primary_color: "#8a4b20",
};
