"use client";

import { Plus, Trash2 } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { IconButton } from "@/components/ui/icon-button";
import { Input } from "@/components/ui/input";
import { LOCALE_CODE } from "@/lib/email/locale-code";
import { useEmailEditor } from "../editor-context";
import { leftToTranslate } from "../store/translate-document";
import { localeName } from "./locale-name";
import { SettingsSection } from "./settings-section";

/** The language the mail is written in: taken as soon as what is typed is one. */
function OwnLanguage({ own, others }: { own: string; others: readonly string[] }) {
  const { change } = useEmailEditor();
  const [typed, setTyped] = useState<string>();
  const taken = typed !== undefined && others.includes(typed);
  const sound = typed === undefined || LOCALE_CODE.test(typed);
  return (
    <Field
      label="Written in"
      help="What people get whose language is not below."
      error={taken ? "It is one of those below." : sound ? undefined : "A code such as de or pt-BR."}
    >
      <Input
        value={typed ?? own}
        maxLength={12}
        onBlur={() => setTyped(undefined)}
        onChange={(event) => {
          const next = event.currentTarget.value;
          setTyped(next);
          if (LOCALE_CODE.test(next) && !others.includes(next))
            change("change the language", (doc) => ({ ...doc, v: 2, locale: next }), "locale");
        }}
      />
    </Field>
  );
}

/** The languages a mail speaks. Each person gets theirs: pt-BR, else pt, else the mail's own. */
export function LanguagesSection() {
  const { change, locale, setLocale, source } = useEmailEditor();
  const [typed, setTyped] = useState("");
  const own = source.locale ?? "en";
  const locales = Object.keys(source.translations ?? {}).sort();
  const wanted = typed.trim();
  const known = wanted === own || locales.includes(wanted);
  const sound = LOCALE_CODE.test(wanted);
  const add = () => {
    if (!sound || known) return;
    change(`add ${localeName(wanted)}`, (doc) => ({
      ...doc,
      v: 2,
      translations: { ...doc.translations, [wanted]: {} },
    }));
    setTyped("");
    setLocale(wanted);
  };
  const remove = (gone: string) => {
    if (locale === gone) setLocale(undefined);
    change(`remove ${localeName(gone)}`, (doc) => {
      const { [gone]: _, ...rest } = doc.translations ?? {};
      return { ...doc, translations: rest };
    });
  };
  return (
    <SettingsSection title="Languages" state={locales.length === 0 ? localeName(own) : `${locales.length + 1}`}>
      <OwnLanguage own={own} others={locales} />
      <ul className="flex flex-col gap-1">
        {locales.map((one) => {
          const left = leftToTranslate(source, one).length;
          return (
            <li key={one} className="flex items-center gap-1">
              <button
                type="button"
                aria-pressed={locale === one}
                className="flex min-w-0 flex-1 items-baseline justify-between gap-2 rounded-md px-2 py-1.5 text-left text-[0.8125rem] hover:bg-accent aria-pressed:bg-primary-soft"
                onClick={() => setLocale(locale === one ? undefined : one)}
              >
                <span className="truncate">{localeName(one)}</span>
                <span className="whitespace-nowrap text-muted-foreground text-xs">
                  {left === 0 ? "complete" : `${left} left`}
                </span>
              </button>
              <IconButton label={`Remove ${localeName(one)}`} size="icon-xs" onClick={() => remove(one)}>
                <Trash2 />
              </IconButton>
            </li>
          );
        })}
      </ul>
      <Field
        label="Add a language"
        help="A code such as de or pt-BR."
        error={wanted !== "" && known ? "It is there already." : undefined}
      >
        <span className="flex gap-2">
          <Input
            aria-label="Code of a language"
            value={typed}
            placeholder="pt-BR"
            maxLength={12}
            onChange={(event) => setTyped(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key !== "Enter") return;
              event.preventDefault();
              add();
            }}
          />
          <Button variant="outline" disabled={!sound || known} onClick={add}>
            <Plus /> Add
          </Button>
        </span>
      </Field>
    </SettingsSection>
  );
}
