import {html} from '../html.mjs';
import {enter} from '../login.mjs';
import {Field, Form} from '../ui/form.mjs';

/** @param {{reason: string, entered: () => void}} props */
export const Login = ({reason, entered}) => html`<main class="min-h-dvh grid place-items-center p-4">
  <div class="w-full max-w-md grid gap-5">
    <div class="brand p-0!">Baton</div>
    <h1>Log in</h1>
    <p class="text-soft">This server asks for a token: <code>baton token create NAME</code> makes one, <code>--link</code> a link that logs in by itself.</p>
    ${reason && html`<p class="note note-bad" role="alert">${reason}</p>`}
    <${Form} submit="Log in" busy="Logging in …" onSubmit=${async (/** @type {any} */ {token}) => (await enter({token}), entered())}>
      ${(/** @type {(name: string) => string | undefined} */ faultOf) => html`<${Field} label="Token" name="token" kind="password" autocomplete="current-password" placeholder="baton_…" required fault=${faultOf('token')} />`}
    </${Form}>
  </div>
</main>`;
