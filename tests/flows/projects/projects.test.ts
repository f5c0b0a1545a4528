import { expect } from 'vitest'
import { waitingFor } from '../../support/errands.ts'
import { refusal, test, type World } from '../../support/world.ts'

const at = (day: string) => ({ clock: new Date(`${day}T10:00:00+08:00`) })
const community = async (world: World, slug: string) => {
  const { rows } = await world.beyond.query<{ id: string }>('select id from tenant where slug = $1', [slug])
  return rows[0]!.id
}

test('the story of a project: proposed, joined with pledges, planned, reported, closed with results', async ({
  world,
}) => {
  const lead = await world.as('三桥社区书记').at('bilin', at('2026-04-01'))
  const { id: projectId, slug } = await lead.projects.propose({
    title: '楼道飞线整治',
    aim: '楼道里不再拉飞线',
    fromDay: '2026-04-10',
    untilDay: '2026-06-30',
    aims: [{ words: '整治楼道', target: 30, unit: '个' }],
  })
  expect(slug).toBe('楼道飞线整治')

  const neighbour = await world.as('二桥社区书记').at('bilin', at('2026-04-02'))
  const proposals = () => waitingFor(world, '二桥社区书记', 'projects.proposal', at('2026-04-02'))
  expect((await proposals()).map(({ title }) => title)).toEqual(['楼道飞线整治'])
  await neighbour.projects.join({ projectId, kind: 'people', amount: '3', words: '楼组长' })
  expect(await proposals()).toEqual([])

  const communityId = await community(world, 'erqiao')
  const milestone = await lead.projects.addMilestone({
    projectId,
    communityId,
    title: '摸底完成',
    dueOn: '2026-05-01',
  })
  await lead.projects.addTask({
    projectId,
    communityId,
    title: '逐楼摸底',
    dueOn: '2026-04-30',
    milestoneId: milestone.id,
  })
  await lead.projects.start({ projectId, seen: 'proposed' })

  const staff = await world.as('二桥社区社工一').at('bilin', at('2026-04-20'))
  const [due] = await waitingFor(world, '二桥社区社工一', 'projects.task', at('2026-04-20'))
  expect(due).toMatchObject({ title: '逐楼摸底', about: '楼道飞线整治', due: '2026-04-30', late: false })
  await staff.projects.report({
    taskId: due!.id,
    seen: 0,
    status: 'doing',
    progress: '40%',
    note: '已看十二栋',
  })
  await staff.projects.report({ taskId: due!.id, seen: 1, status: 'done' })
  await staff.projects.report({ taskId: due!.id, seen: 2, status: 'doing', note: '漏了两栋，再看一遍' })
  await staff.projects.report({ taskId: due!.id, seen: 3, status: 'done' })

  await lead.projects.windUp({ projectId, seen: 'running' })
  const { aims } = await lead.projects.one({ slug })
  await lead.projects.close({
    projectId,
    seen: 'closing',
    result: '三十个楼道整治完',
    aims: { [aims[0]!.id]: { reached: '30' } },
  })

  const closed = await (await world.as('龙馨园物业经理').at('bilin')).projects.one({ slug })
  expect(closed.project).toMatchObject({ stage: 'closed', result: '三十个楼道整治完', lead: '三桥社区' })
  expect(closed.aims).toMatchObject([{ words: '整治楼道', target: 30, reached: 30 }])
  expect(closed.tasks).toMatchObject([
    { status: 'done', progress: 100, number: 4, by: '二桥社区社工一', community: '二桥社区' },
  ])
  expect(closed.updates.map(({ status }) => status)).toEqual(['done', 'doing', 'done', 'doing'])
  expect(closed.steps.map(({ from, to, by }) => [from, to, by])).toEqual([
    [null, 'proposed', '三桥社区书记'],
    ['proposed', 'running', '三桥社区书记'],
    ['running', 'closing', '三桥社区书记'],
    ['closing', 'closed', '三桥社区书记'],
  ])
  const { rows } = await world.beyond.query('select name from event where name like $1 and subject_id = $2', [
    'projects.%',
    projectId,
  ])
  expect(rows.map(({ name }) => name).sort()).toEqual(
    ['closed', 'joined', 'proposed', 'started', 'winding_up'].map((what) => `projects.${what}`),
  )
})

