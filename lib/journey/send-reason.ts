/**
 * Why a message was not sent, or nobody knows whether it was. sends.reason is `code` or `code: detail`; the code is what
 * counters are kept by, the sentence is what people read.
 */
const sentences: Record<string, string> = {
  no_address: "This person has no email address.",
  invalid_address: "The email address cannot be written to.",
  unsubscribed: "This person unsubscribed before the message was sent.",
  suppressed: "The address is on the suppression list.",
  inactive: "They never answered, so a journey stopped emails to them.",
  hard_bounce: "Earlier mail to this address bounced, so it is not written to any more.",
  complaint: "This person marked earlier mail as spam, so they are not written to any more.",
  erased: "This person was erased.",
  paused: "The journey is paused; the message goes out once it goes on.",
  journey_archived: "The journey was archived before the message was sent.",
  journey_deleted: "The journey was deleted before the message was sent.",
  dry_run: "The journey was in a dry run: the message was written as it would have gone out, and was not handed over.",
  no_content: "This step has no message in the published version.",
  template_error: "The message could not be filled for this person, and a half-filled message is never sent.",
  fallback_version: "The mail could not be filled for this person, so its plain version was sent.",
  props: "The data of this person is not what the mail's template needs.",
  no_code: "No discount code was left for this person, and the mail has no plain version.",
  empty: "Something the mail says is not known of this person, and the mail has no plain version.",
  refused: "The mail provider refused the message for good.",
  gave_up: "The mail provider kept refusing for a while; the last attempt failed too.",
  no_answer:
    "The connection broke after the message was handed over. It may have arrived, so it is not sent again by itself.",
  worker_stopped:
    "The worker stopped while handing the message over. It may have arrived, so it is not sent again by itself.",
  unanswered: "The provider has not answered yet; it is asked again under the same key.",
  retrying: "The provider refused for now; another attempt follows.",
  rate_limited: "The workspace hands over so many mails a second and no more; this one goes out when its turn comes.",
  held: "The other side takes no more for the moment; it is asked as soon as it allows.",
  asked_again: "The other side has not answered yet, or was in trouble; it is asked again under the same id.",
  mail_expired: "It could only have gone out later than its step allows, so it was not sent.",
  no_browser: "This person has not allowed pushes in any browser, or has taken it back.",
  push_suppressed: "Pushes to this person were stopped by hand.",
  push_expired: "The push was too old to be shown by the time it could have gone out.",
  push_too_long: "The push is longer than browsers take (about 4,000 bytes with its link).",
  push_refused: "The browser’s push service refused the push for good.",
  push_gave_up: "The browser’s push service kept refusing for as long as the push was worth showing.",
  push_keys: "The workspace’s push keys cannot be opened. Was APP_SECRET changed without APP_SECRET_BEFORE?",
  request_failed: "The other side said no, and asking again would change nothing.",
  request_refused: "The call was not allowed, or its answer could not be taken.",
  gave_up_calling: "The other side did not answer in ten attempts over three days.",
};

/** `code: detail` → the code, what it means and the detail, if any. Unknown codes speak for themselves. */
export function describeSendReason(reason: string): { code: string; sentence: string; detail?: string } {
  const colon = reason.indexOf(":");
  const code = colon < 0 ? reason : reason.slice(0, colon);
  const detail = colon < 0 ? "" : reason.slice(colon + 1).trim();
  return { code, sentence: sentences[code] ?? reason, ...(detail ? { detail } : {}) };
}
