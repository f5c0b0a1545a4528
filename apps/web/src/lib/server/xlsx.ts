/** A workbook as a download, named in the reader's own script. */
export function xlsx(name: string, bytes: Uint8Array): Response {
  const plain = name.replace(/[^\w.-]+/gu, '_')
  return new Response(new Uint8Array(bytes), {
    headers: {
      'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'content-disposition': `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(name)}`,
    },
  })
}
