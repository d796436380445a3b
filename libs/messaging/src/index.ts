export * from './hears.js';
export * from './say.js';
