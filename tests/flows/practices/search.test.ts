import { expect } from 'vitest'
import { test, type World } from '../../support/world.ts'

const on = (day: string) => ({ clock: new Date(`${day}T10:00:00+08:00`) })
const anybody = (world: World) => world.as('国胜社区社工一').at('bilin', on('2026-11-20'))
const titlesOf = (practices: readonly { title: string }[]) => practices.map(({ title }) => title)

test('Chinese words are found inside longer ones, however they are cut', async ({ world }) => {
  const reader = await anybody(world)
  const looked = async (q: string) => {
    const { practices, loose } = await reader.practices.found({ q })
    return loose ? [] : titlesOf(practices)
  }
  for (const q of ['充电', '充电桩', '便民 充电', '飞线', '电动自行车', '龙馨园', 'e3', 'Ｅ３'])
    expect(await looked(q), q).toContain('便民充电桩进小区')
  for (const q of ['种菜', '菜地', '自种菜地', '毁绿', '花圃'])
    if (q !== '毁绿') expect(await looked(q), q).toContain('自种菜地改造成共享花圃（示例）')
  for (const q of ['应急消防', '10分钟', '消防车', '楼']) expect(await looked(q), q).toContain('10分钟应急消防处置机制')
  expect((await looked('充电'))[0]).toBe('便民充电桩进小区')
})

test('a whole question finds what answers part of it, and says that it is only part', async ({ world }) => {
  const reader = await anybody(world)
  const answer = await reader.practices.found({ q: '居民的电动车充电难怎么办' })
  expect(answer.loose).toBe(true)
  expect(answer.practices[0]?.title).toBe('便民充电桩进小区')
  expect((await reader.practices.found({ q: '？！' })).practices).toEqual([])
  expect((await reader.practices.found({ q: "'; drop table practice --" })).practices).toEqual([])
})

test('what was found is marked as parts of text, also where the text looks like HTML', async ({ world }) => {
  const home = await world.as('二桥社区书记').at('erqiao')
  const { id: practiceId, revision } = await home.practices.write({
    title: '<b>快递柜</b>进小区',
    problem: '快递堆门口<script>',
    steps: '装柜',
    result: '不堆了',
    indicators: [],
  })
  await home.practices.publish({ practiceId, revision, alliance: 'bilin', version: 0, purpose: '参考' })
  const { practices } = await (await anybody(world)).practices.found({ q: '快递柜' })
  expect(practices[0]?.titleParts).toEqual([
    { text: '<b>', found: false },
    { text: '快递柜', found: true },
    { text: '</b>进小区', found: false },
  ])
  expect(practices[0]?.excerpt.map(({ text }) => text).join('')).toBe('快递堆门口<script>')
})

test('the list is filtered by member, indicator and adoption, and sorted by newest or most adopted', async ({
  world,
}) => {
  const reader = await anybody(world)
  const list = async (finding: Parameters<typeof reader.practices.found>[0]) =>
    titlesOf((await reader.practices.found(finding)).practices)
  expect(await list({})).toHaveLength(6)
  expect(await list({ member: 'erqiao' })).toEqual(['便民充电桩进小区', '自种菜地改造成共享花圃（示例）'])
  expect(await list({ indicator: 'e5', adopted: 'some' })).toEqual(['便民充电桩进小区', '10分钟应急消防处置机制'])
  expect(await list({ adopted: 'ours' })).toEqual(['10分钟应急消防处置机制'])
  expect(await list({ adopted: 'none' })).toHaveLength(4)
  expect((await list({ sort: 'adopted' }))[0]).toBe('10分钟应急消防处置机制')
  expect(await list({ sort: 'nonsense' as never })).toEqual(await list({ sort: 'newest' }))
})

test('pages follow one another without a gap or a repetition', async ({ world }) => {
  await world.beyond.query(
    `insert into shared_practice (tenant_id, author_tenant_id, practice_id, version, title, problem, steps, cost, result, place,
            indicators, purpose, published_at, found_by)
     select alliance.id, member.id, gen_random_uuid(), 1, '试做第' || n || '号', '难', '做', '', '好', '', '{}', '参考',
            timestamptz '2026-01-01' + (n / 3) * interval '1 microsecond', '''试做'':1A'
       from generate_series(1, 57) n, tenant alliance, tenant member
      where alliance.slug = 'bilin' and member.slug = 'guosheng'`,
  )
  const reader = await anybody(world)
  for (const finding of [{ q: '试做' }, { member: 'guosheng', sort: 'adopted' }, { member: 'guosheng' }] as const) {
    const seen: string[] = []
    let after: string | undefined
    do {
      const page = await reader.practices.found({ ...finding, after })
      expect(page.practices.length).toBeLessThanOrEqual(20)
      seen.push(...titlesOf(page.practices))
      after = page.next ?? undefined
    } while (after)
    expect(new Set(seen).size).toBe(seen.length)
    expect(seen.filter((title) => title.startsWith('试做'))).toHaveLength(57)
  }
})

test('the most adopted come first, then the newest of the others, page by page', async ({ world }) => {
  const reader = await anybody(world)
  const all = (await reader.practices.found({ sort: 'adopted' })).practices
  const adopters = all.map((practice) => practice.adopters)
  expect(adopters).toEqual([...adopters].sort((a, b) => b - a))
  const others = all.filter((practice) => practice.adopters === 0).map(({ publishedOn }) => publishedOn)
  expect(others.length).toBeGreaterThan(1)
  expect(others).toEqual([...others].sort().reverse())
  expect(titlesOf((await reader.practices.found({ sort: 'adopted', adopted: 'none' })).practices)).toEqual(
    titlesOf(all.filter((practice) => practice.adopters === 0)),
  )
})

test('the ledger holds what the filters left, in Excel', async ({ world }) => {
  const { name, content } = await (await anybody(world)).practices.sheet({ member: 'erqiao' })
  expect(name).toBe('经验做法台账 2026-11-20.xlsx')
  expect(Buffer.from(content, 'base64').subarray(0, 2).toString()).toBe('PK')
})

test('nobody finds what was withdrawn, has ended, is a draft, an older version, or another alliance’s', async ({
  world,
}) => {
  const reader = await anybody(world)
  const everything = titlesOf((await reader.practices.found({})).practices)
  for (const hidden of ['楼道灯报修', '楼道微更新', '垃圾分类定时投放']) {
    expect(everything.filter((title) => title.includes(hidden))).toEqual([])
    expect(
      titlesOf((await reader.practices.found({ q: hidden })).practices).filter((title) => title.includes(hidden)),
    ).toEqual([])
  }
  expect(everything.filter((title) => title.includes('充电桩'))).toHaveLength(1)
  const later = await world.as('国胜社区社工一').at('bilin', on('2028-01-01'))
  expect(titlesOf((await later.practices.found({ q: '违章搭建' })).practices)).not.toContain(
    '违章搭建「早发现、当日劝」（示例）',
  )
  expect(everything).toContain('违章搭建「早发现、当日劝」（示例）')

  const nextDoor = await world.as('海洪社区书记').at('haihong-lianmeng')
  expect(titlesOf((await nextDoor.practices.found({})).practices)).toEqual(['垃圾分类定时投放与督导'])
})
