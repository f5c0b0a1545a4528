/** The line in which a workbook names what it was made of: the round, its published version, and the address of its page. */
import { toDay } from '@bilin/domain/calendar'
import type { Locale } from '@bilin/i18n'
import { say } from '@bilin/i18n/say'
import { z } from 'zod'

/** Part of the input of a sheet's procedure: the address of the page it is saved from. */
export const FromPage = { address: z.url().max(2000).optional() }

type Round = { title: string; version: number; publishedAt: Date | null }

export function nameSource(round: Round, address: string | undefined, locale: Locale): string {
  const { title, version, publishedAt } = round
  const named =
    publishedAt === null
      ? title
      : say('sheets.source_version', { round: title, version, day: toDay(publishedAt) }, locale)
  return say('sheets.source', { source: [named, address].filter(Boolean).join(' ') }, locale)
}
