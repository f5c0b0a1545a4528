/**
 * What the coordinator enters for indicators that no reviewer marks: one value per estate, drawn from the same true quality as the marks,
 * and the same every time. All of it is invented (示例), its evidence too.
 */
import { addDays } from '@bilin/domain/calendar'
import { toMark } from '@bilin/domain/scorecards/rubrics/countToMark'
import type { Mark } from '@bilin/domain/scorecards/rubrics/mark'
import type { Indicator } from '@bilin/domain/scorecards/rubrics/rubric'
import { listSourced } from '@bilin/domain/scorecards/rubrics/sourced'
import { template } from '@bilin/domain/scorecards/rubrics/template'
import type { Story } from '../load.ts'
import type { Chapter } from './rounds.ts'
import { bell, chance, getTruth } from './simulation.ts'

const SPREAD = 0.35
const MINUTES: Record<Mark, number> = { 5: 24, 4: 85, 3: 310, 2: 1150, 1: 1900 }

/** Disputes of one estate are too few in half a year. */
const tooFew = { indicators: ['G5'], reason: '半年内矛盾纠纷不足 10 件，太少不评。' }
const noSource = '功能未启用，本轮没有数据来源。'

const sources: Record<string, string> = {
  A: '联盟联席会议和公益岗位台账（示例）',
  F: '社区报修登记月报（示例）',
  G: '街道 12345 工单月报（示例）',
  H: '联盟住户纸质问卷汇总（示例）',
}

export async function enterValues({ as }: Story, chapter: Chapter, roundId: string, day: string) {
  const { values, rounds } = as(chapter.coordinator, chapter.alliance, day).scorecards
  const { estates } = await rounds.get({ slug: chapter.slug, whole: true })
  await values.declareNotApplicable({ roundId, ...tooFew })
  const indicators = listSourced(template).filter(({ code }) => !tooFew.indicators.includes(code))
  const asOf = addDays(chapter.opensOn, -1)
  const header = '小区\t代码\t分子\t分母\t数值\t评分\t来源\t数据截至'
  const rows = estates.flatMap(({ name }) =>
    indicators.map((indicator) => {
      const { code } = indicator
      const { numerator = '', denominator = '', counted = '', mark = '' } = draw(indicator, name, chapter.number)
      return [name, code, numerator, denominator, counted, mark, sources[code[0]!]!, asOf].join('\t')
    }),
  )
  await values.enterPasted({ roundId, pasted: [header, ...rows].join('\n'), files: [evidence()] })
}

/** Next door there is no such record yet. */
export async function declareNone({ as }: Story, chapter: Chapter, roundId: string, day: string) {
  const indicators = listSourced(template).map(({ code }) => code)
  const { values } = as(chapter.coordinator, chapter.alliance, day).scorecards
  await values.declareNotApplicable({ roundId, indicators, reason: noSource })
}

type Drawn = { numerator?: number; denominator?: number; counted?: number; mark?: number }

function draw({ code, scale, source }: Indicator, estate: string, round: number): Drawn {
  const dimension = getTruth(template, estate, round).dimensions.find((one) => one.code === code[0])!
  const seen = dimension.quality + SPREAD * bell(estate, code, String(round))
  const mark = Math.round(Math.min(5, Math.max(1, seen))) as Mark
  if (!scale && source !== 'survey') return { mark, ...(code === 'G1' && { counted: MINUTES[mark] }) }
  const makes = (numerator: number, denominator: number) =>
    scale ? toMark(scale, Math.round((numerator / denominator) * 1000) / 10) : Math.floor(numerator / denominator + 0.5)
  const first = 24 + Math.floor(chance(`${estate}\n${code}\n${round}`) * 60)
  for (let denominator = first; ; denominator += 1) {
    const top = scale ? denominator : denominator * 5
    const fitting = Array.from({ length: top + 1 }, (_, at) => at).filter((at) => makes(at, denominator) === mark)
    const numerator = fitting[Math.floor(fitting.length / 2)]
    if (numerator !== undefined) return { numerator, denominator }
  }
}

/** A PDF of one blank page. */
const evidence = () => ({
  fileId: crypto.randomUUID(),
  name: '数据来源（示例）.pdf',
  content: Buffer.from(
    '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n' +
      '3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n',
  ).toString('base64'),
})
