/**
 * The practices of the story: two from the report (万科小区's ten-minute emergency response, 龙馨园's charging points),
 * one in the second alliance (兴石花园's fixed-hour sorting), and invented ones, marked 示例, for common problems.
 */
import type { Caller } from '@bilin/api/bilin'
import { charging, emergency, friction, habits, plots, sheds, sorting, stairs } from './practiceTexts.ts'
import type { Story } from './load.ts'

type Text = Parameters<Caller['practices']['write']>[0]
type Act = {
  who: string
  home: string
  alliance: string
  text: Text
  day: string
  purpose: string
  until?: string
}

export async function createPractices(story: Story): Promise<void> {
  const sanqiao = { who: '三桥社区书记', home: 'sanqiao', alliance: 'bilin' }
  const erqiao = { who: '二桥社区书记', home: 'erqiao', alliance: 'bilin' }
  const guosheng = { who: '国胜社区书记', home: 'guosheng', alliance: 'bilin' }

  const responded = await share(story, {
    ...sanqiao,
    text: emergency,
    day: '2026-03-10',
    purpose: '供各小区组建应急队伍时参考',
  })
  const charged = await share(story, {
    ...erqiao,
    text: charging,
    day: '2026-03-18',
    purpose: '治理电动自行车进楼入户，供各小区选点建设时参考',
  })
  await share(story, { ...erqiao, text: plots, day: '2026-04-02', purpose: '共治毁绿种菜问题' })
  await share(story, {
    ...guosheng,
    text: sheds,
    day: '2026-04-20',
    purpose: '共治违章搭建问题',
    until: '2027-12-31',
  })
  await share(story, { ...guosheng, text: friction, day: '2026-05-11', purpose: '供新交付小区参考' })
  await share(story, {
    who: '永宁家园物业经理',
    home: 'yongning',
    alliance: 'bilin',
    text: habits,
    day: '2026-06-03',
    purpose: '物业公司互学互访交流',
  })

  await improve(story, { ...erqiao, practiceId: charged, day: '2026-06-15' })
  await adopt(story, '三桥社区书记', charged, 2, '和睦家园飞线充电多，消防检查连续两次指出', '2026-07-01', '和睦家园')
  await adopt(
    story,
    '永宁家园物业经理',
    charged,
    2,
    '楼道停放电动自行车投诉多，业委会要求解决',
    '2026-07-10',
    '永宁家园',
  )
  await adopt(story, '国胜社区书记', responded, 1, '江海湾高层多，消防车到场前要有人先处置', '2026-05-06', '江海湾')
  await adopt(
    story,
    '永宁家园物业经理',
    responded,
    1,
    '永宁家园楼道充电起过火，保安不会用室内消火栓',
    '2026-05-08',
    '永宁家园',
  )
  await adopt(story, '二桥社区书记', responded, 1, '二桥花苑消防车道窄，先期处置要靠自己', '2026-05-12', '二桥花苑')

  const stairsId = await write(story, { ...sanqiao, text: stairs, day: '2026-06-20' })
  await story.as('三桥社区书记', 'sanqiao', '2026-06-21').practices.publish({
    practiceId: stairsId,
    revision: 1,
    alliance: 'bilin',
    version: 0,
    purpose: '征求各社区意见',
  })
  await story
    .as('三桥社区书记', 'sanqiao', '2026-07-05')
    .practices.withdraw({ practiceId: stairsId, alliance: 'bilin', version: 1 })
  await story.as('三桥社区社工一', 'sanqiao', '2026-07-08').practices.write({
    title: '楼道微更新认领（示例）',
    problem: '老楼道墙面脱落、堆物反复，居民愿意出力但没人牵头。',
    place: '和睦家园',
    indicators: [],
  })

  await share(story, {
    who: '海洪社区书记',
    home: 'haihong',
    alliance: 'haihong-lianmeng',
    text: sorting,
    day: '2026-04-15',
    purpose: '垃圾分类示范小区经验推广',
  })
}

async function write({ as }: Story, { who, home, text, day }: Pick<Act, 'who' | 'home' | 'text' | 'day'>) {
  const { id } = await as(who, home, day).practices.write(text)
  return id
}

async function share(story: Story, act: Act) {
  const practiceId = await write(story, act)
  const { who, home, alliance, day, purpose, until } = act
  await story.as(who, home, day).practices.publish({ practiceId, revision: 1, alliance, version: 0, purpose, until })
  return practiceId
}

/** After half a year the text has the experience with the first charging points. */
async function improve(
  { as }: Story,
  { who, home, alliance, practiceId, day }: Omit<Act, 'text' | 'purpose'> & { practiceId: string },
) {
  const own = as(who, home, day)
  const cost = `${charging.cost}\n二期补充：每处加装一只带保护的分路开关，约 300 元。`
  await own.practices.change({ ...charging, cost, practiceId, revision: 1 })
  await own.practices.publish({
    practiceId,
    revision: 2,
    alliance,
    version: 1,
    purpose: '补充二期投入，供各小区选点建设时参考',
  })
}

async function adopt(
  { as }: Story,
  who: string,
  practiceId: string,
  version: number,
  reason: string,
  since: string,
  place: string,
) {
  const member = as(who, 'bilin', since)
  const { estates } = await member.practices.shared({ practiceId })
  const listedEstateId = estates.find(({ name }) => name.startsWith(place))?.id
  await member.practices.adopt({ practiceId, version, listedEstateId, reason, since })
}
