// What the editor of posts takes of CodeMirror; scripts/bundle_editor.py makes assets/codemirror.js of it.
export { EditorState, EditorSelection, StateEffect, StateField, Compartment } from "@codemirror/state";
export { EditorView, keymap, drawSelection, highlightSpecialChars, placeholder } from "@codemirror/view";
export { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
export { markdown, markdownLanguage, markdownKeymap } from "@codemirror/lang-markdown";
export { syntaxHighlighting, HighlightStyle } from "@codemirror/language";
export { tags } from "@lezer/highlight";
export { setDiagnostics, lintKeymap, forEachDiagnostic } from "@codemirror/lint";
export { search, searchKeymap } from "@codemirror/search";
