// Reads a topic from its beginning to the ends it had at the start, and prints {key, headers, value} for each record, the value as
// Confluent's deserializer gives it. Arguments: the broker, the registry's address, the topic.
const { Kafka, logLevel } = require('kafkajs');
const { AvroDeserializer, SchemaRegistryClient, SerdeType } = require('@confluentinc/schemaregistry');
const { toJson } = require('./lines');

const [, , broker, registry, topic] = process.argv;

async function main() {
  const kafka = new Kafka({ clientId: 'interop', brokers: [broker], logLevel: logLevel.ERROR });
  const deserializer = new AvroDeserializer(new SchemaRegistryClient({ baseURLs: [registry] }), SerdeType.VALUE, {});
  const admin = kafka.admin();
  await admin.connect();
  const ends = await admin.fetchTopicOffsets(topic);
  await admin.disconnect();
  const expected = ends.reduce((sum, { high, low }) => sum + Number(high) - Number(low), 0);
  const consumer = kafka.consumer({ groupId: `interop-${process.pid}-${Date.now()}` });
  await consumer.connect();
  await consumer.subscribe({ topics: [topic], fromBeginning: true });
  let seen = 0;
  await new Promise((resolve, reject) => {
    if (expected === 0) {
      resolve();
    }
    consumer.on(consumer.events.CRASH, ({ payload }) => reject(payload.error));
    consumer
      .run({
        eachMessage: async ({ message }) => {
          const headers = Object.fromEntries(Object.entries(message.headers).map(([name, value]) => [name, String(value)]));
          const value = await deserializer.deserialize(topic, message.value);
          console.log(toJson({ key: String(message.key), headers, value }));
          seen += 1;
          if (seen === expected) {
            resolve();
          }
        },
      })
      .catch(reject);
  });
  await consumer.disconnect();
}

main().then(
  () => process.exit(0),
  (error) => {
    console.error(error);
    process.exit(1);
  },
);
