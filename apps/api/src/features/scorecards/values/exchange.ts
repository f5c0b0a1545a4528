import type { Seat, TenantDb } from '@bilin/db/tenant'
import { refuse } from '@bilin/domain/refusal'
import { listSourced } from '@bilin/domain/scorecards/rubrics/sourced'
import { PastedValues, ValueWorkbook } from '@bilin/domain/scorecards/values/value'
import type { Locale } from '@bilin/i18n'
import { say } from '@bilin/i18n/say'
import type { ReadResult } from '@bilin/sheets/read'
import { z } from 'zod'
import { record } from '../../../record.ts'
import { downloadSheet } from '../../../rooms/files/download.ts'
import { permittedWithFiles } from '../../../rooms/files/upload.ts'
import { findSheetNumber, toSheetNumber } from '../../../rooms/sheetNumber.ts'
import { makeSheet, parsePaste, parseSheet } from '../../../thread/sheets.ts'
import { coordinating } from '../procedures.ts'
import { FromPage, nameSource } from '../../../rooms/sheetSource.ts'
import { getRound, getRoundById, listRoundEstates } from '../rounds/queries.ts'
import { getRubric } from '../rubrics/rubric.ts'
import { attachEvidence, openForValues } from './entering.ts'
import { listValues, type StoredValue } from './queries.ts'
import { saveValues } from './saving.ts'
import { createValueSheet, nameEstates, parseValueRows, toValueRows, type ValueRow } from './sheet.ts'

const limits = { rows: 20_000, bytes: 2_100_000 }
/** The most problems and changes that are sent to the page. */
const MAX_SHOWN = 200

export const exchangeProcedures = {
  /** Every sourced indicator of every estate, with its value so far. */
  sheet: coordinating('scorecards.enter_values')
    .input(z.strictObject({ slug: z.string().max(40), ...FromPage }))
    .query(async ({ ctx: { db, locale }, input }) => {
      const round = await getRound(db, input.slug)
      const { estates, indicators, values } = await loadValues(db, round)
      const title = `${round.title} ${say('scorecards.values.sheet.title', {}, locale)}`
      const notes = [
        say('scorecards.values.sheet.identity', { round: round.title, number: toSheetNumber(round.id) }, locale),
        say('scorecards.values.sheet.note', {}, locale),
        nameSource(round, input.address, locale),
      ]
      const bytes = await makeSheet(createValueSheet(locale), toValueRows(estates, indicators, values, locale), {
        title,
        notes,
      })
      return downloadSheet(title, bytes)
    }),

  /** What a filled sheet would change. Saves nothing. The sheet of another round is refused. */
  readSheet: coordinating('scorecards.enter_values')
    .input(ValueWorkbook)
    .mutation(async ({ ctx, input: { roundId, file } }) => {
      const read = await parseSheet(file, createValueSheet(ctx.locale), limits)
      const number = read.ok ? findSheetNumber(read.above) : null
      if (number !== null && number !== toSheetNumber(roundId)) {
        const { title } = await getRoundById(ctx.db, roundId)
        refuse('invalid', 'scorecards.sheet_of_another_round', { params: { round: title }, field: 'file' })
      }
      return preview(ctx, roundId, read)
    }),

  /** What pasted rows would change. Saves nothing. */
  readPasted: coordinating('scorecards.enter_values')
    .input(PastedValues.omit({ files: true }))
    .mutation(async ({ ctx, input: { roundId, pasted } }) =>
      preview(ctx, roundId, await parsePaste(pasted, createValueSheet(ctx.locale))),
    ),

  /** Saves pasted rows: all of them, or nothing. The files are the evidence of each value that is entered. */
  enterPasted: permittedWithFiles('scorecards.enter_values')
    .input(PastedValues)
    .mutation(async ({ ctx: { db, now, today, seat, locale, readUploads }, input: { roundId, pasted } }) => {
      const round = await openForValues(db, seat, roundId)
      const read = await parsePaste(pasted, createValueSheet(locale))
      const { changes, problems } = await compare({ db, today, locale }, roundId, read)
      if (problems.length > 0) refuse('invalid', 'scorecards.value_changed_meanwhile', { field: 'pasted' })
      const writing = { now, seatId: seat.seatId, ...round }
      const saved = await saveValues(
        db,
        writing,
        changes.map(({ estate: { estateId, companyId, communityId }, indicator, value, before }) => ({
          place: { roundId, estateId, companyId, communityId, indicator: indicator.code },
          revision: before?.revision ?? 0,
          value,
        })),
      )
      if (!saved) return refuse('conflict', 'scorecards.value_changed_meanwhile')
      const entered = saved.filter(({ origin }) => origin === 'entered')
      if (entered.length > 0) await attachEvidence(db, entered, readUploads())
      await record(db, 'scorecards.values_imported', roundId, { values: changes.length })
      return { saved: changes.length }
    }),
}

