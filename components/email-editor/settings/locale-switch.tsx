"use client";

import { useMemo } from "react";
import { Select } from "@/components/ui/select";
import { useEmailEditor } from "../editor-context";
import { leftToTranslate } from "../store/translate-document";
import { localeName } from "./locale-name";

/** Which language of the mail is shown and edited. Nothing while it has but one. */
export function LocaleSwitch() {
  const { locale, setLocale, source } = useEmailEditor();
  const locales = useMemo(() => Object.keys(source.translations ?? {}).sort(), [source.translations]);
  if (locales.length === 0) return null;
  const own = source.locale ?? "en";
  const left = locale === undefined ? 0 : leftToTranslate(source, locale).length;
  return (
    <span className="flex items-center gap-2">
      <Select
        aria-label="Language"
        size="sm"
        className="w-44"
        value={locale ?? own}
        onValueChange={(next) => setLocale(next === own ? undefined : next)}
        options={[
          { value: own, label: `${localeName(own)} (own)` },
          ...locales.filter((one) => one !== own).map((one) => ({ value: one, label: localeName(one) })),
        ]}
      />
      {locale === undefined ? null : (
        <span role="status" className="whitespace-nowrap text-muted-foreground text-xs">
          {left === 0 ? "all translated" : `${left} not translated`}
        </span>
      )}
    </span>
  );
}
