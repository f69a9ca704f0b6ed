// Texts in (a JSON array on standard input), the facets that @atproto/api finds in each out.
import { RichText } from '@atproto/api'

let said = ''
for await (const piece of process.stdin) said += piece
const facets = (text) => {
  const rich = new RichText({ text })
  rich.detectFacetsWithoutResolution()
  return (rich.facets ?? []).map(({ index, features }) => ({
    index: { byteStart: index.byteStart, byteEnd: index.byteEnd },
    features,
  }))
}
console.log(JSON.stringify(JSON.parse(said).map(facets)))
