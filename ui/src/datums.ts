/** Datums as the node names them; codes, the same in every language. */
export const DATUMS = ["WGS84", "SK-42", "SK-95", "PZ-90", "PZ-90.11", "ED50", "DEZ", "PAL23", "KARBALA"] as const;
