/** Every text that a user sees is a message in both languages, and every message is used. */
import { messagesIn } from '../../packages/i18n/src/files.ts'
import { isCode, isTest, withoutComments, type Rule, type Source } from './house.ts'

const locales = ['zh-CN', 'en'] as const
const folder = 'packages/i18n/messages'

type Messages = Map<string, string>

export const bothLanguagesSayTheSame: Rule = (sources) => {
  const [chinese, english] = locales.map((locale) => messagesOf(sources, locale)) as [Messages, Messages]
  return [
    ...[...chinese.keys()].filter((key) => !english.has(key)).map((key) => `${folder}/en lacks ${key}`),
    ...[...english.keys()].filter((key) => !chinese.has(key)).map((key) => `${folder}/zh-CN lacks ${key}`),
    ...[...chinese]
      .filter(([key, text]) => english.has(key) && holes(text) !== holes(english.get(key)!))
      .map(([key]) => `${folder}: ${key} has other {placeholders} in English than in Chinese`),
  ]
}

export const everyRefusalIsASentence: Rule = (sources) => {
  const known = locales.map((locale) => messagesOf(sources, locale))
  return [...refusalsIn(sources)].flatMap(([code, file]) =>
    locales.filter((_, i) => !known[i]!.has(code)).map((locale) => `${file} refuses ${code}, unsaid in ${locale}`),
  )
}

export const noChineseOutsideTheMessages: Rule = (sources) =>
  sources
    .filter(({ file }) => /^(apps\/web|packages\/ui)\//.test(file) && isCode(file) && !isTest(file))
    .flatMap(({ file, text }) =>
      withoutComments(text)
        .split('\n')
        .flatMap((line, i) => (/\p{Script=Han}/u.test(line) ? [`${file}:${i + 1} speaks Chinese by itself`] : [])),
    )

export const noMessageIsUnused: Rule = (sources) => {
  const code = sources.filter(({ file }) => isCode(file) && /^(apps|packages|scripts)\//.test(file) && !isTest(file))
  const literals = new Set(
    code.flatMap(({ text }) => [...text.matchAll(/['"`]([\w.-]+\.[\w.-]+)['"`]/g)].map(([, word]) => word!)),
  )
  const patterns = code.flatMap(({ text }) =>
    [...text.matchAll(/`([^`\n]*\$\{[^`\n]*)`/g)].flatMap(([, word]) => patternOf(word!)),
  )
  const refused = refusalsIn(sources)
  return [...messagesOf(sources, 'zh-CN').keys()]
    .filter((key) => !literals.has(key) && !refused.has(key) && !patterns.some((pattern) => pattern.test(key)))
    .map((key) => `${folder}: nobody says ${key}`)
}

/** Words of courts, statistics and computers that people of the field do not use, and what is said instead. */
const retired: Record<string, string> = {
  申辩: '异议',
  裁定: '复核',
  可信区间: '误差范围',
  校正分: '修正后得分',
  评委: '互访人员',
  验证码: '防伪码',
  网址简称: '链接代号',
  短名: '链接代号',
  手松手紧: '打分偏宽偏严',
  沾边: '有关联',
  缺席: '请假',
  收回共享: '撤回共享',
  原始均分: '原始平均分',
  星级门槛: '星级分数线',
  利益冲突: '利害关系',
  等我办的事: '待办事项',
  我社区: '本社区',
  您单位: '本单位',
  平台运营员: '平台管理员',
  安全重大: '重大安全隐患',
  定下整改: '制定整改措施',
  删去: '删除',
  '「': '“',
}

export const noMessageHasARetiredWord: Rule = (sources) =>
  [...messagesOf(sources, 'zh-CN')].flatMap(([key, text]) =>
    Object.keys(retired).flatMap((word) => (text.includes(word) ? `${key} says ${word}: ${retired[word]}` : [])),
  )

/** `estates.kind.${kind}` uses every key of that pattern; a pattern without a fixed part uses none. */
function patternOf(template: string): RegExp[] {
  const parts = template.split(/\$\{[^}]*\}/)
  const isKey =
    parts.every((part) => /^[\w.-]*$/.test(part)) && /[a-z]/.test(parts.join('')) && /\./.test(parts.join(''))
  return isKey ? [new RegExp(`^${parts.map((part) => part.replaceAll('.', '\\.')).join('[\\w-]+')}$`)] : []
}

/** Codes in the order of their first appearance, each with the file that refuses. */
function refusalsIn(sources: readonly Source[]): Map<string, string> {
  const found = new Map<string, string>()
  const renamed = new Set(
    sources.flatMap(({ file, text }) => (file.startsWith('db/migrations/') ? renamedIn(text) : [])),
  )
  for (const { file, text } of withoutDroppedTables(sources)) {
    if (isTest(file) || !/^(apps|packages|db)\//.test(file)) continue
    for (const code of isCode(file) ? thrownIn(text) : file.startsWith('db/migrations/') ? constraintsIn(text) : []) {
      if (!found.has(code) && !renamed.has(code)) found.set(code, file)
    }
  }
  return found
}

/** Constraints of tables that a later migration drops, which need no message any more. */
function withoutDroppedTables(sources: readonly Source[]): Source[] {
  const dropped = new Set(
    sources.flatMap(({ text }) => [...text.matchAll(/^drop table (\w+);/gm)].map(([, table]) => table)),
  )
  return sources.map(({ file, text }) => ({
    file,
    text: text.replace(/^create table (\w+) \([\s\S]*?^\);/gm, (made, table) => (dropped.has(table) ? '' : made)),
  }))
}

function thrownIn(text: string): string[] {
  const thrown = [...text.matchAll(/\brefuse\(\s*['"]\w+['"],\s*['"]([a-z_]+\.[\w.]+)['"]/g)]
  const inSchemas = [...text.matchAll(/\b(?:error|message):\s*['"]([a-z_]+\.[a-z_]+)['"]/g)]
  return [...thrown, ...inSchemas].map(([, code]) => code!)
}

function constraintsIn(text: string): string[] {
  const names = [...text.replace(/--[^\n]*/g, '').matchAll(/\b([a-z]+)__([a-z_]+)\b/g)]
  return names.map(([, feature, reason]) => `${feature}.${reason}`)
}

/** Constraints that a later migration gave another name, as codes. */
const renamedIn = (text: string): string[] =>
  [...text.matchAll(/rename constraint ([a-z]+)__([a-z_]+) to/g)].map(([, feature, reason]) => `${feature}.${reason}`)

function messagesOf(sources: readonly Source[], locale: string): Messages {
  const inLocale = `${folder}/${locale}/`
  const files = sources.filter(({ file }) => file.startsWith(inLocale) && file.endsWith('.json'))
  return new Map(files.flatMap(({ file, text }) => messagesIn(file.slice(inLocale.length), JSON.parse(text))))
}

const holes = (text: string) => [...new Set([...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!))].sort().join()
