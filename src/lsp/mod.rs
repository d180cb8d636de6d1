//! The language server: findings, completion and the rest for any editor, over the same engine as `check`. It reads the
//! clock and the files only through [`Outside`], and writes nothing: the editor applies every edit.

mod actions;
mod answers;
mod asked;
mod buffers;
mod client;
mod completion;
mod cursor;
mod edits;
mod findings;
mod folders;
#[cfg(test)]
mod fuzz;
mod greeting;
mod hover;
mod keys;
mod length;
mod nearby;
mod outside;
mod places;
mod positions;
mod published;
mod rename;
mod server;
mod settle;
mod shelf;
mod symbols;
mod template_page;
mod told;
mod uri;
mod wire;

use std::sync::Arc;

pub(crate) use outside::Outside;
pub(crate) use server::Ended;

/// Serves one editor over standard input and output, until it says `exit`, is gone, or cannot be understood any more.
pub(crate) fn serve(outside: Arc<dyn Outside>) -> Ended {
    let (wire, writer) = wire::Wire::to_stdout();
    let ended = server::run(wire, outside);
    // With the server's end of the wire the writer ends, all said.
    let _ = writer.join();
    ended
}