test('the story has one project running, one closing, one closed, and each page shows its work', async ({ world }) => {
  const secretary = await world.as('国胜社区书记').at('bilin', at('2026-11-23'))
  const { projects, counts } = await secretary.projects.list({})
  expect(projects.map(({ slug, stage }) => [slug, stage])).toEqual([
    ['straw-patrol', 'closed'],
    ['waste-points', 'closing'],
    ['charging-points', 'running'],
  ])
  expect(counts).toEqual({ closed: 1, closing: 1, running: 1 })
  expect(projects[2]).toMatchObject({
    lead: '三桥社区',
    communities: 3,
    joined: true,
    tasks: 8,
    done: 4,
    late: 1,
  })
  expect((await secretary.projects.list({ stage: 'closed' })).projects).toHaveLength(1)
  const tasks = await waitingFor(world, '国胜社区书记', 'projects.task', at('2026-11-23'))
  expect(tasks.map(({ title }) => title)).toEqual(['国胜新村空地装桩', '督导一个月回头看'])
  const steps = await waitingFor(world, '二桥社区书记', 'projects.step', at('2026-11-23'))
  expect(steps.map(({ path }) => path)).toEqual(['projects/waste-points'])
})

test('the alliance itself may lead: two communities join, the coordinator plans, starts and closes', async ({
  world,
}) => {
  const coordinator = await world.as('联盟协调员').at('bilin')
  const { id: projectId, slug } = await coordinator.projects.propose({
    title: '联盟开放日',
    aim: '居民走进三个社区',
    fromDay: '2026-12-01',
    untilDay: '2026-12-31',
    aims: [{ words: '开放的社区', target: 2, unit: '个' }],
  })
  for (const title of ['三桥社区书记', '二桥社区书记']) {
    await (await world.as(title).at('bilin')).projects.join({ projectId })
  }
  const communityId = await community(world, 'erqiao')
  await coordinator.projects.addTask({ projectId, communityId, title: '准备讲解', dueOn: '2026-12-10' })
  await coordinator.projects.start({ projectId, seen: 'proposed' })
  await coordinator.projects.windUp({ projectId, seen: 'running' })
  const { aims, project } = await coordinator.projects.one({ slug })
  expect(project.lead).toBe('比邻区域党建联盟')
  await coordinator.projects.close({
    projectId,
    seen: 'closing',
    result: '办成',
    aims: { [aims[0]!.id]: { reached: 2 } },
  })
  expect((await coordinator.projects.one({ slug })).aims[0]!.reached).toBe(2)
})

test('a community that declines is asked no more, and may still join', async ({ world }) => {
  const { projectId, secretary } = await proposal(world)
  const neighbour = await world.as('二桥社区书记').at('bilin')
  await neighbour.projects.decline({ projectId, words: '今年已有安排' })
  expect((await neighbour.errands.list()).filter(({ kind }) => kind === 'projects.proposal')).toEqual([])
  expect(await refusal(neighbour.projects.decline({ projectId }))).toBe('projects.already_declined')
  await neighbour.projects.join({ projectId })
  const { declined, participants } = await secretary.projects.one({ slug: 'lighting' })
  expect([declined.length, participants.length]).toEqual([0, 2])
})

test('a pledge can be withdrawn once, by its own community, and stays on record', async ({ world }) => {
  const { projectId, secretary } = await proposal(world)
  const { id: pledgeId } = await secretary.projects.pledge({
    projectId,
    kind: 'money',
    amount: 500,
    words: '买灯泡',
  })
  const neighbour = await world.as('二桥社区书记').at('bilin')
  expect(await refusal(neighbour.projects.withdrawPledge({ pledgeId }))).toBe('projects.not_your_pledge')
  await secretary.projects.withdrawPledge({ pledgeId })
  expect(await refusal(secretary.projects.withdrawPledge({ pledgeId }))).toBe('projects.pledge_withdrawn_already')
  const { pledges } = await secretary.projects.one({ slug: 'lighting' })
  expect(pledges).toMatchObject([{ unit: '元', amount: 500, withdrawnAt: expect.any(Date) }])
})

test('the list of tasks goes out as an Excel file, in the reader’s language', async ({ world }) => {
  const chinese = await (await world.as('国胜社区书记').at('bilin')).projects.sheet({ slug: 'straw-patrol' })
  expect(chinese.name).toBe('秋季秸秆禁烧巡查 任务台账.xlsx')
  expect(Buffer.from(chinese.content, 'base64').subarray(0, 2).toString()).toBe('PK')
  const english = await (
    await world.as('国胜社区书记').at('bilin', { locale: 'en' })
  ).projects.sheet({ slug: 'straw-patrol' })
  expect(english.name).toBe('秋季秸秆禁烧巡查 task list.xlsx')
})

async function proposal(world: World) {
  const secretary = await world.as('三桥社区书记').at('bilin')
  const { id: projectId } = await secretary.projects.propose({
    title: '路灯夜查',
    slug: 'lighting',
    aim: '夜里路灯都亮',
    fromDay: '2026-12-01',
    untilDay: '2027-02-28',
  })
  return { projectId, secretary }
}
