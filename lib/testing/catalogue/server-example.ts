/** What "@server" stands for where nobody answers: in sentences, and for who types it. */
export const SERVER_EXAMPLE = "https://hooks.example.com";
