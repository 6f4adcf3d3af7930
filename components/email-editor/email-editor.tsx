"use client";

import { useCallback, useEffect, useMemo, useState } from "react";
import { problemText } from "@/components/data/problem-text";
import { ReadOnlyLine } from "@/components/data/read-only-line";
import { useResource } from "@/components/data/use-resource";
import { useMay, useWorkspace } from "@/components/data/workspace-context";
import { late } from "@/components/ui/late";
import type { TemplateResource } from "@/lib/api/schemas/templates";
import type { WorkspaceResource } from "@/lib/api/schemas/workspace";
import type { Block, PlainBlock } from "@/lib/email/blocks/registry";
import type { EmailProblem } from "@/lib/email/check-email";
import { localise } from "@/lib/email/localise";
import { mailStyle } from "@/lib/email/mail-style";
import { readBrand } from "@/lib/email/read-brand";
import { allBlocks } from "@/lib/email/walk-blocks";
import { EditorProvider } from "./editor-context";
import { EditorHeader, type EditorMode } from "./editor-header";
import { EnvelopeFields } from "./envelope-fields";
import { focusBlock } from "./focus-block";
import { focusSoon } from "./focus-soon";
import { InspectorPanel } from "./inspector-panel";
import { MailCanvas } from "./mail-canvas";
import { OutlinePanel } from "./outline-panel";
import { ProblemsButton } from "./problems-button";
import { SaveChip } from "./save-chip";
import { LocaleSwitch } from "./settings/locale-switch";
import { updateBlock } from "./store/edit-document";
import { translateBlock, translateLine } from "./store/translate-document";
import { type EditorHistory, useEditorHistory } from "./store/use-editor-history";
import { startingDrafts, useTemplateAutosave } from "./store/use-template-autosave";
import { TemplateUsesLine } from "./template-uses";
import { useEmailProblems } from "./use-email-problems";
import { useLinkedPlace } from "./use-linked-place";
import { useDocumentPreview } from "./use-preview";
import "./email-editor.css";

const HistoryDialog = late(() => import("./history-dialog").then((m) => m.HistoryDialog));
const PreviewPane = late(() => import("./preview-pane").then((m) => m.PreviewPane));
const Sheet = late(() => import("@/components/ui/sheet").then((m) => m.Sheet));
const TestSendDialog = late(() => import("./test-send-dialog").then((m) => m.TestSendDialog));

/** ⌘Z and ⇧⌘Z for the whole mail, wherever the caret is: fields have no undo of their own. */
function useUndoKeys({ undo, redo }: EditorHistory, enabled: boolean) {
  useEffect(() => {
    if (!enabled) return;
    const listen = (event: KeyboardEvent) => {
      const key = event.key.toLowerCase();
      if (!(event.metaKey || event.ctrlKey) || event.altKey || (key !== "z" && key !== "y")) return;
      event.preventDefault();
      if (key === "y" || event.shiftKey) redo();
      else undo();
      // What had the focus may be gone with it.
      requestAnimationFrame(() => (document.activeElement === document.body ? focusSoon("mail-canvas") : undefined));
    };
    window.addEventListener("keydown", listen, true);
    return () => window.removeEventListener("keydown", listen, true);
  }, [undo, redo, enabled]);
}

function useBrand() {
  const { name } = useWorkspace();
  const workspace = useResource<WorkspaceResource>("workspace", "/workspace", { staleMs: 60_000 });
  return useMemo(() => readBrand(workspace.data?.name ?? name, workspace.data?.settings.brand), [workspace.data, name]);
}

/** Which form of each block is shown; the block itself where nothing was chosen, or what was chosen is gone. */
function useForms() {
  const [chosen, setChosen] = useState<Record<string, string>>({});
  const chooseForm = useCallback(
    (blockId: string, variantId: string | undefined) =>
      setChosen(({ [blockId]: _, ...others }) =>
        variantId === undefined ? others : { ...others, [blockId]: variantId },
      ),
    [],
  );
  const formOf = (block: Block): PlainBlock =>
    block.variants?.find((variant) => variant.block.id === chosen[block.id])?.block ?? block;
  return { formOf, chooseForm };
}

const NONE: readonly EmailProblem[] = [];

type ProblemPlace = Pick<EmailProblem, "block_id" | "field">;

