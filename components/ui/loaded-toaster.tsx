"use client";

import { useTheme } from "next-themes";
import { useEffect } from "react";
import { Toaster as Sonner, toast } from "sonner";

/** Where toasts appear. `onReady` gets the function to show them, as soon as somebody listens. */
export function LoadedToaster({ onReady }: { onReady: (show: typeof toast) => void }) {
  const { resolvedTheme } = useTheme();
  useEffect(() => onReady(toast), [onReady]);
  return (
    <Sonner
      theme={resolvedTheme === "dark" ? "dark" : "light"}
      // In the middle: at the right stand settings and the buttons of sheets, which nothing may lie upon.
      position="bottom-center"
      offset={20}
      mobileOffset={{ bottom: 76 }}
      toastOptions={{
        classNames: {
          toast: "!rounded-lg !border-border !bg-popover !text-popover-foreground !shadow-lg !font-sans",
          description: "!text-muted-foreground",
          actionButton: "!bg-primary !text-primary-foreground",
        },
      }}
    />
  );
}
