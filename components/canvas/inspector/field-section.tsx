import { type ReactNode, useId } from "react";

/** The frame of a setting that is more than one control: heading, help, controls, what is wrong. */
export function FieldSection(props: {
  label: string;
  help: string | undefined;
  error: string | undefined;
  children: ReactNode;
}) {
  const id = useId();
  const described = [props.help ? `${id}-help` : "", props.error ? `${id}-error` : ""].filter(Boolean).join(" ");
  return (
    <section
      className="flex flex-col gap-1.5"
      aria-label={props.label}
      {...(described ? { "aria-describedby": described } : {})}
    >
      <h3 className="font-medium text-[0.8125rem]">{props.label}</h3>
      {props.help ? (
        <p id={`${id}-help`} className="text-muted-foreground text-xs">
          {props.help}
        </p>
      ) : null}
      {props.children}
      {props.error ? (
        <p id={`${id}-error`} role="alert" className="text-danger-text text-xs">
          {props.error}
        </p>
      ) : null}
    </section>
  );
}
