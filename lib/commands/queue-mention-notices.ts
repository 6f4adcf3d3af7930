import { appUrl } from "@/lib/auth/app-url";
import { actorOf, type Principal } from "@/lib/auth/principal";
import type { Tx } from "@/lib/db/with-workspace";
import { mentionNotice } from "@/lib/email/mention-notice";
import { readableText } from "@/lib/journey/mentions";
import { nameActors } from "@/lib/queries/name-actors";
import { queueNotices } from "./queue-notices";

export type Mention = {
  journeyId: string;
  threadId: string;
  text: string;
  /** what the step is called; null: it is about the journey as a whole */
  step: string | null;
  /** whom to tell: members. Whoever says it is left out */
  userIds: readonly string[];
};

/** Queues what mentioned members are told (queueNotices). */
export async function queueMentionNotices(tx: Tx, principal: Principal, mention: Mention): Promise<number[]> {
  const { workspaceId } = principal;
  const actor = actorOf(principal);
  const others = mention.userIds.map((id) => `user:${id}`).filter((one) => one !== actor);
  if (others.length === 0) return [];
  const named = await nameActors(tx, [actor, ...mention.userIds.map((id) => `user:${id}`)]);
  const workspace = await tx.workspace.findUniqueOrThrow({ where: { id: workspaceId } });
  const journey = await tx.journey.findUniqueOrThrow({
    where: { id: mention.journeyId },
    select: { id: true, name: true },
  });
  const notice = mentionNotice({
    author: named(actor).name,
    text: readableText(mention.text, (id) => named(`user:${id}`).name),
    journey: journey.name,
    step: mention.step,
    url: `${appUrl()}/w/${workspace.slug}/journeys/${journey.id}?comments=${mention.threadId}`,
  });
  const addresses = others.flatMap((one) => named(one).email ?? []);
  return queueNotices(tx, workspace, addresses, notice);
}
