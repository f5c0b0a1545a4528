/** 便民充电桩进小区, from what 龙馨园 does already; running. Figures are examples. */
import { proposeProject } from './acts.ts'
import type { Story } from '../load.ts'

export async function createCharging(story: Story) {
  const project = await proposeProject(story, 'sanqiao', '2026-03-05', {
    title: '便民充电桩进小区',
    slug: 'charging-points',
    aim: '把龙馨园设公共充电桩的做法带到三个社区，让电动自行车有地方充电，不再推上楼。',
    why: '各小区都有居民把电动自行车推上楼充电。龙馨园在公共区域设了便民充电桩，上楼充电少了，互学互访时各家都想学。',
    fromDay: '2026-03-16',
    untilDay: '2026-12-31',
    aims: [
      { words: '装好公共充电桩的小区', target: 6, unit: '个' },
      { words: '新增充电口', target: 120, unit: '个' },
      { words: '楼道不再停放充电的电动自行车' },
    ],
  })
  await project.pledge('sanqiao', '2026-03-05', { words: '龙馨园物业讲解装桩和日常管理', kind: 'other' })
  await project.pledge('sanqiao', '2026-03-06', { kind: 'people', amount: 2, words: '社工，每周到现场一次' })
  await project.join('erqiao', '2026-03-09', {
    kind: 'places',
    amount: 2,
    words: '二桥花苑、双桥名邸的非机动车棚',
  })
  await project.pledge('erqiao', '2026-03-09', {
    kind: 'people',
    amount: 3,
    words: '社工和楼组长，入户征求意见',
  })
  await project.join('guosheng', '2026-03-11', {
    kind: 'places',
    amount: 2,
    words: '国胜雅居、国胜新村的空地',
  })
  await project.pledge('guosheng', '2026-03-12', {
    kind: 'money',
    amount: 20000,
    words: '社区公益金，用于地面和雨棚',
  })

  const learnt = await project.milestone('sanqiao', '龙馨园现场学习', '2026-04-10')
  const agreed = await project.milestone('erqiao', '点位公示结束', '2026-06-12')
  const built = await project.milestone('guosheng', '第一批建成通电', '2026-10-30')
  const ready = await project.milestone('sanqiao', '管理办法挂牌', '2026-12-11')

  const visit = await project.task('sanqiao', '组织三社区物业到龙馨园学习', '2026-04-10', learnt)
  const opinions = await project.task('erqiao', '入户征求点位意见', '2026-05-15', agreed)
  const notice = await project.task('guosheng', '国胜雅居、国胜新村点位公示', '2026-06-12', agreed)
  const shed = await project.task('erqiao', '二桥花苑车棚装桩', '2026-10-30', built)
  const open = await project.task('guosheng', '国胜新村空地装桩', '2026-10-30', built)
  const manor = await project.task('erqiao', '双桥名邸车棚装桩', '2026-12-04')
  const rules = await project.task('sanqiao', '拟定充电区管理办法', '2026-11-27', ready)
  await project.task('guosheng', '充电区消防器材配齐', '2026-12-11', ready)
  await project.start('2026-03-16')

  await project.report(visit, ['2026-04-09', 'done', 100, '十家物业代表到龙馨园看了两处充电点，带回一份管理清单。'])
  await project.report(
    opinions,
    ['2026-04-28', 'doing', 60, '已走访两个小区，多数居民同意设在车棚里。'],
    ['2026-05-14', 'done', 100, '意见汇总完成，一处点位按居民意见往东移。'],
  )
  await project.report(notice, ['2026-06-12', 'done', 100, '公示七天，无人提出异议。'])
  await project.report(
    shed,
    ['2026-08-20', 'doing', 40, '线路接入完成。'],
    ['2026-10-26', 'done', 100, '通电试用一周，正常。'],
  )
  await project.report(
    open,
    ['2026-09-15', 'doing', 30, '地面硬化完成。'],
    ['2026-10-29', 'doing', 70, '雨棚供货推迟，通电要顺延。'],
  )
  await project.report(manor, ['2026-11-10', 'doing', 20, '已确定施工队，等停电窗口。'])
  await project.report(rules, ['2026-11-16', 'doing', 80, '初稿发三家征求意见。'])
}
