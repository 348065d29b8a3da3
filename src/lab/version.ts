// The version that sessions and faces name. The same as in package.json; a test compares them.

export const engineVersion = '0.1.0';
