/** The findings of a round as a workbook, with responses and decisions; disputed marks are on a second sheet. */
import type { TenantDb } from '@bilin/db/tenant'
import { toDay } from '@bilin/domain/calendar'
import { FindingListing } from '@bilin/domain/scorecards/findings/listing'
import { toFindingStatus } from '@bilin/domain/scorecards/findings/status'
import { getIndicators, type RubricBody } from '@bilin/domain/scorecards/rubrics/rubric'
import type { Locale } from '@bilin/i18n'
import { say } from '@bilin/i18n/say'
import type { SheetColumn } from '@bilin/sheets/sheet'
import { z } from 'zod'
import { downloadSheet } from '../../../rooms/files/download.ts'
import { FromPage, nameSource } from '../../../rooms/sheetSource.ts'
import { makeWorkbook } from '../../../thread/sheets.ts'
import { member } from '../../../trpc.ts'
import { listFindingPage } from '../findings/findingPage.ts'
import { listDisputedMarks } from '../findings/queries.ts'
import { getRound } from '../rounds/queries.ts'
import { getRubric } from '../rubrics/rubric.ts'
import { nameVetoes } from '../workbook.ts'
import { listPublishedFindings } from './figures.ts'

type Round = Awaited<ReturnType<typeof getRound>>
type Kinds = Readonly<Record<string, SheetColumn['kind']>>

const ofEstate = {
  'scorecards.sheet.estate': 'text',
  'scorecards.sheet.community': 'text',
  'scorecards.sheet.company': 'text',
  'scorecards.findings.indicator': 'text',
} as const
const ofDecision = {
  'scorecards.findings.sheet.response': 'text',
  'scorecards.findings.sheet.responded_on': 'day',
  'scorecards.findings.sheet.decision': 'text',
  'scorecards.findings.sheet.decided_on': 'day',
} as const
const findingKinds = {
  ...ofEstate,
  'scorecards.findings.sheet.severity': 'text',
  'scorecards.findings.sheet.place': 'text',
  'scorecards.findings.sheet.text': 'text',
  'scorecards.sheet.veto': 'text',
  'scorecards.findings.status': 'text',
  ...ofDecision,
} as const satisfies Kinds
const markKinds = {
  ...ofEstate,
  'scorecards.findings.sheet.mark': 'decimal',
  'scorecards.findings.final': 'decimal',
  ...ofDecision,
} as const satisfies Kinds

export const findingSheetProcedures = {
  /** All findings and disputed marks that this seat sees on the page of findings, whatever is filtered there. */
  findingSheet: member
    .input(z.strictObject({ slug: z.string().max(40), ...FromPage }))
    .query(async ({ ctx: { db, locale, today }, input }) => {
      const round = await getRound(db, input.slug)
      const { body } = await getRubric(db, round.rubricId)
      const [findings, marks] = [await listFindings(db, round, today), await listDisputedMarks(db, round.id, {})]
      const title = say('scorecards.findings.sheet.title', {}, locale)
      const above = {
        title: `${round.title} ${title}`,
        notes: [nameSource(round, input.address, locale), say('scorecards.findings.sheet.note', {}, locale)],
      }
      const nameIndicator = indicatorNames(body, locale)
      const subject = (of: { estate: string; communityName: string; companyName: string; indicator: string }) => ({
        'scorecards.sheet.estate': of.estate,
        'scorecards.sheet.community': of.communityName,
        'scorecards.sheet.company': of.companyName,
        'scorecards.findings.indicator': nameIndicator(of.indicator),
      })
      const bytes = await makeWorkbook([
        {
          sheet: { title, columns: toColumns(findingKinds, locale) },
          ...above,
          rows: findings.map((finding) => ({
            ...subject(finding),
            'scorecards.findings.sheet.severity': say(`scorecards.visits.severity.${finding.severity}`, {}, locale),
            'scorecards.findings.sheet.place': finding.place,
            'scorecards.findings.sheet.text': finding.text,
            'scorecards.sheet.veto': sayVeto(finding, body, locale),
            'scorecards.findings.status': say(`scorecards.findings.is.${finding.status}`, {}, locale),
            ...decisionCells(finding),
          })),
        },
        ...(marks.length > 0
          ? [
              {
                sheet: {
                  title: say('scorecards.findings.sheet.marks', {}, locale),
                  columns: toColumns(markKinds, locale),
                },
                ...above,
                rows: marks.map((mark) => ({
                  ...subject(mark),
                  'scorecards.findings.sheet.mark': mark.mark,
                  'scorecards.findings.final': mark.final,
                  ...decisionCells(mark),
                })),
              },
            ]
          : []),
      ])
      return downloadSheet(`${round.title} ${title}`, bytes)
    }),
}

/** Once a round is published its communities read the findings that counted; the company and the coordinator see all. */
async function listFindings(db: TenantDb, round: Round, today: string) {
  const over = round.stage !== 'responding' || today > round.responseUntil
  const whole = FindingListing.parse({ whole: '1' })
  const { rows } = await listFindingPage(db, { roundId: round.id, over }, whole)
  if (rows.length > 0 || round.stage !== 'published')
    return rows.map((finding) => ({ ...finding, status: toFindingStatus({ ...finding, over }) }))
  const published = await listPublishedFindings(db, { roundId: round.id, version: round.version })
  return published.map(({ decision, liftedVeto, ...finding }) => {
    const liftsVeto = liftedVeto !== null
    return {
      ...finding,
      veto: finding.veto ?? liftedVeto,
      liftsVeto,
      status: toFindingStatus({ disputes: null, upheld: decision ? false : null, liftsVeto, over }),
      reason: decision,
      respondedAt: null,
      decidedAt: null,
    }
  })
}

const toColumns = (kinds: Kinds, locale: Locale) =>
  Object.entries(kinds).map(([key, kind]): SheetColumn => ({ key, header: say(key, {}, locale), kind }))

function indicatorNames(body: RubricBody, locale: Locale) {
  const names = new Map(getIndicators(body).map(({ code, zh, en }) => [code, (locale === 'en' && en) || zh]))
  return (code: string) => [code, names.get(code)].filter(Boolean).join(' ')
}

/** With the words that it is not applied, where it was lifted. */
function sayVeto(
  { veto, liftsVeto }: { veto: string | null; liftsVeto: boolean | null },
  body: RubricBody,
  locale: Locale,
) {
  if (!veto) return null
  const named = nameVetoes(body.vetoes, [veto], locale)
  return liftsVeto ? say('scorecards.findings.veto_lifted', { veto: named }, locale) : named
}

type Decided = {
  response: string | null
  respondedAt: Date | null
  reason: string | null
  decidedAt: Date | null
}
const decisionCells = ({ response, respondedAt, reason, decidedAt }: Decided) => ({
  'scorecards.findings.sheet.response': response,
  'scorecards.findings.sheet.responded_on': respondedAt && toDay(respondedAt),
  'scorecards.findings.sheet.decision': reason,
  'scorecards.findings.sheet.decided_on': decidedAt && toDay(decidedAt),
})
