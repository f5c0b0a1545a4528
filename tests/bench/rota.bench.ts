/**
 * How long a rota takes, from the problem to the visits with their days: ten estates must be immediate, a thousand estates and
 * three thousand reviewers at most 10 s in a thread. Each size in a thread, as in the server; the last rows are problems without
 * a solution, with every relaxation tried.
 */
import { inThread } from '@bilin/api/thread/inThread'
import type { RotaProblem } from '@bilin/domain/scorecards/rota/propose'
import { random } from '@bilin/domain/scorecards/random'
import { print } from './table.ts'

type Size = {
  title: string
  estates: number
  reviewers: number
  requiredVisits: number
  communities: number
  maxVisits?: number
}

const sizes: Size[] = [
  { title: '10 estates', estates: 10, reviewers: 20, requiredVisits: 4, communities: 3 },
  { title: '100 estates', estates: 100, reviewers: 300, requiredVisits: 4, communities: 10 },
  { title: 'few reviewers', estates: 1000, reviewers: 300, requiredVisits: 4, communities: 100 },
  { title: 'the largest', estates: 1000, reviewers: 3000, requiredVisits: 4, communities: 100 },
  { title: 'the largest, three communities', estates: 1000, reviewers: 3000, requiredVisits: 4, communities: 3 },
  { title: 'more than can be linked', estates: 1000, reviewers: 3000, requiredVisits: 3, communities: 100 },
  {
    title: 'more than people may make',
    estates: 1000,
    reviewers: 1500,
    requiredVisits: 4,
    communities: 100,
    maxVisits: 2,
  },
]

const rows: string[][] = []
for (const size of sizes) {
  const problem = buildRotaProblem(size)
  let reports = 0
  const before = performance.now()
  const { rota, obstacle } = await inThread('rota', problem, { progress: () => (reports += 1) })
  const took = performance.now() - before
  const facts = rota?.facts
  rows.push([
    size.title,
    `${size.estates} × ${size.reviewers} × ${size.requiredVisits}`,
    took.toFixed(0),
    `${reports}`,
    facts ? `${facts.minLoad}–${facts.maxLoad}` : obstacle!.kind,
    facts ? `${facts.groups}` : '',
    facts ? (facts.km / facts.visits).toFixed(1) : '',
    facts ? `${facts.mixed}` : '',
    obstacle ? obstacle.relaxations.map(({ kind }) => kind).join(' ') : '',
  ])
}
print(['rota', 'size', 'ms', 'progress', 'loads', 'groups', 'km a visit', 'mixed', 'ways out'], rows)

/** Estates scattered over thirty kilometres; half of the reviewers of companies, a fifth of them away for a day. */
function buildRotaProblem({ estates: count, reviewers, requiredVisits, communities, maxVisits }: Size): RotaProblem {
  const next = random(7)
  const companies = Math.ceil(count * 0.7)
  const estates = Array.from({ length: count }, (_, i) => ({
    estateId: `e${i}`,
    name: `c${i}`,
    companyId: `company ${Math.floor(i * 0.7)}`,
    communityId: `community ${i % communities}`,
    lat: 31.9 + next() * 0.3,
    lng: 120.8 + next() * 0.3,
  }))
  const days = Array.from({ length: 20 }, (_, i) => `2026-12-${String(i + 1).padStart(2, '0')}`)
  return {
    estates,
    reviewers: Array.from({ length: reviewers }, (_, i) => ({
      seatId: `s${i}`,
      title: `t${i}`,
      kind: i % 2 ? ('company' as const) : ('community' as const),
      memberId: i % 2 ? `company ${i % companies}` : `community ${i % communities}`,
      absent: i % 5 ? [] : [days[2]!],
    })),
    conflicts: [{ memberId: 'company 1', companyId: 'company 2' }],
    requiredVisits,
    maxVisits: maxVisits ?? null,
    days,
    visitsPerDay: 2,
  }
}
