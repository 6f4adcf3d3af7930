import { lateCode } from "./late-code";

/** The drag and drop of elements; undefined until the page was touched for the first time, before which nothing can be dragged. */
export const useDragAndDrop = lateCode(() => import("@atlaskit/pragmatic-drag-and-drop/element/adapter"));