type Asker = { db: TenantDb; seat: Seat; today: string; locale: Locale }

/** With the rows that would be saved as they are pasted, so that saving sends what was shown. */
async function preview({ db, seat, today, locale }: Asker, roundId: string, read: ReadResult) {
  await openForValues(db, seat, roundId)
  const { changes, problems, names } = await compare({ db, today, locale }, roundId, read)
  const sheet = createValueSheet(locale)
  const rows = changes.map(({ estate, indicator, value }) => {
    const number = value.origin === 'entered' ? value : null
    const cells: Record<string, unknown> = {
      ...{
        estate: names.get(estate.estateId),
        code: indicator.code,
        numerator: number?.numerator,
        denominator: number?.denominator,
      },
      ...{ counted: number?.counted, mark: indicator.scale ? null : number?.mark },
      ...{ source: number?.source, as_of: number?.asOf, reason: 'reason' in value ? value.reason : null },
    }
    return sheet.columns.map(({ key }) => String(cells[key] ?? '').replace(/\s+/gu, ' ')).join('\t')
  })
  return {
    problems: problems.slice(0, MAX_SHOWN),
    count: changes.length,
    needsEvidence: changes.some(({ value }) => value.origin === 'entered'),
    changes: changes.slice(0, MAX_SHOWN).map(({ estate, indicator, value, before }) => ({
      key: `${estate.estateId} ${indicator.code}`,
      estate: names.get(estate.estateId) ?? estate.name,
      indicator: `${indicator.code} ${locale === 'en' && indicator.en ? indicator.en : indicator.zh}`,
      before: before && { mark: before.mark, reason: before.reason },
      mark: value.origin === 'entered' ? value.mark : null,
      counted: value.origin === 'entered' ? value.counted : null,
      words: value.origin === 'entered' ? value.source : value.reason,
    })),
    pasted: problems.length > 0 ? '' : [sheet.columns.map(({ header }) => header).join('\t'), ...rows].join('\n'),
  }
}

type Change = ValueRow & { before: StoredValue | null }

async function compare({ db, today, locale }: Omit<Asker, 'seat'>, roundId: string, read: ReadResult) {
  if (!read.ok)
    return refuse('invalid', `sheets.refusal.${read.refusal.code}`, { params: read.refusal.params, field: 'file' })
  const { estates, indicators, values } = await loadValues(db, await getRoundById(db, roundId))
  const { parsed, problems } = parseValueRows(read.rows, estates, indicators, today, locale)
  const known = new Map(values.map((value) => [`${value.estateId} ${value.indicator}`, value]))
  const changes = parsed.flatMap((row): Change[] => {
    const before = known.get(`${row.estate.estateId} ${row.indicator.code}`) ?? null
    return before && isSame(before, row.value) ? [] : [{ ...row, before }]
  })
  const unread = read.problems.map(({ reason, params }) => say(`sheets.problem.${reason}`, params, locale))
  const names = new Map([...nameEstates(estates)].map(([name, { estateId }]) => [estateId, name]))
  return { changes, problems: [...unread, ...problems], names }
}

/** A value taken from the survey and exported is the same as one typed. */
const isSame = ({ origin, ...before }: StoredValue, { origin: typed, ...value }: ValueRow['value']) =>
  (origin === 'not_applicable') === (typed === 'not_applicable') &&
  Object.entries(value).every(([key, each]) => before[key as keyof typeof before] === each)

async function loadValues(db: TenantDb, round: { id: string; rubricId: string; sourced: boolean }) {
  const { body } = await getRubric(db, round.rubricId)
  const estates = await listRoundEstates(db, round.id)
  const ids = estates.map(({ estateId }) => estateId)
  return {
    estates,
    indicators: round.sourced ? listSourced(body) : [],
    values: await listValues(db, round.id, ids),
  }
}
