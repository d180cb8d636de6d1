//! `lsp`, over the wire: an editor of our own speaks to the program as any editor does.

mod answers;
mod editor;
mod example;
mod findings;
mod inserted;
mod talk;
