/**
 * Groups: published results side by side, by estate, or as the mean of a community's estates or of a kind of estate.
 *
 * Units    percent, 0–100. A mean counts each estate once, whatever its size, and only estates that have the figure.
 * Shapes   a row's `values` are keyed by dimension code in one round, or by round over time; absent means not judged.
 * Refusals compare.bands_only: a company or unit sees only the bands of the others, so it gets no means.
 */
import { refuse } from '../refusal.ts'
import type { TenantKind } from '../tenants/kinds.ts'

export const groupings = ['estate', 'community', 'kind'] as const
export type Grouping = (typeof groupings)[number]

export type Group = {
  key: string
  /** An estate's or a community's name; for kinds the key says it. */
  name: string
  estates: number
  total: number | null
  values: Record<string, number | null>
  /** Of one estate: the vetoes that left it one star, in the rubric's Chinese; null where there is none. */
  vetoed?: string | null
}

export function mayGroup(kind: TenantKind, by: Grouping): void {
  if (by !== 'estate' && !seesFigures(kind)) refuse('forbidden', 'compare.bands_only')
}

export const seesFigures = (kind: TenantKind): boolean => kind === 'community' || kind === 'alliance'
