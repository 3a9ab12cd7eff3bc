/** The item that the officer is looking at, in whatever view: what a cease is offered for first. */
let item = $state.raw<string | null>(null);

export const focus = {
  get item(): string | null {
    return item;
  },
};

export function lookAt(id: string | null): void {
  item = id;
}
