export const projectPath = (tenant: string, slug: string) => `/${tenant}/projects/${encodeURIComponent(slug)}`
