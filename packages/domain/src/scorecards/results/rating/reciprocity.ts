/**
 * Reciprocity: pairs of companies whose reviewers mark each other's estates higher than those estates and those reviewers
 * are marked and mark elsewhere. It is a question to the coordinator, never a finding: there may be another reason.
 *
 * Model    y = μ + β pair + estate + reviewer + noise, for each pair in turn, `pair` being the marks of either company's reviewers at
 *          an estate of the other. The ratios of the variances are those of all marks without β.
 * Units    β in those of the values.
 * Shapes   a pair is looked at where there are marks both ways, and named where each way by itself is higher and β is too large for
 *          chance, by Student's t and one-sided. Among all pairs of a round that are not reciprocal at most one is named in five
 *          rounds of a hundred. null where there are too few marks: no more than estates and reviewers together.
 *          Only companies are named, as their ids in order, never a reviewer; the least likely by chance come first.
 * Errors   scorecards.no_marks, scorecards.mark_not_a_number.
 * Source   Holm, Scandinavian Journal of Statistics 6 (1979), 65, for many tests at once; β as in favour.ts.
 */
import { withinT } from '../../../student.ts'
import { listComponents } from './components.ts'
import { isIdentifiable } from './identifiable.ts'
import { buildCells, type Observation } from './model/cells.ts'
import type { Ratios } from './model/equations.ts'
import { buildLayout } from './model/layout.ts'
import { fitAt } from './model/likelihood.ts'
import { estimateMoments } from './model/moments.ts'
import { reml } from './model/reml.ts'

export type CompanyMark = Observation & {
  /** The companies of the reviewer and of the estate; null where the reviewer is of none. */
  by: string | null
  at: string
}
export type Reciprocity = { companies: [string, string]; points: number; marks: number }

/** How often a round without reciprocity may name any pair. */
const ERROR = 0.05

export function findReciprocity(marks: readonly CompanyMark[], error = ERROR): Reciprocity[] | null {
  const cells = buildCells(marks)
  // As if estates and reviewers were fixed, which is the fewest that the noise can be known by.
  const degrees = marks.length - cells.estates.length - cells.reviewers.length
  if (cells.scale === 0 || degrees < 1) return null
  const ratios = estimateRatios(marks)
  const pairs = listMutualPairs(marks).map((companies) => ({ companies, ...estimatePair(marks, companies, ratios) }))
  const found: Reciprocity[] = []
  for (const { companies, both, ways, marks: count } of pairs.toSorted((a, b) => b.both.t - a.both.t)) {
    const left = pairs.length - found.length
    if (both.t < withinT(1 - (2 * error) / left, degrees)) break
    if (ways.every(({ t }) => t > 0)) found.push({ companies, points: both.points, marks: count })
  }
  return found
}

function estimateRatios(marks: readonly Observation[]): Ratios {
  const cells = buildCells(marks.map(({ estate, reviewer, value }) => ({ estate, reviewer, value })))
  const layout = buildLayout(cells, listComponents(cells))
  const { estate, reviewer } = isIdentifiable(cells)
  const held = layout.smallIs === 'estate' ? { small: !estate, big: !reviewer } : { small: !reviewer, big: !estate }
  return reml(layout, held, estimateMoments(layout)).fit.factored.ratios
}

/** Companies that both mark the other one's estates. */
function listMutualPairs(marks: readonly CompanyMark[]): [string, string][] {
  const ways = new Set(marks.flatMap(({ by, at }) => (by === null || by === at ? [] : [`${by} ${at}`])))
  return [...ways]
    .map((way) => way.split(' ') as [string, string])
    .filter(([by, at]) => by < at && ways.has(`${at} ${by}`))
    .sort()
}

function estimatePair(marks: readonly CompanyMark[], [one, other]: [string, string], ratios: Ratios) {
  const isWay = (by: string, at: string) => (mark: CompanyMark) => mark.by === by && mark.at === at
  const [there, back] = [isWay(one, other), isWay(other, one)]
  const estimate = (has: (mark: CompanyMark) => boolean) => estimateHigher(marks, has, ratios)
  return {
    both: estimate((mark) => there(mark) || back(mark)),
    ways: [estimate(there), estimate(back)],
    marks: marks.filter((mark) => there(mark) || back(mark)).length,
  }
}

/** By how much some marks are higher than their estates and reviewers explain, and that in standard errors. */
function estimateHigher(marks: readonly CompanyMark[], has: (mark: CompanyMark) => boolean, ratios: Ratios) {
  const cells = buildCells(
    marks.map((mark) => ({ estate: mark.estate, reviewer: mark.reviewer, value: mark.value, kin: has(mark) })),
  )
  const { fixed, fixedError, square, degrees } = fitAt(buildLayout(cells, listComponents(cells), true), ratios)
  const error = Math.sqrt((fixedError[1]![1]! * square) / degrees)
  return { points: cells.scale * fixed[1]!, t: error > 0 ? fixed[1]! / error : 0 }
}
