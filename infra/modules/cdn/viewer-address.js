// Runs in CloudFront before a request goes to the gateway, which sees only CloudFront's address. This header tells it the
// viewer's and overwrites whatever the viewer sent.
// biome-ignore lint/correctness/noUnusedVariables: CloudFront calls it by this name.
function handler(event) {
  event.request.headers['x-viewer-address'] = { value: event.viewer.ip };
  return event.request;
}
