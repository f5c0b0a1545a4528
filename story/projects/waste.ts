/** 垃圾分类投放点: a topic, consensus on the points, building, stewarding; closing. And one of the alliance next door. */
import { proposeProject } from './acts.ts'
import type { Story } from '../load.ts'

export async function createWaste(story: Story) {
  const project = await proposeProject(story, 'erqiao', '2026-03-26', {
    title: '垃圾分类投放点',
    slug: 'waste-points',
    aim: '和居民一起把投放点的位置商量定，建好、管好，做到投放有人督导。',
    why: '撤桶设点的位置各小区都有争议：离家近了嫌味道，离家远了不愿走。三个社区情况一样，放在一起商量。',
    fromDay: '2026-04-01',
    untilDay: '2026-11-30',
    aims: [
      { words: '经居民商议确定的投放点', target: 10, unit: '处' },
      { words: '建成投用的投放点', target: 10, unit: '处' },
      { words: '早晚投放时段有人督导' },
    ],
  })
  await project.pledge('erqiao', '2026-03-26', { kind: 'places', amount: 1, words: '居民议事室，三社区共用' })
  await project.join('sanqiao', '2026-03-28', { kind: 'people', amount: 6, words: '志愿督导员，早晚各一班' })
  await project.join('guosheng', '2026-03-30', { kind: 'people', amount: 4, words: '楼组长，负责上门讲解' })
  await project.pledge('guosheng', '2026-04-02', { kind: 'money', amount: 8000, words: '投放点洗手池和照明' })

  const topic = await project.milestone('erqiao', '议题征集', '2026-04-30')
  const consensus = await project.milestone('erqiao', '点位达成共识', '2026-06-30')
  const built = await project.milestone('sanqiao', '投放点建成', '2026-09-30')
  const stewarded = await project.milestone('guosheng', '督导走上正轨', '2026-11-20')

  const gathered = await project.task('erqiao', '征集居民对投放点的意见', '2026-04-30', topic)
  const talks = await project.task('erqiao', '召开点位商议会', '2026-06-12', consensus)
  const doors = await project.task('guosheng', '上门说明点位方案', '2026-06-26', consensus)
  const works = await project.task('sanqiao', '投放点施工', '2026-09-20', built)
  const signs = await project.task('guosheng', '分类标识上墙', '2026-09-30', built)
  const shifts = await project.task('sanqiao', '督导员排班上岗', '2026-10-15', stewarded)
  const review = await project.task('guosheng', '督导一个月回头看', '2026-11-20', stewarded)
  await project.start('2026-04-01')

  await project.report(gathered, ['2026-04-29', 'done', 100, '三个社区共收到意见，集中在味道、距离和清运时间。'])
  await project.report(
    talks,
    ['2026-05-22', 'doing', 50, '两个小区谈成，一处点位还有分歧。'],
    ['2026-06-11', 'done', 100, '有分歧的一处改到绿化带外侧，居民代表签字同意。'],
  )
  await project.report(doors, ['2026-06-25', 'done', 100])
  await project.report(
    works,
    ['2026-08-06', 'doing', 60, '六处已建好。'],
    ['2026-09-18', 'done', 100, '十处全部建好，排水做了试验。'],
  )
  await project.report(signs, ['2026-09-29', 'done', 100])
  await project.report(shifts, ['2026-10-14', 'done', 100, '早晚各一班，班表贴在投放点。'])
  await project.report(review, ['2026-11-16', 'doing', 70, '已看八处，还有两处周末再看。'])
  await project.windUp('2026-11-17')
}

export async function createNextDoor(story: Story) {
  const project = await proposeProject(
    story,
    'haihong',
    '2026-10-12',
    {
      title: '定时投放督导进小区（示例）',
      slug: 'timed-waste',
      aim: '把兴石花园定时投放、现场督导的做法带到兴石花园二期。',
      why: '兴石花园垃圾分类做得好，物业之间可以互相学。',
      fromDay: '2026-11-02',
      untilDay: '2027-03-31',
      aims: [{ words: '实行定时投放的小区', target: 2, unit: '个' }],
    },
    'haihong-lianmeng',
  )
  await project.pledge('haihong', '2026-10-12', { kind: 'people', amount: 4, words: '督导志愿者' })
  const agreed = await project.milestone('haihong', '投放时段商定', '2026-12-18')
  await project.task('haihong', '与润海物业、天兴物业商定时段', '2026-12-11', agreed)
}
