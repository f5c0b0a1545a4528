/**
 * The residents' survey of the round under way: open in every estate, answered by some households of three. What they answer is drawn
 * from the same true quality as the marks, and is the same every time.
 */
import { template } from '@bilin/domain/scorecards/rubrics/template'
import type { Story } from '../load.ts'
import type { Chapter } from './rounds.ts'
import { bell, getTruth } from './simulation.ts'

/** How many households have answered so far. */
const answered = { 万科小区: 14, 龙馨园: 11, '国胜雅居（示例）': 4 }
const SPREAD = 0.9

export async function askResidents({ as, answerSurvey }: Story, chapter: Chapter, day: string) {
  const { rounds, surveys } = as(chapter.coordinator, chapter.alliance, day).scorecards
  const { slug, closesOn: until } = chapter
  const { id: roundId } = await rounds.alone({ slug })
  await surveys.open({ roundId, until, slips: 60 })
  const { estates } = await surveys.list({ slug, whole: true })
  for (const [name, households] of Object.entries(answered)) {
    const { estateId } = estates.find((estate) => estate.name === name)!
    const { slips, survey } = await surveys.slips({ slug, estateId, from: 1 })
    const { quality } = getTruth(template, name, chapter.number).dimensions.find(({ code }) => code === 'H')!
    for (const { number, code } of slips.slice(0, households)) {
      const marks = survey.indicators.map((indicator) => quality + SPREAD * bell(name, indicator, String(number)))
      const answers = Object.fromEntries(marks.map((mark, at) => [at, Math.min(5, Math.max(1, Math.round(mark)))]))
      await answerSurvey({ alliance: chapter.alliance, address: survey.address, from: '' }, { code, answers }, day)
    }
  }
}
