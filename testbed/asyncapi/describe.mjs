// Has AsyncAPI's own parser read a document; tells what it complains of and what it found, as JSON. node describe.mjs FILE
import { Parser, fromFile } from '@asyncapi/parser'
import { encode } from '../upstream/tidings.mjs'

const { document, diagnostics } = await fromFile(new Parser(), process.argv[2]).parse()

// Avro wants the branch of a union named where it could be several; in the document a value speaks for itself.
const CONTENTS = { code: 'TemplateContent', text: 'TextContent', kind: 'MediaContent' }
const branched = ({ content, ...event }) => {
  const branch = content && Object.keys(CONTENTS).find((field) => field in content)
  return branch ? { ...event, content: { [`dev.tidings.avro.${CONTENTS[branch]}`]: content } } : event
}

// Without what the parser adds.
const schema = (message) => {
  const { 'x-parser-schema-id': _, ...schema } = message.json().payload.schema ?? {}
  return schema
}

const describeMessage = (message) => ({
  type: message.name(),
  key: message.bindings().get('kafka').value().key.description,
  headers: Object.fromEntries(
    Object.entries(message.headers().json().properties).map(([name, { const: value = null }]) => [name, value]),
  ),
  schema: schema(message),
  examples: message.examples().all().map((example) => ({
    name: example.name(),
    headers: example.headers() ?? {},
    value: encode(message.name().replace('dev.tidings.avro.', ''), branched(example.payload())).toString('hex'),
  })),
})

const describeChannel = (channel) => {
  const { topic, partitions, topicConfiguration } = channel.bindings().get('kafka').value()
  return {
    topic: channel.address(),
    boundTopic: topic,
    partitions,
    settings: topicConfiguration,
    messages: channel.messages().all().map(describeMessage),
  }
}

console.log(
  JSON.stringify({
    complaints: diagnostics.map(({ severity, code, message, path }) => ({ severity, code, message, at: path.join('.') })),
    version: document?.info().version(),
    channels: document?.channels().all().map(describeChannel),
    internalTopics: document?.json()['x-internal-topics'],
    operations: document?.operations().all().map((operation) => ({
      action: operation.action(),
      topic: operation.channels().all()[0].address(),
      types: operation.messages().all().map((message) => message.name()),
    })),
  }),
)
