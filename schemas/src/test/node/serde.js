// Reads lines {topic, bytes, value}; answers each with {read, written}: what Confluent's deserializer makes of the bytes (base64), and
// what its serializer makes of the value. A byte field is {"$bytes": base64}. Argument: the registry's address.
const { AvroDeserializer, AvroSerializer, SchemaRegistryClient, SerdeType } = require('@confluentinc/schemaregistry');
const { lines, toJson, fromJson } = require('./lines');

async function main() {
  const registry = new SchemaRegistryClient({ baseURLs: [process.argv[2]] });
  const deserializer = new AvroDeserializer(registry, SerdeType.VALUE, {});
  const serializer = new AvroSerializer(registry, SerdeType.VALUE, { autoRegisterSchemas: false, useLatestVersion: true });
  for await (const line of lines(process.stdin)) {
    const { topic, bytes, value } = fromJson(line);
    const read = await deserializer.deserialize(topic, Buffer.from(bytes, 'base64'));
    const written = await serializer.serialize(topic, value);
    console.log(toJson({ read, written: written.toString('base64') }));
  }
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
