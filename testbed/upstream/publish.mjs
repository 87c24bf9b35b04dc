// Publishes a request. node publish.mjs BROKER REQUEST_ID RECIPIENT NAME
import { ProduceAcks, Producer, compatibilityPartitioner, stringSerializer } from '@platformatic/kafka'
import { encode } from './tidings.mjs'

const [broker, requestId, recipient, name] = process.argv.slice(2)

const producer = new Producer({
  clientId: 'order-service',
  bootstrapBrokers: [broker],
  acks: ProduceAcks.ALL,
  idempotent: true,
  partitioner: compatibilityPartitioner, // as Java's clients do: the usual one puts half of all keys elsewhere
  serializers: { key: stringSerializer, headerKey: stringSerializer, headerValue: stringSerializer },
})
await producer.send({
  messages: [
    {
      topic: 'tidings.requests',
      key: requestId,
      value: encode('SendRequest', {
        requestId,
        tenant: 'demo',
        source: 'order-service',
        channel: 'whatsapp',
        accountId: 'shop',
        recipient,
        content: {
          'dev.tidings.avro.TemplateContent': { code: 'order_update', language: 'en', parameters: { name } },
        },
      }),
      headers: {
        ce_id: requestId,
        ce_type: 'dev.tidings.avro.SendRequest',
        ce_source: '/order-service',
        ce_time: new Date().toISOString(),
        ce_specversion: '1.0',
      },
    },
  ],
})
await producer.close()
