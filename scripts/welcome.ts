/** What `npm start` says when it is ready. Chinese first; English beside it for whoever keeps the machine. */
import type { Settings } from '@bilin/api/settings'
import type { SignIn } from '../story/signIns.ts'

type Ready = { settings: Settings; port: number; firstRunCode: string | null; signIns: SignIn[] }

export function formatWelcome({ settings, port, firstRunCode, signIns }: Ready): string {
  const here = `http://${hostOf(settings.HOST)}:${port}`
  const address = settings.ORIGIN ?? here
  return [
    '',
    '  比邻 Bilin 已经启动 · is ready',
    '',
    `  地址 Address   ${address}`,
    ...(settings.ORIGIN ? [`  监听 Listens   ${here}`] : []),
    ...(firstRunCode ? firstRun(address, firstRunCode) : []),
    ...(signIns.length > 0 ? whoToBe(signIns) : []),
    '',
    '  按 Ctrl-C 停止 · Ctrl-C stops it',
    '',
  ].join('\n')
}

function firstRun(address: string, code: string): string[] {
  return [
    '',
    '  还没有人。请打开下面的地址，填写一次性口令，成为平台管理员。',
    '  No accounts yet. Open this address and give the one-time code to become the platform administrator.',
    '',
    `  启用 First run           ${address}/first-run`,
    `  一次性口令 One-time code  ${code}`,
  ]
}

function whoToBe(signIns: SignIn[]): string[] {
  const [{ password }] = signIns as [SignIn]
  const name = Math.max(...signIns.map((one) => widthOf(one.name)))
  const chinese = Math.max(...signIns.map(({ comesTo }) => widthOf(comesTo.chinese)))
  return [
    '',
    '  演示账号：用姓名登录，密码都一样 · demo sign-ins, one password for all',
    '',
    `  密码  ${password}`,
    '',
    ...signIns.map(
      (one) => `  ${padded(one.name, name)}   ${padded(one.comesTo.chinese, chinese)}   ${one.comesTo.english}`,
    ),
  ]
}

/** An address of "everywhere" is none to open. */
function hostOf(host: string): string {
  if (['0.0.0.0', '::'].includes(host)) return '127.0.0.1'
  return host.includes(':') ? `[${host}]` : host
}

const padded = (text: string, width: number) => text + ' '.repeat(width - widthOf(text))

/** In columns of a terminal, where a Chinese character takes two. */
const widthOf = (text: string) => [...text].reduce((sum, char) => sum + (char > '\u2e7f' ? 2 : 1), 0)