/** The editor of one template: outline, canvas, settings; or the mail as somebody gets it. */
export function EmailEditor({ template }: { template: TemplateResource }) {
  const editable = useMay("edit");
  const [opened] = useState(() => startingDrafts(template));
  const history = useEditorHistory(opened);
  const autosave = useTemplateAutosave(template.id, history.draft, template.revision);
  const { document: source } = history.draft;
  const [locale, setLocale] = useState<string>();
  const document = useMemo(() => (locale === undefined ? source : localise(source, locale)), [source, locale]);
  const forms = useForms();
  const part = template.kind === "block";
  const [selected, select] = useState<string>();
  const [settingsOpen, setSettingsOpen] = useState(false);
  const [mode, setMode] = useState<EditorMode>("edit");
  const [testing, setTesting] = useState(false);
  const [past, setPast] = useState(false);
  const [person, setPerson] = useState<string>();
  const [toolbarSlot, setToolbarSlot] = useState<HTMLElement | null>(null);
  const brand = useBrand();
  const style = useMemo(() => mailStyle(brand, document.theme), [brand, document.theme]);
  const problems = useEmailProblems(document, { part, brand });
  const [nobody, setNobody] = useState(false);
  const preview = useDocumentPreview(document, person, nobody, mode === "preview");
  useUndoKeys(history, editable && !testing && !past);

  const changeBlock = useCallback(
    (next: PlainBlock, label: string, field: string) =>
      history.changeDocument(
        label,
        (doc) => (locale === undefined ? updateBlock(doc, next) : translateBlock(doc, locale, next)),
        `${locale}-${next.id}-${field}`,
      ),
    [history.changeDocument, locale],
  );
  const changeLine = useCallback(
    (field: "subject" | "preheader", text: string, label: string) =>
      history.changeDocument(
        label,
        (doc) => (locale === undefined ? { ...doc, [field]: text } : translateLine(doc, locale, field, text)),
        `${locale}-${field}`,
      ),
    [history.changeDocument, locale],
  );
  const go = (place: ProblemPlace) => {
    setMode("edit");
    const found = [...allBlocks(source.blocks)].find(({ block }) => block.id === place.block_id);
    const id = found?.of ?? place.block_id;
    if (found?.of !== undefined) forms.chooseForm(found.of, found.block.id);
    select(id);
    if (id === undefined) focusSoon(`mail-${place.field ?? "subject"}`, "mail-settings");
    else focusBlock(id);
  };
  useLinkedPlace(go);
  const openSettings = (id: string | undefined) => {
    select(id);
    // Beside the mail where there is room for it, else in a window.
    if (window.document.getElementById("mail-settings")?.checkVisibility()) focusSoon("mail-settings");
    else setSettingsOpen(true);
  };
  const context = {
    document,
    source,
    change: history.changeDocument,
    changeBlock,
    changeLine,
    locale,
    setLocale,
    ...forms,
    part,
    person,
    setPerson,
    selected,
    select,
    openSettings,
    toolbarSlot,
    problems: problems ?? NONE,
    style,
    brand,
    editable,
  };
  return (
    <EditorProvider value={context}>
      {/* Relative, as are the boxes inside that scroll: names that only screen readers hear are placed absolutely and would lengthen the page. */}
      <div className="relative flex min-h-0 flex-1 flex-col md:h-dvh md:flex-none md:overflow-hidden">
        <EditorHeader
          history={history}
          mode={mode}
          onMode={setMode}
          onTest={() => setTesting(true)}
          onHistory={() => setPast(true)}
          onSettings={() => openSettings(undefined)}
          editable={editable}
        >
          {editable ? (
            <SaveChip
              autosave={autosave}
              onTheirs={(stored) => history.reset({ name: stored.name, document: stored.document })}
            />
          ) : null}
          <LocaleSwitch />
          <ProblemsButton problems={problems} onGo={go} />
        </EditorHeader>
        {editable ? null : (
          <ReadOnlyLine>
            Your role may look at {part ? "reusable blocks" : "emails"}. Owners, admins and editors can change them; the
            preview shows what anybody would get.
          </ReadOnlyLine>
        )}
        <TemplateUsesLine template={template} />
        {mode === "preview" ? (
          <PreviewPane
            preview={preview.data}
            loading={preview.isFetching}
            error={preview.isError ? problemText(preview.error) : undefined}
            document={document}
            person={person}
            onPerson={(externalId) => {
              setPerson(externalId);
              setNobody(false);
            }}
            nobody={nobody}
            onNobody={() => {
              setPerson(undefined);
              setNobody(true);
            }}
            onGo={go}
          />
        ) : (
          <div className="flex min-h-0 flex-1">
            <aside className="relative w-56 shrink-0 overflow-y-auto border-border border-r bg-card max-lg:hidden">
              <OutlinePanel />
            </aside>
            <div className="flex min-w-0 flex-1 flex-col">
              {part ? null : <EnvelopeFields />}
              {editable ? (
                <div
                  ref={setToolbarSlot}
                  className="sticky top-0 z-20 flex h-10 shrink-0 max-md:top-14 items-center border-border border-b bg-card px-4 empty:before:text-muted-foreground empty:before:text-xs empty:before:content-['Click_what_you_want_to_change._Type_{{_for_a_variable,_Alt_↑↓_to_move_a_block.'] sm:px-6"
                />
              ) : null}
              <div className="relative min-h-0 flex-1 overflow-y-auto max-md:overflow-visible">
                <MailCanvas />
              </div>
            </div>
            <aside
              // Who may only look has no field in it that the keys could scroll it by.
              tabIndex={editable ? undefined : 0}
              aria-label={editable ? undefined : "Settings"}
              className="relative w-76 shrink-0 overflow-y-auto border-border border-l bg-card max-xl:hidden"
            >
              <InspectorPanel />
            </aside>
          </div>
        )}
      </div>
      {settingsOpen ? (
        <Sheet open onOpenChange={setSettingsOpen} title="Settings" side="bottom" hideTitle>
          <InspectorPanel />
        </Sheet>
      ) : null}
      {past ? <HistoryDialog templateId={template.id} open onOpenChange={setPast} /> : null}
      {testing ? (
        <TestSendDialog
          open
          onOpenChange={setTesting}
          templateId={template.id}
          document={source}
          person={person}
          onPerson={setPerson}
        />
      ) : null}
    </EditorProvider>
  );
}
