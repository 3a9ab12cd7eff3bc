declare module "virtual:symbols" {
  /** Path, width of its line, and 1 where it is filled. */
  const table: Readonly<Record<string, { code: string; paths: readonly (readonly [string, number, 0 | 1])[] }>>;
  export default table;
}

declare module "virtual:basemap/*" {
  const packed: {
    steps: number;
    box: readonly number[];
    land: readonly (readonly (readonly number[])[])[];
    lakes: readonly (readonly (readonly number[])[])[];
    borders: readonly (readonly number[])[];
    rivers: readonly (readonly number[])[];
  };
  export default packed;
}
