/** WebAuthn's options and answers, between the server's JSON and the browser's buffers. By hand: Safari before 18 cannot. */

type Options = Record<string, unknown>;
interface Descriptor {
  id: string;
  type: 'public-key';
}

/** Whether this browser has passkeys. */
export const hasPasskeys = (): boolean => 'PublicKeyCredential' in globalThis;

/** Whether the browser can offer passkeys in the e-mail field, without a dialog of its own. */
export const canSuggest = async (): Promise<boolean> =>
  hasPasskeys() && Boolean(await PublicKeyCredential.isConditionalMediationAvailable?.());

/** Asks for a signature with a passkey: in the browser's dialog, or (`suggest`) in the e-mail field until `signal` ends it. */
export async function signWithPasskey(
  publicKey: Options,
  signal?: AbortSignal,
  suggest = false,
): Promise<Options> {
  const credential = await navigator.credentials.get({
    publicKey: {
      ...publicKey,
      challenge: bytesOf(publicKey.challenge),
      allowCredentials: withBytes(publicKey.allowCredentials),
    } as PublicKeyCredentialRequestOptions,
    ...(signal && { signal }),
    ...(suggest && { mediation: 'conditional' }),
  });
  return toJson(credential as PublicKeyCredential);
}

/** Makes a passkey on this phone. */
export async function makePasskey(publicKey: Options): Promise<Options> {
  const user = publicKey.user as Options;
  const credential = await navigator.credentials.create({
    publicKey: {
      ...publicKey,
      challenge: bytesOf(publicKey.challenge),
      user: { ...user, id: bytesOf(user.id) },
      excludeCredentials: withBytes(publicKey.excludeCredentials),
    } as unknown as PublicKeyCredentialCreationOptions,
  });
  return toJson(credential as PublicKeyCredential);
}

const withBytes = (list: unknown) =>
  ((list ?? []) as Descriptor[]).map(descriptor => ({ ...descriptor, id: bytesOf(descriptor.id) }));

function toJson(credential: PublicKeyCredential): Options {
  const parts = credential.response as unknown as Record<string, ArrayBuffer | undefined>;
  const names = ['clientDataJSON', 'attestationObject', 'authenticatorData', 'signature', 'userHandle'];
  return {
    id: credential.id,
    rawId: textOf(credential.rawId),
    type: credential.type,
    clientExtensionResults: credential.getClientExtensionResults(),
    response: Object.fromEntries(
      names.flatMap(name => (parts[name] ? [[name, textOf(parts[name])] as const] : [])),
    ),
  };
}

function bytesOf(base64url: unknown): Uint8Array {
  const binary = atob(String(base64url).replace(/-/g, '+').replace(/_/g, '/'));
  return Uint8Array.from(binary, char => char.charCodeAt(0));
}

function textOf(buffer: ArrayBuffer): string {
  const binary = Array.from(new Uint8Array(buffer), byte => String.fromCharCode(byte)).join('');
  return btoa(binary).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
}
