import type { ReactNode } from "react";

/** The frame of a setting that is more than one control: heading, help, controls, what is wrong. */
export function FieldSection(props: {
  label: string;
  help: string | undefined;
  error: string | undefined;
  children: ReactNode;
}) {
  return (
    <section className="flex flex-col gap-1.5" aria-label={props.label}>
      <h3 className="font-medium text-[0.8125rem]">{props.label}</h3>
      {props.help ? <p className="text-muted-foreground text-xs">{props.help}</p> : null}
      {props.children}
      {props.error ? (
        <p role="alert" className="text-danger-text text-xs">
          {props.error}
        </p>
      ) : null}
    </section>
  );
}
