/** Which device it is, in words: Android 手机，微信. Used on the server only. */
import type { Device } from '@bilin/api/bilin'
import { m } from '@bilin/i18n'

export function formatDevice({ kind, system, browser }: Device): string {
  const device = m['sessions.device']({
    system: system ?? '',
    kind: kind ? kindWords[kind]() : m['sessions.some_device'](),
  })
  if (!browser) return device.trim()
  return m['sessions.device_with']({ device: device.trim(), browser: browserWords[browser]?.() ?? browser })
}

const kindWords = {
  mobile: m['sessions.mobile'],
  tablet: m['sessions.tablet'],
  desktop: m['sessions.desktop'],
}

/** The others are called the same in both languages. */
const browserWords: Record<string, () => string> = {
  WeChat: m['sessions.wechat'],
  'QQ Browser': m['sessions.qq_browser'],
  'UC Browser': m['sessions.uc_browser'],
  Miui: m['sessions.xiaomi_browser'],
}
