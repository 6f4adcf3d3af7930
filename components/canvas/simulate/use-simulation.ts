"use client";

import { useMutation } from "@tanstack/react-query";
import { apiFetch } from "@/components/data/api-client";
import type { SimulationResource } from "@/lib/api/schemas/simulate";
import type { JsonObject } from "@/lib/journey/json";

/** The request as its author writes it; the server fills in the rest. */
export type SimulationRequest = {
  external_id: string;
  trigger: { event?: string; properties: JsonObject };
  events: { event: string; properties: JsonObject; after: string }[];
};

export function useSimulation(journeyId: string) {
  return useMutation({
    mutationFn: (body: SimulationRequest) =>
      apiFetch<SimulationResource>(`/journeys/${journeyId}/simulate`, { method: "POST", body }),
  });
}
