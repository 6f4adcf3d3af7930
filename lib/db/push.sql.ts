import { asciiLowerSql } from "./address-key-sql";

/** Browsers of people, newest first. $1 subscribers. */
export const READ_BROWSERS = `
select id, subscriber_id::text as subscriber_id, endpoint, p256dh, auth, browser from push_subscriptions
where subscriber_id = any($1::bigint[]) order by id desc`;

/** Whether a push may still go out that was claimed seconds ago. $1 send. */
export const PUSH_BLOCKED_SINCE_CLAIM = `
select s.id is null or exists (
    select from suppressions p where p.workspace_id = d.workspace_id and p.channel = 'push' and p.address = ${asciiLowerSql("s.external_id")}
  ) as blocked
from sends d left join subscribers s on s.id = d.subscriber_id and s.workspace_id = d.workspace_id where d.id = $1`;

/** What became of each browser, kept by the attempt that tried them. $1 send, $2 attempt, $3 request. */
export const KEEP_PUSH_OUTCOMES = `
update sends set request = $3 where id = $1 and attempt = $2 and status = 'sending'`;

/** Browsers that have unsubscribed at their push service; one that has subscribed anew meanwhile has another endpoint. $1 ids. */
export const FORGET_BROWSERS = "delete from push_subscriptions where id = any($1::uuid[])";
