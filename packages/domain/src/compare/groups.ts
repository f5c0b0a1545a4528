/**
 * Groups: published results side by side, estate by estate, or as the plain mean of a community's or a kind's.
 *
 * Units    percent, 0–100. A mean counts each estate once, whatever its size, and only estates that have the figure.
 * Shapes   a row's `values` are keyed by dimension code in one round, or by round over time; absent means not judged.
 * Refusals compare.bands_only: a company or unit sees the others' bands, so a mean of what it sees would mean nothing.
 */
import { refuse } from '../refusal.ts'
import type { TenantKind } from '../tenants/kinds.ts'

export const groupings = ['estate', 'community', 'kind'] as const
export type Grouping = (typeof groupings)[number]

export type ComparedEstate = {
  estateId: string
  name: string
  kind: 'commercial' | 'resettlement'
  communityId: string
  communityName: string
  total: number | null
  values: Readonly<Record<string, number | undefined>>
}

export type Group = {
  key: string
  /** An estate's or a community's name; for kinds the key says it. */
  name: string
  estates: number
  total: number | null
  values: Record<string, number | null>
}

export function mayGroup(kind: TenantKind, by: Grouping): void {
  if (by !== 'estate' && !seesFigures(kind)) refuse('forbidden', 'compare.bands_only')
}

export const seesFigures = (kind: TenantKind): boolean => kind === 'community' || kind === 'alliance'

export function grouped(rows: readonly ComparedEstate[], by: Grouping, columns: readonly string[]): Group[] {
  const groups = Map.groupBy(rows, (row) => keyOf(row, by))
  return [...groups].map(([key, members]) => ({
    key,
    name: by === 'community' ? members[0]!.communityName : by === 'estate' ? members[0]!.name : key,
    estates: new Set(members.map(({ estateId }) => estateId)).size,
    total: mean(members.map(({ total }) => total)),
    values: Object.fromEntries(columns.map((column) => [column, mean(members.map(({ values }) => values[column]))])),
  }))
}

function keyOf(row: ComparedEstate, by: Grouping): string {
  if (by === 'community') return row.communityId
  return by === 'kind' ? row.kind : row.estateId
}

function mean(figures: readonly (number | null | undefined)[]): number | null {
  const known = figures.filter((figure) => figure !== null && figure !== undefined)
  return known.length === 0 ? null : Math.round((known.reduce((a, b) => a + b, 0) / known.length) * 100) / 100
}
