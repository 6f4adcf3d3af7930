"use client";

import { useTheme } from "next-themes";
import { Toaster as Sonner, toast as sonner } from "sonner";

type ToastOptions = {
  description?: string;
  /** offers to take the action back, instead of asking before it */
  undo?: () => void;
  action?: { label: string; run: () => void };
  durationMs?: number;
  /** a later toast with the same id replaces this one */
  id?: string;
};

function options({ description, undo, action, durationMs, id }: ToastOptions) {
  const button = undo ? { label: "Undo", run: undo } : action;
  return {
    ...(description ? { description } : {}),
    ...(id ? { id } : {}),
    ...(button ? { action: { label: button.label, onClick: button.run } } : {}),
    ...(durationMs ? { duration: durationMs } : undo ? { duration: 8000 } : {}),
  };
}

/** Short messages about what just happened. Errors that belong to a field go beside the field instead. */
export const toast = {
  message: (title: string, o: ToastOptions = {}) => void sonner(title, options(o)),
  success: (title: string, o: ToastOptions = {}) => void sonner.success(title, options(o)),
  error: (title: string, o: ToastOptions = {}) => void sonner.error(title, options(o)),
  loading: (title: string, o: ToastOptions = {}) => void sonner.loading(title, options(o)),
  dismiss: (id: string) => void sonner.dismiss(id),
};

export function Toaster() {
  const { resolvedTheme } = useTheme();
  return (
    <Sonner
      theme={resolvedTheme === "dark" ? "dark" : "light"}
      position="bottom-right"
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
