/* global SwaggerUIBundle */
SwaggerUIBundle({
  url: '/openapi.json',
  dom_id: '#reference',
  deepLinking: true,
  docExpansion: 'list',
  // Models are shown with the operations that use them.
  defaultModelsExpandDepth: 0,
  displayRequestDuration: true,
  // A token entered here is forgotten when the page is closed.
  persistAuthorization: false,
  // No badge, because it would call an external service.
  validatorUrl: null,
});
