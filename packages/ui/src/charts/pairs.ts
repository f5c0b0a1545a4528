export type BeforeAfterRow = {
  label: string
  sublabel?: string
  href?: string
  before: number | null
  after: number | null
  adopted: boolean
}

export type BeforeAfterWords = {
  adopted: string
  others: string
  group: string
  before: string
  after: string
  change: string
  name: string
  table: string
  none: string
}

/** The change with its sign, or '' while one side is not measured yet. */
export function formatChange({ before, after }: BeforeAfterRow, digits: number): string | null {
  if (before === null || after === null) return null
  const change = (after - before).toFixed(digits)
  if (Number(change) === 0) return '±0'
  return Number(change) > 0 ? `+${change}` : change.replace('-', '−')
}
