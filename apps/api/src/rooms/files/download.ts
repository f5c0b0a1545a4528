/**
 * A file that leaves Bilin: a workbook or a calendar.
 *
 * Shape    `content` is base64, so that a procedure answers the same over HTTP as in process. `name` is in the reader's own
 *          language, ends as the program that opens it expects, and is accepted by every file system.
 */
export type Download = { kind: keyof typeof endings; name: string; content: string }

const endings = { sheet: '.xlsx', calendar: '.ics' } as const

/** Names longer than this are cut: Windows counts the folders in front of them too. */
const LONGEST = 100

export const downloadSheet = (title: string, bytes: Uint8Array) => toDownload('sheet', title, bytes)

export const downloadCalendar = (title: string, text: string) => toDownload('calendar', title, Buffer.from(text))

function toDownload(kind: Download['kind'], title: string, bytes: Uint8Array): Download {
  return { kind, name: fileName(title) + endings[kind], content: Buffer.from(bytes).toString('base64') }
}

/** Without what Windows, macOS or Linux refuses in a name: separators, wildcards, control characters, an outer dot or space. */
function fileName(title: string): string {
  const accepted = title.replace(/[\\/:*?"<>|\p{C}]/gu, ' ').replaceAll(/ {2,}/gu, ' ')
  return [...trimDots(accepted)].slice(0, LONGEST).join('') || 'bilin'
}

const trimDots = (text: string): string => {
  const outer = new Set(['.', ' '])
  const signs = [...text]
  const first = signs.findIndex((sign) => !outer.has(sign))
  return first < 0 ? '' : signs.slice(first, signs.findLastIndex((sign) => !outer.has(sign)) + 1).join('')
}
