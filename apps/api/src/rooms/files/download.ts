/**
 * A file that leaves Bilin: a workbook, a calendar, or a PDF that somebody attached.
 *
 * Shape    `content` is base64, so that a procedure answers the same over HTTP as in process. `name` is in the reader's own
 *          language, ends as the program that opens it expects, and is accepted by every file system.
 */
import { fileName } from './name.ts'

export type Download = { kind: keyof typeof endings; name: string; content: string }

const endings = { sheet: '.xlsx', calendar: '.ics', pdf: '.pdf' } as const

export const downloadSheet = (title: string, bytes: Uint8Array) => toDownload('sheet', title, bytes)

export const downloadCalendar = (title: string, text: string) => toDownload('calendar', title, Buffer.from(text))

/** Of a workbook that is streamed: its content never is in one piece. */
export const nameSheet = (title: string): string => fileName(title) + endings.sheet

function toDownload(kind: Download['kind'], title: string, bytes: Uint8Array): Download {
  return { kind, name: fileName(title) + endings[kind], content: Buffer.from(bytes).toString('base64') }
}
