// Prints results as they come, and ends with a request's status. node results.mjs BROKER GROUP REQUEST_ID STATUS
import {
  Consumer,
  FetchIsolationLevels,
  MessagesStreamFallbackModes,
  MessagesStreamModes,
  stringDeserializer,
} from '@platformatic/kafka'
import { decode } from './tidings.mjs'

const [broker, groupId, requestId, status] = process.argv.slice(2)

const consumer = new Consumer({
  clientId: 'order-service',
  groupId,
  bootstrapBrokers: [broker],
  isolationLevel: FetchIsolationLevels.READ_COMMITTED,
  deserializers: { headerKey: stringDeserializer, headerValue: stringDeserializer },
})
const results = await consumer.consume({
  topics: ['tidings.results'],
  autocommit: false,
  mode: MessagesStreamModes.COMMITTED,
  fallbackMode: MessagesStreamFallbackModes.EARLIEST,
})
let ended = false
for await (const message of results) {
  // Other types are of a later version: they are passed over.
  if (message.headers.get('ce_type') === 'dev.tidings.avro.DeliveryResult') {
    const result = decode(message.value)
    console.log(JSON.stringify(result)) // or into your database, where eventId is unique
    ended = result.requestId === requestId && result.status === status
  }
  await message.commit()
  if (ended) {
    break
  }
}
await consumer.close(true)
