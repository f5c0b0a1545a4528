import { expect, test } from 'vitest'
import { milestoneDueStatus, overall, dueStatus } from './progress.ts'
import { nextUpdateNumber, progressAfter, Report } from './report.ts'

const taskId = '3f0f2c0e-7d3c-4a53-9b52-2f1f6a1d8c11'

test('an update follows the one its writer saw, or is refused because the task has moved on', () => {
  expect(nextUpdateNumber(0, 0)).toBe(1)
  expect(() => nextUpdateNumber(2, 1)).toThrow('projects.task_moved_on')
})

test('done is all of it and to do is none of it, whatever was typed', () => {
  expect(progressAfter('done', 40, 10)).toBe(100)
  expect(progressAfter('todo', 40, 10)).toBe(0)
  expect(progressAfter('doing', 40, 10)).toBe(40)
})

test('work under way stays where it was when no figure is typed, and a reopened task is not all done', () => {
  expect(progressAfter('doing', undefined, 60)).toBe(60)
  expect(progressAfter('doing', undefined, 100)).toBe(99)
})

test('progress is typed with or without its sign, and lies between 0 and 100', () => {
  expect(Report.parse({ taskId, seen: '0', status: 'doing', progress: '６０％' }).progress).toBe(60)
  for (const progress of ['101', '-1', '1000']) {
    const { error } = Report.safeParse({ taskId, seen: 0, status: 'doing', progress })
    expect(error?.issues[0]?.message, progress).toBe('projects.progress_out_of_range')
  }
})

test('a task past its day is late, unless it is done; on its day it is not', () => {
  const due = (status: 'todo' | 'doing' | 'done') => ({ status, dueOn: '2026-05-10' })
  expect(dueStatus(due('doing'), '2026-05-11')).toBe('late')
  expect(dueStatus(due('done'), '2026-05-11')).toBe('done')
  expect(dueStatus(due('doing'), '2026-05-10')).toBe('soon')
  expect(dueStatus(due('todo'), '2026-05-02')).toBe('todo')
})

test('a milestone is reached when all its tasks are done; without tasks it waits for its day', () => {
  const task = (status: 'todo' | 'done') => ({ status, dueOn: '2026-05-10' })
  expect(milestoneDueStatus('2026-05-10', [task('done'), task('done')], '2026-06-01')).toBe('done')
  expect(milestoneDueStatus('2026-05-10', [task('done'), task('todo')], '2026-05-01')).toBe('doing')
  expect(milestoneDueStatus('2026-05-10', [], '2026-04-01')).toBe('todo')
  expect(milestoneDueStatus('2026-05-10', [], '2026-06-01')).toBe('late')
})

test('a project stands at the mean of its tasks', () => {
  expect(overall([{ progress: 100 }, { progress: 50 }, { progress: 0 }])).toBe(50)
  expect(overall([])).toBe(0)
})
