import type { Role } from "@/lib/auth/permissions";

/** What a role allows, for people. */
export const roleWords: Record<Role, { label: string; help: string }> = {
  owner: { label: "Owner", help: "Everything, and making other owners." },
  admin: { label: "Admin", help: "Everything in the workspace: members, keys, settings." },
  editor: { label: "Editor", help: "Builds, publishes and sends." },
  analyst: { label: "Analyst", help: "Sees everything, comments on journeys and takes data out." },
  viewer: { label: "Viewer", help: "Sees everything and comments on journeys, changes nothing." },
};
