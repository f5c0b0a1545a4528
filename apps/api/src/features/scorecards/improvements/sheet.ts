import { indicatorsOf } from '@bilin/domain/scorecards/rubrics/rubric'
import { stateOf } from '@bilin/domain/scorecards/improvements/progress'
import { say } from '@bilin/i18n/say'
import type { Column } from '@bilin/sheets/sheet'
import { writeSheet } from '@bilin/sheets/write'
import { z } from 'zod'
import { downloadSheet } from '../../../rooms/files/download.ts'
import { member } from '../../../trpc.ts'
import { listImprovements } from './queries.ts'
import { getRound } from '../rounds/queries.ts'
import { getRubric } from '../rubrics/queries.ts'

const kinds = {
  'scorecards.ledger.estate': 'text',
  'scorecards.ledger.community': 'text',
  'scorecards.ledger.company': 'text',
  'improvements.indicator': 'text',
  'improvements.what': 'text',
  'improvements.who': 'text',
  'improvements.until': 'day',
  'improvements.practice': 'text',
  'improvements.progress': 'text',
  'improvements.done_on': 'day',
  'improvements.evidence': 'text',
} as const

export const sheetProcedures = {
  /** The improvements of a round as a workbook, as many as this seat may see. */
  sheet: member
    .input(z.strictObject({ slug: z.string().max(40) }))
    .query(async ({ ctx: { db, locale, today }, input }) => {
      const round = await getRound(db, input.slug)
      const { body } = await getRubric(db, round.rubricId)
      const names = new Map(
        indicatorsOf(body).map(({ code, zh, en }) => [code, `${code} ${locale === 'en' && en ? en : zh}`]),
      )
      const day = today
      const columns = Object.entries(kinds).map(([key, kind]): Column => ({
        key,
        header: say(key, {}, locale),
        kind,
      }))
      const rows = (await listImprovements(db, { roundId: round.id })).map((each) => ({
        'scorecards.ledger.estate': each.estate,
        'scorecards.ledger.community': each.communityName,
        'scorecards.ledger.company': each.companyName,
        'improvements.indicator': names.get(each.indicator) ?? each.indicator,
        'improvements.what': each.what,
        'improvements.who': each.who,
        'improvements.until': each.until,
        'improvements.practice': each.practiceTitle,
        'improvements.progress': say(`improvements.state.${stateOf(each, day)}`, {}, locale),
        'improvements.done_on': each.doneOn,
        'improvements.evidence': each.evidence,
      }))
      const title = say('improvements.title', {}, locale)
      const bytes = await writeSheet({ title, columns }, rows, {
        title: say('improvements.short_title', { round: round.title }, locale),
        notes: [say('improvements.sheet_note', {}, locale)],
      })
      return downloadSheet(`${round.title} ${title}`, bytes)
    }),
}
