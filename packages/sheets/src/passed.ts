/** Lines below the header that are no rows: sums, remarks and signatures. */
import type { PassedLine } from './answer.ts'
import { wordKey } from './sheet.ts'
import { toText, type FoundRow } from './values/found.ts'

const TOTAL =
  /^(?:合[计計]|[总總][计計数數]|小[计計]|共[计計]|累[计計]|本[页頁]小[计計]|(?:sub|grand)?total|sum)(?:[:(].*)?$/u
const NOTE =
  /^(?:[备備][注註]|[注註]|(?:填[表写報报])?[说說]明|(?:制表|填表|填[报報]|[审審]核|[负負][责責]|[经經][办辦]|[联聯][系繫]|校[对對])(?:人|[单單]位|日期|[时時][间間])?|[单單]位(?:[负負][责責]人)?|日期|notes?|remarks?|prepared(?:by)?|checked(?:by)?|signature|date)(?:\([^()]*\))?:/u
const STAMP = /^\(?(?:[盖蓋]章|[签簽](?:字|名|章))/u

/** By its first text; undefined for a row like any other. */
export function findPassed({ row, cells }: FoundRow): PassedLine | undefined {
  for (const cell of [...cells].sort(([a], [b]) => a - b).map(([, each]) => each)) {
    const text = toText(cell).slice(0, 100)
    if (text === '') continue
    const key = wordKey(text)
    if (TOTAL.test(key)) return { row, why: 'total', text }
    return NOTE.test(key) || STAMP.test(key) ? { row, why: 'note', text } : undefined
  }
  return undefined
}
