"use client";

import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";
import { Button, type ButtonProps } from "./button";
import { copyText } from "./copy-text";
import { IconButton } from "./icon-button";
import { toast } from "./toast";

export type CopyButtonProps = {
  value: string;
  /** what is copied: "Copy key" */
  label?: string;
  /** show the label as text, not only as a name */
  showLabel?: boolean;
  variant?: ButtonProps["variant"];
  size?: ButtonProps["size"];
  className?: string;
};

export function CopyButton({ value, label = "Copy", showLabel, variant = "ghost", size, className }: CopyButtonProps) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 1600);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = () => {
    void copyText(value).then((done) => {
      if (done) setCopied(true);
      else toast.error("The browser did not allow copying", { description: "Select the text and copy it by hand." });
    });
  };
  const icon = copied ? <Check aria-hidden="true" /> : <Copy aria-hidden="true" />;
  if (showLabel) {
    return (
      <Button variant={variant} size={size ?? "sm"} className={className} onClick={copy}>
        {icon}
        {copied ? "Copied" : label}
      </Button>
    );
  }
  return (
    <IconButton
      label={copied ? "Copied" : label}
      variant={variant}
      size={size ?? "icon-sm"}
      className={className}
      onClick={copy}
    >
      {icon}
    </IconButton>
  );
}
