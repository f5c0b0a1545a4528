import { describe, expect, test } from 'vitest'
import { answersFor, leads } from './lead.ts'
import { ProjectChange, NewProject, makeSlug } from './project.ts'

const charging = {
  title: '便民充电桩进小区',
  aim: '每个小区都有公共充电桩',
  fromDay: '2026-03-02',
  untilDay: '2026-12-31',
}

describe('a project’s address', () => {
  test('is made from its title, Chinese as it is', () => {
    expect(makeSlug('便民充电桩进小区')).toBe('便民充电桩进小区')
    expect(makeSlug('秋季秸秆禁烧巡查（2026）')).toBe('秋季秸秆禁烧巡查-2026')
    expect(makeSlug(' Clean  Stairs! ')).toBe('clean-stairs')
  })
  test('differs from those that are taken, from our own pages, and is never empty', () => {
    expect(makeSlug('充电桩', ['充电桩', '充电桩-2'])).toBe('充电桩-3')
    expect(makeSlug('new')).toBe('new-1')
    expect(makeSlug('！！')).toBe('project-1')
  })
  test('can be typed, but not with a slash or a blank', () => {
    expect(NewProject.parse({ ...charging, slug: ' Charging-Points ' }).slug).toBe('charging-points')
    for (const slug of ['a/b', 'a b', '-a-', 'x', 'new']) {
      expect(NewProject.safeParse({ ...charging, slug }).success, slug).toBe(false)
    }
  })
})

test('a proposal takes its aims as a form numbers them, and drops the lines left blank', () => {
  const { aims } = NewProject.parse({
    ...charging,
    aims: { 0: { words: '充电桩', target: '１２', unit: '处' }, 1: { words: '', target: '', unit: '' } },
  })
  expect(aims).toEqual([{ words: '充电桩', target: 12, unit: '处' }])
})

test('a project that ends before it begins is refused beside the day', () => {
  const { error } = NewProject.safeParse({ ...charging, untilDay: '2026-03-01' })
  expect(error?.issues[0]).toMatchObject({ path: ['untilDay'], message: 'projects.days_reversed' })
})

test('a figure without words is not dropped but asked about', () => {
  const { error } = NewProject.safeParse({ ...charging, aims: { 0: { words: '', target: '12', unit: '' } } })
  expect(error?.issues[0]).toMatchObject({
    path: ['aims', 0, 'words'],
    message: 'projects.aim_without_words',
  })
})

test('the same aim twice, and unknown keys, are refused', () => {
  const twice = NewProject.safeParse({ ...charging, aims: [{ words: '充电桩' }, { words: '充电桩' }] })
  expect(twice.error?.issues[0]?.message).toBe('projects.aim_twice')
  expect(NewProject.safeParse({ ...charging, stage: 'closed' }).success).toBe(false)
  expect(ProjectChange.safeParse({ ...charging, revision: 1 }).success).toBe(false)
})

test('the lead and the coordinator lead; a community answers for its own', () => {
  const project = { leadId: 'sanqiao' }
  const seat = (actingTenantId: string) => ({ actingTenantId, tenantId: 'bilin' })
  expect(['sanqiao', 'bilin', 'erqiao'].map((own) => leads(seat(own), project))).toEqual([true, true, false])
  expect(answersFor(seat('erqiao'), project, 'erqiao')).toBe(true)
  expect(answersFor(seat('erqiao'), project, 'guosheng')).toBe(false)
})
