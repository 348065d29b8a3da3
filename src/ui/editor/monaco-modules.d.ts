// Parts of Monaco that come without types.
declare module 'monaco-editor/editor/contrib/semanticTokens/browser/documentSemanticTokens';
