import { getIndicators } from '@bilin/domain/scorecards/rubrics/rubric'
import { improvementState } from '@bilin/domain/scorecards/improvements/progress'
import { say } from '@bilin/i18n/say'
import type { SheetColumn } from '@bilin/sheets/sheet'
import { makeSheet } from '../../../thread/sheets.ts'
import { z } from 'zod'
import { downloadSheet } from '../../../rooms/files/download.ts'
import { FromPage, nameSource } from '../../../rooms/sheetSource.ts'
import { member } from '../../../trpc.ts'
import { selectImprovements } from './queries.ts'
import { getRound } from '../rounds/queries.ts'
import { getRubric } from '../rubrics/rubric.ts'

const kinds = {
  'scorecards.sheet.estate': 'text',
  'scorecards.sheet.community': 'text',
  'scorecards.sheet.company': 'text',
  'scorecards.improvements.indicator': 'text',
  'scorecards.improvements.what': 'text',
  'scorecards.improvements.who': 'text',
  'scorecards.improvements.until': 'day',
  'scorecards.improvements.practice': 'text',
  'scorecards.improvements.progress': 'text',
  'scorecards.improvements.done_on': 'day',
  'scorecards.improvements.evidence': 'text',
} as const

export const improvementSheetProcedures = {
  /** The improvements of a round as a workbook, as many as this seat may see. */
  sheet: member
    .input(z.strictObject({ slug: z.string().max(40), ...FromPage }))
    .query(async ({ ctx: { db, locale, today }, input }) => {
      const round = await getRound(db, input.slug)
      const { body } = await getRubric(db, round.rubricId)
      const names = new Map(
        getIndicators(body).map(({ code, zh, en }) => [code, `${code} ${locale === 'en' && en ? en : zh}`]),
      )
      const day = today
      const columns = Object.entries(kinds).map(([key, kind]): SheetColumn => ({
        key,
        header: say(key, {}, locale),
        kind,
      }))
      const rows = (await selectImprovements(db, { roundId: round.id }).execute()).map((each) => ({
        'scorecards.sheet.estate': each.estate,
        'scorecards.sheet.community': each.communityName,
        'scorecards.sheet.company': each.companyName,
        'scorecards.improvements.indicator': names.get(each.indicator) ?? each.indicator,
        'scorecards.improvements.what': each.what,
        'scorecards.improvements.who': each.who,
        'scorecards.improvements.until': each.until,
        'scorecards.improvements.practice': each.practiceTitle,
        'scorecards.improvements.progress': say(
          `scorecards.improvements.state.${improvementState(each, day)}`,
          {},
          locale,
        ),
        'scorecards.improvements.done_on': each.doneOn,
        'scorecards.improvements.evidence': each.evidence,
      }))
      const title = say('scorecards.improvements.title', {}, locale)
      const bytes = await makeSheet({ title, columns }, rows, {
        title: say('scorecards.improvements.short_title', { round: round.title }, locale),
        notes: [nameSource(round, input.address, locale), say('scorecards.improvements.sheet_note', {}, locale)],
      })
      return downloadSheet(`${round.title} ${title}`, bytes)
    }),
}
