/** The one person who uses an installation; the first migration makes the row. */
export const LOCAL_USER_ID = "00000000-0000-4000-8000-000000000001";
