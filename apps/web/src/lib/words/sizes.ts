/** How large a file is, as people read it. */
import { getLocale } from '@bilin/i18n'

/** 240 kB · 1.2 MB */
export function sizeWord(bytes: number): string {
  const [value, unit] = bytes < 1_000_000 ? [bytes / 1000, 'kilobyte'] : [bytes / 1_000_000, 'megabyte']
  const format = { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits: value < 10 ? 1 : 0 } as const
  return new Intl.NumberFormat(getLocale(), format).format(value)
}
