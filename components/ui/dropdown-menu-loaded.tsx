"use client";

import { Check } from "lucide-react";
import * as RadixMenu from "radix-ui/dropdown-menu";
import { type RefObject, useRef } from "react";
import { cn } from "./cn";
import type { LoadedMenuProps, MenuEntry } from "./dropdown-menu";
import { Kbd } from "./kbd";
import { leavePlacedFocus } from "./leave-placed-focus";

const itemClasses =
  "flex select-none items-center gap-2.5 rounded-md px-2.5 py-1.5 text-sm outline-none data-[disabled]:pointer-events-none data-[disabled]:opacity-50 data-[highlighted]:bg-accent [&_svg]:size-4 [&_svg]:shrink-0";

/** The real menu behind DropdownMenu, in a chunk of its own; it arrives open. */
export function DropdownMenuLoaded(props: LoadedMenuProps) {
  const { trigger, items, align = "start", side = "bottom", className, byKeyboard } = props;
  // The key that opened it the first time was pressed before this menu could hear it; later ones it hears itself.
  const unheardKey = useRef(byKeyboard);
  const opener = useRef<HTMLButtonElement>(null);
  const focusFirst = (content: HTMLDivElement | null) => {
    if (!content || !unheardKey.current) return;
    unheardKey.current = false;
    content.querySelector<HTMLElement>("[role=menuitem]:not([data-disabled])")?.focus({ preventScroll: true });
  };
  return (
    <RadixMenu.Root defaultOpen modal={false}>
      <RadixMenu.Trigger ref={opener} asChild>
        {trigger}
      </RadixMenu.Trigger>
      <RadixMenu.Portal>
        <RadixMenu.Content
          ref={focusFirst}
          align={align}
          side={side}
          sideOffset={6}
          collisionPadding={8}
          onCloseAutoFocus={leavePlacedFocus}
          className={cn(
            "z-50 max-h-(--radix-dropdown-menu-content-available-height) min-w-48 max-w-80 animate-in overflow-y-auto rounded-lg border border-border bg-popover p-1 text-popover-foreground shadow-lg",
            className,
          )}
        >
          {items.map((item, index) => (
            <Entry
              key={"label" in item ? `${item.kind ?? "item"}-${item.label}` : `separator-${index}`}
              entry={item}
              opener={opener}
            />
          ))}
        </RadixMenu.Content>
      </RadixMenu.Portal>
    </RadixMenu.Root>
  );
}

type EntryProps = { entry: MenuEntry; opener: RefObject<HTMLButtonElement | null> };

function Entry({ entry, opener }: EntryProps) {
  if (entry.kind === "separator") return <RadixMenu.Separator className="-mx-1 my-1 h-px bg-border" />;
  if (entry.kind === "label") {
    return <RadixMenu.Label className="px-2.5 py-1.5 text-muted-foreground text-xs">{entry.label}</RadixMenu.Label>;
  }
  return (
    <RadixMenu.Item
      {...(entry.disabled ? { disabled: true } : {})}
      onSelect={() => {
        // A window that the entry opens gives the focus back to where it was: to the button, since the menu will be gone.
        opener.current?.focus({ preventScroll: true });
        entry.onSelect();
      }}
      className={cn(itemClasses, entry.danger && "text-danger-text data-[highlighted]:bg-danger-soft")}
    >
      {entry.icon}
      <span className="flex min-w-0 flex-1 flex-col">
        <span className="truncate">{entry.label}</span>
        {entry.help ? <span className="text-muted-foreground text-xs">{entry.help}</span> : null}
      </span>
      {entry.checked ? <Check aria-label="current" className="text-primary-text" /> : null}
      {entry.shortcut ? <Kbd>{entry.shortcut}</Kbd> : null}
    </RadixMenu.Item>
  );
}
