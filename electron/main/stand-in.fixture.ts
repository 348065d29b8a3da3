// Typed stand-ins for the parts of Electron that the shell uses: they record what is done to them.

import type { ContentsPart, DialogPart, MessageEventPart, Rectangle, WindowPart } from './parts.ts';

type Listener = (...args: never[]) => void;

class Emitter {
  readonly #listeners = new Map<string, Listener[]>();

  on(event: string, listener: Listener): this {
    this.#listeners.set(event, [...(this.#listeners.get(event) ?? []), listener]);
    return this;
  }

  emit(event: string, ...args: readonly unknown[]): void {
    for (const listener of this.#listeners.get(event) ?? []) listener(...(args as never[]));
  }
}

export class StandInContents extends Emitter implements ContentsPart {
  readonly id = 7;
  readonly mainFrame = { url: 'app://pinlab/index.html' };
  readonly sent: { readonly channel: string; readonly payload: unknown }[] = [];
  reloads = 0;
  openHandler: ((details: { readonly url: string }) => { readonly action: 'deny' }) | undefined;

  send(channel: string, payload: unknown): void {
    this.sent.push({ channel, payload });
  }

  isDestroyed(): boolean {
    return false;
  }

  reload(): void {
    this.reloads += 1;
  }

  setWindowOpenHandler(handler: (details: { readonly url: string }) => { readonly action: 'deny' }): void {
    this.openHandler = handler;
  }

  /** A message as Electron delivers it from this very window's top frame. */
  message(): MessageEventPart {
    return { sender: this, senderFrame: this.mainFrame };
  }

  load(): void {
    this.emit('did-start-navigation', { isMainFrame: true, isSameDocument: false });
  }
}

export class StandInWindow extends Emitter implements WindowPart {
  readonly webContents = new StandInContents();
  title = '';
  edited = false;
  destroyed = false;
  bounds: Rectangle = { x: 10, y: 20, width: 1200, height: 800 };

  setTitle(title: string): void {
    this.title = title;
  }

  setDocumentEdited(edited: boolean): void {
    this.edited = edited;
  }

  getNormalBounds(): Rectangle {
    return this.bounds;
  }

  isMaximized(): boolean {
    return false;
  }

  destroy(): void {
    this.destroyed = true;
  }

  /** As when the person closes it; whether that was prevented. */
  close(): boolean {
    let prevented = false;
    this.emit('close', {
      preventDefault: () => {
        prevented = true;
      },
    });
    if (!prevented) this.destroyed = true;
    return prevented;
  }
}

export interface DialogAnswers {
  open?: string | undefined;
  save?: string | undefined;
  message?: number;
}

export class StandInDialog implements DialogPart {
  readonly messages: string[] = [];
  readonly suggested: string[] = [];
  #answers: DialogAnswers;

  constructor(answers: DialogAnswers) {
    this.#answers = answers;
  }

  async showOpenDialog(): Promise<{ canceled: boolean; filePaths: string[] }> {
    const { open } = this.#answers;
    return { canceled: open === undefined, filePaths: open === undefined ? [] : [open] };
  }

  async showSaveDialog({
    defaultPath,
  }: {
    readonly defaultPath: string;
  }): Promise<{ canceled: boolean; filePath: string }> {
    this.suggested.push(defaultPath);
    const { save } = this.#answers;
    return { canceled: save === undefined, filePath: save ?? '' };
  }

  async showMessageBox({ message }: { readonly message: string }): Promise<{ response: number }> {
    this.messages.push(message);
    return { response: this.#answers.message ?? 0 };
  }
}
