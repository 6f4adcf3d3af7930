/** "1" once what there is to try has been put away; a workspace's own, by its path. */
export const TRY_IT_COOKIE = "sojourn-try-it-away";
