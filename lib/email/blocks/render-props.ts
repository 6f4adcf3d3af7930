import type { RenderScope } from "../render-scope";

export type BlockRenderProps<B> = { block: B; scope: RenderScope };
