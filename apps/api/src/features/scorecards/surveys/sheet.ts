import { EstateListing } from '@bilin/domain/scorecards/rounds/listing'
import { say } from '@bilin/i18n/say'
import type { SheetColumn } from '@bilin/sheets/sheet'
import { z } from 'zod'
import { downloadSheet } from '../../../rooms/files/download.ts'
import { FromPage, nameSource } from '../../../rooms/sheetSource.ts'
import { makeSheet } from '../../../thread/sheets.ts'
import { coordinating } from '../procedures.ts'
import { getRound } from '../rounds/queries.ts'
import { listSurveyed } from './list.ts'

const kinds = {
  'scorecards.surveys.estate': 'text',
  'scorecards.sheet.community': 'text',
  'scorecards.surveys.households': 'whole',
  'scorecards.surveys.slips_short': 'whole',
  'scorecards.surveys.returned': 'whole',
  'scorecards.surveys.percent': 'decimal',
  'scorecards.surveys.until_short': 'day',
  'scorecards.surveys.state': 'text',
} as const

export const surveySheetProcedures = {
  /** The surveys of a round as a workbook. Nothing stands there that the page does not show: no number below ten answers. */
  sheet: coordinating('scorecards.survey')
    .input(z.strictObject({ slug: z.string().max(40), ...FromPage }))
    .query(async ({ ctx: { db, seat, locale, today }, input }) => {
      const round = await getRound(db, input.slug)
      const { estates, questions } = await listSurveyed(db, seat, round, EstateListing.parse({ whole: '1' }))
      const columns = Object.entries(kinds).map(([key, kind]): SheetColumn => ({
        key,
        header: say(key, {}, locale),
        kind,
      }))
      const means = questions.flatMap(({ code, zh, en }): SheetColumn[] => [
        { key: code, header: `${code} ${(locale === 'en' && en) || zh}`, kind: 'decimal' },
        { key: `${code} low`, header: `${code} ${say('scorecards.sheet.low', {}, locale)}`, kind: 'decimal' },
        { key: `${code} high`, header: `${code} ${say('scorecards.sheet.high', {}, locale)}`, kind: 'decimal' },
      ])
      const rows = estates.map(({ survey, answers, ...estate }) => ({
        'scorecards.surveys.estate': estate.name,
        'scorecards.sheet.community': estate.communityName,
        'scorecards.surveys.households': survey?.households ?? estate.households,
        'scorecards.surveys.slips_short': survey?.slips,
        'scorecards.surveys.returned': answers,
        'scorecards.surveys.percent': survey && answers !== null ? Math.round((answers / survey.slips) * 100) : null,
        'scorecards.surveys.until_short': survey?.until,
        'scorecards.surveys.state': say(`scorecards.surveys.${stateOf(survey, today)}`, {}, locale),
        ...Object.fromEntries(
          estate.means.flatMap(({ indicator, mean, low, high }) => [
            [indicator, mean],
            [`${indicator} low`, low],
            [`${indicator} high`, high],
          ]),
        ),
      }))
      const title = say('scorecards.surveys.title', {}, locale)
      const bytes = await makeSheet({ title, columns: [...columns, ...means] }, rows, {
        title: `${round.title} ${title}`,
        notes: [nameSource(round, input.address, locale), say('scorecards.surveys.sheet_note', {}, locale)],
      })
      return downloadSheet(`${round.title} ${title}`, bytes)
    }),
}

function stateOf(survey: { ended: boolean; until: string } | null, today: string) {
  if (!survey) return 'state_none'
  if (survey.ended) return 'state_ended'
  return survey.until < today ? 'state_due' : 'state_open'
}
