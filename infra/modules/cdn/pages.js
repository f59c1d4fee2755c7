// Runs in CloudFront before the site's bucket is asked. The shop and the console know themselves what is at their addresses, so
// all of them are the same page; what has an extension is a file. By an error document for 404 the API's own answers would be lost.
// biome-ignore lint/correctness/noUnusedVariables: CloudFront calls it by this name.
function handler(event) {
  if (!/\.[^/]*$/.test(event.request.uri)) event.request.uri = '/index.html';
  return event.request;
}
