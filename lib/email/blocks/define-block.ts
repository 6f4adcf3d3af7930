/**
 * What the document and the editor know of a block: pure data, safe for the browser. How it is drawn with react-email
 * lives beside it in render.tsx.
 */
export type BlockDefinition<B> = {
  /** name in the "+" menu */
  label: string;
  /** lucide icon name, kebab-case */
  icon: string;
  /** further words the menu finds it by */
  keywords: string[];
  /** the fields that a translation may replace */
  texts: readonly (keyof B & string)[];
  /** a new one, ready to be looked at */
  create: (id: string) => B;
};

/** Identity with inference. */
export function defineBlock<B>(definition: BlockDefinition<B>): BlockDefinition<B> {
  return definition;
}
