comment on table provider_request is 'Secret. Browsers that were sent to a provider and are not back yet. Of the cookie and of an invitation only the SHA-256 is kept.';
