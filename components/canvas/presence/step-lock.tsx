"use client";

import type { ReactNode } from "react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { focusSetting } from "../keyboard/focus-setting";
import { useStepLock } from "./use-step-lock";

/** Around a step's settings: who is editing it already, and a way in all the same. */
export function StepLock({ node, children }: { node: string; children: ReactNode }) {
  const { by, takeOver } = useStepLock(node);
  return (
    <>
      {by === undefined ? null : (
        <Alert tone="warning" className="mb-4">
          <span className="flex flex-wrap items-center justify-between gap-2">
            <span>{by} is editing this step.</span>
            <Button
              variant="outline"
              size="xs"
              data-step-lock
              onClick={() => {
                takeOver();
                focusSetting();
              }}
            >
              Edit anyway
            </Button>
          </span>
        </Alert>
      )}
      <fieldset disabled={by !== undefined} className="contents">
        {children}
      </fieldset>
    </>
  );
}
