/** Dummy account data for AWS clients. DynamoDB Local keeps separate tables per key and region. */
export const localAws = { region: 'us-east-1', credentials: { accessKeyId: 'local', secretAccessKey: 'local' } };
