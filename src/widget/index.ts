export { MIME_TYPE, mimeBundle, readDocument, type LiftDocument, type LiftJob } from './document';
export { LiftPanel, pageId, showDocument } from './lift-panel';
export { LiftModel, MODULE_NAME } from './model';
export type { Services } from './services';
export { LiftSession } from './session';
export { VERSION } from './version';
export { LiftView } from './view';
export type { Translator } from './words';
