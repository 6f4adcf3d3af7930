/** Items of one list that a mail shows; a cart of hundreds is cut here, and the author says where. */
export const LIST_ITEMS_MAX = 50;
