import { inboxProvider } from "./inbox";
import type { EmailProvider } from "./provider";
import { resendProvider } from "./resend";
import { smtpProvider } from "./smtp";

export type ProviderSettings = { resendApiKey?: string; resendApiUrl?: string; smtpUrl?: string };

/** What the process's environment says about providers; empty text counts as unset. */
export function providerSettings(env: NodeJS.ProcessEnv = process.env): ProviderSettings {
  return {
    ...(env.RESEND_API_KEY ? { resendApiKey: env.RESEND_API_KEY } : {}),
    ...(env.RESEND_API_URL ? { resendApiUrl: env.RESEND_API_URL } : {}),
    ...(env.SMTP_URL ? { smtpUrl: env.SMTP_URL } : {}),
  };
}

/**
 * Chooses once who takes mail: `forMode` then answers per workspace. A sandbox always gets the Inbox, whatever is
 * configured; a live workspace gets Resend's API, else SMTP, else the Inbox.
 */
export function selectProvider(settings: ProviderSettings): { forMode: (mode: string) => EmailProvider } {
  const live = liveProvider(settings);
  return { forMode: (mode) => (mode === "live" ? live : inboxProvider) };
}

function liveProvider(settings: ProviderSettings): EmailProvider {
  if (settings.resendApiKey) {
    const { resendApiKey: apiKey, resendApiUrl: apiUrl } = settings;
    return resendProvider(apiUrl ? { apiKey, apiUrl } : { apiKey });
  }
  return settings.smtpUrl ? smtpProvider({ url: settings.smtpUrl }) : inboxProvider;
}
