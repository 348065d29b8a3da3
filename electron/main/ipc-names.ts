// The two IPC channels, known to main and preload.

export const ipcNames = { message: 'pinlab:message', dropped: 'pinlab:dropped' } as const;
