export type BlockViewProps<B> = { block: B; selected: boolean };
