import { appUrl } from "@/lib/auth/app-url";
import type { EmailProvider } from "@/lib/channels/provider";
import { providerSettings, selectProvider } from "@/lib/channels/select-provider";
import { callEnvironment } from "./calls/call-environment";

/** All that delivering takes from outside the database. Tests bring their own clock and providers. */
export type DeliverEnvironment = {
  /** real time in ms: due times of live workspaces, retries */
  realNow: () => number;
  providers: { forMode: (mode: string) => EmailProvider };
  /** public base url without a trailing slash */
  appUrl: string;
  secret: string;
  /** sender of workspaces that name none */
  mailFrom: string | undefined;
  /** mailbox that takes unsubscribe mails, named in List-Unsubscribe beside the link */
  unsubscribeMailto: string | undefined;
  /** webhooks may call private addresses and any port */
  webhookAllowPrivate: boolean;
  /** once it is aborted nothing more is begun: what was claimed and not yet handed over goes back */
  stopping?: AbortSignal;
};

let made: DeliverEnvironment | undefined;

/** The process's own environment; made once, because providers keep connections. Throws on a bad SMTP_URL. */
export function deliverEnvironment(): DeliverEnvironment {
  made ??= {
    ...callEnvironment(),
    providers: selectProvider(providerSettings()),
    appUrl: appUrl(),
    mailFrom: process.env.MAIL_FROM || undefined,
    unsubscribeMailto: process.env.UNSUBSCRIBE_MAILTO || undefined,
  };
  return made;
}
