// Runs in CloudFront before a request goes on. The gateway behind it sees CloudFront's address; this tells it the viewer's, in
// the place of whatever the viewer claimed.
// biome-ignore lint/correctness/noUnusedVariables: CloudFront calls it by this name.
function handler(event) {
  event.request.headers['x-viewer-address'] = { value: event.viewer.ip };
  return event.request;
}
