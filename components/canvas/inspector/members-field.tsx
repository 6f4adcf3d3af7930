"use client";

import { X } from "lucide-react";
import { useResource } from "@/components/data/use-resource";
import { Badge } from "@/components/ui/badge";
import { Combobox } from "@/components/ui/combobox";
import type { List } from "@/lib/api/schemas/common";
import type { MemberResource } from "@/lib/api/schemas/workspace";
import type { FieldProps } from "./field-props";
import { FieldSection } from "./field-section";

/** Members by their addresses, in the order in which they were chosen. */
export function MembersField({ field, value, onChange, error }: FieldProps<"members">) {
  const members = useResource<List<MemberResource>>("members", "/members", { staleMs: 60_000 });
  const chosen = Array.isArray(value) ? value.filter((address) => typeof address === "string") : [];
  const known = members.data?.data ?? [];
  const nameOf = (address: string) => known.find(({ email }) => email.toLowerCase() === address)?.name || address;
  return (
    <FieldSection label={field.label} help={field.help} error={error}>
      {chosen.length > 0 ? (
        <ul className="flex flex-wrap gap-1" aria-label={field.label}>
          {chosen.map((address) => (
            <li key={address} className="max-w-full">
              <Badge tone="outline" title={address}>
                <span className="truncate">{nameOf(address)}</span>
                <button
                  type="button"
                  aria-label={`Remove ${nameOf(address)}`}
                  onClick={() => onChange(chosen.filter((other) => other !== address))}
                >
                  <X aria-hidden="true" />
                </button>
              </Badge>
            </li>
          ))}
        </ul>
      ) : null}
      <Combobox
        aria-label={`${field.label}: add a member`}
        value={undefined}
        placeholder={chosen.length > 0 ? "Add another, who takes turns" : "Anybody"}
        searchPlaceholder="Find a member"
        emptyText="Everybody has been chosen."
        loading={members.isPending}
        options={known
          .filter(({ email }) => !chosen.includes(email.toLowerCase()))
          .map(({ email, name }) => ({
            value: email.toLowerCase(),
            label: name || email,
            help: email,
            keywords: [email],
          }))}
        onValueChange={(address) => onChange([...chosen, address])}
      />
    </FieldSection>
  );
}
