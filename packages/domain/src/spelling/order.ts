/** Names in the order in which people look for them: as they are pronounced, and 2栋 before 10栋. */
export const compareNames = new Intl.Collator('zh-CN', { numeric: true }).compare
