/** 秋季秸秆禁烧巡查: four people in two teams round the clock, eight collection points on 200 mu, 60 loads and more; closed. */
import { proposeProject } from './acts.ts'
import type { Story } from '../load.ts'

export async function createStraw(story: Story) {
  const project = await proposeProject(story, 'guosheng', '2026-09-07', {
    title: '秋季秸秆禁烧巡查',
    slug: 'straw-patrol',
    aim: '秋收期间三社区联手巡查，秸秆有处堆、有人运，不见一处火点。',
    why: '农田连成一片，地界分属三个社区，一家单独巡查顾不过来。',
    fromDay: '2026-09-15',
    untilDay: '2026-11-10',
    aims: [
      { words: '秸秆集中堆放点', target: 8, unit: '处' },
      { words: '清运秸秆', target: 60, unit: '车' },
      { words: '24 小时有人巡查' },
    ],
  })
  await project.pledge('guosheng', '2026-09-07', { kind: 'people', amount: 2, words: '巡查一组' })
  await project.pledge('guosheng', '2026-09-07', { kind: 'other', amount: 1, unit: '辆', words: '巡查用车' })
  await project.join('sanqiao', '2026-09-08', { kind: 'people', amount: 2, words: '巡查二组' })
  await project.join('erqiao', '2026-09-09', { kind: 'places', amount: 3, words: '堆放点用地' })

  const ready = await project.milestone('guosheng', '巡查分组到位', '2026-09-18')
  const placed = await project.milestone('erqiao', '堆放点设好', '2026-09-30')
  const cleared = await project.milestone('sanqiao', '秸秆清运完毕', '2026-11-06')

  const teams = await project.task('guosheng', '四人分两组，排 24 小时班', '2026-09-18', ready)
  const points = await project.task('erqiao', '在 200 亩田里设八处堆放点', '2026-09-30', placed)
  const patrol = await project.task('guosheng', '一组日间巡查', '2026-11-06')
  const night = await project.task('sanqiao', '二组夜间巡查', '2026-11-06')
  const loads = await project.task('sanqiao', '联系车辆清运秸秆', '2026-11-06', cleared)
  await project.start('2026-09-15')

  await project.report(teams, ['2026-09-17', 'done', 100, '两组轮换，交接班有记录。'])
  await project.report(points, ['2026-09-24', 'doing', 60, '已设五处。'], ['2026-09-29', 'done', 100, '八处全部设好。'])
  await project.report(patrol, ['2026-10-12', 'doing', 50], ['2026-11-06', 'done', 100, '全程没有发现火点。'])
  await project.report(night, ['2026-10-12', 'doing', 50], ['2026-11-06', 'done', 100, '劝阻两起，没有烧起来。'])
  await project.report(
    loads,
    ['2026-10-20', 'doing', 55, '已清运三十多车。'],
    ['2026-11-05', 'done', 100, '共清运六十多车，堆放点清空。'],
  )
  await project.windUp('2026-11-09')
  await project.close(
    '2026-11-12',
    '三社区四人分两组，24 小时轮班巡查。200 亩田设了八处堆放点，清运秸秆六十多车，全程没有火点。明年可以再早一周设堆放点。',
    [{ reached: 8 }, { reached: 60, reachedWords: '六十多车' }, { reachedWords: '两组轮班，昼夜都有人' }],
  )
}
