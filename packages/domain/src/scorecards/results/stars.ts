/**
 * Stars: the bands in which a round is published, instead of a league table.
 *
 * Units    percent, 0–100; from 90 five stars, from 80 four, from 70 three, from 60 two, else one.
 * Shapes   a veto leaves one star, whatever the percent; the percent itself does not change.
 */
export const bands = [
  { stars: 5, from: 90 },
  { stars: 4, from: 80 },
  { stars: 3, from: 70 },
  { stars: 2, from: 60 },
  { stars: 1, from: 0 },
] as const

export type StarCount = (typeof bands)[number]['stars']

export function toStars(percent: number, vetoed: readonly string[] = []): StarCount {
  if (vetoed.length > 0) return 1
  return bands.find(({ from }) => percent >= from)?.stars ?? 1
}
