import { doneBy, type Point } from "./point";

const written = "email-parts.spec.ts › a mail is written with variables and every kind of block";
const setUp = "email-parts.spec.ts › a mail says other things to some, shares a block, has a look and an offer";
const tried = "email-checks.spec.ts › a mail is seen and tried as its readers get it";
const keptBack = "email-checks.spec.ts › a broken mail is kept back, and one in code is sent like any other";
const keysWrite = "email-keyboard.spec.ts › a mail is written and set up with keys alone";
const keysSetUp =
  "email-keyboard.spec.ts › its look, languages and history, its problems, its preview and a test are reached with keys alone";
const built =
  "email-editor.spec.ts › a mail is built from columns, lists, pictures and rules, and everybody gets their own";
const restored =
  "email-editor.spec.ts › what was published can be compared and brought back, and a reusable block is changed in one place";
const readers =
  "preview.spec.ts › a mail is seen as one reader after another, in every colour and part, and its gaps lead to their block";

const byBothHands = (title: string, does: readonly string[]) =>
  doneBy(`${title} by mouse`, `${title} with keys alone`, does);

const writing: readonly Point[] = [
  ...byBothHands(written, [
    "types {{ and chooses a variable by what it is for somebody real",
    "gives a variable its word for people who have nothing there",
    "formats text: bold, lists, links",
    "adds blocks of every kind to a mail",
    "writes HTML, whose scripts go nowhere",
    "lists what somebody looked at or has in their cart",
  ]),
  ...byBothHands(setUp, [
    "shows a block to some only",
    "has other words for some, with the first as fallback for everybody else",
    "makes a block reusable, shows it twice, changes it in one place",
    "sets the look of a mail apart from the brand's",
    "offers a discount, an amount for large carts and codes of a pool",
  ]),
  { does: "puts columns with something in them into a mail", mouse: built, keys: keysWrite },
  { does: "uploads a picture, which is served from then on", mouse: built, keys: keysWrite },
  { does: "writes a mail in a second language and sees what is left", mouse: built, keys: keysSetUp },
  { does: "names a point in the history of a mail and goes back to it", mouse: restored, keys: keysSetUp },
];

const checking: readonly Point[] = [
  ...byBothHands(tried, [
    "sees a mail as any real subscriber",
    "sees it 320, 375 and 600 px wide",
    "sees it light, dark and inverted",
    "reads its HTML, its text part and its source",
    "sees what is empty for somebody marked in it and counted over the audience, and goes to its block",
    "says what goes out when a mail cannot be filled for somebody",
    "sends a test as somebody else would get it",
  ]),
  ...byBothHands(keptBack, [
    "goes from what a check says to the block",
    "is kept from publishing a broken mail, and goes from there to its block",
    "looks at a mail in code beside the others and has a step send it",
  ]),
  { does: "goes from one of an audience to the next and back", mouse: readers, keys: keysSetUp },
];

/** The email editor, its preview and its checks. */
export const emailPoints: readonly Point[] = [...writing, ...checking];
