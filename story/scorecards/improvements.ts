/** What companies committed to after the demo rounds, one indicator each. All of it is invented. */
import type { Story } from '../load.ts'

type Promised = {
  slug: string
  manager: string
  indicator: string
  on: string
  what: string
  who: string
  until: string
  done?: { on: string; evidence: string }
}

const promised: Promised[] = [
  {
    slug: '2026-spring',
    manager: '永宁家园物业经理',
    indicator: 'E3',
    on: '2026-04-13',
    who: '秩序主管',
    until: '2026-05-15',
    what: '消防车道重新划线，装两处禁停桩，早晚各巡一次并记入台账',
    done: { on: '2026-05-12', evidence: '划线和禁停桩验收单，5 月巡查台账 24 页' },
  },
  {
    slug: '2026-summer',
    manager: '永宁家园物业经理',
    indicator: 'E3',
    on: '2026-07-14',
    who: '秩序主管',
    until: '2026-08-31',
    what: '长期停放的面包车联系社区和交警拖离，车道口加装道闸',
    done: { on: '2026-08-26', evidence: '拖离记录和道闸验收单' },
  },
  {
    slug: '2026-summer',
    manager: '国胜新村物业经理',
    indicator: 'C5',
    on: '2026-07-15',
    who: '环境主管',
    until: '2026-10-31',
    what: '楼道堆物每栋每周清一次，清理前三天张贴通知，照万科小区的做法登记认领',
  },
  {
    slug: '2026-summer',
    manager: '二桥花苑物业经理',
    indicator: 'E5',
    on: '2026-07-16',
    who: '工程主管',
    until: '2026-12-10',
    what: '充电棚加装两路断电保护，夜间值班每两小时看一次',
  },
]

export async function createImprovements({ as }: Story, alliance: string): Promise<void> {
  for (const { slug, manager, on, done, ...wording } of promised) {
    const company = as(manager, alliance, on).scorecards
    const { estateId } = (await company.improvements.list({ slug })).cards[0]!
    await company.results.open({ slug, estateId })
    const { improvementId } = await company.improvements.commit({ slug, estateId, ...wording })
    if (done)
      await as(manager, alliance, done.on).scorecards.improvements.finish({
        improvementId,
        revision: 1,
        doneOn: done.on,
        evidence: done.evidence,
      })
  }
}
