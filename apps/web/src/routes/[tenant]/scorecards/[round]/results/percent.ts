/** A score of 100, as people read it. */
export const formatPercent = (value: number) => value.toFixed(1)
