// A minimal server with sharp behind the same form: decode, black and white, encode JPEG, base64 in JSON.
import http from 'node:http';
import sharp from 'sharp';

sharp.cache(false);

/** The file part of a multipart body: everything between the first blank line after its headers and the next boundary. */
function filePart(body, contentType) {
  const boundary = Buffer.from(`--${/boundary="?([^";]+)/.exec(contentType)[1]}`);
  for (let at = body.indexOf(boundary); at >= 0;) {
    const next = body.indexOf(boundary, at + boundary.length);
    const head = body.indexOf('\r\n\r\n', at);
    if (body.subarray(at, head).includes('name="image"')) return body.subarray(head + 4, next - 2);
    at = next;
  }
}

http.createServer(async (request, response) => {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const image = filePart(Buffer.concat(chunks), request.headers['content-type']);
  const edited = await sharp(image).greyscale().jpeg({ quality: 80 }).toBuffer();
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ created: Math.floor(Date.now() / 1000), data: [{ b64_json: edited.toString('base64') }] }));
}).listen(Number(process.argv[2]), '127.0.0.1', () => console.log('listening'));
