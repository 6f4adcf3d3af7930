import { Extension, type Extensions, InputRule, mergeAttributes, Node } from "@tiptap/core";
import { Link } from "@tiptap/extension-link";
import type { Node as ProseNode } from "@tiptap/pm/model";
import { Plugin } from "@tiptap/pm/state";
import { ReactNodeViewRenderer } from "@tiptap/react";
import { StarterKit } from "@tiptap/starter-kit";
import { CHIP } from "./liquid-line";
import { textProblem } from "./text-problem";
import { VariableChip } from "./variable-chip";

/** A variable as one thing in the text. Typing `{{ first_name }}` makes one. */
const VariableNode = Node.create({
  name: "variable",
  group: "inline",
  inline: true,
  atom: true,
  addAttributes: () => ({ path: { default: "" }, fallback: { default: "" } }),
  parseHTML: () => [
    {
      tag: "span[data-variable]",
      getAttrs: (element) => ({
        path: element.getAttribute("data-variable"),
        fallback: element.getAttribute("data-fallback") ?? "",
      }),
    },
  ],
  renderHTML: ({ node, HTMLAttributes }) => [
    "span",
    mergeAttributes(HTMLAttributes, { "data-variable": node.attrs.path, "data-fallback": node.attrs.fallback }),
  ],
  renderText: ({ node }) => `{{ ${node.attrs.path} }}`,
  addNodeView: () => ReactNodeViewRenderer(VariableChip, { as: "span" }),
  addInputRules() {
    return [
      new InputRule({
        find: new RegExp(`${CHIP.source}$`),
        handler: ({ state, range, match }) => {
          const [, path, double, single] = match;
          state.tr.replaceWith(range.from, range.to, this.type.create({ path, fallback: double ?? single ?? "" }));
        },
      }),
    ];
  },
});

/** A link is data while it is edited: it is drawn, never followed, so that no address can do anything here. */
const MailLink = Link.extend({
  addAttributes: () => ({ href: { default: "" } }),
  renderHTML: () => ["span", { class: "mail-link" }, 0],
}).configure({ openOnClick: false, autolink: true, linkOnPaste: true, isAllowedUri: () => true });

const OneLine = Node.create({ name: "doc", topNode: true, content: "paragraph" });

const off = {
  undoRedo: false,
  heading: false,
  blockquote: false,
  code: false,
  codeBlock: false,
  horizontalRule: false,
  strike: false,
  trailingNode: false,
  dropcursor: false,
  gapcursor: false,
  link: false,
} as const;

/** No change that makes a text which could not be stored: what is typed would look safe and be lost. */
const within = (problem: (document: ProseNode) => string | undefined) =>
  Extension.create({
    name: "withinLimits",
    addProseMirrorPlugins: () => [
      new Plugin({
        filterTransaction: ({ doc, docChanged }, { doc: before }) =>
          !docChanged || problem(doc) === undefined || problem(before) !== undefined,
      }),
    ],
  });

/** Paragraphs, lists and marks. Undo belongs to the whole mail, not to one field. */
export const richTextExtensions: Extensions = [StarterKit.configure(off), VariableNode, MailLink, within(textProblem)];

/** One line of text and chips; `problem` says why it could not be stored. */
export const lineExtensions = (problem: (document: ProseNode) => string | undefined): Extensions => [
  within(problem),
  OneLine,
  StarterKit.configure({
    ...off,
    document: false,
    bold: false,
    italic: false,
    underline: false,
    bulletList: false,
    orderedList: false,
    listItem: false,
    listKeymap: false,
    hardBreak: false,
  }),
  VariableNode,
];
