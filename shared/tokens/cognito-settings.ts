/** A region and a name: `eu-central-1_AbCdEfGhI`. */
export const userPoolIdPattern = /^[a-z]{2}(-[a-z]+)+-\d_[a-zA-Z0-9]+$/;

/** The error when only one of the two Cognito settings is given. */
export const halfOfCognito = 'COGNITO_USER_POOL_ID and COGNITO_CLIENT_ID must be set together, or not at all';
