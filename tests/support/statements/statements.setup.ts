/** No test passes in which the application sent a statement without its tenant. */
import { afterEach, expect } from 'vitest'
import { takeComplaints } from './recorded.ts'

afterEach(() => {
  expect(takeComplaints()).toEqual([])
})
