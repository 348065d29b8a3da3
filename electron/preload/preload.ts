// Runs isolated, before the page: puts `window.pinlab` there. Everything with a decision in it is in bridge.ts.

import { contextBridge, ipcRenderer, webUtils } from 'electron';
import { ipcNames } from '../main/ipc-names.ts';
import { createBridge } from './bridge.ts';

contextBridge.exposeInMainWorld(
  'pinlab',
  createBridge({
    ipcRenderer,
    pathForFile: (file) => webUtils.getPathForFile(file as File),
    names: ipcNames,
  }),
);
