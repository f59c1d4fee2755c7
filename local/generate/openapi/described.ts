/** The parts of an OpenAPI operation that we use. */
export type Operation = {
  operationId?: string;
  summary?: string;
  tags?: string[];
  description?: string;
  parameters?: { in: string }[];
  requestBody?: object;
  security?: Record<string, string[]>[];
  responses: Record<string, Answer>;
  'x-access'?: string;
};

export type Answer = { description: string; headers?: Record<string, object>; content?: Record<string, Media> };
type Media = { schema: object; example?: unknown; examples?: Record<string, object> };
