/** Keeps field errors with their rows while rows are moved, by the rows' keys. */
import type { RubricDraft } from '../draft.ts'

export type Pin = { dimension?: number; indicator?: number; rest: string; sentence: string }

const row = /^body\.dimensions\.(\d+)(?:\.indicators\.(\d+))?(\D.*)?$/u

export function pinErrors(fields: Readonly<Record<string, string>>, { dimensions }: RubricDraft): Pin[] {
  return Object.entries(fields).map(([name, sentence]) => {
    const [, d, i, rest = ''] = row.exec(name) ?? []
    const dimension = dimensions[Number(d)]
    if (d === undefined || !dimension) return { rest: name, sentence }
    const indicator = i === undefined ? undefined : dimension.indicators[Number(i)]?.key
    return { dimension: dimension.key, ...(indicator !== undefined && { indicator }), rest, sentence }
  })
}

/** The errors by the rows' current indices. Errors of removed rows are dropped. */
export function toFieldErrors(pins: readonly Pin[], { dimensions }: RubricDraft): Record<string, string> {
  const fields: Record<string, string> = {}
  for (const { dimension, indicator, rest, sentence } of pins) {
    const d = dimensions.findIndex(({ key }) => key === dimension)
    const i = dimensions[d]?.indicators.findIndex(({ key }) => key === indicator) ?? -1
    if (dimension === undefined) fields[rest] = sentence
    else if (d >= 0 && indicator === undefined) fields[`body.dimensions.${d}${rest}`] = sentence
    else if (i >= 0) fields[`body.dimensions.${d}.indicators.${i}${rest}`] = sentence
  }
  return fields
}
