export type BandRow = {
  label: string
  sublabel?: string
  href?: string
  adjusted: number | null
  low: number | null
  high: number | null
  raw: number | null
  stars: number | null
  tieGroup?: string | number | null
}

/** Where a star band begins. */
export type Threshold = { value: number; label: string }

export type BandWords = {
  name: string
  adjusted: string
  band: string
  raw: string
  stars: string
  tie: string
  table: string
  none: string
}

/** Groups neighbouring rows of one tie; a tie with another row in between gets no bracket. */
export function inTies(rows: readonly BandRow[]): BandRow[][] {
  const groups: BandRow[][] = []
  for (const row of rows) {
    const last = groups.at(-1)
    const tie = row.tieGroup ?? null
    if (last && tie !== null && last[0]?.tieGroup === tie) last.push(row)
    else groups.push([row])
  }
  return groups
}

/** A line of the plot as text, for screen readers. */
export function spoken(row: BandRow, words: BandWords, shown: (value: number | null) => string): string {
  const parts = [`${row.label}：${words.adjusted} ${shown(row.adjusted)}`]
  if (row.low !== null && row.high !== null) parts.push(`${words.band} ${shown(row.low)}–${shown(row.high)}`)
  parts.push(`${words.raw} ${shown(row.raw)}`)
  if (row.stars !== null) parts.push(`${words.stars} ${row.stars}`)
  return parts.join('，')
}
