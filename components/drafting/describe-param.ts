/** In the address of a journey's page: it was made to be described. */
export const DESCRIBE = "describe";
