const any = () => true;
const number = (value: string) => /^\d+$/.test(value);
/** A word of the scale, or a length in brackets. */
const fontSize = (value: string) => /^(xs|sm|base|lg|\d?xl|\[[\d.]+(px|r?em)\])$/.test(value);

/** Prefixes of which every value says the same thing. */
const PREFIXES = [
  ..."p px py pt pr pb pl m mx my mt mr mb ml inset inset-x inset-y top right bottom left gap gap-x gap-y space-x space-y".split(
    " ",
  ),
  ..."size w h min-w min-h max-w max-h basis grow shrink grid-cols order z items self justify justify-self align".split(
    " ",
  ),
  ..."overflow overflow-x overflow-y rounded rounded-t rounded-r shadow opacity bg accent cursor pointer-events list".split(
    " ",
  ),
  ..."leading tracking whitespace line-clamp underline-offset outline-offset".split(" "),
  ..."translate-x translate-y rotate scale transition animate".split(" "),
];

/** The classes that this project uses, by what they say; of one group the later wins. */
export const classGroups: Record<string, (string | Record<string, (string | typeof number)[]>)[]> = {
  ...Object.fromEntries(PREFIXES.map((prefix) => [prefix, [{ [prefix]: ["", any] }]])),
  display: ["block", "inline", "inline-block", "flex", "inline-flex", "grid", "table", "contents", "hidden"],
  position: ["static", "fixed", "absolute", "relative", "sticky"],
  sr: ["sr-only", "not-sr-only"],
  flex: [{ flex: ["none", number] }],
  "flex-direction": [{ flex: ["row", "col"] }],
  "flex-wrap": [{ flex: ["wrap", "nowrap"] }],
  border: [{ border: ["", number] }],
  "border-t": [{ "border-t": ["", number] }],
  "border-r": [{ "border-r": ["", number] }],
  "border-b": [{ "border-b": ["", number] }],
  "border-l": [{ "border-l": ["", number] }],
  "border-style": [{ border: ["solid", "dashed", "dotted"] }],
  "border-collapse": [{ border: ["collapse"] }],
  "border-color": [{ border: [any] }],
  ring: [{ ring: ["", number] }],
  "ring-color": [{ ring: [any] }],
  outline: [{ outline: ["", number] }],
  "outline-style": [{ outline: ["none", "dashed"] }],
  "outline-color": [{ outline: [any] }],
  font: [{ font: [any] }],
  "font-family": [{ font: ["sans", "mono"] }],
  "text-size": [{ text: [fontSize] }],
  "text-align": [{ text: ["left", "center", "right"] }],
  "text-wrap": [{ text: ["balance"] }],
  "text-color": [{ text: [any] }],
  "text-decoration": ["underline", "line-through", "no-underline"],
  "text-transform": ["uppercase", "capitalize"],
  "word-break": ["break-words", "break-all"],
  content: [{ content: [any] }],
};

/** What a class says besides, so that what came before about that no longer counts. */
export const conflictingClassGroups: Record<string, string[]> = {
  p: ["px", "py", "pt", "pr", "pb", "pl"],
  px: ["pr", "pl"],
  py: ["pt", "pb"],
  m: ["mx", "my", "mt", "mr", "mb", "ml"],
  mx: ["mr", "ml"],
  my: ["mt", "mb"],
  inset: ["inset-x", "inset-y", "top", "right", "bottom", "left"],
  "inset-x": ["right", "left"],
  "inset-y": ["top", "bottom"],
  gap: ["gap-x", "gap-y"],
  size: ["w", "h"],
  flex: ["basis", "grow", "shrink"],
  overflow: ["overflow-x", "overflow-y"],
  rounded: ["rounded-t", "rounded-r"],
  border: ["border-t", "border-r", "border-b", "border-l"],
  "text-size": ["leading"],
  "line-clamp": ["display", "overflow"],
};
