import type { Brand, Theme } from "./brand";

/** `settings.brand` of a workspace as the API gives it. */
type StoredBrand = {
  company_name: string;
  logo_url: string;
  postal_address: string;
  primary_color?: string | undefined;
  theme: Theme;
};

/** The brand that mails wear, from settings that were parsed before; without settings the workspace's name and the default looks. */
export function readBrand(workspaceName: string, stored: StoredBrand | undefined): Brand {
  if (!stored) return { name: workspaceName, logo_url: "", postal_address: "", theme: {} };
  const { company_name, logo_url, postal_address, primary_color, theme } = stored;
  return {
    name: company_name.trim() || workspaceName,
    logo_url,
    postal_address,
    theme: { ...theme, ...(primary_color ? { accent: primary_color } : {}) },
  };
}
