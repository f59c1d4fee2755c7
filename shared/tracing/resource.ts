import { defaultResource, detectResources, envDetector, type Resource, resourceFromAttributes } from '@opentelemetry/resources';

/** Whose the spans and numbers are. */
export const resourceOf = (service: string): Resource =>
  defaultResource()
    .merge(resourceFromAttributes({ 'service.name': service, 'service.namespace': 'cloudservices' }))
    // The standard variables have the last word.
    .merge(detectResources({ detectors: [envDetector] }));
