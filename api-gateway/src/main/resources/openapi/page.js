SwaggerUIBundle({
  url: "/openapi/json",
  dom_id: "#api",
  deepLinking: true,
  // The default asks a public server about the document.
  validatorUrl: null,
});
