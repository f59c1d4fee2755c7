// Runs in CloudFront before a request goes to the site's bucket. The shop and the console route in the browser, so every address
// gets the same page, unless it has an extension: that is a file. An error page for 404 would replace the API's own answers too.
// biome-ignore lint/correctness/noUnusedVariables: CloudFront calls it by this name.
function handler(event) {
  if (!/\.[^/]*$/.test(event.request.uri)) event.request.uri = '/index.html';
  return event.request;
}
