/** A visit's draft on this device, for when the line is gone. Where storage is closed to us, nothing is kept. */
import type { Finding } from '@bilin/domain/scorecards/finding'

export type Local = { revision: number; marks: Record<string, string>; findings: Finding[]; at: string }

const nameOf = (visitId: string) => `bilin.visit.${visitId}`

export function keepLocal(visitId: string, local: Local): void {
  tried(() => localStorage.setItem(nameOf(visitId), JSON.stringify(local)))
}

export function readLocal(visitId: string): Local | null {
  const text = tried(() => localStorage.getItem(nameOf(visitId)))
  const read = text ? (tried(() => JSON.parse(text) as Local) ?? null) : null
  return read && typeof read.revision === 'number' && Array.isArray(read.findings) ? read : null
}

export function dropLocal(visitId: string): void {
  tried(() => localStorage.removeItem(nameOf(visitId)))
}

function tried<T>(act: () => T): T | undefined {
  try {
    return act()
  } catch {
    return undefined
  }
}
