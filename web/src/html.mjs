// Preact with htm: what a template is given becomes text or an attribute, never markup. Nothing here or in the
// pages sets innerHTML.
import htm from 'htm';
import {h} from 'preact';

/** @typedef {import('preact').ComponentChildren} Children */

export const html = /** @type {(strings: TemplateStringsArray, ...values: any[]) => any} */ (htm.bind(h));

/** Class names that hold, joined. @param {...(string | false | null | undefined)} names */
export const classes = (...names) => names.filter(Boolean).join(' ');
