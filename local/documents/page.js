/* global SwaggerUIBundle */
SwaggerUIBundle({
  url: '/openapi.json',
  dom_id: '#reference',
  deepLinking: true,
  docExpansion: 'list',
  // Models stand with the operations that use them.
  defaultModelsExpandDepth: 0,
  displayRequestDuration: true,
  // A token that is entered here is forgotten with the page.
  persistAuthorization: false,
  // No badge that calls home.
  validatorUrl: null,
});
