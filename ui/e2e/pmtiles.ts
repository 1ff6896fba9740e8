/** The smallest map there can be: one tile of the whole world, all of it land (PMTiles 3, Mapbox vector tiles 2.1). */
export function tinyMap(): Buffer {
  const tile = world();
  const metadata = Buffer.from('{}');
  const directory = Buffer.concat([varint(1), varint(0), varint(1), varint(tile.length), varint(1)]);
  const header = Buffer.alloc(127);
  header.write('PMTiles', 0, 'ascii');
  header.writeUInt8(3, 7);
  const at = [127, directory.length, 127 + directory.length, metadata.length];
  const tiles = 127 + directory.length + metadata.length;
  for (const [place, value] of [...at, tiles, 0, tiles, tile.length, 1, 1, 1].entries())
    header.writeBigUInt64LE(BigInt(value), 8 + 8 * place);
  // Clustered, nothing compressed, vector tiles, zoom 0 alone.
  for (const [place, value] of [1, 1, 1, 1, 0, 0].entries()) header.writeUInt8(value, 96 + place);
  for (const [place, degrees] of [-180, -85, 180, 85].entries())
    header.writeInt32LE(degrees * 10_000_000, 102 + 4 * place);
  return Buffer.concat([header, directory, metadata, tile]);
}

/** One square in the layer "earth". */
function world(): Buffer {
  const geometry = [9, 0, 0, 26, 8192, 0, 0, 8192, 8191, 0, 15].map(varint);
  const feature = Buffer.concat([field(3, 0, varint(3)), bytes(4, Buffer.concat(geometry))]);
  const layer = Buffer.concat([
    bytes(1, Buffer.from('earth')),
    bytes(2, feature),
    field(5, 0, varint(4096)),
    field(15, 0, varint(2)),
  ]);
  return bytes(3, layer);
}

function field(number: number, type: number, value: Buffer): Buffer {
  return Buffer.concat([varint((number << 3) | type), value]);
}

function bytes(number: number, value: Buffer): Buffer {
  return Buffer.concat([varint((number << 3) | 2), varint(value.length), value]);
}

function varint(value: number): Buffer {
  const made: number[] = [];
  let left = value;
  for (; left > 127; left = Math.floor(left / 128)) made.push((left % 128) + 128);
  made.push(left);
  return Buffer.from(made);
}
