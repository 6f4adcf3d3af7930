import type { ReactNode } from "react";
import { Logo } from "@/components/shell/logo";

export default function AuthLayout({ children }: { children: ReactNode }) {
  return (
    <div className="grid min-h-dvh lg:grid-cols-[minmax(0,1fr)_minmax(0,1.1fr)]">
      <main className="flex min-w-0 flex-col justify-center px-6 py-12 sm:px-12 lg:px-20">
        <div className="mx-auto flex w-full max-w-sm flex-col gap-8">
          <div className="flex items-center gap-2.5">
            <Logo />
            <span className="font-semibold text-lg tracking-tight">Sojourn</span>
          </div>
          {children}
        </div>
      </main>
      <aside
        className="hidden items-center justify-center border-border border-l bg-sidebar p-12 lg:flex"
        aria-label="About Sojourn"
      >
        <Postcard />
      </aside>
    </div>
  );
}

/** A little journey, drawn. */
function Postcard() {
  const steps = [
    { colour: "var(--node-trigger)", title: "Signed up", text: "Someone arrives" },
    { colour: "var(--node-message)", title: "Welcome", text: "An email that knows them" },
    { colour: "var(--node-timing)", title: "Wait until Tuesday 9:00", text: "In their own time zone" },
    { colour: "var(--node-logic)", title: "Opened it?", text: "Yes and no go their own ways" },
  ];
  return (
    <div className="flex w-full max-w-sm flex-col">
      {steps.map((step, index) => (
        <div key={step.title} className="flex flex-col items-center">
          {index > 0 ? <span aria-hidden="true" className="h-8 w-px bg-input/60" /> : null}
          <div className="flex w-full items-center gap-4 rounded-xl border border-border bg-card px-5 py-4 shadow-sm">
            <span aria-hidden="true" className="size-3 rounded-full" style={{ background: step.colour }} />
            <span className="flex flex-col">
              <span className="font-medium">{step.title}</span>
              <span className="text-muted-foreground text-xs">{step.text}</span>
            </span>
          </div>
        </div>
      ))}
      <p className="mt-10 text-balance text-center text-muted-foreground">
        Draw the way people go. Sojourn walks it with each of them.
      </p>
    </div>
  );
}
