/** A score of 100, as people read it. */
export const percent = (value: number) => value.toFixed(1)
